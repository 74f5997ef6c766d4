// SPDX-License-Identifier: MIT
#include "paint/pdf_file.h"

#include "base/error.h"

#include <string.h>

enum { ROW = 20 }; // bytes of a table's row: "0000000015 00000 n \n"

struct edit {
    size_t place, removed;
    GBytes *text;
};

static void edit_clear(void *edit)
{
    g_bytes_unref(((struct edit *)edit)->text);
}

static const char *data_of(const struct pdf_file *file)
{
    return (const char *)file->bytes->data;
}

static const char *find(const struct pdf_file *file, size_t start, size_t end, const char *word)
{
    return start < end ? memmem(data_of(file) + start, end - start, word, strlen(word)) : NULL;
}

static const char *find_last(const struct pdf_file *file, const char *word)
{
    const char *last = NULL;
    size_t n = file->bytes->len, from = n > 1024 ? n - 1024 : 0;
    for (const char *at; (at = find(file, from, n, word));) {
        last = at;
        from = (size_t)(at - data_of(file)) + 1;
    }
    return last;
}

static bool read_rows(struct pdf_file *file)
{
    char *end;
    const char *data = data_of(file);
    guint64 n = g_ascii_strtoull(data + file->table + strlen("xref\n0 "), &end, 10);
    size_t rows = (size_t)(end - data) + strspn(end, " \r\n");
    if (rows > file->bytes->len || n > (file->bytes->len - rows) / ROW)
        return false;
    file->n_objects = (size_t)n;
    file->objects = g_new0(size_t, file->n_objects + 1);
    for (size_t i = 1; i < file->n_objects; i++) {
        guint64 offset = g_ascii_strtoull(data + rows + i * ROW, NULL, 10);
        file->objects[i] = offset < file->table ? (size_t)offset : 0;
    }
    return true;
}

static bool read_table(struct pdf_file *file)
{
    const char *start = find_last(file, "startxref\n");
    if (!start)
        return false;
    file->table = (size_t)g_ascii_strtoull(start + strlen("startxref\n"), NULL, 10);
    if (file->table + 8 > file->bytes->len ||
        memcmp(data_of(file) + file->table, "xref\n0 ", 7) != 0)
        return false;
    return read_rows(file) &&
           pdf_file_number(file, file->table, file->bytes->len, "/Root", &file->root);
}

bool pdf_file_open(GByteArray *bytes, struct pdf_file *ret, GError **error)
{
    // The NUL ends any number that is read at the very end.
    g_byte_array_append(bytes, (const guint8 *)"", 1);
    g_byte_array_set_size(bytes, bytes->len - 1);
    *ret = (struct pdf_file){.bytes = bytes};
    ret->edits = g_array_new(FALSE, FALSE, sizeof(struct edit));
    g_array_set_clear_func(ret->edits, edit_clear);
    if (read_table(ret))
        return true;
    fault_set(error, FAULT_IO, "cannot finish the PDF: its table of objects was not found");
    pdf_file_close(ret);
    return false;
}

void pdf_file_close(struct pdf_file *file)
{
    g_free(file->objects);
    g_array_unref(file->edits);
}

bool pdf_file_object(const struct pdf_file *file, size_t number, size_t *ret_start, size_t *ret_end)
{
    size_t start = number < file->n_objects ? file->objects[number] : 0;
    const char *end = start ? find(file, start, file->table, "endobj") : NULL;
    if (!end)
        return false;
    *ret_start = start;
    *ret_end = (size_t)(end - data_of(file));
    const char *stream = find(file, start, *ret_end, "stream");
    if (stream)
        *ret_end = (size_t)(stream - data_of(file));
    return true;
}

bool pdf_file_number(const struct pdf_file *file, size_t start, size_t end, const char *key,
                     size_t *ret)
{
    const char *at = find(file, start, end, key);
    if (!at)
        return false;
    *ret = (size_t)g_ascii_strtoull(at + strlen(key), NULL, 10);
    return true;
}

void pdf_file_edit(struct pdf_file *file, size_t place, size_t removed, const void *text, size_t n)
{
    struct edit edit = {place, removed, g_bytes_new(text, n)};
    g_array_append_val(file->edits, edit);
}

static int by_place(const void *a, const void *b)
{
    const struct edit *one = a, *other = b;
    return (one->place > other->place) - (one->place < other->place);
}

static void append(GByteArray *out, const void *data, size_t n)
{
    g_byte_array_append(out, data, (guint)n);
}

// Everything before the table, edited.
static void append_body(const struct pdf_file *file, GByteArray *out)
{
    size_t done = 0;
    for (guint i = 0; i < file->edits->len; i++) {
        const struct edit *edit = &g_array_index(file->edits, struct edit, i);
        gsize n;
        const void *text = g_bytes_get_data(edit->text, &n);
        append(out, file->bytes->data + done, edit->place - done);
        append(out, text, n);
        done = edit->place + edit->removed;
    }
    append(out, file->bytes->data + done, file->table - done);
}

// Where an offset has gone. There are few edits: one or two for each font.
static size_t moved(const struct pdf_file *file, size_t offset)
{
    size_t to = offset;
    for (guint i = 0; i < file->edits->len; i++) {
        const struct edit *edit = &g_array_index(file->edits, struct edit, i);
        if (edit->place >= offset)
            break;
        to += g_bytes_get_size(edit->text) - edit->removed;
    }
    return to;
}

static void append_table(const struct pdf_file *file, GByteArray *out)
{
    size_t start = out->len;
    GString *table = g_string_new(NULL);
    g_string_append_printf(table, "xref\n0 %zu\n0000000000 65535 f \n", file->n_objects);
    for (size_t i = 1; i < file->n_objects; i++) {
        size_t offset = file->objects[i];
        if (offset)
            g_string_append_printf(table, "%010zu 00000 n \n", moved(file, offset));
        else
            g_string_append(table, "0000000000 65535 f \n");
    }
    append(out, table->str, table->len);
    const char *trailer = find(file, file->table, file->bytes->len, "trailer");
    const char *end = find_last(file, "startxref");
    append(out, trailer, (size_t)(end - trailer));
    g_string_printf(table, "startxref\n%zu\n%%%%EOF\n", start);
    append(out, table->str, table->len);
    g_string_free(table, TRUE);
}

GByteArray *pdf_file_apply(struct pdf_file *file)
{
    g_array_sort(file->edits, by_place);
    GByteArray *out = g_byte_array_sized_new(file->bytes->len + 1024);
    append_body(file, out);
    append_table(file, out);
    return out;
}
