// SPDX-License-Identifier: MIT
#include "paint/sheet.h"

#include "base/error.h"
#include "base/file.h"
#include "base/translate.h"
#include "paint/canvas.h"
#include "paint/paint_check.h"
#include "paint/pdf_file.h"
#include "paint/sheet_text.h"

#include <cairo-pdf.h>
#include <string.h>

struct sheets {
    const struct handout_options *options;
    len width, height;
    GByteArray *pdf;
    cairo_surface_t *surface;
    struct canvas canvas;
};

static cairo_status_t append(void *closure, const unsigned char *data, unsigned n)
{
    g_byte_array_append(closure, data, n);
    return CAIRO_STATUS_SUCCESS;
}

// The date is the job's. Left alone, Cairo takes the clock.
static void set_metadata(cairo_surface_t *surface, const struct handout_options *options)
{
    GDateTime *date = g_date_time_new_from_unix_utc(options->date);
    char *text = g_date_time_format(date, "%Y-%m-%dT%H:%M:%SZ");
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, text);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_MOD_DATE, text);
    if (options->title)
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, options->title);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "warraq");
    if (options->author)
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_AUTHOR, options->author);
    g_free(text);
    g_date_time_unref(date);
}

struct sheets *sheets_open(const struct handout_options *options, len width, len height)
{
    struct sheets *sheets = g_new0(struct sheets, 1);
    *sheets = (struct sheets){.options = options, .width = width, .height = height};
    sheets->pdf = g_byte_array_new();
    sheets->surface = cairo_pdf_surface_create_for_stream(append, sheets->pdf, len_to_pt(width),
                                                          len_to_pt(height));
    // 1.4: newer ones put the catalog out of reach, into a compressed object stream.
    cairo_pdf_surface_restrict_to_version(sheets->surface, CAIRO_PDF_VERSION_1_4);
    set_metadata(sheets->surface, options);
    canvas_init(&sheets->canvas, INK_TEXT);
    sheets->canvas.cr = cairo_create(sheets->surface);
    return sheets;
}

void sheets_begin(struct sheets *sheets, bool turned)
{
    cairo_t *cr = sheets->canvas.cr;
    cairo_save(cr);
    if (turned) {
        cairo_translate(cr, len_to_pt(sheets->width), len_to_pt(sheets->height));
        cairo_scale(cr, -1, -1); // a half turn, exactly
    }
}

bool sheets_place(struct sheets *sheets, const struct page *page, const struct rect *cell,
                  double scale, double across, len shift, GError **error)
{
    cairo_t *cr = sheets->canvas.cr;
    const struct rect *trim = &page->trim;
    double width = len_to_pt(trim->width), height = len_to_pt(trim->height);
    double x = len_to_pt(cell->x + shift) + (len_to_pt(cell->width) - width * scale) * across;
    double y = len_to_pt(cell->y) + (len_to_pt(cell->height) - height * scale) / 2;
    cairo_save(cr);
    cairo_rectangle(cr, len_to_pt(cell->x), len_to_pt(cell->y), len_to_pt(cell->width),
                    len_to_pt(cell->height));
    cairo_clip(cr);
    cairo_translate(cr, x, y);
    cairo_scale(cr, scale, scale);
    cairo_rectangle(cr, 0, 0, width, height);
    cairo_clip(cr);
    cairo_translate(cr, -len_to_pt(trim->x), -len_to_pt(trim->y));
    bool ok = canvas_draw_page(&sheets->canvas, page, error);
    cairo_restore(cr);
    return ok;
}

void sheets_mark(struct sheets *sheets, struct point from, struct point to)
{
    cairo_t *cr = sheets->canvas.cr;
    cairo_set_source_rgb(cr, 0.5, 0.5, 0.5);
    cairo_set_line_width(cr, 0.5);
    cairo_move_to(cr, len_to_pt(from.x), len_to_pt(from.y));
    cairo_line_to(cr, len_to_pt(to.x), len_to_pt(to.y));
    cairo_stroke(cr);
}

void sheets_end(struct sheets *sheets)
{
    cairo_restore(sheets->canvas.cr);
    cairo_show_page(sheets->canvas.cr);
}

// A BCP 47 tag is letters, digits and hyphens: nothing else gets between the brackets.
static void append_lang(GString *out, const char *lang)
{
    g_string_append(out, "   /Lang (");
    for (; *lang; lang++) {
        if (g_ascii_isalnum(*lang) || *lang == '-')
            g_string_append_c(out, *lang);
    }
    g_string_append(out, ")\n");
}

// Asks a viewer that prints the file not to scale it, and which way to turn the paper.
static char *catalog_entries(const struct handout_options *options)
{
    GString *out = g_string_new(NULL);
    if (options->lang)
        append_lang(out, options->lang);
    g_string_append_printf(out, "   /ViewerPreferences << /DisplayDocTitle %s /PrintScaling /None",
                           options->title ? "true" : "false");
    bool by_hand = options->order != HANDOUT_SHEETS;
    if (options->kind == HANDOUT_BOOKLET)
        g_string_append_printf(out, " /Duplex /%s",
                               by_hand                                ? "Simplex"
                               : options->duplex == HANDOUT_FLIP_LONG ? "DuplexFlipLongEdge"
                                                                      : "DuplexFlipShortEdge");
    g_string_append(out, " >>\n");
    return g_string_free(out, FALSE);
}

// Before the ">>" that ends the catalog.
static bool add_to_catalog(struct sheets *sheets, struct pdf_file *file, GError **error)
{
    size_t start, end;
    bool found = pdf_file_object(file, file->root, &start, &end);
    while (found && end > start + 2 && memcmp(file->bytes->data + end - 2, ">>", 2) != 0)
        end--;
    if (!found || end <= start + 2) {
        fault_set(error, FAULT_IO, "cannot finish the PDF: its catalog was not found");
        return false;
    }
    char *entries = catalog_entries(sheets->options);
    pdf_file_edit(file, end - 2, 0, entries, strlen(entries));
    g_free(entries);
    return true;
}

// What Cairo has no way to say.
static bool complete(struct sheets *sheets, GError **error)
{
    struct pdf_file file;
    if (!pdf_file_open(sheets->pdf, &file, error))
        return false;
    bool ok = sheet_text_restore(&file, error) && add_to_catalog(sheets, &file, error);
    if (ok) {
        GByteArray *done = pdf_file_apply(&file);
        g_byte_array_unref(sheets->pdf);
        sheets->pdf = done;
    }
    pdf_file_close(&file);
    return ok;
}

static bool finish(struct sheets *sheets, GError **error)
{
    cairo_surface_finish(sheets->surface);
    return paint_check(cairo_status(sheets->canvas.cr), N_("the sheets"), error) &&
           paint_check(cairo_surface_status(sheets->surface), N_("the sheets"), error) &&
           complete(sheets, error);
}

bool sheets_finish(struct sheets *sheets, const char *path, GError **error)
{
    bool ok = finish(sheets, error) && file_write(path, sheets->pdf->data, sheets->pdf->len, error);
    sheets_abandon(sheets);
    return ok;
}

void sheets_abandon(struct sheets *sheets)
{
    cairo_destroy(sheets->canvas.cr);
    cairo_surface_destroy(sheets->surface);
    canvas_clear(&sheets->canvas);
    g_byte_array_unref(sheets->pdf);
    g_free(sheets);
}
