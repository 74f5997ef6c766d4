// SPDX-License-Identifier: MIT
#include "record/tags.h"

#include "base/lang_tag.h"
#include "pdf/object.h"
#include "record/matrix.h"

#include <string.h>

const char *tags_lang(struct record *record, const char *lang)
{
    // Mostly the same as the one before.
    if (!lang || (record->good_lang && strcmp(lang, record->good_lang) == 0))
        return lang;
    if (lang_tag_is_valid(lang)) {
        record->good_lang = g_intern_string(lang);
        return lang;
    }
    if (record->options.diag && g_hash_table_add(record->bad_langs, g_strdup(lang)))
        diag_add(record->options.diag, DIAG_WARNING, "lang-invalid", SPAN_NONE,
                 "'%s' is no language tag (BCP 47): the PDF names no language there", lang);
    return NULL;
}

const struct element *tags_find(const struct page *page, uint32_t id)
{
    size_t low = 0, high = page->n_elements;
    // Ids mostly run on.
    size_t guess = high ? id - page->elements[0].id : 0;
    if (guess < high && page->elements[guess].id == id)
        return &page->elements[guess];
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (page->elements[middle].id < id)
            low = middle + 1;
        else
            high = middle;
    }
    return low < page->n_elements && page->elements[low].id == id ? &page->elements[low] : NULL;
}

// The sign that numbers a label: its first letter, digit or bullet.
static gunichar label_sign(const struct line *line)
{
    gunichar bullet = 0;
    for (size_t i = 0; i < line->n_runs; i++) {
        const struct glyph_run *run = &line->runs[i].run;
        for (const char *c = run->text; c < run->text + run->n_text; c = g_utf8_next_char(c)) {
            gunichar sign = g_utf8_get_char(c);
            if (g_unichar_isalnum(sign))
                return sign;
            if (!bullet && !g_unichar_isspace(sign))
                bullet = sign;
        }
    }
    return bullet;
}

// ISO 32000-1, table 347. A list that begins with i or I is taken to count in Roman numerals; what
// is none of these, such as a dash or an Arabic letter, is no numbering that PDF knows.
static const char *numbering_of(gunichar sign)
{
    if (g_unichar_isdigit(sign))
        return "Decimal";
    switch (sign) {
    case 0x2022: // bullet
        return "Disc";
    case 0x25E6: // white bullet
    case 0x25CB:
        return "Circle";
    case 0x25AA: // small black square
    case 0x25A0:
        return "Square";
    case 'i':
        return "LowerRoman";
    case 'I':
        return "UpperRoman";
    default:
        return sign < 0x80 && g_ascii_islower((char)sign)   ? "LowerAlpha"
               : sign < 0x80 && g_ascii_isupper((char)sign) ? "UpperAlpha"
                                                            : "None";
    }
}

// What a list's first label says; that stands on the page on which the list begins, or there is
// none.
static const char *list_attributes(struct record *record, const struct element *list)
{
    const struct page *page = record->page;
    gunichar sign = 0;
    for (size_t i = 0; i < page->n_items && !sign; i++) {
        const struct item *item = &page->items[i];
        if (item->kind != ITEM_LINE || item->element <= list->id)
            continue;
        const struct element *label = tags_find(page, item->element);
        const struct element *entry = label ? tags_find(page, label->parent) : NULL;
        if (entry && entry->parent == list->id)
            sign = label->role == ROLE_LBL ? label_sign(&item->line.line) : ' ';
    }
    return arena_printf(page->arena, "<</O/List/ListNumbering/%s>>", numbering_of(sign));
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
    case ROLE_DOCUMENT: // inherited: the order of columns and cells, and the side lines start from
        return record->page->rtl ? "<</O/Layout/WritingMode/RlTb>>" : NULL;
    case ROLE_L:
        return list_attributes(record, element);
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

// A heading's level among those it stands under: one below the next above it, however many the
// source passes over (PDF/UA-1, 7.4.2).
static enum role heading_role(struct record *record, enum role role)
{
    unsigned *open = &record->n_headings;
    while (*open > 0 && record->headings[*open - 1] >= (uint8_t)role)
        --*open;
    record->headings[(*open)++] = (uint8_t)role;
    enum role level = (enum role)(ROLE_H1 + *open - 1);
    if (level != role && !record->heading_reported && record->options.diag) {
        diag_add(record->options.diag, DIAG_NOTE, "heading-level", SPAN_NONE,
                 "a heading of level %d is tagged as one of level %d: levels are passed over",
                 (int)(role - ROLE_H1) + 1, (int)(level - ROLE_H1) + 1);
        record->heading_reported = true;
    }
    return level;
}

// A printer's master carries no annotations inside the page, so nothing there is a link.
static const char *element_type(struct record *record, const struct element *element)
{
    if (element->role == ROLE_LINK && record->options.print)
        return role_name(ROLE_SPAN);
    if (element->role == ROLE_NOTE && record->level->ua == 2)
        return "FENote"; // PDF 2.0's word for it
    if (element->role >= ROLE_H1 && element->role <= ROLE_H6)
        return role_name(heading_role(record, element->role));
    return role_name(element->role);
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

const char *tags_type(const struct record *record, uint32_t element)
{
    return pdf_tree_type(record->tree, own_id(element));
}

uint32_t tags_element(const struct record *record, uint32_t element)
{
    return tags_type(record, element) ? own_id(element) : 0;
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
        pdf_tree_add(record->tree,
                     &(struct pdf_element){
                         .id = own_id(element->id),
                         .parent = own_id(element->parent),
                         .type = element_type(record, element),
                         .lang = tags_lang(record, element->lang),
                         .alt = element->alt,
                         .title = element->title,
                         .attributes = element_attributes(record, element),
                         .identified = element->role == ROLE_NOTE,
                         .pdf2 = element->role == ROLE_NOTE || element->role == ROLE_DOCUMENT,
                     });
        add_inner_link(record, element);
        record->side.n_items += element->role == ROLE_LBODY;
    }
}

uint32_t tags_destination(const struct record *record, uint32_t element)
{
    return record->level->ua == 2 ? pdf_tree_object(record->tree, own_id(element)) : 0;
}

// A note and the mark that calls it name each other (PDF/UA-2, 8.2.5.14), if they are on one page.
static void relate_notes(struct record *record)
{
    const struct page *page = record->page;
    for (size_t i = 0; i < page->n_links && record->level->ua == 2; i++) {
        const struct link_area *link = &page->links[i];
        const struct element *note = tags_find(page, link->destination);
        if (!link->uri && note && note->role == ROLE_NOTE)
            pdf_tree_relate(record->tree, own_id(link->element), own_id(link->destination));
    }
}

void tags_page_end(struct record *record)
{
    const struct page *page = record->page;
    relate_notes(record);
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
    struct rect placed = matrix_rect(record, rect);
    pdf_rect(out, &placed, record->side.height);
    g_string_append(out, ">>");
    pdf_tree_set_attributes(record->tree, own_id(element), out->str);
    g_string_free(out, TRUE);
}
