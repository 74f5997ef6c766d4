// SPDX-License-Identifier: MIT
#include "pdf/seal.h"

#include "base/digest.h"
#include "base/error.h"
#include "pdf/object.h"
#include "pdf/signature.h"
#include "pdf/update.h"

#include <assert.h>
#include <string.h>

enum { PAGE_DEPTH_MOST = 64, STORED_MOST = 10000 };

// ---- the store -------------------------------------------------------------------------------

// The streams of a list, and references to them as they are spelt.
static void list_read(struct pdf_reader *reader, const char *key, GPtrArray *ret, GString *spelt)
{
    struct pdf_value store = pdf_reader_find(reader, pdf_reader_catalog(reader), "DSS");
    struct pdf_value list = pdf_reader_find(reader, store, key), part;
    struct pdf_value rest = pdf_value_inside(list);
    for (guint n = 0; pdf_value_is_array(list) && n < STORED_MOST && pdf_value_next(&rest, &part);
         n++) {
        struct pdf_value stream = pdf_reader_stream(reader, part);
        g_ptr_array_add(ret, g_bytes_new(stream.at, (gsize)(stream.end - stream.at)));
        if (spelt) {
            g_string_append_len(spelt, part.at, part.end - part.at);
            g_string_append_c(spelt, ' ');
        }
    }
}

void pdf_store_read(struct pdf_reader *reader, GPtrArray *certificates, GPtrArray *lists,
                    GPtrArray *answers)
{
    list_read(reader, "Certs", certificates, NULL);
    list_read(reader, "CRLs", lists, NULL);
    list_read(reader, "OCSPs", answers, NULL);
}

static bool holds(const GPtrArray *list, GBytes *bytes)
{
    for (guint i = 0; i < list->len; i++) {
        if (g_bytes_equal(list->pdata[i], bytes))
            return true;
    }
    return false;
}

// The references of a list, old and new.
static GString *list_write(struct pdf_update *update, struct pdf_reader *reader, const char *key,
                           const GPtrArray *given)
{
    GString *spelt = g_string_new(NULL);
    GPtrArray *there = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
    list_read(reader, key, there, spelt);
    for (guint i = 0; i < given->len; i++) {
        if (holds(there, given->pdata[i]))
            continue;
        uint32_t number = pdf_update_reserve(update);
        pdf_update_stream(update, number, given->pdata[i]);
        pdf_ref(spelt, number);
        g_string_append_c(spelt, ' ');
        g_ptr_array_add(there, g_bytes_ref(given->pdata[i]));
    }
    g_ptr_array_unref(there);
    return spelt;
}

static void put_list(GString *out, const char *key, const GString *references)
{
    assert(references);
    if (references->len)
        g_string_append_printf(out, "/%s[%s]", key, references->str);
}

// What concerns each signature: all that there is. The key is of its whole contents, filling and
// all (ISO 32000-2, 12.8.4.4).
static void put_concerned(struct pdf_reader *reader, GString *out, GString *const lists[3])
{
    GPtrArray *signatures = pdf_signatures_read(reader);
    g_string_append(out, "/VRI<<");
    for (guint i = 0; i < signatures->len; i++) {
        const struct pdf_signature *signature = signatures->pdata[i];
        char hex[DIGEST_HEX_MAX + 1];
        if (signature->empty)
            continue;
        digest_bytes(DIGEST_SHA1, signature->filled->str, signature->filled->len, hex);
        for (char *c = hex; *c; c++)
            *c = g_ascii_toupper(*c);
        g_string_append_printf(out, "/%s<<", hex);
        put_list(out, "Cert", lists[0]);
        put_list(out, "CRL", lists[1]);
        put_list(out, "OCSP", lists[2]);
        g_string_append(out, ">>");
    }
    g_string_append(out, ">>");
    g_ptr_array_unref(signatures);
}

// The new store's object; 0 if nothing is given.
static uint32_t write_store(struct pdf_update *update, struct pdf_reader *reader,
                            const struct pdf_store *store)
{
    if (store->certificates->len + store->lists->len + store->answers->len == 0)
        return 0;
    GString *lists[3] = {list_write(update, reader, "Certs", store->certificates),
                         list_write(update, reader, "CRLs", store->lists),
                         list_write(update, reader, "OCSPs", store->answers)};
    uint32_t number = pdf_update_reserve(update);
    GString *out = g_string_new("<</Type/DSS");
    put_list(out, "Certs", lists[0]);
    put_list(out, "CRLs", lists[1]);
    put_list(out, "OCSPs", lists[2]);
    put_concerned(reader, out, lists);
    g_string_append(out, ">>");
    pdf_update_object(update, number, out);
    g_string_free(out, TRUE);
    for (int i = 0; i < 3; i++)
        g_string_free(lists[i], TRUE);
    return number;
}

// ---- the time stamp --------------------------------------------------------------------------

// The object of the first page; 0 if it cannot be found.
static uint32_t first_page(struct pdf_reader *reader)
{
    struct pdf_value reference = pdf_value_find(pdf_reader_catalog(reader), "Pages");
    for (int depth = 0; depth < PAGE_DEPTH_MOST; depth++) {
        struct pdf_value node = pdf_reader_follow(reader, reference);
        struct pdf_value rest = pdf_value_inside(pdf_reader_find(reader, node, "Kids"));
        if (pdf_value_is(pdf_value_find(node, "Type"), "Page"))
            return pdf_value_object(reference);
        if (!pdf_value_next(&rest, &reference))
            return 0;
    }
    return 0;
}

// "Timestamp", "Timestamp 2" …: a name that no field has.
static char *fresh_name(struct pdf_reader *reader)
{
    GPtrArray *signatures = pdf_signatures_read(reader);
    char *name = g_strdup("Timestamp");
    for (guint n = 2, i = 0; i < signatures->len; i++) {
        if (strcmp(((const struct pdf_signature *)signatures->pdata[i])->name, name) != 0)
            continue;
        g_free(name);
        name = g_strdup_printf("Timestamp %u", n++);
        i = (guint)-1; // from the first again
    }
    g_ptr_array_unref(signatures);
    return name;
}

// A dictionary with one more in the list under `key`.
static GString *with_member(struct pdf_reader *reader, struct pdf_value dictionary,
                            const char *const keys[], uint32_t member)
{
    GString *out = g_string_new(NULL);
    struct pdf_value list = pdf_reader_find(reader, dictionary, keys[0]);
    struct pdf_value members = pdf_value_is_array(list) ? pdf_value_inside(list) : PDF_NOTHING;
    pdf_update_copy(out, dictionary, keys);
    g_string_append_printf(out, "/%s[", keys[0]);
    g_string_append_len(out, members.at, members.end - members.at);
    g_string_append_c(out, ' ');
    pdf_ref(out, member);
    g_string_append_c(out, ']');
    return out;
}

// The field, on its page and in the form; the form is put into `catalog` where it has no object of
// its own.
static void write_stamp(struct pdf_update *update, struct pdf_reader *reader, uint32_t page,
                        size_t room, GString *catalog)
{
    static const char *const of_page[] = {"Annots", NULL};
    static const char *const of_form[] = {"Fields", "SigFlags", NULL};
    uint32_t field = pdf_update_reserve(update), value = pdf_update_reserve(update);
    char *name = fresh_name(reader);
    GString *out = g_string_new(NULL);
    pdf_signature_put_field(out, name, page, value);
    pdf_update_object(update, field, out);
    g_string_truncate(out, 0);
    pdf_signature_put(out, PDF_TIME_STAMP, room, 0);
    pdf_update_object(update, value, out);
    g_string_free(out, TRUE);
    g_free(name);
    out = with_member(reader, pdf_reader_object(reader, page), of_page, field);
    g_string_append(out, ">>");
    pdf_update_object(update, page, out);
    g_string_free(out, TRUE);
    struct pdf_value form = pdf_value_find(pdf_reader_catalog(reader), "AcroForm");
    out = with_member(reader, pdf_reader_follow(reader, form), of_form, field);
    g_string_append(out, "/SigFlags 3>>");
    if (pdf_value_object(form))
        pdf_update_object(update, pdf_value_object(form), out);
    else
        g_string_append_printf(catalog, "/AcroForm%s", out->str);
    g_string_free(out, TRUE);
}

// ---- the whole -------------------------------------------------------------------------------

GString *pdf_seal(struct pdf_reader *reader, const struct pdf_store *given, size_t room,
                  GError **error)
{
    struct pdf_value catalog = pdf_reader_catalog(reader);
    uint32_t root = pdf_value_object(pdf_value_find(pdf_reader_trailer(reader), "Root"));
    uint32_t page = first_page(reader);
    if (root == 0 || page == 0) {
        fault_set(error, FAULT_INVALID, "it has no catalog or no page that could be found");
        return NULL;
    }
    struct pdf_update *update = pdf_update_new(reader);
    GString *added = g_string_new(NULL), *out = g_string_new(NULL);
    uint32_t store = write_store(update, reader, given);
    if (room)
        write_stamp(update, reader, page, room, added);
    const char *keys[3] = {NULL};
    int n = 0;
    if (store)
        keys[n++] = "DSS";
    if (added->len)
        keys[n++] = "AcroForm";
    pdf_update_copy(out, catalog, keys);
    if (store)
        g_string_append_printf(added, "/DSS %u 0 R", store);
    g_string_append_printf(out, "%s>>", added->str);
    if (added->len)
        pdf_update_object(update, root, out);
    g_string_free(out, TRUE);
    g_string_free(added, TRUE);
    return pdf_update_finish(update);
}
