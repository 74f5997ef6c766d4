// SPDX-License-Identifier: MIT
// A page becomes blocks: what stands between blocks is a paragraph, white space folds as a browser
// folds it, navigation and scripts are left out. html_clean() bounds the depth of the tree, so
// the walk may recurse.
#include "read/html/html.h"

#include "read/capture/roles.h"
#include "base/error.h"
#include "read/fold.h"
#include "read/capture/footnotes.h"
#include "read/html/chrome.h"
#include "read/html/html_cards.h"
#include "read/html/html_clean.h"
#include "read/html/html_labels.h"
#include "read/html/html_notes.h"
#include "read/html/html_page.h"
#include "read/html/html_verse.h"
#include "read/langs.h"
#include "read/find/find.h"
#include "read/find/tree_units.h"
#include "read/html/tags.h"
#include "read/verse.h"

#include <stdlib.h>
#include <string.h>

struct html {
    struct reader *reader;
    struct arena *arena;
    struct node *top;     // of the page
    struct node *block;   // where blocks go
    struct node *inlines; // where text goes; NULL: a paragraph is to be opened
    struct node *opened;  // the block that `inlines` is in
    bool space;           // white space was seen and not yet written
    bool preformatted;
    const char *lang; // of the parts around
    enum direction direction;
    size_t line; // of a fragment, added to lines
    int depth;
    const struct html_notes *notes;
    bool within_note;
    bool struck;                  // text was left out right before
    int strikes;                  // texts left out so far
    int64_t counted;              // number of the last item of the list around; NUMBER_NONE
    const char *around_href;      // of a link that holds blocks; each block's text is linked
    uint32_t card;                // of the card around
    const struct html_page *page; // what of the page is no letter; NULL: all is
};

static void walk_children(struct html *html, struct dom *parent);
static void walk_tagged(struct html *html, struct dom *node, const struct tag *tag);

// ---- attributes ----

static const char *attribute_in(struct html *html, struct dom *node, const char *name)
{
    return arena_strdup(html->arena, dom_attribute(node, name));
}

static const char *node_language(struct html *html, struct dom *node)
{
    const char *lang = attribute_in(html, node, "lang");
    if (!lang)
        lang = attribute_in(html, node, "xml:lang");
    return reader_marked_language(html->arena, lang);
}

static enum direction node_direction(struct dom *node)
{
    return tag_direction(dom_attribute(node, "dir"));
}

static size_t node_line(const struct html *html, struct dom *node)
{
    return html->line + node->line;
}

// ---- blocks and what is in them ----

static struct node *last_text(struct node *node)
{
    while (node && node->kind != NODE_TEXT)
        node = node->last;
    return node;
}

// White space and breaks at a block's end are not seen.
static void trim_block(struct html *html, struct node *block)
{
    for (struct node *last; (last = block->last) != NULL;) {
        if (last->kind == NODE_BREAK) {
            node_detach(last);
            continue;
        }
        struct node *text = last_text(last);
        if (!text)
            return;
        size_t n = strlen(text->text), kept = text_trimmed(text->text, n);
        if (kept == n)
            return;
        text->text = arena_strndup(html->arena, text->text, kept);
        if (kept || text != last)
            return;
        node_detach(text);
    }
}

static void close_inlines(struct html *html)
{
    if (html->opened) {
        trim_block(html, html->opened);
        if (!html->opened->first && html->opened->kind == NODE_PARAGRAPH && html->opened->parent)
            node_detach(html->opened);
    }
    html->inlines = html->opened = NULL;
    html->space = false;
}

static bool holds_text_itself(const struct node *block)
{
    return block->kind == NODE_CELL || (block->kind == NODE_ENTRY && !block->first);
}

static void dress(struct html *html, struct node *node, struct dom *from)
{
    node->line = node_line(html, from);
    node->lang = html->lang;
    node->direction = html->direction;
}

// Text between the parts of a list or a table is a part of its own.
static struct node *text_holder(struct html *html, struct dom *from)
{
    struct node *holder = html->block;
    if (holder->kind == NODE_TABLE)
        holder = node_new(html->arena, holder, NODE_ROW);
    if (holder->kind == NODE_ROW)
        holder = node_new(html->arena, holder, NODE_CELL);
    else if (holder->kind == NODE_LIST)
        holder = node_new(html->arena, holder, NODE_ENTRY);
    else
        holder = node_new(html->arena, holder, NODE_PARAGRAPH);
    if (holder->kind == NODE_ENTRY)
        holder->entry.label = "";
    dress(html, holder, from);
    return holder;
}

// ---- what the form knows of a block ----

static bool is_in_line(const struct dom *node)
{
    return tag_is_in_line(tag_find(node->name, strlen(node->name)));
}

static uint32_t signature_of(const struct dom *element)
{
    const char *class_name = dom_attribute(element, "class");
    const struct dom *child = element->children;
    while (child && child->type != DOM_ELEMENT)
        child = child->next;
    uint32_t hash = g_str_hash(element->name);
    hash = hash * 31 + (class_name ? g_str_hash(class_name) : 0);
    return hash * 31 + (child && is_in_line(child) ? g_str_hash(child->name) : 0);
}

static struct mark *mark_new(struct html *html, const struct node *node, uint32_t signature)
{
    struct mark *mark = g_new0(struct mark, 1);
    mark->signature = signature;
    mark->card = html->card;
    g_hash_table_insert(html->reader->marks, (gpointer)node, mark);
    return mark;
}

// The block that holds a text just added: what element it is of, and whether it is of the page.
static void mark_block(struct html *html, const struct dom *text)
{
    const struct dom *element = text->parent;
    while (element->parent && is_in_line(element))
        element = element->parent;
    bool dropped = html->page && text->leaf && html_page_drops(html->page, text->leaf);
    bool around = dropped && html_page_is_around(html->page, text->leaf);
    struct mark *mark = g_hash_table_lookup(html->reader->marks, html->opened);
    if (!mark) {
        mark = mark_new(html, html->opened, signature_of(element));
        mark->dropped = mark->around = true;
    }
    mark->dropped &= dropped;
    mark->around &= around;
}

// A link around blocks is one in each of them.
static void open_link(struct html *html, struct dom *from)
{
    if (!html->around_href)
        return;
    html->inlines = node_new(html->arena, html->inlines, NODE_LINK);
    html->inlines->href = html->around_href;
    html->inlines->line = node_line(html, from);
}

static struct node *ensure_inlines(struct html *html, struct dom *from)
{
    if (html->inlines)
        return html->inlines;
    if (holds_text_itself(html->block)) {
        html->opened = html->block;
    } else {
        html->opened = text_holder(html, from);
    }
    html->inlines = html->opened;
    open_link(html, from);
    return html->inlines;
}

static void add_break(struct html *html, struct dom *from)
{
    struct node *inlines = html->inlines;
    html->space = false;
    if (!inlines || !html->opened->first)
        return;
    // Two in a row part paragraphs.
    if (inlines == html->opened && inlines->last && inlines->last->kind == NODE_BREAK &&
        inlines->kind == NODE_PARAGRAPH) {
        close_inlines(html);
        return;
    }
    node_new(html->arena, inlines, NODE_BREAK)->line = node_line(html, from);
}

static void add_text(struct html *html, struct dom *from, const GString *text)
{
    if (text->len == 0)
        return;
    struct node *inlines = ensure_inlines(html, from);
    node_new_text(html->arena, inlines, text->str, text->len)->line = node_line(html, from);
    mark_block(html, from);
}

static bool is_html_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static void walk_text(struct html *html, struct dom *node)
{
    GString *text = g_string_new(NULL);
    for (const char *p = node->content; p && *p; p++) {
        if (html->preformatted && *p == '\n') {
            add_text(html, node, text);
            g_string_truncate(text, 0);
            add_break(html, node);
        } else if (is_html_space(*p) && !html->preformatted) {
            html->space = true;
        } else {
            bool inside = text->len || (html->opened && html->opened->last &&
                                        html->opened->last->kind != NODE_BREAK);
            bool closes = html->struck && strchr(",.;:!?)", *p);
            if (html->space && inside && !closes)
                g_string_append_c(text, ' ');
            html->space = html->struck = false;
            g_string_append_c(text, *p);
        }
    }
    add_text(html, node, text);
    g_string_free(text, TRUE);
}

// A place within the page is none on paper.
static bool leads_away(struct dom *link)
{
    const char *href = dom_attribute(link, "href");
    return href && *href && *href != '#' && !g_str_has_prefix(href, "javascript:");
}

static bool holds_block(const struct dom *parent, int depth)
{
    enum { LEVELS = 6 };
    for (const struct dom *child = parent->children; child && depth < LEVELS; child = child->next) {
        if (child->type == DOM_ELEMENT && (!is_in_line(child) || holds_block(child, depth + 1)))
            return true;
    }
    return false;
}

static void walk_link_around(struct html *html, struct dom *from)
{
    const char *outer = html->around_href;
    html->around_href = attribute_in(html, from, "href");
    close_inlines(html);
    walk_children(html, from);
    close_inlines(html);
    html->around_href = outer;
}

// Two elements of different classes with nothing between stand apart on the page: a name and an
// office. The break is undone where they turn out to be none.
static void part_touching(struct html *html, struct dom *from, struct node *around,
                          uint32_t signature)
{
    const struct node *last = around->last;
    const struct mark *mark =
        last && last->kind == NODE_SPAN ? g_hash_table_lookup(html->reader->marks, last) : NULL;
    if (!mark || html->space || mark->signature == signature)
        return;
    struct node *touch = node_new(html->arena, around, NODE_BREAK);
    touch->name = touching_break;
    touch->line = node_line(html, from);
}

// An element within a line, after the space that stood before it.
static struct node *open_inline(struct html *html, struct dom *from, struct node *around,
                                enum node_kind kind)
{
    if (html->space && html->opened->last && html->opened->last->kind != NODE_BREAK)
        node_new_text(html->arena, around, " ", 1)->line = node_line(html, from);
    html->space = false;
    struct node *node = node_new(html->arena, around, kind);
    node->line = node_line(html, from);
    return node;
}

// What is within it; an element that turns out to hold nothing goes.
static void fill_inline(struct html *html, struct dom *from, struct node *around, struct node *node)
{
    struct node *opened = html->opened;
    html->inlines = node;
    walk_children(html, from);
    // A block within ended the paragraph; text that follows opens another.
    if (html->opened == opened)
        html->inlines = around;
    if (!node->first)
        node_detach(node);
}

// An element whose class may tell a name; nothing else is known of it.
static void walk_classed(struct html *html, struct dom *from)
{
    struct node *around = ensure_inlines(html, from);
    uint32_t signature = signature_of(from);
    part_touching(html, from, around, signature);
    struct node *node = open_inline(html, from, around, NODE_SPAN);
    mark_new(html, node, signature);
    fill_inline(html, from, around, node);
}

static void walk_inline(struct html *html, struct dom *from, const struct tag *tag)
{
    if (tag->kind == NODE_LINK && leads_away(from) && holds_block(from, 0)) {
        walk_link_around(html, from);
        return;
    }
    bool bidi = strcmp(tag->name, "bdi") == 0;
    const char *lang = node_language(html, from);
    enum direction direction = node_direction(from);
    bool plain = tag->kind == NODE_SPAN && !lang && direction == DIRECTION_INHERIT && !bidi;
    if (plain && dom_attribute(from, "class") && !holds_block(from, 0)) {
        walk_classed(html, from);
        return;
    }
    if (plain || (tag->kind == NODE_LINK && !leads_away(from))) {
        walk_children(html, from);
        return;
    }
    struct node *around = ensure_inlines(html, from);
    struct node *node = open_inline(html, from, around, tag->kind);
    node->lang = lang;
    node->direction = bidi && direction == DIRECTION_INHERIT ? DIRECTION_AUTO : direction;
    if (tag->kind == NODE_LINK)
        node->href = attribute_in(html, from, "href");
    fill_inline(html, from, around, node);
}

static void walk_image(struct html *html, struct dom *from)
{
    const char *href = attribute_in(html, from, "src"), *alt = attribute_in(html, from, "alt");
    // A picture without words is an ornament or counts visits.
    if (!href || !alt || !*alt)
        return;
    struct node *around =
        html->block->kind == NODE_FIGURE ? html->block : ensure_inlines(html, from);
    struct node *image = node_new(html->arena, around, NODE_IMAGE);
    image->line = node_line(html, from);
    image->href = href;
    image->text = alt;
}

// ---- blocks ----

static void set_entry_label(struct html *html, struct node *entry, struct dom *from)
{
    const struct node *list = entry->parent;
    entry->entry.label = "•";
    if (list->kind != NODE_LIST || list->list.kind != LIST_ORDERED)
        return;
    html->counted = entry->entry.number = html_item_number(from, html->counted);
    entry->entry.label =
        html_item_label(html->arena, dom_attribute(from->parent, "type"), html->counted);
}

static bool fits(const struct node *parent, enum node_kind kind)
{
    switch (kind) {
    case NODE_ENTRY:
        return parent->kind == NODE_LIST;
    case NODE_ROW:
        return parent->kind == NODE_TABLE;
    case NODE_CELL:
        return parent->kind == NODE_ROW;
    case NODE_CAPTION:
        return parent->kind == NODE_FIGURE || parent->kind == NODE_TABLE;
    default:
        return parent->kind != NODE_LIST && parent->kind != NODE_TABLE &&
               parent->kind != NODE_ROW && parent->kind != NODE_CELL;
    }
}

// A break, unless the line has just been parted.
static void part_line(struct html *html, struct dom *from)
{
    const struct node *last = html->inlines ? html->inlines->last : NULL;
    if (last && last->kind != NODE_BREAK)
        add_break(html, from);
}

// What does not fit where it stands (a paragraph in a cell) is text there, parted by a break.
static void walk_misfit(struct html *html, struct dom *from)
{
    if (html->block->kind == NODE_CELL) {
        part_line(html, from);
        html->inlines = html->opened;
        walk_children(html, from);
        part_line(html, from);
        return;
    }
    close_inlines(html);
    walk_children(html, from);
    close_inlines(html);
}

static void set_kind(struct html *html, struct node *node, struct dom *from, const struct tag *tag)
{
    node->level = tag->kind == NODE_HEADING ? tag->level : 0;
    html->counted = tag->kind == NODE_LIST ? NUMBER_NONE : html->counted;
    if (tag->kind == NODE_LIST)
        node->list.kind = strcmp(tag->name, "ol") == 0 ? LIST_ORDERED : LIST_BULLET;
    else if (tag->kind == NODE_ENTRY)
        set_entry_label(html, node, from);
    else if (tag->kind == NODE_CELL)
        node->cell.header = tag->level == 1;
}

static bool has_inlines_only(enum node_kind kind)
{
    return kind == NODE_PARAGRAPH || kind == NODE_HEADING || kind == NODE_CAPTION;
}

// The caption of a picture that has no words is a text like others.
static void settle_figure(struct node *figure)
{
    struct node *caption = figure->first;
    if (!caption || caption != figure->last || caption->kind != NODE_CAPTION)
        return;
    figure->kind = NODE_PARAGRAPH;
    for (struct node *child = caption->first, *next; child; child = next) {
        next = child->next;
        node_detach(child);
        node_append_child(figure, child);
    }
    node_detach(caption);
}

static void walk_block(struct html *html, struct dom *from, const struct tag *tag)
{
    // The first paragraph of an entry is its text.
    bool first_of_entry =
        tag->kind == NODE_PARAGRAPH && html->block->kind == NODE_ENTRY && !html->block->first;
    bool whole_page = tag->kind == NODE_TABLE && html_table_is_frame(from);
    if (!fits(html->block, tag->kind) || first_of_entry || whole_page) {
        walk_misfit(html, from);
        return;
    }
    close_inlines(html);
    struct html outer = *html;
    struct node *node = node_new(html->arena, html->block, tag->kind);
    dress(html, node, from);
    const char *lang = node_language(html, from);
    enum direction direction = node_direction(from);
    node->lang = lang ? lang : node->lang;
    node->direction = direction ? direction : node->direction;
    set_kind(html, node, from, tag);
    if (tag->kind == NODE_TABLE && html_verse_is_named(from)) // a row a line, a cell a hemistich
        node->name = "verse";                                 // layout sets its cells as hemistichs
    // An item that is struck out has its number all the same.
    outer.counted = tag->kind == NODE_ENTRY ? html->counted : outer.counted;
    html->lang = NULL; // it stands on the block
    html->direction = DIRECTION_INHERIT;
    html->preformatted |= strcmp(tag->name, "pre") == 0;
    if (has_inlines_only(tag->kind)) {
        html->opened = html->inlines = node;
        open_link(html, from);
    } else
        html->block = node;
    walk_children(html, from);
    close_inlines(html);
    if (node->kind == NODE_FIGURE)
        settle_figure(node);
    bool struck = html->strikes > outer.strikes;
    outer.strikes = html->strikes;
    *html = outer;
    bool remnant = tag->kind == NODE_ENTRY && struck && reader_is_remnant(node);
    bool empty = (!node->first && tag->kind != NODE_CELL) || remnant;
    if (empty && node->parent)
        node_detach(node);
}

static void walk_parts(struct html *html, struct dom *from)
{
    const char *outer_lang = html->lang, *lang = node_language(html, from);
    enum direction outer_direction = html->direction, direction = node_direction(from);
    struct node *root = html->reader->document->root;
    bool whole =
        html->block == root && (strcmp(from->name, "html") == 0 || strcmp(from->name, "body") == 0);
    if (whole) {
        if (lang && !root->lang)
            root->lang = lang;
        root->direction = direction ? direction : root->direction;
    } else {
        html->lang = lang ? lang : html->lang;
        html->direction = direction ? direction : html->direction;
    }
    bool row_group = html->block->kind == NODE_TABLE;
    if (!row_group)
        walk_misfit(html, from);
    else
        walk_children(html, from);
    html->lang = outer_lang;
    html->direction = outer_direction;
}

// Navigation is told, and kept where that was asked; scripts have no words.
static void drop(struct html *html, struct dom *from)
{
    static const char *const told[] = {"button", "select", "noscript"};
    bool tell = false;
    for (size_t i = 0; i < G_N_ELEMENTS(told); i++)
        tell |= strcmp(from->name, told[i]) == 0;
    const struct tag *tag = tag_find(from->name, strlen(from->name));
    tell |= tag->role != TAG_DROPPED; // hidden or named navigation by an attribute
    size_t line = node_line(html, from);
    if (tell && reader_keeps(html->reader, line, line))
        walk_children(html, from);
    else if (tell)
        html_tell_dropped(html->reader, from, line);
}

// ---- struck out, raised ----

static void strike(struct html *html, struct dom *node)
{
    GString *text = g_string_new(NULL);
    dom_append_words(node, text);
    g_strstrip(text->str);
    if (*text->str)
        reader_set_aside(html->reader, SPAN_NONE, node_line(html, node), node_line(html, node),
                         "text-struck", text->str, strlen(text->str));
    g_string_free(text, TRUE);
    html->struck = true;
    html->strikes++;
}

static bool has_elements(const struct dom *node)
{
    for (const struct dom *child = node->children; child; child = child->next) {
        if (child->type == DOM_ELEMENT)
            return true;
    }
    return false;
}

static void walk_raised(struct html *html, struct dom *node, const struct tag *tag)
{
    GString *text = g_string_new(NULL);
    dom_append_words(node, text);
    g_strstrip(text->str);
    // A note's own number is not printed again.
    bool number = html->within_note && (!html->opened || !html->opened->first);
    char *raised = *text->str && !has_elements(node) && !number ? tag_raised(tag, text->str) : NULL;
    if (raised) {
        g_string_assign(text, raised);
        add_text(html, node->children, text);
    } else {
        walk_children(html, node);
    }
    g_free(raised);
    g_string_free(text, TRUE);
}

// ---- footnotes ----

static void add_reference(struct html *html, struct dom *from, const char *name)
{
    struct node *reference = node_new(html->arena, ensure_inlines(html, from), NODE_FOOTNOTE_REF);
    reference->name = arena_strdup(html->arena, name);
    reference->line = node_line(html, from);
    html->space = false;
}

static void walk_note(struct html *html, struct dom *from, const char *name)
{
    close_inlines(html);
    struct html outer = *html;
    struct node *note = node_new(html->arena, html->top, NODE_FOOTNOTE);
    note->name = arena_strdup(html->arena, name);
    note->line = node_line(html, from);
    note->lang = node_language(html, from);
    html->block = note;
    html->within_note = true;
    walk_children(html, from);
    close_inlines(html);
    *html = outer;
    html_notes_skip_number(html->arena, note, strcmp(from->name, "li") == 0);
    if (!note->first)
        node_detach(note);
}

static bool walk_noted(struct html *html, struct dom *node)
{
    const char *block = html->within_note ? NULL : html_notes_block(html->notes, node);
    const char *reference = block ? NULL : html_notes_reference(html->notes, node);
    if (block)
        walk_note(html, node, block);
    else if (reference)
        add_reference(html, node, reference);
    return block || reference || (html->within_note && html_notes_leads_within(node));
}

// One that is a table is read as a table.
static bool walk_verse(struct html *html, struct dom *node, const struct tag *tag)
{
    if (tag->kind == NODE_TABLE || tag->role == TAG_INLINE || tag->role == TAG_THROUGH ||
        html->block != html->top || !html_verse_is_named(node))
        return false;
    char *lines = html_verse_lines(node);
    if (!lines)
        return false;
    close_inlines(html);
    struct node *verse = node_new(html->arena, html->block, NODE_PARAGRAPH);
    dress(html, verse, node);
    verse->direction = node_direction(node) ? node_direction(node) : verse->direction;
    bool made = verse_make(html->arena, verse, lines, strlen(lines));
    if (!made)
        node_detach(verse);
    g_free(lines);
    return made;
}

static void walk_element(struct html *html, struct dom *node)
{
    const struct tag *tag = tag_find(node->name, strlen(node->name));
    uint32_t outer_card = html->card;
    html->card = node->is_card ? node->card : html->card;
    walk_tagged(html, node, tag);
    html->card = outer_card;
}

static void walk_tagged(struct html *html, struct dom *node, const struct tag *tag)
{
    if (tag->role == TAG_DROPPED || html_is_chrome(node))
        drop(html, node);
    else if (walk_noted(html, node) || walk_verse(html, node, tag))
        return;
    else if (tag->role == TAG_STRUCK)
        strike(html, node);
    else if (tag->role == TAG_RAISED)
        walk_raised(html, node, tag);
    else if (tag->role == TAG_BREAK)
        add_break(html, node);
    else if (tag->role == TAG_IMAGE)
        walk_image(html, node);
    else if (tag->role == TAG_INLINE)
        walk_inline(html, node, tag);
    else if (tag->role == TAG_BLOCK)
        walk_block(html, node, tag);
    else if (tag->role == TAG_PARTS)
        walk_parts(html, node);
    else if (tag->role == TAG_RULE && fits(html->block, NODE_RULE)) {
        close_inlines(html);
        dress(html, node_new(html->arena, html->block, NODE_RULE), node);
    } else
        walk_children(html, node);
}

static void walk_children(struct html *html, struct dom *parent)
{
    enum { DEPTH_MOST = 400 };
    if (html->depth >= DEPTH_MOST)
        return;
    html->depth++;
    for (struct dom *node = parent->children; node; node = node->next) {
        if (node->type == DOM_ELEMENT)
            walk_element(html, node);
        else if (node->type == DOM_TEXT)
            walk_text(html, node);
    }
    html->depth--;
}

static void mark_free(void *mark)
{
    g_free(mark);
}

static void walk_document(struct reader *reader, struct node *parent, const char *text, size_t n,
                          size_t line)
{
    char *clean = html_clean(reader, text, n, line > 0);
    struct arena *scratch = arena_new();
    struct dom *root = dom_parse(scratch, clean);
    g_free(clean);
    if (reader->address)
        dom_make_places_local(root, reader->address);
    if (!reader->marks)
        reader->marks = g_hash_table_new_full(NULL, NULL, NULL, mark_free);
    html_cards_find(root);
    struct html_page *page = line == 0 ? html_page_judge(root, reader->tables) : NULL;
    struct html html = {.reader = reader,
                        .arena = reader->document->arena,
                        .page = page,
                        .top = parent,
                        .block = parent,
                        .counted = NUMBER_NONE,
                        .line = line ? line - 1 : 0};
    struct html_notes *notes = html_notes_new(root);
    html.notes = notes;
    walk_element(&html, root);
    close_inlines(&html);
    html_notes_free(notes);
    html_page_free(page);
    arena_free(scratch);
}

void html_append_fragment(struct reader *reader, struct node *parent, const char *text, size_t line)
{
    walk_document(reader, parent, text, strlen(text), MAX(line, 1));
}

bool html_read(struct reader *reader, GError **error)
{
    enum { HTML_BYTES_MOST = 64 * 1024 * 1024 };
    const GString *text = reader->source->text;
    if (text->len > HTML_BYTES_MOST) {
        fault_set(error, FAULT_INVALID, "%s: a page larger than %d MiB [source-large]",
                  reader->source->path, HTML_BYTES_MOST / (1024 * 1024));
        return false;
    }
    walk_document(reader, reader->document->root, text->str, text->len, 0);
    langs_doubt(reader);
    footnotes_find(reader->document);
    if (!reader->signatories_given)
        signatories_find(reader);
    html_set_page_aside(reader);
    html_set_residue_aside(reader);
    if (!reader->document->root->first) {
        fault_set(error, FAULT_INVALID, "%s: nothing of the page is a letter [source-empty]",
                  reader->source->path);
        return false;
    }
    roles_assign(reader);
    return true;
}
