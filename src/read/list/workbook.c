// SPDX-License-Identifier: MIT
#include "read/list/workbook.h"

#include "base/error.h"
#include "base/file.h"
#include "read/list/cell.h"
#include "read/list/ods.h"
#include "read/list/xlsx.h"

#include <stdio.h>
#include <string.h>

enum { CELLS_MOST = 256, FLAT_BYTES_MOST = 512 * 1024 * 1024 };

// A million rows of five cells unpack to a quarter of a gigabyte.
static const struct zip_limits limits = {
    .bytes = (uint64_t)3 << 30, .ratio = 250, .entries = 20000};

struct workbook {
    struct sheet sheet; // first: others see only this
    char *path;
    GBytes *rows; // as workbook_out.c writes them
    size_t at;
    struct diag *diag;   // of the next pass
    struct notes *notes; // of this one
    const char *cells[CELLS_MOST];
    struct sheet_row row;
};

static void finish_notes(struct workbook *book)
{
    if (book->notes)
        notes_finish(book->notes);
    book->notes = NULL;
}

static const struct sheet_row *workbook_next(struct sheet *sheet, struct arena *arena,
                                             GError **error)
{
    (void)error;
    struct workbook *book = (struct workbook *)sheet;
    gsize length;
    const char *data = g_bytes_get_data(book->rows, &length);
    if (book->at >= length) {
        finish_notes(book);
        return NULL;
    }
    uint64_t head[4];
    memcpy(head, data + book->at, sizeof head);
    const char *cell = data + book->at + sizeof head;
    size_t line = (size_t)head[0], count = (size_t)head[1];
    for (size_t i = 0; i < count; i++) {
        size_t n = strlen(cell);
        book->cells[i] =
            cell_repaired(arena, cell, n, diag_place(book->path, line, 1), book->notes);
        cell += n + 1;
    }
    book->row = (struct sheet_row){book->cells, count, line, head[2]};
    book->at += sizeof head + (head[3] + 7) / 8 * 8;
    return &book->row;
}

static bool workbook_rewind(struct sheet *sheet, GError **error)
{
    (void)error;
    enum { NOTES_MOST = 20 };
    struct workbook *book = (struct workbook *)sheet;
    finish_notes(book);
    book->notes = book->diag ? notes_new(book->diag, NOTES_MOST) : NULL;
    book->diag = NULL;
    book->at = 0;
    return true;
}

static void workbook_report_to(struct sheet *sheet, struct diag *diag)
{
    ((struct workbook *)sheet)->diag = diag;
}

static void workbook_free(struct sheet *sheet)
{
    struct workbook *book = (struct workbook *)sheet;
    finish_notes(book);
    g_clear_pointer(&book->rows, g_bytes_unref);
    g_free(book->path);
    g_free(book);
}

// ---- opening ----

// The first bytes of the file.
static size_t first_bytes(const char *path, GBytes *bytes, char *into, size_t size)
{
    if (bytes) {
        size_t n = MIN(g_bytes_get_size(bytes), size);
        memcpy(into, g_bytes_get_data(bytes, NULL), n);
        return n;
    }
    FILE *file = fopen(path, "rb");
    size_t n = file ? fread(into, 1, size, file) : 0;
    if (file)
        fclose(file);
    return n;
}

static bool read_zip(const char *path, GBytes *bytes, const char *name, struct workbook_out *out,
                     GError **error)
{
    struct findings *findings = findings_new("zip");
    GError *fault = NULL;
    struct zip_view *view = bytes ? zip_view_open_bytes(bytes, path, &limits, findings, error)
                                  : zip_view_open(path, &limits, findings, error);
    bool ok = false;
    if (view) {
        bool open_document = zip_view_find(view, "content.xml") != NULL;
        ok = open_document ? ods_read(view, name, out, &fault) : xlsx_read(view, name, out, &fault);
    }
    fault_prefix(&fault, "%s: ", path);
    if (fault)
        g_propagate_error(error, fault);
    zip_view_close(view);
    findings_free(findings);
    return ok;
}

static bool read_flat(const char *path, GBytes *bytes, const char *name, struct workbook_out *out,
                      GError **error)
{
    GBytes *own = bytes ? g_bytes_ref(bytes) : file_read(path, FLAT_BYTES_MOST, error);
    GError *fault = NULL;
    bool ok = own && fods_read(own, name, out, &fault);
    fault_prefix(&fault, "%s: ", path);
    if (fault)
        g_propagate_error(error, fault);
    if (own)
        g_bytes_unref(own);
    return ok;
}

// What the first bytes are says more than the file's name.
static bool read_any(const char *path, GBytes *bytes, const char *name, struct workbook_out *out,
                     GError **error)
{
    char first[8] = {0};
    size_t n = first_bytes(path, bytes, first, sizeof first);
    if (n >= 8 && memcmp(first, "\320\317\021\340\241\261\032\341", 8) == 0) {
        fault_set(error, FAULT_INVALID,
                  "%s: is an old Excel file (.xls) or is encrypted; save it as .xlsx or .csv, "
                  "without a password [workbook]",
                  path);
        return false;
    }
    if (n >= 1 && (first[0] == '<' || memcmp(first, "\357\273\277<", 4) == 0))
        return read_flat(path, bytes, name, out, error);
    return read_zip(path, bytes, name, out, error);
}

static char *others(const struct workbook_out *out, bool hidden)
{
    GString *names = g_string_new(NULL);
    for (guint i = 0; i < out->sheets->len; i++) {
        const struct workbook_sheet *sheet = &g_array_index(out->sheets, struct workbook_sheet, i);
        if (i != out->chosen && sheet->hidden == hidden)
            g_string_append_printf(names, "%s\"%s\"", names->len ? ", " : "", sheet->name);
    }
    return g_string_free(names, names->len == 0);
}

static void report_others(const struct workbook_out *out, struct diag_place place,
                          struct diag *diag)
{
    char *open = others(out, false), *hidden = others(out, true);
    const char *read = g_array_index(out->sheets, struct workbook_sheet, out->chosen).name;
    if (open)
        diag_add_at(diag, DIAG_WARNING, "workbook-sheets", place,
                    "the sheet \"%s\" is read; not read: %s (--sheet names another)", read, open);
    if (hidden)
        diag_add_at(diag, DIAG_NOTE, "workbook-hidden", place,
                    "sheets that are hidden are not read: %s", hidden);
    g_free(open);
    g_free(hidden);
}

static void report_contents(const struct workbook_out *out, const char *path, struct diag *diag)
{
    struct diag_place place = diag_place(path, 1, 1);
    report_others(out, place, diag);
    if (out->macros)
        diag_add_at(diag, DIAG_NOTE, "workbook-macros", place,
                    "the workbook holds macros; they are not run");
    if (out->links)
        diag_add_at(diag, DIAG_NOTE, "workbook-links", place,
                    "the workbook is linked to other files; they are not opened");
    if (out->formulas)
        diag_add_at(diag, DIAG_WARNING, "workbook-formula", diag_place(path, out->first_formula, 1),
                    "%zu cells hold a formula without its result and are read as empty: open the "
                    "workbook and save it",
                    out->formulas);
}

static struct sheet *sheet_of(const char *path, const struct workbook_out *out, GError **error)
{
    GBytes *rows = spool_bytes(out->spool, error);
    if (!rows)
        return NULL;
    struct workbook *book = g_new0(struct workbook, 1);
    book->sheet = (struct sheet){.hidden = out->hidden,
                                 .rewind = workbook_rewind,
                                 .next = workbook_next,
                                 .report_to = workbook_report_to,
                                 .free = workbook_free};
    book->path = g_strdup(path);
    book->rows = rows;
    return &book->sheet;
}

struct sheet *workbook_open(const char *path, GBytes *bytes, const char *name, struct diag *diag,
                            GError **error)
{
    struct spool *spool = spool_new(error);
    if (!spool)
        return NULL;
    struct workbook_out out;
    workbook_out_init(&out, spool);
    struct sheet *sheet = NULL;
    bool ok = read_any(path, bytes, name, &out, error);
    if (ok && out.fault) {
        fault_prefix(&out.fault, "%s: ", path);
        g_propagate_error(error, g_steal_pointer(&out.fault));
        ok = false;
    }
    if (ok && diag)
        report_contents(&out, path, diag);
    if (ok)
        sheet = sheet_of(path, &out, error);
    workbook_out_clear(&out);
    spool_free(spool);
    return sheet;
}
