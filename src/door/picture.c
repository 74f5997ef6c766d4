// SPDX-License-Identifier: MIT
// Pages as pictures: one file a page, and all on a contact sheet.
#include "door/kept.h"
#include "door/output.h"
#include "door/report.h"
#include "door/session_json.h"
#include "door/values.h"

#include "paint/paint.h"

#include <string.h>

enum { DPI_DEFAULT = 150, DPI_SHEET = 36 };

static void print_picture(void *context, unsigned page, const char *path)
{
    json_t *value = report_file(path);
    json_object_set_new(value, "page", json_integer(page));
    json_array_append_new(context, value);
}

static struct picture_options picture_options_of(const struct warraq *w)
{
    return (struct picture_options){
        .dpi = w->settings.dpi ? (double)w->settings.dpi : DPI_DEFAULT,
        .pages = w->settings.pages,
        .svg_text = value_svg_text(w->settings.svg_text),
        .kept = kept_canvas(w->kept),
    };
}

// Pages leave as they are made.
static bool paint_stream(const struct letter *letter, struct pictures *pictures, GError **error)
{
    struct page_sink sink = pictures_sink(pictures);
    return letter_lay_out(letter, &sink, NULL, error);
}

// A contact sheet needs them all at once.
static bool paint_with_sheet(const struct letter *letter, struct pictures *pictures,
                             const char *sheet, GError **error)
{
    struct page_list list;
    if (!letter_pages(letter, &list, error))
        return false;
    bool ok = true;
    for (guint i = 0; ok && i < list.pages->len; i++)
        ok = pictures_add(pictures, g_ptr_array_index(list.pages, i), error);
    ok = ok && paint_contact_sheet((const struct page *const *)list.pages->pdata, list.pages->len,
                                   sheet, DPI_SHEET, error);
    page_list_free(&list);
    return ok;
}

// Each picture that is made is listed in `files`.
static bool paint_letter(const struct letter *letter, const char *pattern, json_t *files,
                         GError **error)
{
    const struct warraq *w = letter->session;
    struct picture_options options = picture_options_of(w);
    options.made = print_picture;
    options.context = files;
    struct pictures *pictures = pictures_open(pattern, &options, error);
    if (!pictures)
        return false;
    bool ok = w->settings.sheet ? paint_with_sheet(letter, pictures, w->settings.sheet, error)
                                : paint_stream(letter, pictures, error);
    if (ok)
        return pictures_finish(pictures, error);
    pictures_abandon(pictures);
    return false;
}

enum warraq_status warraq_picture(struct warraq *w, const char *source, const char *pattern)
{
    GError *error = NULL;
    struct letter letter;
    const struct letter_extra extra = {.stream = true};
    if (!session_begin(w, 2, source, pattern))
        return WARRAQ_USAGE;
    session_reads(w, source);
    if (!output_plan(w, pattern, OUTPUT_PICTURE, &error) ||
        !output_plan(w, w->settings.sheet, OUTPUT_CONTACT_SHEET, &error) ||
        !letter_open(w, source, &extra, &letter, &error))
        return session_fail(w, error);
    json_t *files = json_array();
    bool ok = paint_letter(&letter, pattern, files, &error);
    letter_close(&letter);
    json_t *value = json_pack("{s:o}", "files", files);
    if (ok && w->settings.sheet)
        json_object_set_new(value, "sheet", report_file(w->settings.sheet));
    session_json_with_notes(w, value);
    return ok ? session_done(w, false) : session_fail(w, error);
}
