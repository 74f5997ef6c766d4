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

void tags_add(struct record *record)
{
    for (size_t i = 0; i < record->page->n_elements; i++) {
        const struct element *element = &record->page->elements[i];
        pdf_tree_add(record->tree, &(struct pdf_element){
                                       .id = element->id,
                                       .parent = element->parent,
                                       .type = element_type(record, element),
                                       .lang = element->lang,
                                       .alt = element->alt,
                                       .title = element->title,
                                       .attributes = element_attributes(record, element),
                                       .identified = element->role == ROLE_NOTE,
                                   });
    }
}

void tags_place_figure(struct record *record, uint32_t element, const struct rect *rect)
{
    GString *out = g_string_new("<</O/Layout/Placement/Block/BBox");
    pdf_rect(out, rect, record->page->height);
    g_string_append(out, ">>");
    pdf_tree_set_attributes(record->tree, element, out->str);
    g_string_free(out, TRUE);
}
