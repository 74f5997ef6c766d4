// SPDX-License-Identifier: MIT
#include "paint/catalog.h"

#include "base/error.h"

#include <string.h>

enum { ROW = 20 }; // bytes of an entry: "0000000015 00000 n \n"

struct table {
    size_t start;       // of the word xref
    size_t rows, count; // offset of the first row, and how many
    size_t root;        // offset of the catalog
};

static const char *find(const GByteArray *pdf, size_t from, const char *word)
{
    if (from > pdf->len)
        return NULL;
    return memmem(pdf->data + from, pdf->len - from, word, strlen(word));
}

static const char *find_last(const GByteArray *pdf, const char *word)
{
    const char *last = NULL;
    size_t from = pdf->len > 1024 ? pdf->len - 1024 : 0;
    for (const char *at; (at = find(pdf, from, word));) {
        last = at;
        from = (size_t)(at - (const char *)pdf->data) + 1;
    }
    return last;
}

// The array ends with NUL while this module works on it, so numbers cannot run past its end.
static bool read_table(const GByteArray *pdf, struct table *ret)
{
    const char *data = (const char *)pdf->data, *start = find_last(pdf, "startxref\n");
    const char *trailer = find_last(pdf, "/Root ");
    if (!start || !trailer)
        return false;
    ret->start = g_ascii_strtoull(start + strlen("startxref\n"), NULL, 10);
    if (ret->start + 8 > pdf->len || memcmp(data + ret->start, "xref\n0 ", 7) != 0)
        return false;
    char *end;
    ret->count = g_ascii_strtoull(data + ret->start + 7, &end, 10);
    ret->rows = (size_t)(end - data) + strspn(end, " \r\n");
    guint64 root = g_ascii_strtoull(trailer + strlen("/Root "), NULL, 10);
    if (ret->rows > pdf->len || ret->count > (pdf->len - ret->rows) / ROW || root >= ret->count)
        return false;
    ret->root = g_ascii_strtoull(data + ret->rows + root * ROW, NULL, 10);
    return ret->root < ret->start;
}

// Where new entries go: before the ">>" that ends the catalog.
static bool find_place(const GByteArray *pdf, const struct table *table, size_t *ret)
{
    const char *start = (const char *)pdf->data + table->root;
    const char *end = find(pdf, table->root, "endobj");
    if (!end || !memmem(start, (size_t)(end - start), "/Catalog", 8))
        return false;
    while (end > start && memcmp(end, ">>", 2) != 0)
        end--;
    *ret = (size_t)(end - (const char *)pdf->data);
    return end > start;
}

static void insert(GByteArray *pdf, size_t at, const char *text, size_t n)
{
    size_t tail = pdf->len - at;
    g_byte_array_set_size(pdf, pdf->len + (guint)n);
    memmove(pdf->data + at + n, pdf->data + at, tail);
    memcpy(pdf->data + at, text, n);
}

static void move_rows(GByteArray *pdf, const struct table *table, size_t place, size_t n)
{
    for (size_t i = 1; i < table->count; i++) {
        char *row = (char *)pdf->data + table->rows + n + i * ROW, digits[16];
        guint64 offset = g_ascii_strtoull(row, NULL, 10);
        if (offset < place)
            continue;
        g_snprintf(digits, sizeof digits, "%010" G_GUINT64_FORMAT, offset + n);
        memcpy(row, digits, 10);
    }
}

static void move_start(GByteArray *pdf, size_t start)
{
    const char *word = find_last(pdf, "startxref\n");
    size_t length = (size_t)(word - (const char *)pdf->data) + strlen("startxref\n");
    char *end = g_strdup_printf("%zu\n%%%%EOF\n", start);
    g_byte_array_set_size(pdf, (guint)length);
    g_byte_array_append(pdf, (const guint8 *)end, (guint)strlen(end));
    g_free(end);
}

bool catalog_add(GByteArray *pdf, const char *entries, GError **error)
{
    struct table table;
    size_t place, n = strlen(entries);
    g_byte_array_append(pdf, (const guint8 *)"", 1);
    bool ok = read_table(pdf, &table) && find_place(pdf, &table, &place) && place < table.start;
    g_byte_array_set_size(pdf, pdf->len - 1);
    if (!ok) {
        fault_set(error, FAULT_IO, "cannot finish the PDF: its catalog was not found");
        return false;
    }
    insert(pdf, place, entries, n);
    move_rows(pdf, &table, place, n);
    move_start(pdf, table.start + n);
    return true;
}
