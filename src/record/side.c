// SPDX-License-Identifier: MIT
#include "record/side.h"

#include "pdf/object.h"
#include "pdf/signature.h"
#include "record/lines.h"
#include "record/links.h"
#include "record/matrix.h"
#include "record/pictures.h"
#include "record/tags.h"

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

static bool put_content(struct record *record, GError **error)
{
    pdf_content_open(&record->content, record->side.content,
                     record->options.print ? PDF_INK_GREY : PDF_INK_RGB, record->page->height);
    bool ok = true;
    for (size_t i = 0; i < record->page->n_items && ok; i++)
        ok = put_item(record, i, error);
    pdf_content_close(&record->content);
    record->greyed |= record->content.greyed;
    return ok;
}

static void put_resources(const struct record *record, GString *out)
{
    g_string_append(out, "/Resources<<");
    if (record->fonts->len) {
        g_string_append(out, "/Font<<");
        for (guint i = 0; i < record->fonts->len; i++) {
            // Named where used; past 64 fonts, which no letter has, all are named.
            if (record->fonts->len <= 64 && !(record->side.fonts_on >> i & 1))
                continue;
            g_string_append_printf(out, "/F%u ", i);
            pdf_ref(out, pdf_font_id(g_array_index(record->fonts, struct job_font, i).font));
        }
        g_string_append(out, ">>");
    }
    if (record->side.images_from < record->side.images_to) {
        g_string_append(out, "/XObject<<");
        pictures_put_resources(record, out);
        g_string_append(out, ">>");
    }
    g_string_append(out, ">>");
}

static void put_boxes(const struct record *record, GString *out)
{
    const struct job_side *side = &record->side;
    struct rect media = {0, 0, side->width, side->height};
    g_string_append(out, "/MediaBox");
    pdf_rect(out, &media, side->height);
    bool cut = side->trim.width < side->width || side->trim.height < side->height;
    if (!record->options.print && !cut)
        return;
    g_string_append(out, "/TrimBox");
    pdf_rect(out, &side->trim, side->height);
    g_string_append(out, "/BleedBox");
    pdf_rect(out, &side->bleed, side->height);
}

void side_open(struct record *record, struct job_side *side, len width, len height)
{
    *side = (struct job_side){.width = width,
                              .height = height,
                              .trim = {0, 0, width, height},
                              .bleed = {0, 0, width, height},
                              .images_from = G_MAXUINT,
                              .content = g_string_sized_new(16384),
                              .annotations = g_string_new(NULL)};
    side->object = pdf_page_tree_add(record->pages, &side->parent);
}

// The field of the record's signature, on the first page there is.
static void put_signature_field(struct record *record)
{
    if (!record->options.signature || record->signature_field)
        return;
    record->signature_field = pdf_writer_reserve(record->writer);
    record->signature = pdf_writer_reserve(record->writer);
    GString *out = g_string_new(NULL);
    pdf_signature_put_field(out, "Signature", record->side.object, record->signature);
    pdf_writer_object(record->writer, PDF_SHELF_PAGES, record->signature_field, out->str, out->len);
    g_string_free(out, TRUE);
    pdf_ref(record->side.annotations, record->signature_field);
}

// With so many items a page is one of a list.
enum { ITEMS_OF_LIST = 16 };

void side_close(struct record *record)
{
    struct job_side *side = &record->side;
    put_signature_field(record);
    uint32_t content = pdf_writer_reserve(record->writer);
    pdf_writer_stream(record->writer, content, g_string_new(NULL), side->content,
                      side->n_items < ITEMS_OF_LIST ? PDF_DEFLATE : PDF_FAST);
    GString *out = g_string_new("<</Type/Page/Parent ");
    pdf_ref(out, side->parent);
    put_boxes(record, out);
    put_resources(record, out); // on every page: PDF/A does not let them be inherited
    g_string_append(out, "/Contents ");
    pdf_ref(out, content);
    g_string_append(out, "/StructParents ");
    pdf_int(out, side->key);
    g_string_append(out, "/Tabs/S");
    if (side->annotations->len)
        g_string_append_printf(out, "/Annots[%s]", side->annotations->str);
    g_string_append(out, ">>");
    pdf_writer_object(record->writer, PDF_SHELF_PAGES, side->object, out->str, out->len);
    g_string_free(out, TRUE);
    g_string_free(side->annotations, TRUE);
    *side = (struct job_side){0};
}

static void put_bookmark(struct record *record, const struct bookmark *bookmark)
{
    struct pdf_place place = {record->side.object, matrix_top(record, bookmark->y),
                              tags_destination(record, bookmark->element)};
    pdf_page_tree_bookmark(record->pages, bookmark->level, bookmark->title, &place);
}

bool side_add_page(struct record *record, GError **error)
{
    const struct page *page = record->page;
    tags_add(record);
    if (!put_content(record, error))
        return false;
    links_page(record);
    for (size_t i = 0; i < page->n_bookmarks; i++)
        put_bookmark(record, &page->bookmarks[i]);
    tags_page_end(record);
    return true;
}
