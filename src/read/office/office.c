// SPDX-License-Identifier: MIT
#include "read/office/office.h"

#include "base/translate.h"
#include "read/fold.h"
#include "read/html/tags.h"
#include "read/picture_url.h"

#include <string.h>

void office_init(struct office *office, struct reader *reader)
{
    *office = (struct office){.reader = reader,
                              .arena = reader->document->arena,
                              .holder = reader->document->root,
                              .text = g_string_new(NULL),
                              .struck = g_string_new(NULL),
                              .notes = node_new(reader->document->arena, NULL, NODE_DOCUMENT)};
}

struct office office_enter(struct office *office, struct node *holder)
{
    struct office outer = *office;
    office->holder = holder;
    office->paragraph = NULL;
    office->look = (struct look){0};
    office->text = g_string_new(NULL);
    office->struck = g_string_new(NULL);
    office->list = NULL;
    return outer;
}

void office_leave(struct office *office, struct office *outer)
{
    g_string_free(office->text, TRUE);
    g_string_free(office->struck, TRUE);
    outer->n_notes = office->n_notes;
    outer->ordinal = office->ordinal;
    outer->rtl = office->rtl;
    outer->ltr = office->ltr;
    outer->row_struck |= office->row_struck;
    *office = *outer;
}

void office_set_aside(struct office *office, const char *code, const char *text)
{
    GString *own = g_string_new(NULL);
    source_mend(text, strlen(text), own);
    size_t lead = text_leading(own->str, own->len);
    size_t n = text_trimmed(own->str + lead, own->len - lead);
    if (n)
        reader_set_aside(office->reader, SPAN_NONE, MAX(office->ordinal, 1), office->ordinal, code,
                         own->str + lead, n);
    g_string_free(own, TRUE);
}

void office_clear(struct office *office)
{
    g_string_free(office->text, TRUE);
    g_string_free(office->struck, TRUE);
}

static void tell(struct reader *reader, enum diag_severity severity, const char *code,
                 const char *format, size_t count)
{
    if (count && reader->diag)
        diag_add_at(reader->diag, severity, code, diag_place(reader->source->path, 0, 0), format,
                    count);
}

void office_tell(struct reader *reader, const struct office_counts *counts)
{
    tell(reader, DIAG_NOTE, "office-tracked",
         N_("%zu insertions and deletions are tracked; they are read as accepted"),
         counts->changes);
    tell(reader, DIAG_WARNING, "office-picture",
         N_("%zu pictures are not in the file as PNG or JPEG, and are left out"),
         counts->pictures_lost);
    tell(reader, DIAG_WARNING, "office-embedded",
         N_("%zu objects of other programs are left out: make them text or pictures"),
         counts->embedded);
    tell(reader, DIAG_NOTE, "office-outside",
         N_("%zu things outside the file that it names are not opened"), counts->outside);
    tell(reader, DIAG_WARNING, "office-number",
         N_("%zu numbered lists begin with no number that can be: their entries have none"),
         counts->lists_lost);
}

// ---- inlines ----

static struct node *inline_within(struct office *office, struct node *parent, enum node_kind kind,
                                  const char *key)
{
    struct node *last = parent->last;
    const char *own = !last ? NULL : kind == NODE_LINK ? last->href : last->lang;
    if (last && last->kind == kind && g_strcmp0(own, key) == 0)
        return last;
    struct node *node = node_new(office->arena, parent, kind);
    node->line = office->ordinal;
    if (kind == NODE_LINK)
        node->href = arena_strdup(office->arena, key);
    else
        node->lang = arena_strdup(office->arena, key);
    return node;
}

static struct node *inline_holder(struct office *office)
{
    struct node *at = office->paragraph;
    if (office->look.href)
        at = inline_within(office, at, NODE_LINK, office->look.href);
    if (office->look.lang)
        at = inline_within(office, at, NODE_SPAN, office->look.lang);
    if (office->look.strong)
        at = inline_within(office, at, NODE_STRONG, NULL);
    if (office->look.emphasis)
        at = inline_within(office, at, NODE_EMPHASIS, NULL);
    return at;
}

// A number above or below the line has characters of its own; nothing else does.
static void raise_text(struct office *office)
{
    const struct tag *tag = tag_find(office->look.raised < 0 ? "sub" : "sup", 3);
    char *raised = office->look.raised ? tag_raised(tag, office->text->str) : NULL;
    if (raised)
        g_string_assign(office->text, raised);
    g_free(raised);
}

static void flush(struct office *office)
{
    if (!office->text->len || !office->paragraph)
        return;
    if (office->look.struck) {
        office->struck_first |= !office->paragraph->first && !office->struck->len;
        g_string_append_len(office->struck, office->text->str, (gssize)office->text->len);
        office->after_struck = true;
    } else {
        office->after_struck = false;
        raise_text(office);
        node_new_text(office->arena, inline_holder(office), office->text->str, office->text->len)
            ->line = office->ordinal;
    }
    g_string_truncate(office->text, 0);
}

static bool same_look(const struct look *a, const struct look *b)
{
    return a->strong == b->strong && a->emphasis == b->emphasis && a->struck == b->struck &&
           a->raised == b->raised && g_strcmp0(a->lang, b->lang) == 0 &&
           g_strcmp0(a->href, b->href) == 0;
}

// White space looks alike in every run: it goes with the text before it.
static bool is_blank(const char *text, size_t n)
{
    return text_leading(text, n) == n;
}

// Digits and marks are of no language: they are in that of the text before them.
static const char *language_for(const struct office *office, const char *text, size_t n,
                                const char *lang)
{
    for (const char *p = text; p < text + n; p = g_utf8_next_char(p)) {
        if (g_unichar_isalpha(g_utf8_get_char(p)))
            return lang;
    }
    return office->look.lang;
}

static const struct node *last_text(const struct node *node)
{
    while (node && node->kind != NODE_TEXT)
        node = node->last;
    return node;
}

// Where struck text was, one space is left of two, and none before a mark.
static size_t close_gap(const struct office *office, const char *text)
{
    const struct node *before = last_text(office->paragraph);
    bool spaced = !before || g_str_has_suffix(before->text, " ");
    size_t lead = text_leading(text, strlen(text));
    bool closes = text[lead] && strchr(",.;:!?)", text[lead]);
    return office->after_struck && (spaced || closes) ? lead : 0;
}

void office_text(struct office *office, const char *text, size_t n, const struct look *look)
{
    if (!office->paragraph || n == 0)
        return;
    struct look own_look = *look;
    own_look.lang = language_for(office, text, n, look->lang);
    bool plain = !look->struck && !office->look.struck && !office->look.raised;
    bool joins = office->text->len && is_blank(text, n) && plain;
    if (!joins && !same_look(&own_look, &office->look)) {
        flush(office);
        office->look = own_look;
        office->look.lang = reader_marked_language(office->arena, own_look.lang);
        office->look.href = arena_strdup(office->arena, own_look.href);
    }
    GString *own = g_string_new(NULL);
    source_mend(text, n, own);
    size_t skip = office->look.struck || office->text->len ? 0 : close_gap(office, own->str);
    g_string_append_len(office->text, own->str + skip, (gssize)(own->len - skip));
    g_string_free(own, TRUE);
}

void office_break(struct office *office)
{
    if (!office->paragraph || office->look.struck)
        return;
    flush(office);
    if (office->paragraph->first)
        node_new(office->arena, office->paragraph, NODE_BREAK)->line = office->ordinal;
}

struct node *office_note(struct office *office)
{
    flush(office);
    struct node *note = node_new(office->arena, office->notes, NODE_FOOTNOTE);
    note->name = arena_printf(office->arena, "%zu", ++office->n_notes);
    note->line = office->ordinal;
    if (!office->paragraph)
        return note;
    struct node *reference = node_new(office->arena, office->paragraph, NODE_FOOTNOTE_REF);
    reference->name = note->name;
    reference->line = office->ordinal;
    return note;
}

// Pictures that stand alone are blocks.
static void add_figure(struct office *office, struct node *image)
{
    struct node *figure = node_new(office->arena, office->holder, NODE_FIGURE);
    figure->line = image->line;
    if (image->parent)
        node_detach(image);
    node_append_child(figure, image);
    office->list = NULL;
}

static bool holds_pictures_alone(const struct node *paragraph)
{
    for (const struct node *child = paragraph->first; child; child = child->next) {
        bool blank = child->kind == NODE_TEXT && is_blank(child->text, strlen(child->text));
        if (child->kind != NODE_IMAGE && child->kind != NODE_BREAK && !blank)
            return false;
    }
    return paragraph->first != NULL;
}

static void add_figures(struct office *office, struct node *paragraph)
{
    for (struct node *child = paragraph->first, *next; child; child = next) {
        next = child->next;
        if (child->kind == NODE_IMAGE)
            add_figure(office, child);
    }
}

bool office_picture(struct office *office, GBytes *bytes, const char *alt)
{
    const char *url = picture_url(office->arena, bytes);
    if (!url)
        return false;
    flush(office);
    struct node *image = node_new(office->arena, office->paragraph, NODE_IMAGE);
    image->href = url;
    image->text = arena_strdup(office->arena, alt ? alt : "");
    image->line = office->ordinal;
    if (!office->paragraph)
        add_figure(office, image);
    return true;
}

// ---- paragraphs ----

void office_begin(struct office *office)
{
    if (!office->paragraph)
        office->paragraph = node_new(office->arena, NULL, NODE_PARAGRAPH);
    office->paragraph->line = office->ordinal;
}

static void trim_end(struct office *office, struct node *parent)
{
    for (struct node *last; (last = parent->last) != NULL;) {
        if (last->kind == NODE_BREAK) {
            node_detach(last);
            continue;
        }
        if (last->kind != NODE_TEXT) {
            if (last->kind == NODE_FOOTNOTE_REF || last->kind == NODE_IMAGE)
                return;
            trim_end(office, last);
            if (last->first)
                return;
            node_detach(last);
            continue;
        }
        size_t kept = text_trimmed(last->text, strlen(last->text));
        if (kept) {
            last->text = arena_strndup(office->arena, last->text, kept);
            return;
        }
        node_detach(last);
    }
}

static void trim_start(struct office *office, struct node *parent)
{
    for (struct node *first; (first = parent->first) != NULL;) {
        if (first->kind != NODE_TEXT && first->first) {
            trim_start(office, first);
            if (first->first)
                return;
        } else if (first->kind == NODE_TEXT) {
            first->text += text_leading(first->text, strlen(first->text));
            if (*first->text)
                return;
        } else if (first->kind != NODE_BREAK && first->kind != NODE_SPAN) {
            return;
        }
        node_detach(first);
    }
}

static void count_letters(struct office *office, enum direction direction)
{
    GString *text = g_string_new(NULL);
    node_append_text(office->paragraph, text);
    size_t letters = 0;
    for (const char *p = text->str; *p; p = g_utf8_next_char(p))
        letters += g_unichar_isalpha(g_utf8_get_char(p));
    *(direction == DIRECTION_RTL ? &office->rtl : &office->ltr) += letters;
    g_string_free(text, TRUE);
}

static void move_inlines(struct node *from, struct node *to)
{
    for (struct node *child; (child = from->first) != NULL;) {
        node_detach(child);
        node_append_child(to, child);
    }
}

static void prefix_label(struct office *office, const char *label)
{
    if (!label || !*label || !office->paragraph->first)
        return;
    char *text = g_strconcat(label, " ", NULL);
    struct node *node = node_new_text(office->arena, NULL, text, strlen(text));
    node->line = office->ordinal;
    node_insert_before(node, office->paragraph->first);
    g_free(text);
}

static struct node *list_below(struct office *office, struct node *parent, const struct para *para)
{
    struct node *list = node_new(office->arena, parent, NODE_LIST);
    list->list.kind = para->bullet ? LIST_BULLET : LIST_ORDERED;
    list->line = office->ordinal;
    return list;
}

// The list that an item of this depth goes to, made where there is none.
static struct node *list_for(struct office *office, const struct para *para)
{
    struct node *list = office->holder->last;
    enum list_kind kind = para->bullet ? LIST_BULLET : LIST_ORDERED;
    bool open = office->list && list && list->kind == NODE_LIST;
    bool same = para->depth > 0 || (office->list == para->list && open && list->list.kind == kind);
    if (!open || !same)
        list = list_below(office, office->holder, para);
    for (int depth = 0; depth < para->depth && list->last; depth++) {
        struct node *entry = list->last, *below = entry->last;
        bool is_list = below && below->kind == NODE_LIST;
        bool other = depth + 1 == para->depth && is_list && below->list.kind != kind;
        list = is_list && !other ? below : list_below(office, entry, para);
    }
    if (para->depth == 0 || !office->list)
        office->list = para->list;
    return list;
}

static void add_entry(struct office *office, const struct para *para)
{
    struct node *entry = node_new(office->arena, list_for(office, para), NODE_ENTRY);
    entry->entry.label = para->bullet ? "•" : arena_strdup(office->arena, para->label);
    entry->entry.number = para->bullet ? NUMBER_NONE : para->number;
    entry->line = office->ordinal;
    entry->direction = para->direction;
    move_inlines(office->paragraph, entry);
}

// A further paragraph of the item above goes below it.
static bool add_to_entry(struct office *office, const struct para *para)
{
    struct node *list = office->list ? office->holder->last : NULL;
    struct node *entry = list && list->kind == NODE_LIST ? list->last : NULL;
    for (int depth = 0; entry && depth < para->depth; depth++) {
        if (!entry->last || entry->last->kind != NODE_LIST)
            break;
        entry = entry->last->last;
    }
    if (!entry || !para->continues)
        return false;
    office->paragraph->direction = para->direction;
    node_append_child(entry, office->paragraph);
    return true;
}

static void add_to_cell(struct office *office, const struct para *para)
{
    prefix_label(office, para->bullet ? "•" : para->label);
    if (office->holder->first && office->paragraph->first)
        node_new(office->arena, office->holder, NODE_BREAK)->line = office->ordinal;
    move_inlines(office->paragraph, office->holder);
}

static void add_block(struct office *office, const struct para *para)
{
    prefix_label(office, para->label);
    struct node *block = office->paragraph;
    block->kind = para->kind;
    block->level = para->kind == NODE_HEADING ? para->level : 0;
    block->direction = para->direction;
    node_append_child(office->holder, block);
    office->list = NULL;
}

// What is struck out is told; what was said of a struck name goes with it.
static void settle_struck(struct office *office)
{
    if (!office->struck->len)
        return;
    office_set_aside(office, "text-struck", office->struck->str);
    bool remnant = office->struck_first && reader_is_remnant(office->paragraph);
    office->row_struck |= remnant && office->holder->kind == NODE_CELL;
    if (remnant) {
        while (office->paragraph->first)
            node_detach(office->paragraph->first);
    }
}

void office_end(struct office *office, const struct para *para)
{
    flush(office);
    settle_struck(office);
    trim_end(office, office->paragraph);
    trim_start(office, office->paragraph);
    count_letters(office, para->direction);
    if (office->paragraph->first) {
        bool item = para->label || para->bullet;
        if (office->holder->kind == NODE_CELL)
            add_to_cell(office, para);
        else if (!item && holds_pictures_alone(office->paragraph))
            add_figures(office, office->paragraph);
        else if (item && para->kind == NODE_PARAGRAPH)
            add_entry(office, para);
        else if (add_to_entry(office, para))
            ;
        else
            add_block(office, para);
    }
    office->paragraph = NULL;
    office->struck_first = office->after_struck = false;
    office->look = (struct look){0};
    g_string_truncate(office->struck, 0);
}

void office_end_row(struct office *office, struct node *row)
{
    bool filled = false;
    for (const struct node *cell = row->first; cell; cell = cell->next)
        filled |= cell->first != NULL;
    if (!filled || office->row_struck)
        node_detach(row);
    office->row_struck = false;
}
