// SPDX-License-Identifier: MIT
// The route of a page into the record: its elements are declared, its items written, its links
// laid over them; then the page leaves, and with it all that ended on it.
#include "record/record.h"

#include "base/error.h"
#include "pdf/object.h"
#include "record/cells.h"
#include "record/furniture.h"
#include "record/job.h"
#include "record/lines.h"
#include "record/links.h"
#include "record/pictures.h"
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
    record->moved = g_array_new(FALSE, FALSE, sizeof(struct glyph));
    record->annotations = g_string_new(NULL);
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
    g_string_free(record->annotations, TRUE);
    g_array_unref(record->parts);
    g_array_unref(record->cells);
    g_array_unref(record->moved);
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

static void put_rule(struct record *record, const struct item *item)
{
    struct pdf_content *content = &record->content;
    pdf_content_end_text(content);
    pdf_content_artifact(content, "Layout");
    pdf_content_colour(content, item->colour);
    pdf_content_rule(content, &item->rule);
    pdf_content_end_mark(content);
}

static bool put_item(struct record *record, size_t index, GError **error)
{
    const struct item *item = &record->page->items[index];
    const struct item *next = index + 1 < record->page->n_items ? item + 1 : NULL;
    switch (item->kind) {
    case ITEM_LINE:
        line_put(record, item, next);
        return true;
    case ITEM_RULE:
        put_rule(record, item);
        return true;
    case ITEM_IMAGE:
        return picture_put(record, item, error);
    }
    return true;
}

static bool put_content(struct record *record, uint32_t id, GError **error)
{
    GString *out = g_string_sized_new(16384);
    pdf_content_open(&record->content, out, record->options.print ? PDF_INK_GREY : PDF_INK_RGB,
                     record->page->height);
    record->n_marks = 0;
    bool ok = true;
    for (size_t i = 0; i < record->page->n_items && ok; i++)
        ok = put_item(record, i, error);
    pdf_content_end_text(&record->content);
    if (record->options.print)
        furniture_crop_marks(record);
    pdf_content_close(&record->content);
    pdf_writer_stream(record->writer, id, g_string_new(NULL), out, PDF_DEFLATE);
    return ok;
}

static void put_resources(const struct record *record, GString *out)
{
    g_string_append(out, "/Resources<<");
    if (record->fonts->len) {
        g_string_append(out, "/Font<<");
        for (guint i = 0; i < record->fonts->len; i++) {
            // Named where used; past 64 fonts, which no letter has, all are named.
            if (record->fonts->len <= 64 && !(record->fonts_on >> i & 1))
                continue;
            g_string_append_printf(out, "/F%u ", i);
            pdf_ref(out, pdf_font_id(g_array_index(record->fonts, struct job_font, i).font));
        }
        g_string_append(out, ">>");
    }
    if (record->images_from < record->images_to) {
        g_string_append(out, "/XObject<<");
        pictures_put_resources(record, out);
        g_string_append(out, ">>");
    }
    g_string_append(out, ">>");
}

static void put_boxes(const struct record *record, GString *out)
{
    const struct page *page = record->page;
    struct rect media = {0, 0, page->width, page->height};
    g_string_append(out, "/MediaBox");
    pdf_rect(out, &media, page->height);
    bool cut = page->trim.width < page->width || page->trim.height < page->height;
    if (!record->options.print && !cut)
        return;
    g_string_append(out, "/TrimBox");
    pdf_rect(out, &page->trim, page->height);
    g_string_append(out, "/BleedBox");
    pdf_rect(out, &page->bleed, page->height);
}

static void put_page(struct record *record, uint32_t parent, uint32_t content, uint32_t key)
{
    GString *out = g_string_new("<</Type/Page/Parent ");
    pdf_ref(out, parent);
    put_boxes(record, out);
    put_resources(record, out); // on every page: PDF/A does not let them be inherited
    g_string_append(out, "/Contents ");
    pdf_ref(out, content);
    g_string_append(out, "/StructParents ");
    pdf_int(out, key);
    g_string_append(out, "/Tabs/S");
    if (record->annotations->len)
        g_string_append_printf(out, "/Annots[%s]", record->annotations->str);
    g_string_append(out, ">>");
    pdf_writer_object(record->writer, PDF_SHELF_PAGES, record->page_object, out->str, out->len);
    g_string_free(out, TRUE);
}

static void put_bookmark(struct record *record, const struct bookmark *bookmark)
{
    struct pdf_place place = {record->page_object, record->page->height - bookmark->y,
                              tags_destination(record, bookmark->element)};
    pdf_page_tree_bookmark(record->pages, bookmark->level, bookmark->title, &place);
}

static bool write_page(struct record *record, GError **error)
{
    const struct page *page = record->page;
    uint32_t parent;
    if (!conform_page(record->level, page, error))
        return false;
    record->page_object = pdf_page_tree_add(record->pages, &parent);
    record->fonts_on = 0;
    record->images_from = G_MAXUINT;
    record->images_to = 0;
    uint32_t content = pdf_writer_reserve(record->writer);
    uint32_t key = pdf_tree_page(record->tree, record->page_object);
    tags_add(record);
    if (!put_content(record, content, error))
        return false;
    links_page(record);
    put_page(record, parent, content, key);
    pdf_page_tree_label(record->pages, page->label ? page->label : "");
    for (size_t i = 0; i < page->n_bookmarks; i++)
        put_bookmark(record, &page->bookmarks[i]);
    tags_page_end(record);
    return pdf_writer_ok(record->writer, error);
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
    links_finish(record);
    bool ok = true;
    for (guint i = 0; i < record->fonts->len && ok; i++)
        ok = pdf_font_write(g_array_index(record->fonts, struct job_font, i).font, error);
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
    return (struct page_sink){sink_page, record};
}
