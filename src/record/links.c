// SPDX-License-Identifier: MIT
#include "record/links.h"

#include "page/logical.h"
#include "pdf/object.h"
#include "record/matrix.h"
#include "record/tags.h"

#include <string.h>

struct waiting {
    uint32_t object, destination;
    char *body; // the annotation but for its destination, NULs and all excluded
};

struct links {
    GHashTable *places; // id to struct pdf_place
    GArray *waiting;    // of struct waiting
};

struct links *links_new(void)
{
    struct links *links = g_new0(struct links, 1);
    links->places = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    links->waiting = g_array_new(FALSE, FALSE, sizeof(struct waiting));
    return links;
}

void links_free(struct links *links)
{
    if (!links)
        return;
    for (guint i = 0; i < links->waiting->len; i++)
        g_free(g_array_index(links->waiting, struct waiting, i).body);
    g_array_unref(links->waiting);
    g_hash_table_unref(links->places);
    g_free(links);
}

// What a link may lead to. Entries and cells are left out: there may be a million.
static bool is_destination(enum role role)
{
    return role <= ROLE_BLOCK_QUOTE || role == ROLE_TABLE ||
           (role >= ROLE_FIGURE && role <= ROLE_REFERENCE);
}

// The first thing shown of an element, or of anything in it, is its place. *before is one that did
// not begin on this page: that of the entries of a list that goes on.
static void note_place(struct record *record, uint32_t id, len y, uint32_t *before)
{
    const struct element *element;
    for (; id != *before; id = element->parent) {
        element = tags_find(record->page, id);
        if (!element) {
            *before = id;
            return;
        }
        if (!is_destination(element->role))
            continue;
        if (g_hash_table_contains(record->links->places, GUINT_TO_POINTER(id)))
            return;
        struct pdf_place *place = g_new(struct pdf_place, 1);
        *place = (struct pdf_place){record->side.object, matrix_top(record, y),
                                    tags_destination(record, id)};
        g_hash_table_insert(record->links->places, GUINT_TO_POINTER(id), place);
    }
}

static void note_places(struct record *record)
{
    uint32_t before = 0;
    for (size_t i = 0; i < record->page->n_items; i++) {
        const struct item *item = &record->page->items[i];
        if (item->kind == ITEM_IMAGE)
            note_place(record, item->element, item->image.rect.y, &before);
        if (item->kind != ITEM_LINE)
            continue;
        len top = item->line.y - item->line.line.ascent;
        note_place(record, item->element, top, &before);
        for (size_t run = 0; run < item->line.line.n_runs; run++)
            if (item->line.line.runs[run].run.tag)
                note_place(record, item->line.line.runs[run].run.tag, top, &before);
    }
}

static void write_annotation(struct record *record, uint32_t object, const char *body,
                             const struct pdf_place *place)
{
    GString *out = g_string_new(body);
    if (place)
        pdf_put_destination(out, place);
    g_string_append(out, ">>");
    pdf_writer_object(record->writer, PDF_SHELF_PAGES, object, out->str, out->len);
    g_string_free(out, TRUE);
}

static bool is_words(const char *text)
{
    for (const char *c = text; c && *c; c = g_utf8_next_char(c))
        if (g_unichar_isalpha(g_utf8_get_char(c)))
            return true;
    return false;
}

static bool is_within(const struct page *page, uint32_t id, uint32_t ancestor)
{
    while (id > ancestor) {
        const struct element *element = tags_find(page, id);
        if (!element)
            return false;
        id = element->parent;
    }
    return id == ancestor;
}

// The words of a line in the order in which they are read.
static void add_words(GString *out, const struct line *line)
{
    size_t *order = line_logical_order(line);
    for (size_t i = 0; i < line->n_runs; i++) {
        const struct glyph_run *run = &line->runs[order[i]].run;
        g_string_append_len(out, run->text, (gssize)run->n_text);
    }
    g_string_append_c(out, ' ');
    g_free(order);
}

enum { WORDS_MOST = 200 }; // bytes of what a link leads to

// What a mark that is only a number leads to, in its own words, if it stands on this page: that of
// a note does. NULL if not.
static char *destination_words(const struct page *page, const struct link_area *link)
{
    if (link->uri || link->destination == 0)
        return NULL;
    GString *out = g_string_new(NULL);
    for (size_t i = 0; i < page->n_items && out->len < WORDS_MOST; i++)
        if (page->items[i].kind == ITEM_LINE && page->items[i].element != ELEMENT_NONE &&
            is_within(page, page->items[i].element, link->destination))
            add_words(out, &page->items[i].line.line);
    if (out->len >= WORDS_MOST) {
        const char *cut = g_utf8_find_prev_char(out->str, out->str + WORDS_MOST);
        g_string_truncate(out, (gsize)(cut - out->str));
        g_string_append(out, "\u2026");
    }
    g_strstrip(out->str);
    return g_string_free(out, *out->str == '\0');
}

static char *annotation_body(struct record *record, const struct link_area *link, uint32_t key)
{
    GString *out = g_string_new("<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect");
    struct rect rect = matrix_rect(record, &link->rect);
    pdf_rect(out, &rect, record->side.height);
    g_string_append(out, "/P ");
    pdf_ref(out, record->side.object);
    g_string_append(out, "/StructParent ");
    pdf_int(out, key);
    const char *contents = link->contents ? link->contents : link->uri;
    char *words = is_words(contents) ? NULL : destination_words(record->page, link);
    if (words || contents) {
        g_string_append(out, "/Contents");
        pdf_text_hex(out, words ? words : contents);
    }
    g_free(words);
    if (link->uri) {
        g_string_append(out, "/A<</S/URI/URI");
        pdf_bytes(out, link->uri, strlen(link->uri));
        g_string_append(out, ">>");
    }
    return g_string_free(out, FALSE);
}

static void put_link(struct record *record, const struct link_area *link)
{
    uint32_t owner = tags_content(record, link->element);
    if (!owner)
        return;
    uint32_t object = pdf_writer_reserve(record->writer);
    uint32_t key = pdf_tree_annotation(record->tree, owner, object);
    char *body = annotation_body(record, link, key);
    const struct pdf_place *place =
        g_hash_table_lookup(record->links->places, GUINT_TO_POINTER(link->destination));
    if (link->uri || place) {
        write_annotation(record, object, body, link->uri ? NULL : place);
        g_free(body);
    } else {
        struct waiting waiting = {object, link->destination, body};
        g_array_append_val(record->links->waiting, waiting);
    }
    pdf_ref(record->side.annotations, object);
    g_string_append_c(record->side.annotations, ' ');
}

// Writes those that waited for what this page brought; `all` the others too.
static void settle(struct record *record, bool all)
{
    GArray *waiting = record->links->waiting;
    guint kept = 0;
    for (guint i = 0; i < waiting->len; i++) {
        struct waiting link = g_array_index(waiting, struct waiting, i);
        const struct pdf_place *place =
            g_hash_table_lookup(record->links->places, GUINT_TO_POINTER(link.destination));
        if (!place && !all) {
            g_array_index(waiting, struct waiting, kept++) = link;
            continue;
        }
        write_annotation(record, link.object, link.body, place);
        g_free(link.body);
    }
    g_array_set_size(waiting, kept);
}

void links_page(struct record *record)
{
    if (record->options.print) // PDF/X: no annotation inside the bleed
        return;
    note_places(record);
    for (size_t i = 0; i < record->page->n_links; i++)
        put_link(record, &record->page->links[i]);
    settle(record, false);
}

void links_finish(struct record *record)
{
    settle(record, true);
}
