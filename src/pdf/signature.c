// SPDX-License-Identifier: MIT
#include "pdf/signature.h"

#include "base/translate.h"
#include "pdf/object.h"

#include <stdio.h>
#include <string.h>

enum { FIELDS_MOST = 1000, FIELD_DEPTH_MOST = 16 };

// ---- writing ---------------------------------------------------------------------------------

void pdf_signature_put_field(GString *out, const char *name, uint32_t page, uint32_t value)
{
    // 132: printed, as PDF/A asks of every annotation, and locked.
    g_string_append(out, "<</Type/Annot/Subtype/Widget/FT/Sig/F 132/Rect[-1 -1 -1 -1]/T");
    pdf_text(out, name);
    g_string_append(out, "/P ");
    pdf_ref(out, page);
    g_string_append(out, "/V ");
    pdf_ref(out, value);
    g_string_append(out, ">>");
}

// Three numbers of ten digits: files of up to ten thousand million bytes.
static const char range_room[] = "[0                                 ]";

void pdf_signature_put(GString *out, enum pdf_signature_kind kind, size_t room, int64_t date)
{
    bool stamp = kind == PDF_TIME_STAMP;
    g_string_append_printf(out, "<</Type/%s/Filter/Adobe.PPKLite/SubFilter/%s",
                           stamp ? "DocTimeStamp" : "Sig",
                           stamp ? "ETSI.RFC3161" : "ETSI.CAdES.detached");
    if (!stamp) {
        g_string_append(out, "/M");
        pdf_date(out, date);
    }
    g_string_append_printf(out, "/ByteRange%s/Contents<", range_room);
    gsize from = out->len;
    g_string_set_size(out, from + 2 * room);
    memset(out->str + from, '0', 2 * room);
    g_string_append(out, ">>>");
}

char *pdf_signature_range(const struct pdf_signature *signature, size_t size)
{
    int room = (int)(signature->range.end - signature->range.at);
    char *text = g_strdup_printf("[0 %zu %zu %zu", signature->hole, signature->hole_end,
                                 size - signature->hole_end);
    char *padded = g_strdup_printf("%-*s]", room - 1, text);
    g_free(text);
    if (strlen(padded) == (size_t)room)
        return padded;
    g_free(padded);
    return NULL;
}

GString *pdf_signature_fill(const struct pdf_signature *signature, GBytes *contents)
{
    gsize n, room = signature->hole_end - signature->hole;
    const void *data = g_bytes_get_data(contents, &n);
    if (room < 2 || n > (room - 2) / 2)
        return NULL;
    GString *out = g_string_sized_new(room + 1);
    pdf_hex(out, data, n);
    g_string_truncate(out, out->len - 1);
    while (out->len < room - 1)
        g_string_append_c(out, '0');
    g_string_append_c(out, '>');
    return out;
}

// ---- reading ---------------------------------------------------------------------------------

static void signature_free(gpointer data)
{
    struct pdf_signature *signature = data;
    g_free(signature->name);
    g_string_free(signature->filled, TRUE);
    g_clear_pointer(&signature->contents, g_bytes_unref);
    g_free(signature);
}

// "(D:20260131235959+02'00')"; -1 for what is none.
static int64_t date_read(struct pdf_value value)
{
    GString *text = g_string_new(NULL);
    int year, month = 1, day = 1, hour = 0, minute = 0, second = 0, east_hour = 0, east_minute = 0;
    char zone = 'Z';
    int64_t when = -1;
    pdf_value_string(value, text);
    int n = sscanf(text->str, "D:%4d%2d%2d%2d%2d%2d%c%2d'%2d", &year, &month, &day, &hour, &minute,
                   &second, &zone, &east_hour, &east_minute);
    GDateTime *utc = n >= 1 ? g_date_time_new_utc(year, month, day, hour, minute, second) : NULL;
    if (utc) {
        int east = (east_hour * 60 + east_minute) * 60;
        when = g_date_time_to_unix(utc) - (zone == '+' ? east : zone == '-' ? -east : 0);
        g_date_time_unref(utc);
    }
    g_string_free(text, TRUE);
    return when;
}

// How many bytes the DER value at the start of `bytes` has (X.690, 8.1.3); all for what is not of
// definite length.
static size_t der_length(const GString *bytes)
{
    const unsigned char *p = (const unsigned char *)bytes->str;
    if (bytes->len < 2 || p[1] < 0x80)
        return bytes->len < 2 ? bytes->len : MIN(bytes->len, 2U + p[1]);
    size_t more = p[1] & 0x7F, n = 0;
    if (more == 0 || more > 4 || bytes->len < 2 + more)
        return bytes->len;
    for (size_t i = 0; i < more; i++)
        n = n << 8 | p[2 + i];
    return MIN(bytes->len, 2 + more + n);
}

// Without the zeros behind it; NULL where there is nothing else.
static GBytes *contents_read(const GString *filled)
{
    size_t n = der_length(filled), zeros = n;
    while (zeros < filled->len && filled->str[zeros] == '\0')
        zeros++;
    if (zeros != filled->len) // it is no filling, and whoever reads it is to see it
        n = filled->len;
    for (size_t i = 0; i < n; i++) {
        if (filled->str[i] != '\0')
            return g_bytes_new(filled->str, n);
    }
    return NULL;
}

static bool range_numbers(struct pdf_value range, int64_t ret[4])
{
    struct pdf_value rest = pdf_value_inside(range), part;
    for (int i = 0; i < 4; i++) {
        if (!pdf_value_next(&rest, &part) || !pdf_value_int(part, &ret[i]) || ret[i] < 0)
            return false;
    }
    return !pdf_value_next(&rest, &part);
}

// The signed bytes are all from the first to some last but for the contents, or else what is not
// signed could be changed, or the contents could be read from another place than was signed.
static void range_read(struct pdf_signature *signature, size_t size)
{
    int64_t n[4];
    if (!range_numbers(signature->range, n))
        signature->fault = N_("its /ByteRange is not four numbers");
    else if (n[0] != 0)
        signature->fault = N_("what it is over does not begin with the file");
    else if (n[2] > (int64_t)size || n[3] > (int64_t)size - n[2])
        signature->fault = N_("what it is over ends beyond the file");
    else if (n[1] != (int64_t)signature->hole || n[2] != (int64_t)signature->hole_end)
        signature->fault = N_("what it leaves out is not just its own contents");
    else
        signature->covered = (size_t)(n[2] + n[3]);
}

static struct pdf_signature *signature_read(struct pdf_reader *reader, struct pdf_value value,
                                            const char *name)
{
    struct pdf_signature *signature = g_new0(struct pdf_signature, 1);
    struct pdf_value form = pdf_reader_find(reader, value, "SubFilter");
    struct pdf_value contents = pdf_value_find(value, "Contents");
    signature->name = g_strdup(name);
    signature->cades = pdf_value_is(form, "ETSI.CAdES.detached");
    signature->date = date_read(pdf_reader_find(reader, value, "M"));
    signature->range = pdf_value_find(value, "ByteRange");
    if (pdf_value_is(form, "ETSI.RFC3161"))
        signature->kind = PDF_TIME_STAMP;
    else if (!signature->cades && !pdf_value_is(form, "adbe.pkcs7.detached"))
        signature->fault = N_("its form is none of ETSI.CAdES.detached, adbe.pkcs7.detached and "
                              "ETSI.RFC3161");
    signature->filled = g_string_new(NULL);
    pdf_value_string(contents, signature->filled);
    signature->contents = contents_read(signature->filled);
    signature->empty = signature->contents == NULL;
    if (!pdf_reader_place(reader, contents, &signature->hole, &signature->hole_end))
        signature->fault = N_("its contents do not lie in the file as they are");
    else if (!signature->fault)
        range_read(signature, pdf_reader_size(reader));
    return signature;
}

struct form_fields {
    struct pdf_reader *reader;
    GPtrArray *signatures;
    size_t left; // fields that are looked at
};

static void fields_read(struct form_fields *fields, struct pdf_value list, const char *above,
                        bool sign, unsigned depth);

static void field_read(struct form_fields *fields, struct pdf_value field, const char *above,
                       bool sign, unsigned depth)
{
    struct pdf_value type = pdf_reader_find(fields->reader, field, "FT");
    struct pdf_value own = pdf_reader_find(fields->reader, field, "T");
    struct pdf_value kids = pdf_reader_find(fields->reader, field, "Kids");
    GString *name = g_string_new(above);
    if (own.at != own.end && name->len)
        g_string_append_c(name, '.');
    pdf_value_text(own, name);
    sign = type.at == type.end ? sign : pdf_value_is(type, "Sig");
    struct pdf_value value = pdf_reader_find(fields->reader, field, "V");
    if (sign && (pdf_value_is_dictionary(value) || !pdf_value_is_array(kids)))
        g_ptr_array_add(fields->signatures, signature_read(fields->reader, value, name->str));
    else if (pdf_value_is_array(kids) && depth < FIELD_DEPTH_MOST)
        fields_read(fields, kids, name->str, sign, depth + 1);
    g_string_free(name, TRUE);
}

static void fields_read(struct form_fields *fields, struct pdf_value list, const char *above,
                        bool sign, unsigned depth)
{
    struct pdf_value rest = pdf_value_inside(list), reference;
    while (fields->left > 0 && pdf_value_next(&rest, &reference)) {
        fields->left--;
        field_read(fields, pdf_reader_follow(fields->reader, reference), above, sign, depth);
    }
}

GPtrArray *pdf_signatures_read(struct pdf_reader *reader)
{
    struct form_fields fields = {reader, g_ptr_array_new_with_free_func(signature_free),
                                 FIELDS_MOST};
    struct pdf_value form = pdf_reader_find(reader, pdf_reader_catalog(reader), "AcroForm");
    struct pdf_value list = pdf_reader_find(reader, form, "Fields");
    if (pdf_value_is_array(list))
        fields_read(&fields, list, "", false, 0);
    return fields.signatures;
}

GBytes *pdf_signature_subject(const struct pdf_signature *signature, GBytes *file)
{
    gsize n;
    const char *data = g_bytes_get_data(file, &n);
    size_t before = MIN(signature->hole, n), end = MIN(signature->covered, n);
    size_t from = MIN(signature->hole_end, end);
    char *subject = g_malloc(before + (end - from) + 1);
    memcpy(subject, data, before);
    memcpy(subject + before, data + from, end - from);
    return g_bytes_new_take(subject, before + (end - from));
}
