// SPDX-License-Identifier: MIT
#include "door/record_file.h"
#include "door/kept.h"

#include "door/edition.h"
#include "paint/raster.h"
#include "read/form.h"
#include "record/record.h"
#include "door/report.h"
#include "door/signed.h"
#include "door/supplied.h"

#include <string.h>

static void attachment_clear(void *data)
{
    g_bytes_unref(((struct record_attachment *)data)->bytes);
}

// What a level for it carries: the sources, as they may leave the house; those that were streamed
// stay outside. NULL if a list cannot be read again.
static GArray *attachments_of(const struct document *document, const struct level *level,
                              GError **error)
{
    GArray *attachments = g_array_new(FALSE, TRUE, sizeof(struct record_attachment));
    g_array_set_clear_func(attachments, attachment_clear);
    for (guint i = 0; level->sources && i < document->sources->len; i++) {
        const struct document_source *source = g_ptr_array_index(document->sources, i);
        GBytes *bytes;
        if (!document_source_hand_out(source, &bytes, error)) {
            g_array_unref(attachments);
            return NULL;
        }
        struct record_attachment attachment = {source->name, form_media_type(document, source),
                                               "The letter as it was read", bytes, false};
        if (bytes)
            g_array_append_val(attachments, attachment);
    }
    return attachments;
}

// The same letter in another form (ISO 32000-2, 7.11.3), for whom a page does not suit.
static bool add_edition(GArray *attachments, const struct letter *letter, GError **error)
{
    GBytes *page = edition_page(letter, error);
    struct record_attachment attachment = {"letter.html", "text/html",
                                           "The letter as a page of the web", page, true};
    if (page)
        g_array_append_val(attachments, attachment);
    return page != NULL;
}

// Volumes have hardly a stream in common, and each has more than are kept.
static struct pdf_reuse *reuse_for(const struct letter *letter)
{
    const struct warraq *w = letter->session;
    return w->settings.volumes ? NULL : kept_reuse(w->kept, false);
}

struct record *record_file_open(const struct letter *letter, struct file_out *out, guint64 threads,
                                GError **error)
{
    const struct settings *settings = &letter->session->settings;
    const struct level *level = level_find(settings->pdf);
    GArray *attachments = attachments_of(letter->document, level, error);
    if (!attachments)
        return NULL;
    if (level->edition && !settings->print && !add_edition(attachments, letter, error)) {
        g_array_unref(attachments);
        return NULL;
    }
    size_t signature = letter->signing ? signer_room(letter->signing->signer, error) : 0;
    if (letter->signing && !signature) {
        g_array_unref(attachments);
        return NULL;
    }
    struct record_options options = {
        .level = level,
        .print = settings->print,
        .title = letter->document->title,
        .lang = letter->document->root->lang,
        .producer = "warraq " WARRAQ_VERSION,
        .date = letter->date,
        .attachments = (const struct record_attachment *)attachments->data,
        .n_attachments = attachments->len,
        .signature = signature,
        .diag = letter->session->diag,
        .fonts = settings->print ? supplied_fonts(letter->session, NULL) : NULL,
        .reuse = reuse_for(letter),
        .threads = (unsigned)threads,
    };
    struct record *record = record_open(out, &options, error);
    g_array_unref(attachments);
    return record;
}

const struct level *record_file_level(const struct letter *letter)
{
    const struct level *level = level_find(letter->session->settings.pdf);
    GArray *attachments = attachments_of(letter->document, level, NULL);
    if (attachments && attachments->len && level->with_files)
        level = level->with_files;
    if (attachments)
        g_array_unref(attachments);
    return level;
}

bool record_file_put(const struct letter *letter, struct file_out *out, size_t *ret_pages,
                     GError **error)
{
    struct record *record = record_file_open(letter, out, session_threads(letter->session), error);
    if (!record)
        return false;
    struct raster *raster = raster_new(RASTER_DPI, record_sink(record));
    if (!letter->session->settings.print) // which turns colours to grey
        raster_keep_rows(raster);
    struct page_sink sink = raster_sink(raster);
    bool ok = letter_lay_out(letter, &sink, ret_pages, error);
    if (ok)
        ok = record_finish(record, error);
    else
        record_abandon(record);
    raster_free(raster);
    if (ok && letter->signing)
        ok = signed_fill(out, letter->signing, error);
    return ok;
}

bool record_file_write(const struct letter *letter, const char *path, size_t *ret_pages,
                       GError **error)
{
    struct file_out *out = file_out_open(path, error);
    if (!out)
        return false;
    if (record_file_put(letter, out, ret_pages, error))
        return file_out_commit(out, error);
    file_out_abandon(out);
    return false;
}

json_t *record_file_json(const char *path, size_t pages)
{
    json_t *value = report_file(path);
    json_object_set_new(value, "pages", json_integer((json_int_t)pages));
    return value;
}
