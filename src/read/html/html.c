// SPDX-License-Identifier: MIT
// A page becomes blocks: each element is what its tag means to a letter, navigation and scripts are
// left out. html_clean() bounds the depth of the tree, so the walk may recurse.
#include "read/html/html.h"

#include "base/error.h"
#include "read/capture/footnotes.h"
#include "read/capture/roles.h"
#include "read/find/find.h"
#include "read/html/chrome.h"
#include "read/html/html_cards.h"
#include "read/html/html_clean.h"
#include "read/html/html_flow.h"
#include "read/html/html_kind.h"
#include "read/html/html_labels.h"
#include "read/html/html_notes.h"
#include "read/html/html_verse.h"
#include "read/html/tags.h"
#include "read/langs.h"
#include "read/verse.h"

#include <string.h>

struct html {
    struct html_flow flow;
    struct node *top; // of the page
    int depth;
    const struct html_notes *notes;
    bool within_note;
    int strikes;     // texts left out so far
    int64_t counted; // number of the last item of the list around; NUMBER_NONE
};

static void walk_children(struct html *html, struct dom *parent);
static void walk_tagged(struct html *html, struct dom *node, const struct tag *tag);

static void walk_link_around(struct html *html, struct dom *from)
{
    struct html_flow *flow = &html->flow;
    const char *outer = flow->around_href;
    flow->around_href = arena_strdup(flow->arena, dom_attribute(from, "href"));
    html_flow_close(flow);
    walk_children(html, from);
    html_flow_close(flow);
    flow->around_href = outer;
}

// What is within it; an element that turns out to hold nothing goes.
static void fill_inline(struct html *html, struct dom *from, struct node *around, struct node *node)
{
    struct html_flow *flow = &html->flow;
    struct node *opened = flow->opened;
    flow->inlines = node;
    walk_children(html, from);
    // A block within ended the paragraph; text that follows opens another.
    if (flow->opened == opened)
        flow->inlines = around;
    if (!node->first)
        node_detach(node);
}

static void walk_inline(struct html *html, struct dom *from, const struct tag *tag)
{
    struct html_flow *flow = &html->flow;
    if (tag->kind == NODE_LINK && html_leads_away(from) && html_holds_block(from)) {
        walk_link_around(html, from);
        return;
    }
    bool bidi = strcmp(tag->name, "bdi") == 0;
    const char *lang = html_language(flow->arena, from);
    enum direction direction = html_direction(from);
    bool plain = tag->kind == NODE_SPAN && !lang && direction == DIRECTION_INHERIT && !bidi;
    if (plain && dom_attribute(from, "class") && !html_holds_block(from)) {
        struct node *around = html_flow_open(flow, from);
        fill_inline(html, from, around, html_flow_classed(flow, from, around));
        return;
    }
    if (plain || (tag->kind == NODE_LINK && !html_leads_away(from))) {
        walk_children(html, from);
        return;
    }
    struct node *around = html_flow_open(flow, from);
    struct node *node = html_flow_inline(flow, from, around, tag->kind);
    node->lang = lang;
    node->direction = bidi && direction == DIRECTION_INHERIT ? DIRECTION_AUTO : direction;
    if (tag->kind == NODE_LINK)
        node->href = arena_strdup(flow->arena, dom_attribute(from, "href"));
    fill_inline(html, from, around, node);
}

static void walk_image(struct html *html, struct dom *from)
{
    struct html_flow *flow = &html->flow;
    const char *href = dom_attribute(from, "src"), *alt = dom_attribute(from, "alt");
    // A picture without words is an ornament or counts visits.
    if (!href || !alt || !*alt)
        return;
    struct node *around =
        flow->block->kind == NODE_FIGURE ? flow->block : html_flow_open(flow, from);
    struct node *image = node_new(flow->arena, around, NODE_IMAGE);
    image->line = html_flow_line(flow, from);
    image->href = arena_strdup(flow->arena, href);
    image->text = arena_strdup(flow->arena, alt);
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
        html_item_label(html->flow.arena, dom_attribute(from->parent, "type"), html->counted);
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

// What does not fit where it stands (a paragraph in a cell) is text there, parted by a break.
static void walk_misfit(struct html *html, struct dom *from)
{
    struct html_flow *flow = &html->flow;
    if (flow->block->kind == NODE_CELL) {
        html_flow_part(flow, from);
        flow->inlines = flow->opened;
        walk_children(html, from);
        html_flow_part(flow, from);
        return;
    }
    html_flow_close(flow);
    walk_children(html, from);
    html_flow_close(flow);
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
    struct html_flow *flow = &html->flow;
    // The first paragraph of an entry is its text.
    bool first_of_entry =
        tag->kind == NODE_PARAGRAPH && flow->block->kind == NODE_ENTRY && !flow->block->first;
    bool whole_page = tag->kind == NODE_TABLE && html_table_is_frame(from);
    if (!fits(flow->block, tag->kind) || first_of_entry || whole_page) {
        walk_misfit(html, from);
        return;
    }
    html_flow_close(flow);
    struct html outer = *html;
    struct node *node = node_new(flow->arena, flow->block, tag->kind);
    html_flow_dress(flow, node, from);
    const char *lang = html_language(flow->arena, from);
    enum direction direction = html_direction(from);
    node->lang = lang ? lang : node->lang;
    node->direction = direction ? direction : node->direction;
    set_kind(html, node, from, tag);
    if (tag->kind == NODE_TABLE && html_verse_is_named(from)) // a row a line, a cell a hemistich
        node->name = "verse";                                 // layout sets its cells as hemistichs
    // An item that is struck out has its number all the same.
    outer.counted = tag->kind == NODE_ENTRY ? html->counted : outer.counted;
    flow->lang = NULL; // it stands on the block
    flow->direction = DIRECTION_INHERIT;
    flow->preformatted |= strcmp(tag->name, "pre") == 0;
    if (has_inlines_only(tag->kind)) {
        html_flow_enter(flow, from, node);
    } else {
        flow->block = node;
    }
    walk_children(html, from);
    html_flow_close(flow);
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
    struct html_flow *flow = &html->flow;
    const char *outer_lang = flow->lang, *lang = html_language(flow->arena, from);
    enum direction outer_direction = flow->direction, direction = html_direction(from);
    struct node *root = flow->reader->document->root;
    bool whole =
        flow->block == root && (strcmp(from->name, "html") == 0 || strcmp(from->name, "body") == 0);
    if (whole) {
        if (lang && !root->lang)
            root->lang = lang;
        root->direction = direction ? direction : root->direction;
    } else {
        flow->lang = lang ? lang : flow->lang;
        flow->direction = direction ? direction : flow->direction;
    }
    bool row_group = flow->block->kind == NODE_TABLE;
    if (!row_group)
        walk_misfit(html, from);
    else
        walk_children(html, from);
    flow->lang = outer_lang;
    flow->direction = outer_direction;
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
    size_t line = html_flow_line(&html->flow, from);
    if (tell && reader_keeps(html->flow.reader, line, line))
        walk_children(html, from);
    else if (tell)
        html_tell_dropped(html->flow.reader, from, line);
}

// ---- struck out, raised ----

static void strike(struct html *html, struct dom *node)
{
    struct html_flow *flow = &html->flow;
    GString *text = g_string_new(NULL);
    dom_append_words(node, text);
    g_strstrip(text->str);
    if (*text->str)
        reader_set_aside(flow->reader, SPAN_NONE, html_flow_line(flow, node),
                         html_flow_line(flow, node), "text-struck", text->str, strlen(text->str));
    g_string_free(text, TRUE);
    flow->struck = true;
    html->strikes++;
}

static void walk_raised(struct html *html, struct dom *node, const struct tag *tag)
{
    GString *text = g_string_new(NULL);
    dom_append_words(node, text);
    g_strstrip(text->str);
    // A note's own number is not printed again.
    bool number = html->within_note && (!html->flow.opened || !html->flow.opened->first);
    char *raised =
        *text->str && !html_holds_elements(node) && !number ? tag_raised(tag, text->str) : NULL;
    if (raised) {
        g_string_assign(text, raised);
        html_flow_add(&html->flow, node->children, text);
    } else {
        walk_children(html, node);
    }
    g_free(raised);
    g_string_free(text, TRUE);
}

// ---- footnotes ----

static void add_reference(struct html *html, struct dom *from, const char *name)
{
    struct html_flow *flow = &html->flow;
    struct node *reference = node_new(flow->arena, html_flow_open(flow, from), NODE_FOOTNOTE_REF);
    reference->name = arena_strdup(flow->arena, name);
    reference->line = html_flow_line(flow, from);
    flow->space = false;
}

static void walk_note(struct html *html, struct dom *from, const char *name)
{
    struct html_flow *flow = &html->flow;
    html_flow_close(flow);
    struct html outer = *html;
    struct node *note = node_new(flow->arena, html->top, NODE_FOOTNOTE);
    note->name = arena_strdup(flow->arena, name);
    note->line = html_flow_line(flow, from);
    note->lang = html_language(flow->arena, from);
    flow->block = note;
    html->within_note = true;
    walk_children(html, from);
    html_flow_close(flow);
    *html = outer;
    html_notes_skip_number(flow->arena, note, strcmp(from->name, "li") == 0);
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
    struct html_flow *flow = &html->flow;
    if (tag->kind == NODE_TABLE || tag->role == TAG_INLINE || tag->role == TAG_THROUGH ||
        flow->block != html->top || !html_verse_is_named(node))
        return false;
    char *lines = html_verse_lines(node);
    if (!lines)
        return false;
    html_flow_close(flow);
    struct node *verse = node_new(flow->arena, flow->block, NODE_PARAGRAPH);
    html_flow_dress(flow, verse, node);
    verse->direction = html_direction(node) ? html_direction(node) : verse->direction;
    bool made = verse_make(flow->arena, verse, lines, strlen(lines));
    if (!made)
        node_detach(verse);
    g_free(lines);
    return made;
}

static void walk_element(struct html *html, struct dom *node)
{
    struct html_flow *flow = &html->flow;
    const struct tag *tag = tag_find(node->name, strlen(node->name));
    uint32_t outer_card = flow->card;
    flow->card = node->is_card ? node->card : flow->card;
    walk_tagged(html, node, tag);
    flow->card = outer_card;
}

static void walk_tagged(struct html *html, struct dom *node, const struct tag *tag)
{
    struct html_flow *flow = &html->flow;
    if (tag->role == TAG_DROPPED || html_is_chrome(node))
        drop(html, node);
    else if (walk_noted(html, node) || walk_verse(html, node, tag))
        return;
    else if (tag->role == TAG_STRUCK)
        strike(html, node);
    else if (tag->role == TAG_RAISED)
        walk_raised(html, node, tag);
    else if (tag->role == TAG_BREAK)
        html_flow_break(flow, node);
    else if (tag->role == TAG_IMAGE)
        walk_image(html, node);
    else if (tag->role == TAG_INLINE)
        walk_inline(html, node, tag);
    else if (tag->role == TAG_BLOCK)
        walk_block(html, node, tag);
    else if (tag->role == TAG_PARTS)
        walk_parts(html, node);
    else if (tag->role == TAG_RULE && fits(flow->block, NODE_RULE)) {
        html_flow_close(flow);
        html_flow_dress(flow, node_new(flow->arena, flow->block, NODE_RULE), node);
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
            html_flow_text(&html->flow, node);
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
    struct html_notes *notes = html_notes_new(root);
    struct html html = {.flow = {.reader = reader,
                                 .arena = reader->document->arena,
                                 .page = page,
                                 .block = parent,
                                 .line = line ? line - 1 : 0},
                        .top = parent,
                        .notes = notes,
                        .counted = NUMBER_NONE};
    walk_element(&html, root);
    html_flow_close(&html.flow);
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
