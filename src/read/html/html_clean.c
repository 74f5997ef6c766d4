// SPDX-License-Identifier: MIT
#include "read/html/html_clean.h"

#include "read/fold.h"
#include "read/notes.h"
#include "read/find/tree_units.h"
#include "read/html/tags.h"

#include <string.h>

enum { NOTES_MOST = 20 };

struct cleaning {
    struct reader *reader;
    struct notes *notes;
    const char *text, *last_comment_end, *last_tag_end;
    bool fragment;
    bool drawing; // within <svg>, whose elements have names of their own
    int depth, skipped;
    GString *out;
};

static struct span place(const struct cleaning *cleaning, const char *p, size_t n)
{
    if (cleaning->fragment)
        return SPAN_NONE;
    size_t at = (size_t)(p - cleaning->text);
    return source_span(cleaning->reader->source, at, at + n);
}

// Names with a hyphen or a colon are elements of the page's own making.
static bool is_no_element(const char *name, size_t n)
{
    return n > 0 && !memchr(name, '-', n) && !memchr(name, ':', n) &&
           tag_find(name, n)->role == TAG_UNKNOWN;
}

// gumbo takes time that grows with the square of the depth. What each tag adds to that, given those
// that HTML puts in by itself (a table's body, row and cell); 0 for those that close one another.
static int tag_weight(const struct tag *tag)
{
    static const char *const light[] = {"p",  "li", "dt",    "dd",    "td",     "th",
                                        "tr", "br", "tbody", "thead", "option", "hr"};
    static const char *const none[] = {"img", "input", "meta",   "link",
                                       "col", "embed", "source", "wbr"};
    for (size_t i = 0; i < G_N_ELEMENTS(light); i++) {
        if (strcmp(tag->name, light[i]) == 0)
            return 0;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(none); i++) {
        if (strcmp(tag->name, none[i]) == 0)
            return 0;
    }
    return tag->kind == NODE_TABLE ? 4 : tag->kind == NODE_LIST ? 2 : 1;
}

// Whether the tag at the depth reached is left out; its text stays.
static bool is_too_deep(struct cleaning *cleaning, const struct tag *tag, bool closes)
{
    enum { DEPTH_MOST = 200 };
    int weight = tag_weight(tag);
    if (weight == 0)
        return false;
    if (closes && cleaning->skipped > 0) {
        cleaning->skipped--;
        return true;
    }
    if (closes) {
        cleaning->depth = MAX(cleaning->depth - weight, 0);
        return false;
    }
    if (cleaning->depth + weight <= DEPTH_MOST) {
        cleaning->depth += weight;
        return false;
    }
    cleaning->skipped++;
    return true;
}

// Where a tag has more attributes than any page gives one, NULL if it has not. The parser
// compares each with all before it.
static const char *attributes_too_many(const char *p)
{
    enum { ATTRIBUTES_MOST = 200 };
    static const char space[] = " \t\n\r\f/";
    p += strcspn(p, " \t\n\r\f/<>");
    for (size_t count = 0;; count++) {
        p += strspn(p, space);
        if (!*p || *p == '<' || *p == '>')
            return NULL;
        if (count == ATTRIBUTES_MOST)
            return p;
        p += strcspn(p, " \t\n\r\f/=<>");
        p += strspn(p, space);
        if (*p != '=')
            continue;
        p++;
        p += strspn(p, space);
        const char *close = *p == '"' || *p == '\'' ? strchr(p + 1, *p) : NULL;
        p = close ? close + 1 : p + strcspn(p, " \t\n\r\f<>");
    }
}

static const char *copy_tag(struct cleaning *cleaning, const char *p)
{
    const char *rest = attributes_too_many(p + 1);
    const char *end = rest ? strchr(rest, '>') : NULL;
    g_string_append_len(cleaning->out, p, rest ? rest - p : 1);
    if (!rest)
        return p + 1;
    notes_add(cleaning->notes, DIAG_WARNING, "html-attributes", place(cleaning, p, 1),
              "a tag of more than 200 attributes; those that follow are left out");
    return end ? end : rest + strlen(rest);
}

static const char *clean_tag(struct cleaning *cleaning, const char *p)
{
    const char *name = p + 1 + (p[1] == '/');
    size_t n = strcspn(name, " \t\n\r\f/><");
    if (n == 3 && g_ascii_strncasecmp(name, "svg", n) == 0)
        cleaning->drawing = p[1] != '/';
    if (!cleaning->drawing && g_ascii_isalpha(*name) && is_no_element(name, n)) {
        if (p[1] != '/')
            notes_add(cleaning->notes, DIAG_WARNING, "tag-unknown", place(cleaning, p, n + 1),
                      "\"<%.*s\" is no tag of HTML; it is kept as text", (int)MIN(n, 40), name);
        g_string_append(cleaning->out, "&lt;");
    } else if (!cleaning->last_tag_end || cleaning->last_tag_end < p) {
        g_string_append(cleaning->out, "&lt;"); // a tag that never ends would take the rest with it
    } else if (g_ascii_isalpha(*name) && is_too_deep(cleaning, tag_find(name, n), p[1] == '/')) {
        notes_add(cleaning->notes, DIAG_WARNING, "html-depth", place(cleaning, p, n + 1),
                  "nested too deep; the text is kept, \"%.*s\" is not", (int)MIN(n, 40), name);
        return strchr(p, '>') + 1;
    } else {
        return copy_tag(cleaning, p);
    }
    return p + 1;
}

static const char *clean_comment(struct cleaning *cleaning, const char *p)
{
    if (cleaning->last_comment_end && cleaning->last_comment_end >= p + 2) {
        const char *end = strstr(p + 2, "-->");
        return end ? end + 3 : p + 4;
    }
    notes_add(cleaning->notes, DIAG_WARNING, "comment-unclosed", place(cleaning, p, 4),
              "this comment has no end; what follows it is read as text");
    return p + 4;
}

char *html_clean(struct reader *reader, const char *text, size_t n, bool fragment)
{
    struct cleaning cleaning = {.reader = reader,
                                .notes = notes_new(reader->diag, NOTES_MOST),
                                .text = text,
                                .last_comment_end = g_strrstr_len(text, (gssize)n, "-->"),
                                .last_tag_end = memrchr(text, '>', n),
                                .fragment = fragment,
                                .out = g_string_sized_new(n + 64)};
    for (const char *p = text; *p;) {
        size_t plain = strcspn(p, "<");
        g_string_append_len(cleaning.out, p, (gssize)plain);
        p += plain;
        if (*p == '<')
            p = g_str_has_prefix(p, "<!--") ? clean_comment(&cleaning, p) : clean_tag(&cleaning, p);
    }
    notes_finish(cleaning.notes);
    return g_string_free(cleaning.out, FALSE);
}

static bool holds_blocks(struct dom *node, int depth)
{
    enum { DEPTH_MOST = 300, PARAGRAPH_BYTES = 600 };
    for (struct dom *child = node->children; child && depth < DEPTH_MOST; child = child->next) {
        if (child->type == DOM_TEXT && child->content && strlen(child->content) > PARAGRAPH_BYTES)
            return true;
        if (child->type != DOM_ELEMENT)
            continue;
        const char *name = child->name;
        const struct tag *tag = tag_find(name, strlen(name));
        if (tag->kind == NODE_TABLE || tag->kind == NODE_HEADING || tag->kind == NODE_LIST ||
            holds_blocks(child, depth + 1))
            return true;
    }
    return false;
}

bool html_table_is_frame(struct dom *table)
{
    return holds_blocks(table, 0);
}

void html_tell_dropped(struct reader *reader, struct dom *node, size_t line)
{
    GString *text = g_string_new(NULL);
    dom_append_words(node, text);
    g_string_truncate(text, text_trimmed(text->str, text->len));
    if (text->len)
        reader_set_aside(reader, SPAN_NONE, line, line, "residue-markup", text->str, text->len);
    g_string_free(text, TRUE);
}

static bool is_residue(const struct reader *reader, const struct node *node)
{
    enum { RESIDUE_BYTES = 1000 };
    if (node->kind != NODE_PARAGRAPH && node->kind != NODE_HEADING)
        return false;
    GString *text = g_string_new(NULL);
    node_append_text(node, text);
    bool is = text->len <= RESIDUE_BYTES &&
              tables_match(reader->tables, TABLE_RESIDUE, text->str, text->len);
    g_string_free(text, TRUE);
    return is;
}

void html_set_residue_aside(struct reader *reader)
{
    for (struct node *node = reader->document->root->first, *next; node; node = next) {
        next = node->next;
        if (!is_residue(reader, node) || reader_keeps(reader, node->line, node->line))
            continue;
        GString *text = g_string_new(NULL);
        node_append_text(node, text);
        reader_set_aside(reader, node->source, node->line, node->line, "residue-phrase", text->str,
                         text->len);
        g_string_free(text, TRUE);
        node_detach(node);
    }
}

// ---- the page around ----

static bool is_dropped(const struct reader *reader, const struct node *node)
{
    const struct mark *mark = g_hash_table_lookup(reader->marks, node);
    return mark && mark->dropped && !reader_keeps(reader, node->line, node->line);
}

static bool is_signed(const struct node *node)
{
    return node && node->kind == NODE_LIST && node->list.kind == LIST_SIGNATORIES;
}

// What the finder made a heading or a note of a list stays, as the list does.
static bool is_of_list(const struct node *node)
{
    bool between = is_signed(node->previous) && is_signed(node->next);
    return is_signed(node) || between || (node->kind == NODE_HEADING && is_signed(node->next));
}

static void set_node_aside(struct reader *reader, struct node *node)
{
    GString *text = g_string_new(NULL);
    node_append_text(node, text);
    if (text->len)
        reader_set_aside(reader, node->source, node->line, node->line, "residue-page", text->str,
                         text->len);
    g_string_free(text, TRUE);
    node_detach(node);
}

// No cell of the table is of the letter.
static bool is_page_table(const struct reader *reader, const struct node *table)
{
    for (const struct node *row = table->first; row; row = row->next) {
        for (const struct node *cell = row->first; cell; cell = cell->next) {
            if (cell->first && !is_dropped(reader, cell))
                return false;
        }
    }
    return true;
}

static bool is_holder(const struct node *node)
{
    return node->kind == NODE_LIST || node->kind == NODE_TABLE || node->kind == NODE_ROW ||
           node->kind == NODE_QUOTE;
}

// Blocks within a list, a quotation: each by itself; a table as a whole. What is left empty goes
// with them.
static void drop_within(struct reader *reader, struct node *parent, bool cells)
{
    for (struct node *node = parent->first, *next; node; node = next) {
        next = node->next;
        // A note that the letter refers to is the letter's, wherever the page has it.
        if (node_is_inline(node) || is_of_list(node) || node->kind == NODE_FOOTNOTE)
            continue;
        bool table = node->kind == NODE_TABLE ? is_page_table(reader, node) : cells;
        drop_within(reader, node, table);
        bool dropped = is_dropped(reader, node) && (node->kind != NODE_CELL || cells);
        if (is_holder(node) ? !node->first : dropped)
            set_node_aside(reader, node);
        else if (node->kind == NODE_CELL && cells && !node->first)
            node_detach(node);
    }
}

void html_set_page_aside(struct reader *reader)
{
    drop_within(reader, reader->document->root, false);
}
