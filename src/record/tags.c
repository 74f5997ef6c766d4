// SPDX-License-Identifier: MIT
#include "record/tags.h"

#include "pdf/object.h"

#include <string.h>

static const char *list_attributes(enum list_numbering numbering)
{
    switch (numbering) {
    case NUMBERING_DECIMAL:
        return "<</O/List/ListNumbering/Decimal>>";
    case NUMBERING_DISC:
        return "<</O/List/ListNumbering/Disc>>";
    case NUMBERING_NONE:
        break;
    }
    return "<</O/List/ListNumbering/None>>";
}

// Header cells of the first row head columns, those further down their row: a reader of the table
// is told which (PDF/UA-1, 7.5).
static const char *cell_attributes(struct record *record, const struct element *element)
{
    GString *out = g_string_new("<</O/Table");
    if (element->role == ROLE_TH)
        g_string_append(out, record->table_rows > 1 ? "/Scope/Row" : "/Scope/Column");
    if (element->columns > 1)
        g_string_append_printf(out, "/ColSpan %u", element->columns);
    if (element->rows > 1)
        g_string_append_printf(out, "/RowSpan %u", element->rows);
    g_string_append(out, ">>");
    bool any = out->len > strlen("<</O/Table>>");
    const char *kept = any ? arena_strdup(record->page->arena, out->str) : NULL;
    g_string_free(out, TRUE);
    return kept;
}

static const char *element_attributes(struct record *record, const struct element *element)
{
    switch (element->role) {
    case ROLE_L:
        return list_attributes(element->numbering);
    case ROLE_TABLE:
        record->table_rows = 0;
        return NULL;
    case ROLE_TR:
        record->table_rows++;
        return NULL;
    case ROLE_TH:
    case ROLE_TD:
        return cell_attributes(record, element);
    default:
        return NULL;
    }
}

// A printer's master carries no annotations inside the page, so nothing there is a link.
static const char *element_type(const struct record *record, const struct element *element)
{
    return role_name(element->role == ROLE_LINK && record->options.print ? ROLE_SPAN
                                                                         : element->role);
}

// Numbers are doubled, so that one of our own fits behind each.
static uint32_t own_id(uint32_t element)
{
    return 2 * element;
}

static uint32_t link_id(uint32_t element)
{
    return 2 * element + 1;
}

uint32_t tags_element(const struct record *record, uint32_t element)
{
    return pdf_tree_type(record->tree, own_id(element)) ? own_id(element) : 0;
}

uint32_t tags_content(const struct record *record, uint32_t element)
{
    if (record->has_inner_links && pdf_tree_type(record->tree, link_id(element)))
        return link_id(element);
    return tags_element(record, element);
}

static bool is_linked(const struct record *record, uint32_t element)
{
    for (size_t i = 0; i < record->page->n_links; i++)
        if (record->page->links[i].element == element)
            return true;
    return false;
}

static void add_inner_link(struct record *record, const struct element *element)
{
    if (element->role == ROLE_LINK || record->options.print || !is_linked(record, element->id))
        return;
    pdf_tree_add(record->tree, &(struct pdf_element){.id = link_id(element->id),
                                                     .parent = own_id(element->id),
                                                     .type = role_name(ROLE_LINK)});
    record->has_inner_links = true;
}

void tags_add(struct record *record)
{
    for (size_t i = 0; i < record->page->n_elements; i++) {
        const struct element *element = &record->page->elements[i];
        pdf_tree_add(record->tree, &(struct pdf_element){
                                       .id = own_id(element->id),
                                       .parent = own_id(element->parent),
                                       .type = element_type(record, element),
                                       .lang = element->lang,
                                       .alt = element->alt,
                                       .title = element->title,
                                       .attributes = element_attributes(record, element),
                                       .identified = element->role == ROLE_NOTE,
                                   });
        add_inner_link(record, element);
    }
}

void tags_page_end(struct record *record)
{
    const struct page *page = record->page;
    GArray *open = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    for (size_t i = 0; i < page->n_open; i++) {
        uint32_t ids[] = {tags_element(record, page->open[i]), tags_content(record, page->open[i])};
        g_array_append_vals(open, ids, 2);
    }
    pdf_tree_page_end(record->tree, (const uint32_t *)(void *)open->data, open->len);
    g_array_unref(open);
}

void tags_place_figure(struct record *record, uint32_t element, const struct rect *rect)
{
    GString *out = g_string_new("<</O/Layout/Placement/Block/BBox");
    pdf_rect(out, rect, record->page->height);
    g_string_append(out, ">>");
    pdf_tree_set_attributes(record->tree, own_id(element), out->str);
    g_string_free(out, TRUE);
}
