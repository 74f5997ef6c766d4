// SPDX-License-Identifier: MIT
// CommonMark with tables and footnotes by cmark-gfm: its tree becomes ours. The walk is cmark's
// own iterator with a bounded stack, so nesting of any depth costs no stack and gives a tree of
// at most DEPTH_MOST levels; what lies deeper is kept, on the deepest level there is.
#include "base/error.h"
#include "read/reader.h"

#include "language/label.h"
#include "read/fold.h"
#include "read/markdown/front_matter.h"
#include "read/html/html.h"
#include "read/markdown/inline_tag.h"
#include "read/markdown/markdown_parse.h"
#include "read/markdown/markdown_places.h"
#include "read/markdown/markdown_tail.h"
#include "read/notes.h"
#include "read/list/signatories.h"
#include "read/verse.h"

#include <cmark-gfm-core-extensions.h>
#include <string.h>

enum { DEPTH_MOST = 48, LINE_BYTES_MOST = 1024 * 1024, NOTES_MOST = 20 };

struct nesting {
    struct node *node;
    const struct tag *tag; // opened by an HTML tag; NULL for cmark's own
};

struct markdown {
    struct reader *reader;
    struct arena *arena;
    struct notes *notes;
    struct markdown_places places;
    struct nesting stack[DEPTH_MOST];
    int depth;   // levels in use
    int surplus; // containers entered beyond the stack
    int footnotes;
    int strikes; // texts left out since the last item
    bool after_struck;
    const char *image_title; // of the image last met
    int column;              // of the next cell
};

static struct node *top(const struct markdown *markdown)
{
    return markdown->stack[markdown->depth - 1].node;
}

static void push(struct markdown *markdown, struct node *node, const struct tag *tag)
{
    if (markdown->depth < DEPTH_MOST)
        markdown->stack[markdown->depth++] = (struct nesting){node, tag};
    else
        markdown->surplus++;
}

static void pop(struct markdown *markdown)
{
    if (markdown->surplus)
        markdown->surplus--;
    else
        markdown->depth--;
}

// Tags left open end with the element around them.
static void pop_tags(struct markdown *markdown)
{
    while (markdown->depth > 1 && markdown->stack[markdown->depth - 1].tag)
        pop(markdown);
}

// ---- texts ----

static void add_text(struct markdown *markdown, const char *text, size_t n)
{
    // Of the spaces on both sides of what was struck out one is left.
    const struct node *last = top(markdown)->last;
    bool spaced = !last || (last->kind == NODE_TEXT && g_str_has_suffix(last->text, " "));
    size_t skip = markdown->after_struck && spaced && n && *text == ' ';
    markdown->after_struck = false;
    text += skip;
    n -= skip;
    if (n == 0)
        return;
    struct node *node = node_new_text(markdown->arena, top(markdown), text, n);
    markdown_places_set_text(&markdown->places, node);
}

static void add_literal(struct markdown *markdown, cmark_node *from)
{
    const char *text = cmark_node_get_literal(from);
    if (text)
        add_text(markdown, text, strlen(text));
}

static gunichar first_char_after(cmark_node *node)
{
    cmark_node *next = cmark_node_next(node);
    const char *text =
        next && cmark_node_get_type(next) == CMARK_NODE_TEXT ? cmark_node_get_literal(next) : NULL;
    return text ? g_utf8_get_char(text) : 0;
}

// A line end is a space, but not between characters of scripts that write none.
static void add_soft_break(struct markdown *markdown, cmark_node *from)
{
    const struct node *last = top(markdown)->last;
    bool wide = last && last->kind == NODE_TEXT &&
                g_unichar_iswide(text_last_char(last->text, strlen(last->text))) &&
                g_unichar_iswide(first_char_after(from));
    if (!wide)
        node_new_text(markdown->arena, top(markdown), " ", 1)->line =
            markdown_places_line(&markdown->places);
    markdown_places_start_line(&markdown->places, markdown->places.line + 1);
}

static void add_hard_break(struct markdown *markdown)
{
    node_new(markdown->arena, top(markdown), NODE_BREAK);
    markdown_places_start_line(&markdown->places, markdown->places.line + 1);
}

static void add_code(struct markdown *markdown, cmark_node *from)
{
    struct node *code = node_new(markdown->arena, top(markdown), NODE_CODE);
    code->line = top(markdown)->line;
    const char *text = cmark_node_get_literal(from);
    node_new_text(markdown->arena, code, text ? text : "", text ? strlen(text) : 0)->line =
        code->line;
}

// A code block is a paragraph of code with its lines kept.
static void add_code_block(struct markdown *markdown, cmark_node *from)
{
    struct node *block = node_new(markdown->arena, top(markdown), NODE_PARAGRAPH);
    markdown_places_set(&markdown->places, block, from);
    // Lines that are only indented are lines: a letter has names there and no code.
    int length, offset;
    char mark;
    bool fenced = cmark_node_get_fenced(from, &length, &offset, &mark);
    struct node *code = fenced ? node_new(markdown->arena, block, NODE_CODE) : block;
    code->line = block->line;
    const char *text = cmark_node_get_literal(from);
    for (const char *p = text ? text : ""; *p;) {
        size_t n = strcspn(p, "\n");
        if (n)
            node_new_text(markdown->arena, code, p, n)->line = block->line;
        p += n + (p[n] == '\n');
        if (*p)
            node_new(markdown->arena, code, NODE_BREAK);
    }
}

// ---- HTML in Markdown ----

static bool is_closing_of(const struct markdown *markdown, const struct tag *tag)
{
    for (int i = markdown->depth - 1; i > 0 && markdown->stack[i].tag; i--) {
        if (markdown->stack[i].tag == tag)
            return true;
    }
    return false;
}

// "<del>" stands in text that cmark gives piece by piece: all to "</del>" is left out.
static void end_struck(struct markdown *markdown, struct node *struck)
{
    GString *text = g_string_new(NULL);
    node_append_text(struck, text);
    size_t line = markdown_places_line(&markdown->places);
    if (text->len)
        reader_set_aside(markdown->reader, SPAN_NONE, line, line, "text-struck", text->str,
                         text->len);
    g_string_free(text, TRUE);
    node_detach(struck);
    markdown->strikes++;
    markdown->after_struck = true;
}

static void end_raised(struct markdown *markdown, struct node *raised, const struct tag *tag)
{
    GString *text = g_string_new(NULL);
    node_append_text(raised, text);
    char *digits = text->len && !raised->first->first ? tag_raised(tag, text->str) : NULL;
    if (digits) {
        raised->first = raised->last = NULL;
        node_new_text(markdown->arena, raised, digits, strlen(digits))->line = raised->line;
    }
    g_free(digits);
    g_string_free(text, TRUE);
}

static void end_tag(struct markdown *markdown, const struct nesting *level)
{
    if (!level->tag)
        return;
    if (level->tag->role == TAG_STRUCK)
        end_struck(markdown, level->node);
    else if (level->tag->role == TAG_RAISED)
        end_raised(markdown, level->node, level->tag);
}

static void close_tag(struct markdown *markdown, const struct tag *tag)
{
    if (!is_closing_of(markdown, tag))
        return;
    for (bool open = true; open;) {
        struct nesting level = markdown->stack[markdown->depth - 1];
        open = level.tag != tag;
        pop(markdown);
        end_tag(markdown, &level);
    }
}

static void add_inline_html(struct markdown *markdown, cmark_node *from)
{
    const char *text = cmark_node_get_literal(from);
    struct inline_tag tag;
    if (!text || !inline_tag_parse(markdown->arena, text, &tag))
        return;
    if (tag.tag->role == TAG_UNKNOWN) {
        notes_add(markdown->notes, DIAG_WARNING, "tag-unknown", top(markdown)->source,
                  "\"%s\" is no tag of HTML; it is kept as text", text);
        add_literal(markdown, from);
    } else if (tag.closes) {
        close_tag(markdown, tag.tag);
    } else {
        struct node *node = inline_tag_node(markdown->arena, top(markdown), &tag);
        if (node)
            node->line = top(markdown)->line;
        bool holds = tag.tag->role == TAG_INLINE || tag.tag->role == TAG_STRUCK ||
                     tag.tag->role == TAG_RAISED;
        if (node && holds && !tag.lone && markdown->depth < DEPTH_MOST)
            push(markdown, node, tag.tag);
    }
}

static bool is_marker(const char *text)
{
    if (!g_str_has_prefix(text, "<!--"))
        return false;
    text += 4;
    text += strspn(text, " \t");
    return g_str_has_prefix(text, "signatories") &&
           g_str_has_prefix(text + 11 + strspn(text + 11, " \t"), "-->");
}

static void add_html_block(struct markdown *markdown, cmark_node *from)
{
    const char *text = cmark_node_get_literal(from);
    if (!text)
        return;
    if (is_marker(text) && markdown->depth == 1) {
        struct node *marker = markdown_marker_new(markdown->arena, top(markdown));
        markdown_places_set(&markdown->places, marker, from);
        return;
    }
    html_append_fragment(markdown->reader, top(markdown), text,
                         (size_t)cmark_node_get_start_line(from) + markdown->places.first_line);
}

// ---- blocks ----

static void add_rule(struct markdown *markdown, cmark_node *from)
{
    markdown_places_set(&markdown->places, node_new(markdown->arena, top(markdown), NODE_RULE),
                        from);
}

// "1." before every item is how some write a list that counts (CommonMark 5.3). Numbers that rise
// are kept, gaps and all.
static void count_up(struct markdown *markdown, struct node *entry)
{
    const struct node *before = entry->previous;
    if (!before || before->entry.number == NUMBER_NONE || entry->entry.number == NUMBER_NONE ||
        entry->entry.number > before->entry.number)
        return;
    size_t n = strlen(entry->entry.label);
    char mark = entry->entry.label[n - 1];
    entry->entry.number = before->entry.number + 1;
    entry->entry.label = arena_printf(markdown->arena, "%d%c", (int)entry->entry.number, mark);
}

// The label as printed: cmark keeps the first number of a list only, and this list is evidence.
static void set_label(struct markdown *markdown, struct node *entry, cmark_node *from)
{
    size_t start = markdown_places_offset(&markdown->places, cmark_node_get_start_line(from),
                                          cmark_node_get_start_column(from));
    const char *text = markdown->places.body + start;
    size_t n = strcspn(text, "\n");
    struct label label;
    entry->entry.label = "";
    if (n && strchr("-*+", text[0])) {
        entry->entry.label = "•"; // the sign is Markdown's, not the list's
    } else if (label_parse(text, n, &label)) {
        entry->entry.label = arena_strndup(markdown->arena, text, label.length);
        entry->entry.number = label.number;
        count_up(markdown, entry);
    } else {
        n = strspn(text, "0123456789");
        entry->entry.label = arena_strndup(markdown->arena, text, n + (n && text[n]));
        number_parse(text, n, &entry->entry.number);
    }
}

static enum direction table_align(cmark_node *row, int column)
{
    cmark_node *table = row ? cmark_node_parent(row) : NULL;
    uint8_t *aligns = table ? cmark_gfm_extensions_get_table_alignments(table) : NULL;
    if (!aligns || column >= cmark_gfm_extensions_get_table_columns(table))
        return DIRECTION_INHERIT;
    switch (aligns[column]) {
    case 'l':
        return DIRECTION_LTR;
    case 'r':
        return DIRECTION_RTL;
    case 'c':
        return DIRECTION_AUTO;
    default:
        return DIRECTION_INHERIT;
    }
}

// The first paragraph of an entry or a cell is its text, not a block in it.
static bool is_transparent(const struct markdown *markdown, cmark_node *node)
{
    return cmark_node_get_type(node) == CMARK_NODE_PARAGRAPH && !cmark_node_previous(node) &&
           top(markdown)->kind == NODE_ENTRY && !top(markdown)->first;
}

static struct node *container_new(struct markdown *markdown, cmark_node *from)
{
    static const struct {
        const char *name; // cmark's; extensions have no constants for theirs
        enum node_kind kind;
    } kinds[] = {
        {"block_quote", NODE_QUOTE},   {"list", NODE_LIST},       {"item", NODE_ENTRY},
        {"paragraph", NODE_PARAGRAPH}, {"heading", NODE_HEADING}, {"emph", NODE_EMPHASIS},
        {"strong", NODE_STRONG},       {"link", NODE_LINK},       {"image", NODE_IMAGE},
        {"table", NODE_TABLE},         {"table_row", NODE_ROW},   {"table_header", NODE_ROW},
        {"table_cell", NODE_CELL},
    };
    if (cmark_node_get_type(from) == CMARK_NODE_FOOTNOTE_DEFINITION)
        return node_new(markdown->arena, top(markdown), NODE_FOOTNOTE); // cmark has no name for it
    const char *name = cmark_node_get_type_string(from);
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        if (strcmp(kinds[i].name, name) == 0)
            return node_new(markdown->arena, top(markdown), kinds[i].kind);
    }
    return NULL;
}

static void container_fill(struct markdown *markdown, struct node *node, cmark_node *from)
{
    switch (node->kind) {
    case NODE_HEADING:
        node->level = cmark_node_get_heading_level(from);
        break;
    case NODE_LIST:
        node->list.kind =
            cmark_node_get_list_type(from) == CMARK_ORDERED_LIST ? LIST_ORDERED : LIST_BULLET;
        break;
    case NODE_ENTRY:
        markdown->strikes = 0;
        set_label(markdown, node, from);
        break;
    case NODE_IMAGE:
        markdown->image_title = arena_strdup(markdown->arena, cmark_node_get_title(from));
        node->href = arena_strdup(markdown->arena, cmark_node_get_url(from));
        break;
    case NODE_LINK:
        node->href = arena_strdup(markdown->arena, cmark_node_get_url(from));
        break;
    case NODE_FOOTNOTE:
        node->name = arena_printf(markdown->arena, "%d", ++markdown->footnotes);
        break;
    case NODE_ROW:
        markdown->column = 0;
        break;
    case NODE_CELL:
        node->cell.header =
            strcmp(cmark_node_get_type_string(cmark_node_parent(from)), "table_header") == 0;
        node->cell.align = table_align(cmark_node_parent(from), markdown->column++);
        break;
    default:
        break;
    }
}

static void enter_container(struct markdown *markdown, cmark_node *from)
{
    if (markdown->depth >= DEPTH_MOST - 1 || is_transparent(markdown, from)) {
        push(markdown, top(markdown), NULL);
        return;
    }
    struct node *node = container_new(markdown, from);
    if (!node) {
        push(markdown, top(markdown), NULL);
        return;
    }
    if (node_is_inline(node))
        node->line = node->parent->line;
    else
        markdown_places_set(&markdown->places, node, from);
    if (!node_is_inline(node) && cmark_node_get_start_line(from) > 0)
        markdown_places_start_line(&markdown->places, (size_t)cmark_node_get_start_line(from));
    container_fill(markdown, node, from);
    push(markdown, node, NULL);
}

static void append_alternative(const struct node *node, GString *out)
{
    for (const struct node *child = node->first; child; child = child->next) {
        if (child->text)
            g_string_append(out, child->text); // an image within has become its text already
        else if (child->kind == NODE_BREAK)
            g_string_append_c(out, ' ');
        append_alternative(child, out);
    }
}

// An image's alternative text was gathered as its children.
static void finish_image(struct markdown *markdown, struct node *image)
{
    GString *text = g_string_new(NULL);
    image->text = "";
    append_alternative(image, text);
    image->text = arena_strndup(markdown->arena, text->str, text->len);
    image->first = image->last = NULL;
    g_string_free(text, TRUE);
}

// "{% include share.html %}": what the site's own program would put there.
static bool is_template(const struct node *paragraph)
{
    GString *text = g_string_new(NULL);
    node_append_text(paragraph, text);
    g_strstrip(text->str);
    bool is = (g_str_has_prefix(text->str, "{%") && g_str_has_suffix(text->str, "%}")) ||
              (g_str_has_prefix(text->str, "{{") && g_str_has_suffix(text->str, "}}"));
    g_string_free(text, TRUE);
    return is;
}

static void set_template_aside(struct markdown *markdown, struct node *paragraph)
{
    if (reader_keeps(markdown->reader, paragraph->line, paragraph->line))
        return;
    GString *text = g_string_new(NULL);
    node_append_text(paragraph, text);
    reader_set_aside(markdown->reader, paragraph->source, paragraph->line, paragraph->line,
                     "residue-markup", text->str, text->len);
    g_string_free(text, TRUE);
    node_detach(paragraph);
}

// An image that stands alone is a figure, and its title the caption.
static void finish_paragraph(const struct markdown *markdown, struct node *paragraph)
{
    struct node *image = paragraph->first;
    if (!image || image != paragraph->last || image->kind != NODE_IMAGE)
        return;
    paragraph->kind = NODE_FIGURE;
    const char *title = markdown->image_title;
    if (!title || !*title)
        return;
    struct node *caption = node_new(markdown->arena, paragraph, NODE_CAPTION);
    caption->source = image->source;
    caption->line = image->line;
    node_new_text(markdown->arena, caption, title, strlen(title));
}

static bool is_verse(const struct markdown *markdown, cmark_node *from, struct node *paragraph)
{
    if (cmark_node_get_type(from) != CMARK_NODE_PARAGRAPH)
        return false;
    size_t start = markdown_places_offset(&markdown->places, cmark_node_get_start_line(from), 1);
    size_t end = markdown_places_offset(&markdown->places, cmark_node_get_end_line(from) + 1, 1);
    return verse_make(markdown->arena, paragraph, markdown->places.body + start, end - start);
}

static void leave_container(struct markdown *markdown, cmark_node *from)
{
    pop_tags(markdown);
    if (!markdown->surplus && top(markdown)->kind == NODE_IMAGE)
        finish_image(markdown, top(markdown));
    else if (!markdown->surplus && top(markdown)->kind == NODE_PARAGRAPH &&
             is_template(top(markdown)))
        set_template_aside(markdown, top(markdown));
    else if (!markdown->surplus && top(markdown)->kind == NODE_PARAGRAPH &&
             !is_verse(markdown, from, top(markdown)))
        finish_paragraph(markdown, top(markdown));
    pop(markdown);
}

static void add_reference(struct markdown *markdown, cmark_node *from)
{
    struct node *node = node_new(markdown->arena, top(markdown), NODE_FOOTNOTE_REF);
    const char *name = cmark_node_get_literal(from);
    node->line = top(markdown)->line;
    node->name = arena_strdup(markdown->arena, name ? name : "");
}

static bool add_leaf(struct markdown *markdown, cmark_node *from)
{
    cmark_node_type type = cmark_node_get_type(from);
    if (type == CMARK_NODE_TEXT)
        add_literal(markdown, from);
    else if (type == CMARK_NODE_SOFTBREAK)
        add_soft_break(markdown, from);
    else if (type == CMARK_NODE_LINEBREAK)
        add_hard_break(markdown);
    else if (type == CMARK_NODE_CODE)
        add_code(markdown, from);
    else if (type == CMARK_NODE_CODE_BLOCK)
        add_code_block(markdown, from);
    else if (type == CMARK_NODE_HTML_INLINE)
        add_inline_html(markdown, from);
    else if (type == CMARK_NODE_HTML_BLOCK)
        add_html_block(markdown, from);
    else if (type == CMARK_NODE_THEMATIC_BREAK)
        add_rule(markdown, from);
    else if (type == CMARK_NODE_FOOTNOTE_REFERENCE)
        add_reference(markdown, from);
    else
        return false;
    return true;
}

// ---- struck out ----

static void strike(struct markdown *markdown, cmark_node *struck)
{
    GString *text = g_string_new(NULL);
    cmark_iter *iter = cmark_iter_new(struck);
    while (cmark_iter_next(iter) != CMARK_EVENT_DONE) {
        const char *literal = cmark_node_get_literal(cmark_iter_get_node(iter));
        g_string_append(text, literal ? literal : "");
    }
    cmark_iter_free(iter);
    size_t line = markdown_places_line(&markdown->places);
    if (text->len)
        reader_set_aside(markdown->reader, SPAN_NONE, line, line, "text-struck", text->str,
                         text->len);
    g_string_free(text, TRUE);
    markdown->strikes++;
    markdown->after_struck = true;
}

// What is left of an item that was struck out goes with it.
static void drop_remnant(struct markdown *markdown, struct node *entry)
{
    if (entry->kind != NODE_ENTRY || !markdown->strikes || !reader_is_remnant(entry) ||
        (entry->first && !node_is_inline(entry->first)))
        return;
    node_detach(entry);
    markdown->strikes = 0;
}

static bool is_struck(cmark_node *node)
{
    return strcmp(cmark_node_get_type_string(node), "strikethrough") == 0;
}

static void convert(struct markdown *markdown, cmark_node *document)
{
    cmark_iter *iter = cmark_iter_new(document);
    for (cmark_event_type event; (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(iter);
        if (node == document)
            continue;
        // cmark's iterator leaves a reference as if it could hold something.
        bool leaf = cmark_node_get_type(node) == CMARK_NODE_FOOTNOTE_REFERENCE;
        if (event == CMARK_EVENT_EXIT && leaf)
            continue;
        struct node *left = top(markdown);
        if (event == CMARK_EVENT_EXIT) {
            leave_container(markdown, node);
            drop_remnant(markdown, left);
        } else if (is_struck(node)) {
            strike(markdown, node);
            cmark_iter_reset(iter, node, CMARK_EVENT_EXIT);
        } else if (!add_leaf(markdown, node))
            enter_container(markdown, node);
    }
    cmark_iter_free(iter);
}

// ---- the whole ----

// A comment that is never closed would swallow the rest of the letter. Its "<" is blanked.
static char *copy_body(struct markdown *markdown)
{
    char *body = g_strdup(markdown->reader->source->text->str + markdown->places.offset);
    const char *last_close = g_strrstr(body, "-->");
    for (char *p = body; (p = strstr(p, "<!--")) != NULL; p += 4) {
        if (last_close && last_close >= p + 2)
            continue;
        size_t at = markdown->places.offset + (size_t)(p - body);
        notes_add(markdown->notes, DIAG_WARNING, "comment-unclosed",
                  source_span(markdown->reader->source, at, at + 4),
                  "this comment has no end; what follows it is read as text");
        *p = ' ';
    }
    return body;
}

static void read_body(struct markdown *markdown)
{
    char *body = copy_body(markdown);
    markdown_places_find(&markdown->places, body);
    push(markdown, markdown->reader->document->root, NULL);
    cmark_parser *parser;
    bool wide;
    cmark_node *document = markdown_parse(body, markdown->places.length, &wide, &parser);
    if (wide)
        notes_add(markdown->notes, DIAG_WARNING, "table-wide", SPAN_NONE,
                  "a table of more than 100 columns; tables are read as text");
    convert(markdown, document);
    cmark_node_free(document);
    cmark_parser_free(parser);
    g_free(body);
}

bool markdown_read(struct reader *reader, GError **error)
{
    if (!source_check_lines(reader->source, LINE_BYTES_MOST, error))
        return false;
    size_t line = markdown_too_open(reader->source->text->str, reader->source->text->len);
    if (line) {
        fault_set(error, FAULT_INVALID,
                  "%s:%zu:1: more than a thousand \"<!\" or \"<?\" without an end "
                  "[markup-unclosed]",
                  reader->source->path, line);
        return false;
    }
    struct front_matter matter;
    if (!front_matter_read(reader, &matter, error))
        return false;
    struct markdown markdown = {
        .reader = reader,
        .arena = reader->document->arena,
        .notes = notes_new(reader->diag, NOTES_MOST),
        .places = {.source = reader->source, .offset = matter.end, .first_line = matter.lines},
    };
    read_body(&markdown);
    g_array_unref(markdown.places.lines);
    notes_finish(markdown.notes);
    reader->authored = true;
    return markdown_tail_assign(reader, &matter, error);
}
