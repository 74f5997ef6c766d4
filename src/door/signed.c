// SPDX-License-Identifier: MIT
// Signed PDFs judged: which of their bytes are signed, and by whom.
#include "door/signed.h"

#include "archive/embedded.h"
#include "base/error.h"
#include "base/translate.h"
#include "pdf/revision.h"
#include "pdf/seal.h"
#include "pdf/signature.h"

#include <string.h>
#include <unistd.h>

// The file as a whole; and what its streams unpack to, of which only cross-references and objects
// are looked at.
enum { FILE_MOST = 0x7FFFFFFF, UNPACKED_MOST = 1024 * 1024 * 1024 };

// ---- judging ---------------------------------------------------------------------------------

bool signed_is_pdf(const char *path)
{
    char head[5] = "";
    int file = file_open(path, NULL);
    bool is = file >= 0 && read(file, head, sizeof head) == (ssize_t)sizeof head &&
              memcmp(head, "%PDF-", sizeof head) == 0;
    if (file >= 0)
        close(file);
    return is;
}

// A PDF that is judged.
struct judged {
    const char *name; // without its folders
    GBytes *file;
    struct pdf_reader *reader;
    const struct sign_trust *trust;
    struct findings *findings;
    GArray *embedded; // struct embedded
};

// Whether all after what was signed only proves it.
static void check_later(const struct judged *judged, const struct pdf_signature *signature,
                        const char *path)
{
    GBytes *part = g_bytes_new_from_bytes(judged->file, 0, signature->covered);
    struct pdf_reader *before = pdf_reader_open(part, UNPACKED_MOST, NULL);
    uint32_t object = 0;
    if (!before)
        findings_fault(judged->findings, "signature-range", path,
                       "what it is over is no whole revision of the file");
    else if (!pdf_revision_proves(before, judged->reader, &object))
        findings_fault(judged->findings, "signature-later-update", path,
                       "the file was changed after it was signed, by more than time stamps and "
                       "what proves them (object %u)",
                       object);
    pdf_reader_close(before);
    g_bytes_unref(part);
}

static void judge(struct judged *judged, const struct pdf_signature *signature)
{
    size_t size = pdf_reader_size(judged->reader);
    char *path = g_strdup_printf("%s#%s", judged->name, signature->name);
    if (signature->empty) {
        findings_fault(judged->findings, "signature-removed", path,
                       "the field for a signature is empty: it was taken out, or never made");
    } else if (signature->fault) {
        findings_fault_on(judged->findings, "signature-range", path,
                          "the signature is not over the file as it must be: %s", signature->fault);
    } else {
        bool whole = signature->covered == size;
        struct embedded embedded = {
            .path = path,
            .covers = whole ? g_strdup(judged->name)
                            : g_strdup_printf("%s[0..%zu]", judged->name, signature->covered),
            .bytes = signature->contents,
            .subject = pdf_signature_subject(signature, judged->file),
            .end = signature->covered,
            .stamp = signature->kind == PDF_TIME_STAMP,
            .cades = signature->cades,
            .claimed = signature->date,
        };
        if (!whole)
            check_later(judged, signature, path);
        g_array_append_val(judged->embedded, embedded);
        return;
    }
    g_free(path);
}

static void embedded_clear(void *data)
{
    struct embedded *embedded = data;
    g_free((char *)embedded->path);
    g_free((char *)embedded->covers);
    g_bytes_unref(embedded->subject);
}

// Where the form says that there are signatures, and there is no field for one.
static bool is_stripped(struct pdf_reader *reader)
{
    struct pdf_value form = pdf_reader_find(reader, pdf_reader_catalog(reader), "AcroForm");
    int64_t flags = 0;
    return pdf_value_int(pdf_reader_find(reader, form, "SigFlags"), &flags) && (flags & 1);
}

static struct proofs *judge_all(struct judged *judged)
{
    GPtrArray *signatures = pdf_signatures_read(judged->reader);
    for (guint i = 0; i < signatures->len; i++)
        judge(judged, signatures->pdata[i]);
    if (signatures->len == 0 && is_stripped(judged->reader))
        findings_fault(judged->findings, "signature-removed", NULL,
                       "the file says that it has signatures, and has none");
    else if (signatures->len == 0)
        findings_warning(judged->findings, "unsigned", NULL,
                         "it has no signature, so nothing shows who made it or that it is as it "
                         "was made");
    struct credentials *store = credentials_new();
    pdf_store_read(judged->reader, store->certificates, store->lists, store->answers);
    struct proofs *proofs =
        embedded_verify((const struct embedded *)judged->embedded->data, judged->embedded->len,
                        store, judged->trust, judged->findings);
    credentials_free(store);
    g_ptr_array_unref(signatures);
    return proofs;
}

struct proofs *signed_judge(GBytes *file, const char *name, const struct sign_trust *trust,
                            struct findings *findings)
{
    GError *why = NULL;
    struct judged judged = {name, file, NULL, trust, findings, NULL};
    judged.embedded = g_array_new(FALSE, TRUE, sizeof(struct embedded));
    g_array_set_clear_func(judged.embedded, embedded_clear);
    judged.reader = pdf_reader_open(file, UNPACKED_MOST, &why);
    struct proofs *proofs = judged.reader ? judge_all(&judged) : proofs_new();
    if (!judged.reader)
        findings_fault_of(findings, "pdf-malformed", NULL, why);
    g_clear_error(&why);
    pdf_reader_close(judged.reader);
    g_array_unref(judged.embedded);
    return proofs;
}

struct proofs *signed_verify(const char *path, const struct sign_trust *trust,
                             struct findings *findings, GError **error)
{
    GBytes *file = file_read(path, FILE_MOST, error);
    if (!file)
        return NULL;
    char *name = g_path_get_basename(path);
    struct proofs *proofs = signed_judge(file, name, trust, findings);
    g_bytes_unref(file);
    g_free(name);
    return proofs;
}
