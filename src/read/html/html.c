// SPDX-License-Identifier: MIT
// A page becomes blocks: what stands between blocks is a paragraph, white space folds as a browser
// folds it, navigation and scripts are left out. libxml2 bounds the depth of its tree (256), so
// the walk may recurse.
#include "read/html/html.h"

#include "read/capture/roles.h"
#include "base/error.h"
#include "read/fold.h"
#include "read/capture/footnotes.h"
#include "read/html/html_clean.h"
#include "read/html/html_notes.h"
#include "read/html/late_xml.h"
#include "read/html/tags.h"

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
};

static void walk_children(struct html *html, xmlNode *parent);

// ---- attributes ----

static const char *attribute_in(struct html *html, xmlNode *node, const char *name)
{
    char *value = late_xml_attribute(node, name);
    const char *copy = arena_strdup(html->arena, value);
    free(value);
    return copy;
}

static bool attribute_is(xmlNode *node, const char *name, const char *const *values)
{
    char *value = late_xml_attribute(node, name);
    bool is = false;
    for (; value && *values && !is; values++)
        is = g_ascii_strcasecmp(value, *values) == 0;
    free(value);
    return is;
}

static const char *node_language(struct html *html, xmlNode *node)
{
    const char *lang = attribute_in(html, node, "lang");
    if (!lang)
        lang = attribute_in(html, node, "xml:lang");
    return lang && *lang ? lang : NULL;
}

static enum direction node_direction(xmlNode *node)
{
    char *value = late_xml_attribute(node, "dir");
    enum direction direction = tag_direction(value);
    free(value);
    return direction;
}

static size_t node_line(const struct html *html, xmlNode *node)
{
    long line = late_xml.line(node);
    return html->line + (line > 0 ? (size_t)line : 0);
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

static void dress(struct html *html, struct node *node, xmlNode *from)
{
    node->line = node_line(html, from);
    node->lang = html->lang;
    node->direction = html->direction;
}

// Text between the parts of a list or a table is a part of its own.
static struct node *text_holder(struct html *html, xmlNode *from)
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

static struct node *ensure_inlines(struct html *html, xmlNode *from)
{
    if (html->inlines)
        return html->inlines;
    if (holds_text_itself(html->block)) {
        html->opened = html->block;
    } else {
        html->opened = text_holder(html, from);
    }
    html->inlines = html->opened;
    return html->inlines;
}

static void add_break(struct html *html, xmlNode *from)
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

static void add_text(struct html *html, xmlNode *from, const GString *text)
{
    if (text->len == 0)
        return;
    struct node *inlines = ensure_inlines(html, from);
    node_new_text(html->arena, inlines, text->str, text->len)->line = node_line(html, from);
}

static bool is_html_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static void walk_text(struct html *html, xmlNode *node)
{
    GString *text = g_string_new(NULL);
    for (const char *p = (const char *)node->content; p && *p; p++) {
        if (html->preformatted && *p == '\n') {
            add_text(html, node, text);
            g_string_truncate(text, 0);
            add_break(html, node);
        } else if (is_html_space(*p) && !html->preformatted) {
            html->space = true;
        } else {
            bool inside = text->len || (html->opened && html->opened->last &&
                                        html->opened->last->kind != NODE_BREAK);
            if (html->space && inside)
                g_string_append_c(text, ' ');
            html->space = false;
            g_string_append_c(text, *p);
        }
    }
    add_text(html, node, text);
    g_string_free(text, TRUE);
}

// A place within the page is none on paper.
static bool leads_away(xmlNode *link)
{
    char *href = late_xml_attribute(link, "href");
    bool away = href && *href && *href != '#' && !g_str_has_prefix(href, "javascript:");
    free(href);
    return away;
}

static void walk_inline(struct html *html, xmlNode *from, const struct tag *tag)
{
    bool bidi = strcmp(tag->name, "bdi") == 0;
    const char *lang = node_language(html, from);
    enum direction direction = node_direction(from);
    bool plain = tag->kind == NODE_SPAN && !lang && direction == DIRECTION_INHERIT && !bidi;
    if (plain || (tag->kind == NODE_LINK && !leads_away(from))) {
        walk_children(html, from);
        return;
    }
    struct node *around = ensure_inlines(html, from);
    if (html->space && html->opened->last && html->opened->last->kind != NODE_BREAK)
        node_new_text(html->arena, around, " ", 1)->line = node_line(html, from);
    html->space = false;
    struct node *node = node_new(html->arena, around, tag->kind);
    node->line = node_line(html, from);
    node->lang = lang;
    node->direction = bidi && direction == DIRECTION_INHERIT ? DIRECTION_AUTO : direction;
    if (tag->kind == NODE_LINK)
        node->href = attribute_in(html, from, "href");
    struct node *opened = html->opened;
    html->inlines = node;
    walk_children(html, from);
    // A block within ended the paragraph; text that follows opens another.
    if (html->opened == opened)
        html->inlines = around;
    if (!node->first)
        node_detach(node);
}

static void walk_image(struct html *html, xmlNode *from)
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

static void set_entry_label(struct html *html, struct node *entry, xmlNode *from)
{
    const struct node *list = entry->parent;
    entry->entry.label = "•";
    if (list->kind != NODE_LIST || list->list.kind != LIST_ORDERED)
        return;
    char *value = late_xml_attribute(from, "value"),
         *start = late_xml_attribute(from->parent, "start");
    int64_t number = 1;
    if (value)
        number = g_ascii_strtoll(value, NULL, 10);
    else if (entry->previous && entry->previous->entry.number != NUMBER_NONE)
        number = entry->previous->entry.number + 1;
    else if (start)
        number = g_ascii_strtoll(start, NULL, 10);
    free(value);
    free(start);
    number = CLAMP(number, 0, 999999999);
    entry->entry.number = number;
    entry->entry.label = arena_printf(html->arena, "%d.", (int)number);
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
        return parent->kind == NODE_FIGURE;
    default:
        return parent->kind != NODE_LIST && parent->kind != NODE_TABLE &&
               parent->kind != NODE_ROW && parent->kind != NODE_CELL;
    }
}

// A break, unless the line has just been parted.
static void part_line(struct html *html, xmlNode *from)
{
    const struct node *last = html->inlines ? html->inlines->last : NULL;
    if (last && last->kind != NODE_BREAK)
        add_break(html, from);
}

// What does not fit where it stands (a paragraph in a cell) is text there, parted by a break.
static void walk_misfit(struct html *html, xmlNode *from)
{
    if (html->block->kind == NODE_CELL) {
        part_line(html, from);
        html->inlines = html->opened ? html->opened : NULL;
        walk_children(html, from);
        part_line(html, from);
        return;
    }
    close_inlines(html);
    walk_children(html, from);
    close_inlines(html);
}

static void set_kind(struct html *html, struct node *node, xmlNode *from, const struct tag *tag)
{
    node->level = tag->kind == NODE_HEADING ? tag->level : 0;
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

static void walk_block(struct html *html, xmlNode *from, const struct tag *tag)
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
    html->lang = NULL; // it stands on the block
    html->direction = DIRECTION_INHERIT;
    html->preformatted |= strcmp(tag->name, "pre") == 0;
    if (has_inlines_only(tag->kind))
        html->opened = html->inlines = node;
    else
        html->block = node;
    walk_children(html, from);
    close_inlines(html);
    size_t line = html->line;
    *html = outer;
    html->line = line;
    bool empty = !node->first && tag->kind != NODE_CELL;
    if (empty && node->parent)
        node_detach(node);
}

static void walk_parts(struct html *html, xmlNode *from)
{
    const char *outer_lang = html->lang, *lang = node_language(html, from);
    enum direction outer_direction = html->direction, direction = node_direction(from);
    struct node *root = html->reader->document->root;
    bool whole = html->block == root && (strcmp((const char *)from->name, "html") == 0 ||
                                         strcmp((const char *)from->name, "body") == 0);
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

// Navigation is told; scripts have no words.
static void drop(struct html *html, xmlNode *from)
{
    static const char *const told[] = {"nav", "aside", "form", "button"};
    bool tell = false;
    for (size_t i = 0; i < G_N_ELEMENTS(told); i++)
        tell |= strcmp((const char *)from->name, told[i]) == 0;
    const struct tag *tag = tag_find((const char *)from->name, strlen((const char *)from->name));
    tell |= tag->role != TAG_DROPPED; // hidden or named navigation by an attribute
    if (tell)
        html_tell_dropped(html->reader, from, node_line(html, from));
}

static bool is_chrome(xmlNode *node)
{
    static const char *const roles[] = {"navigation",  "banner", "search", "complementary",
                                        "contentinfo", "dialog", NULL};
    static const char *const yes[] = {"true", NULL};
    return attribute_is(node, "role", roles) || attribute_is(node, "aria-hidden", yes) ||
           late_xml.has_attribute(node, BAD_CAST "hidden");
}

// ---- footnotes ----

static void add_reference(struct html *html, xmlNode *from, const char *name)
{
    struct node *reference = node_new(html->arena, ensure_inlines(html, from), NODE_FOOTNOTE_REF);
    reference->name = arena_strdup(html->arena, name);
    reference->line = node_line(html, from);
    html->space = false;
}

// What of a note's text is its number again: "[1]", "^", and but for an entry, which may begin with
// a date, "1." too.
static size_t number_length(const char *text, const char *name, bool entry)
{
    size_t caret = strspn(text, "^ "), n = strlen(name);
    const char *p = text + caret;
    if ((*p == '[' || *p == '(') && strncmp(p + 1, name, n) == 0 && strchr("])", p[n + 1]))
        return p[n + 1] ? caret + n + 2 : caret;
    bool bare = !entry && strncmp(p, name, n) == 0 && p[n] && strchr(".:)", p[n]);
    return caret + (bare ? n + 1 : 0);
}

static void skip_number(struct html *html, struct node *note, bool entry)
{
    struct node *first = note->first ? note->first->first : NULL;
    // A raised number is a text of its own.
    if (first && first->kind == NODE_TEXT && first->next && strcmp(first->text, note->name) == 0) {
        first = first->next;
        node_detach(first->previous);
    }
    if (!first || first->kind != NODE_TEXT)
        return;
    size_t n = number_length(first->text, note->name, entry);
    n += strspn(first->text + n, " ");
    first->text = arena_strdup(html->arena, first->text + n);
    if (!*first->text)
        node_detach(first);
}

static void walk_note(struct html *html, xmlNode *from, const char *name)
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
    skip_number(html, note, strcmp((const char *)from->name, "li") == 0);
    if (!note->first)
        node_detach(note);
}

static bool walk_noted(struct html *html, xmlNode *node)
{
    const char *block = html->within_note ? NULL : html_notes_block(html->notes, node);
    const char *reference = block ? NULL : html_notes_reference(html->notes, node);
    if (block)
        walk_note(html, node, block);
    else if (reference)
        add_reference(html, node, reference);
    return block || reference || (html->within_note && html_notes_leads_within(node));
}

static void walk_element(struct html *html, xmlNode *node)
{
    const struct tag *tag = tag_find((const char *)node->name, strlen((const char *)node->name));
    if (tag->role == TAG_DROPPED || is_chrome(node))
        drop(html, node);
    else if (walk_noted(html, node))
        return;
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

static void walk_children(struct html *html, xmlNode *parent)
{
    enum { DEPTH_MOST = 400 };
    if (html->depth >= DEPTH_MOST)
        return;
    html->depth++;
    for (xmlNode *node = parent->children; node; node = node->next) {
        if (node->type == XML_ELEMENT_NODE)
            walk_element(html, node);
        else if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE)
            walk_text(html, node);
    }
    html->depth--;
}

static bool walk_document(struct reader *reader, struct node *parent, const char *text, size_t n,
                          size_t line, GError **error)
{
    if (!late_xml_open(error))
        return false;
    char *clean = html_clean(reader, text, n, line > 0);
    htmlDocPtr document = late_xml.read_html(clean, (int)strlen(clean), NULL, "UTF-8",
                                             HTML_PARSE_RECOVER | HTML_PARSE_NOERROR |
                                                 HTML_PARSE_NOWARNING | HTML_PARSE_NONET);
    struct html html = {.reader = reader,
                        .arena = reader->document->arena,
                        .top = parent,
                        .block = parent,
                        .line = line ? line - 1 : 0};
    if (document && late_xml.root(document)) {
        struct html_notes *notes = html_notes_new(late_xml.root(document));
        html.notes = notes;
        walk_element(&html, late_xml.root(document));
        close_inlines(&html);
        html_notes_free(notes);
    }
    late_xml.free_document(document);
    g_free(clean);
    return true;
}

bool html_append_fragment(struct reader *reader, struct node *parent, const char *text, size_t line,
                          GError **error)
{
    return walk_document(reader, parent, text, strlen(text), MAX(line, 1), error);
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
    if (!walk_document(reader, reader->document->root, text->str, text->len, 0, error))
        return false;
    html_set_residue_aside(reader);
    footnotes_find(reader->document);
    roles_assign(reader);
    return true;
}
