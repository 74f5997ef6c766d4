// SPDX-License-Identifier: MIT
// Records signed, and what proves a signature for long put in or behind it.
#include "base/error.h"
#include "door/signed.h"
#include "pdf/seal.h"
#include "pdf/signature.h"

#include <string.h>

// Bytes for a document time stamp; and what a file's streams unpack to, of which only
// cross-references and objects are looked at.
enum { STAMP_ROOM = 16 * 1024, UNPACKED_MOST = 1024 * 1024 * 1024 };

// ---- what is asked for -----------------------------------------------------------------------

static struct credentials *proofs_given(const struct warraq *w, GError **error)
{
    struct credentials *proofs = credentials_new();
    for (guint i = 0; i < w->settings.proof->len; i++) {
        if (credentials_read(proofs, w->settings.proof->pdata[i], error))
            continue;
        credentials_free(proofs);
        return NULL;
    }
    return proofs;
}

static bool is_query(const struct warraq *w)
{
    return w->settings.timestamp && strcmp(w->settings.timestamp, "query") == 0;
}

// *ret is NULL where none is given.
static bool answer_given(const struct warraq *w, GBytes **ret, GError **error)
{
    bool given = w->settings.timestamp && !is_query(w);
    *ret = given ? sign_read(w->settings.timestamp, error) : NULL;
    return !given || *ret;
}

struct signing *signing_new(const struct warraq *w, GError **error)
{
    struct signing *signing = g_new0(struct signing, 1);
    signing->ask = is_query(w);
    signing->signer = signer_open(w->settings.sign, w->settings.certificate, error);
    if (signing->signer && answer_given(w, &signing->answer, error))
        signing->proofs = proofs_given(w, error);
    if (signing->proofs)
        return signing;
    signing_free(signing);
    return NULL;
}

void signing_free(struct signing *signing)
{
    if (!signing)
        return;
    signer_free(signing->signer);
    credentials_free(signing->proofs);
    g_clear_pointer(&signing->answer, g_bytes_unref);
    g_clear_pointer(&signing->query, g_bytes_unref);
    g_free(signing);
}

// ---- bytes in their places -------------------------------------------------------------------

// The last field without contents; NULL if there is none.
static const struct pdf_signature *empty_field(const GPtrArray *signatures)
{
    for (guint i = signatures->len; i > 0; i--) {
        const struct pdf_signature *signature = signatures->pdata[i - 1];
        if (signature->empty && signature->hole_end > signature->hole)
            return signature;
    }
    return NULL;
}

// A copy of the file in which the text stands at that place.
static GBytes *with_text(GBytes *file, size_t at, const char *text, size_t n)
{
    gsize size;
    const char *data = g_bytes_get_data(file, &size);
    char *copy = g_malloc(size);
    memcpy(copy, data, size);
    memcpy(copy + at, text, n);
    return g_bytes_new_take(copy, size);
}

// Takes the file, and fills the signature's hole in it. NULL with FAULT_INVALID.
static GBytes *with_contents(GBytes *file, const struct pdf_signature *signature, GBytes *contents,
                             GError **error)
{
    GString *text = pdf_signature_fill(signature, contents);
    GBytes *filled = text ? with_text(file, signature->hole, text->str, text->len) : NULL;
    if (text)
        g_string_free(text, TRUE);
    else
        fault_set(error, FAULT_INVALID,
                  "a signature or time stamp is larger than the room left for it, %zu bytes",
                  (signature->hole_end - signature->hole) / 2 - 1);
    g_bytes_unref(file);
    return filled;
}

// Makes the contents of what is over `subject`. NULL with *error set.
typedef GBytes *(*make_contents)(void *context, GBytes *subject, GError **error);

// The file with its empty field filled; NULL with *error set, where `make` gives nothing.
static GBytes *with_field(GBytes *file, make_contents make, void *context, GError **error)
{
    struct pdf_reader *reader = pdf_reader_open(file, UNPACKED_MOST, error);
    GPtrArray *signatures = reader ? pdf_signatures_read(reader) : NULL;
    const struct pdf_signature *field = signatures ? empty_field(signatures) : NULL;
    GBytes *filled = NULL;
    if (field) {
        struct pdf_signature signature = *field;
        char *range = pdf_signature_range(field, g_bytes_get_size(file));
        size_t at = (size_t)(field->range.at - (const char *)g_bytes_get_data(file, NULL));
        GBytes *ranged = with_text(file, at, range, strlen(range));
        signature.covered = g_bytes_get_size(file);
        GBytes *subject = pdf_signature_subject(&signature, ranged);
        GBytes *contents = make(context, subject, error);
        filled = contents ? with_contents(g_bytes_ref(ranged), field, contents, error) : NULL;
        g_clear_pointer(&contents, g_bytes_unref);
        g_bytes_unref(subject);
        g_bytes_unref(ranged);
        g_free(range);
    } else if (signatures) {
        fault_set(error, FAULT_INVALID, "the record has no room for a signature");
    }
    g_clear_pointer(&signatures, g_ptr_array_unref);
    pdf_reader_close(reader);
    return filled;
}

// The file with the store behind it, and a field for a time stamp where there is to be `room`.
// Takes the file.
static GBytes *with_seal(GBytes *file, const struct credentials *proofs, size_t room,
                         GError **error)
{
    const struct pdf_store store = {proofs->certificates, proofs->lists, proofs->answers};
    struct pdf_reader *reader = pdf_reader_open(file, UNPACKED_MOST, error);
    GString *more = reader ? pdf_seal(reader, &store, room, error) : NULL;
    GBytes *sealed = NULL;
    if (more) {
        gsize n;
        const char *data = g_bytes_get_data(file, &n);
        g_string_prepend_len(more, data, (gssize)n);
        sealed = g_string_free_to_bytes(more);
    }
    pdf_reader_close(reader);
    g_bytes_unref(file);
    return sealed;
}

static bool is_any(const struct credentials *proofs)
{
    return proofs->certificates->len + proofs->lists->len + proofs->answers->len > 0;
}

// ---- signing ---------------------------------------------------------------------------------

// The same signature with the answer in it. Takes `signature`.
static GBytes *stamped(GBytes *signature, GBytes *answer, GBytes *value, GError **error)
{
    GBytes *with = sign_stamp_is_over(answer, value) ? sign_with_stamp(signature, answer) : NULL;
    if (!with)
        fault_set(error, FAULT_INVALID,
                  "the time stamp is not of the signature that is made now: a key that signs "
                  "otherwise each time, as of ECDSA, needs warraq seal on the record that was "
                  "signed");
    g_bytes_unref(signature);
    return with;
}

static GBytes *make_signature(void *context, GBytes *subject, GError **error)
{
    struct signing *signing = context;
    GBytes *signature = signer_pades(signing->signer, subject, error);
    GBytes *value = signature ? sign_value(signature) : NULL;
    if (value && signing->ask)
        signing->query = sign_stamp_query(value);
    if (value && signing->answer)
        signature = stamped(signature, signing->answer, value, error);
    g_clear_pointer(&value, g_bytes_unref);
    return signature;
}

// Puts into place what `now` has otherwise, and more, than what is written.
static bool put_over(struct file_out *out, GBytes *now, GError **error)
{
    gsize n;
    const char *data = g_bytes_get_data(now, &n);
    size_t there = file_out_offset(out);
    return file_out_patch(out, 0, data, there, error) &&
           file_out_write(out, data + there, n - there, error);
}

bool signed_fill(struct file_out *out, struct signing *signing, GError **error)
{
    GBytes *file = file_out_bytes(out, error);
    GBytes *filled = file ? with_field(file, make_signature, signing, error) : NULL;
    if (filled && is_any(signing->proofs))
        filled = with_seal(filled, signing->proofs, 0, error);
    bool ok = filled && put_over(out, filled, error);
    g_clear_pointer(&filled, g_bytes_unref);
    g_clear_pointer(&file, g_bytes_unref);
    return ok;
}

// ---- sealing ---------------------------------------------------------------------------------

// The signature that an answer is about; NULL if it is about none. One behind which there is more
// is fixed by that.
static const struct pdf_signature *answered_signature(const GPtrArray *signatures, GBytes *answer,
                                                      size_t size)
{
    for (guint i = 0; i < signatures->len; i++) {
        const struct pdf_signature *signature = signatures->pdata[i];
        GBytes *value = signature->contents && signature->kind == PDF_SIGNATURE
                            ? sign_value(signature->contents)
                            : NULL;
        bool is = value && signature->covered == size && sign_stamp_is_over(answer, value);
        g_clear_pointer(&value, g_bytes_unref);
        if (is)
            return signature;
    }
    return NULL;
}

// The file with an answer in the signature it is about; *ret NULL where it is about none. False
// with *error set.
static bool put_into_signature(GBytes *file, GBytes *answer, GBytes **ret, GError **error)
{
    struct pdf_reader *reader = pdf_reader_open(file, UNPACKED_MOST, error);
    GPtrArray *signatures = reader ? pdf_signatures_read(reader) : NULL;
    const struct pdf_signature *signature =
        signatures ? answered_signature(signatures, answer, g_bytes_get_size(file)) : NULL;
    GBytes *with = signature ? sign_with_stamp(signature->contents, answer) : NULL;
    *ret = with ? with_contents(g_bytes_ref(file), signature, with, error) : NULL;
    bool ok = signatures && (!with || *ret);
    g_clear_pointer(&with, g_bytes_unref);
    g_clear_pointer(&signatures, g_ptr_array_unref);
    pdf_reader_close(reader);
    return ok;
}

// What is done about the field of a document time stamp.
struct stamping {
    bool asked;     // --timestamp is given
    GBytes *answer; // NULL: a query is made
    GBytes *query;
};

static GBytes *make_stamp(void *context, GBytes *subject, GError **error)
{
    struct stamping *stamping = context;
    if (!stamping->answer) {
        stamping->query = sign_stamp_query(subject);
        return NULL;
    }
    if (sign_stamp_is_over(stamping->answer, subject))
        return sign_stamp_token(stamping->answer);
    fault_set(error, FAULT_INVALID,
              "the answer is no granted time stamp of this file: neither of its signature nor of "
              "what --timestamp query asked about, with the same --proof");
    return NULL;
}

// Takes the file. False with *error set.
static bool seal(GBytes *file, const struct credentials *proofs, struct stamping *stamping,
                 GBytes **ret, GError **error)
{
    GBytes *with = NULL;
    if (stamping->answer && !put_into_signature(file, stamping->answer, &with, error)) {
        g_bytes_unref(file);
        return false;
    }
    bool whole = !with && stamping->asked; // a time stamp of the whole
    if (with) {
        g_bytes_unref(file);
        file = with;
    }
    if (whole || is_any(proofs))
        file = with_seal(file, proofs, whole ? STAMP_ROOM : 0, error);
    if (file && whole) {
        *ret = with_field(file, make_stamp, stamping, error);
        g_bytes_unref(file);
    } else {
        *ret = file;
    }
    return *ret || stamping->query;
}

bool signed_seal(const struct warraq *w, GBytes *file, GBytes **ret_sealed, GBytes **ret_query,
                 GError **error)
{
    struct stamping stamping = {.asked = w->settings.timestamp != NULL};
    struct credentials *proofs = proofs_given(w, error);
    *ret_sealed = *ret_query = NULL;
    bool ok = proofs && answer_given(w, &stamping.answer, error);
    if (ok && !stamping.asked && !is_any(proofs)) {
        fault_set(error, FAULT_USAGE, "there is nothing to seal it with: --timestamp or --proof");
        ok = false;
    }
    ok = ok && seal(g_bytes_ref(file), proofs, &stamping, ret_sealed, error);
    *ret_query = stamping.query;
    g_clear_pointer(&stamping.answer, g_bytes_unref);
    credentials_free(proofs);
    return ok;
}
