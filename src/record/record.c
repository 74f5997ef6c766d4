// SPDX-License-Identifier: MIT
// The route of a page into the record: its elements are declared, its items written, its links
// laid over them; then the page leaves, and with it all that ended on it.
#include "record/record.h"

#include "base/error.h"
#include "pdf/object.h"
#include "record/cells.h"
#include "record/furniture.h"
#include "record/job.h"
#include "record/label_codes.h"
#include "record/lines.h"
#include "record/links.h"
#include "record/matrix.h"
#include "record/side.h"
#include "record/tags.h"

#include <string.h>

// The options' strings and attachments, kept as long as the record.
static void keep_options(struct record *record, const struct record_options *options)
{
    struct arena *arena = record->arena;
    record->options = *options;
    record->options.title = arena_strdup(arena, options->title ? options->title : "");
    const char *lang = tags_lang(record, options->lang);
    record->options.lang = arena_strdup(arena, lang ? lang : "und");
    record->options.author = arena_strdup(arena, options->author);
    record->options.subject = arena_strdup(arena, options->subject);
    record->options.producer =
        arena_strdup(arena, options->producer ? options->producer : "warraq");
    record->options.profile = arena_strdup(arena, options->profile);
    struct record_attachment *files =
        ARENA_ARRAY(arena, struct record_attachment, options->n_attachments);
    for (size_t i = 0; i < options->n_attachments; i++) {
        const struct record_attachment *file = &options->attachments[i];
        files[i] = (struct record_attachment){
            arena_strdup(arena, file->name), arena_strdup(arena, file->media_type),
            arena_strdup(arena, file->description), g_bytes_ref(file->bytes), file->alternative};
    }
    record->options.attachments = files;
}

struct record *record_open(struct file_out *out, const struct record_options *options,
                           GError **error)
{
    const struct level *level = conform_level(options, error);
    GBytes *profile = level ? conform_profile(options, error) : NULL;
    if (!profile)
        return NULL;
    struct record *record = g_new0(struct record, 1);
    record->arena = arena_new();
    record->bad_langs = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    keep_options(record, options);
    record->level = level;
    record->profile = profile;
    record->writer =
        pdf_writer_new(out, conform_version(options, level), options->threads, options->reuse);
    record->pages = pdf_page_tree_new(record->writer);
    record->tree = pdf_tree_new(record->writer, record->level->ua == 2);
    record->links = links_new();
    record->fonts = g_array_new(FALSE, TRUE, sizeof(struct job_font));
    record->images = g_array_new(FALSE, TRUE, sizeof(struct job_image));
    record->units = line_units_new();
    record->parts = g_array_new(FALSE, FALSE, sizeof(struct pdf_part));
    record->cells = g_array_new(FALSE, FALSE, sizeof(struct cell));
    return record;
}

void record_abandon(struct record *record)
{
    if (!record)
        return;
    for (guint i = 0; i < record->fonts->len; i++)
        pdf_font_free(g_array_index(record->fonts, struct job_font, i).font);
    for (size_t i = 0; i < record->options.n_attachments; i++)
        g_bytes_unref(record->options.attachments[i].bytes);
    g_array_unref(record->parts);
    label_codes_free(record->label_codes);
    g_array_unref(record->cells);
    g_array_unref(record->units);
    g_array_unref(record->images);
    g_array_unref(record->fonts);
    links_free(record->links);
    pdf_tree_free(record->tree);
    pdf_page_tree_free(record->pages);
    pdf_writer_free(record->writer);
    g_bytes_unref(record->profile);
    g_hash_table_unref(record->bad_langs);
    arena_free(record->arena);
    g_free(record);
}

// A page that has no room of its own for what the printer needs gets it in his master.
enum { BLEED_MM = 3, MARK_ROOM_MM = 12 };

static struct rect grown(const struct rect *rect, len by)
{
    return (struct rect){rect->x - by, rect->y - by, rect->width + 2 * by, rect->height + 2 * by};
}

static bool write_page(struct record *record, GError **error)
{
    const struct page *page = record->page;
    if (!conform_page(record->level, page, error))
        return false;
    bool bare = page->trim.width == page->width && page->trim.height == page->height;
    len around = record->options.print && bare ? len_from_mm(MARK_ROOM_MM) : 0;
    side_open(record, &record->side, page->width + 2 * around, page->height + 2 * around);
    record->side.key = pdf_tree_page(record->tree, record->side.object);
    record->matrix = (struct job_matrix){.scale = 1, .x = around, .y = around};
    record->side.trim = matrix_rect(record, &page->trim);
    record->side.bleed = around ? grown(&record->side.trim, len_from_mm(BLEED_MM))
                                : matrix_rect(record, &page->bleed);
    if (around)
        matrix_put(record);
    bool ok = side_add_page(record, error);
    if (around)
        g_string_append(record->side.content, "Q\n");
    if (record->options.print)
        furniture_marks(record);
    pdf_page_tree_label(record->pages, page->label ? page->label : "");
    side_close(record);
    return ok && pdf_writer_ok(record->writer, error);
}

bool record_add(struct record *record, struct page *page, GError **error)
{
    record->page = page;
    bool ok = write_page(record, error);
    record->page = NULL;
    return ok;
}

bool record_page(struct record *record, struct page *page, GError **error)
{
    bool ok = record_add(record, page, error);
    page_free(page);
    return ok;
}

bool record_finish(struct record *record, GError **error)
{
    if (record->greyed && record->options.diag)
        diag_add(record->options.diag, DIAG_NOTE, "colour-grey", SPAN_NONE,
                 "colours are grey in the printer's master, which has one black plate");
    links_finish(record);
    bool ok = true;
    for (guint i = 0; i < record->fonts->len && ok; i++) {
        struct pdf_font *font = g_array_index(record->fonts, struct job_font, i).font;
        pdf_font_fill(font, pdf_page_tree_pages(record->pages));
        ok = pdf_font_write(font, error);
    }
    ok = ok && conform_finish(record, error);
    record_abandon(record);
    return ok;
}

static bool sink_page(void *context, struct page *page, GError **error)
{
    return record_page(context, page, error);
}

struct page_sink record_sink(struct record *record)
{
    return (struct page_sink){.page = sink_page, .context = record, .fills_total = true};
}
