// SPDX-License-Identifier: MIT
#include "read/write/markdown_escape.h"

#include <string.h>

enum { DEPTH_MOST = 64 };

struct inlines {
    GString *out;
    const char *line_break;
    bool cell;
    int depth;
};

static bool is_entity(const char *p)
{
    size_t n = strcspn(p + 1, "; \n&");
    return p[1 + n] == ';' && n > 0 && n < 34 && (g_ascii_isalnum(p[1]) || p[1] == '#');
}

static bool is_word_at(const char *start, const char *p)
{
    if (p < start || !*p)
        return false;
    return g_unichar_isalnum(g_utf8_get_char(p));
}

static bool needs_escape(const char *text, const char *p)
{
    const char *before = p > text ? g_utf8_prev_char(p) : NULL;
    switch (*p) {
    case '\\':
        return g_ascii_ispunct(p[1]) || p[1] == '\0';
    case '*':
    case '`':
    case '<':
    case '[':
    case ']':
        return true;
    case '_': // within a word it is a letter like others
        return !(before && is_word_at(text, before) && is_word_at(text, p + 1));
    case '&':
        return is_entity(p);
    case '!':
        return p[1] == '[' || p[1] == '\0';
    default:
        return false;
    }
}

static void append_escaped(const char *text, bool cell, GString *out)
{
    for (const char *p = text; *p; p++) {
        if (needs_escape(text, p) || (cell && *p == '|'))
            g_string_append_c(out, '\\');
        g_string_append_c(out, *p == '\n' ? ' ' : *p);
    }
}

void markdown_append_text(const char *text, GString *out)
{
    append_escaped(text, false, out);
}

static void append_children(struct inlines *inlines, const struct node *node);

// A code span's fence is longer than any run of backticks in it.
static void append_code(struct inlines *inlines, const struct node *code)
{
    GString *text = g_string_new(NULL);
    node_append_text(code, text);
    g_strdelimit(text->str, "\n", ' ');
    size_t longest = 0;
    for (const char *p = text->str; (p = strchr(p, '`')) != NULL;) {
        size_t n = strspn(p, "`");
        longest = MAX(longest, n);
        p += n;
    }
    char *fence = g_strnfill(longest + 1, '`');
    bool pad = text->len && (text->str[0] == '`' || g_str_has_suffix(text->str, "`") ||
                             (text->str[0] == ' ' && g_str_has_suffix(text->str, " ") &&
                              text->str[strspn(text->str, " ")]));
    if (text->len)
        g_string_append_printf(inlines->out, "%s%s%s%s%s", fence, pad ? " " : "", text->str,
                               pad ? " " : "", fence);
    g_free(fence);
    g_string_free(text, TRUE);
}

static void append_url(const char *url, GString *out)
{
    g_string_append_c(out, '<');
    for (const char *p = url ? url : ""; *p; p++) {
        // cmark takes entities out of an address before it looks at backslashes.
        if (*p == '&' && is_entity(p))
            g_string_append(out, "&amp;");
        else if (strchr("<>\\", *p))
            g_string_append_printf(out, "\\%c", *p);
        else if (*p != '\n')
            g_string_append_c(out, *p);
    }
    g_string_append_c(out, '>');
}

static bool is_plain_url(const char *url)
{
    if (!url || !*url || strlen(url) > 2000)
        return false;
    return url[strcspn(url, " \n<>()\\&\t\"'*_`[]")] == '\0';
}

static void append_target(const char *url, GString *out)
{
    g_string_append_c(out, '(');
    if (is_plain_url(url))
        g_string_append(out, url);
    else
        append_url(url, out);
    g_string_append_c(out, ')');
}

static void append_attributes(const struct node *node, GString *out)
{
    static const char *const directions[] = {"", " dir=\"ltr\"", " dir=\"rtl\"", " dir=\"auto\""};
    if (node->lang) {
        char *lang = g_markup_escape_text(node->lang, -1);
        g_string_append_printf(out, " lang=\"%s\"", lang);
        g_free(lang);
    }
    g_string_append(out, directions[node->direction]);
}

static void append_span(struct inlines *inlines, const struct node *node, const char *open)
{
    g_string_append(inlines->out, open);
    append_attributes(node, inlines->out);
    g_string_append_c(inlines->out, '>');
    append_children(inlines, node);
    g_string_append(inlines->out, "</span>");
}

// Asterisks where Markdown is sure to see them; tags where a letter or a space beside them would
// make them stars.
static bool opens_cleanly(const struct node *node, const struct inlines *inlines)
{
    const struct node *first = node->first, *last = node->last;
    if (!first || first->kind != NODE_TEXT || last->kind != NODE_TEXT || !*first->text ||
        !*last->text)
        return false;
    gunichar c = g_utf8_get_char(first->text);
    gunichar d = g_utf8_get_char(g_utf8_prev_char(last->text + strlen(last->text)));
    const struct node *after = node->next;
    gunichar next = after && after->kind == NODE_TEXT ? g_utf8_get_char(after->text) : ' ';
    bool before_ok = inlines->out->len == 0 ||
                     g_ascii_isspace(inlines->out->str[inlines->out->len - 1]) ||
                     inlines->out->str[inlines->out->len - 1] == '(';
    return g_unichar_isalnum(c) && g_unichar_isalnum(d) && before_ok &&
           (!after || after->kind == NODE_AFFILIATION ||
            (after->kind == NODE_TEXT && next != '*' && next != '_'));
}

static void append_emphasis(struct inlines *inlines, const struct node *node, const char *mark,
                            const char *tag)
{
    bool marks = opens_cleanly(node, inlines);
    g_string_append_printf(inlines->out, marks ? "%s" : "<%s>", marks ? mark : tag);
    append_children(inlines, node);
    g_string_append_printf(inlines->out, marks ? "%s" : "</%s>", marks ? mark : tag);
}

const char *markdown_plain_caption(const struct node *caption)
{
    bool plain = caption && caption->kind == NODE_CAPTION && caption->first &&
                 caption->first == caption->last && caption->first->kind == NODE_TEXT;
    return plain && !strchr(caption->first->text, '\n') ? caption->first->text : NULL;
}

static void append_image(struct inlines *inlines, const struct node *image)
{
    g_string_append(inlines->out, "![");
    append_escaped(image->text ? image->text : "", inlines->cell, inlines->out);
    g_string_append_c(inlines->out, ']');
    append_target(image->href, inlines->out);
    const char *caption = markdown_plain_caption(image->next);
    if (!caption)
        return;
    g_string_truncate(inlines->out, inlines->out->len - 1); // the bracket closes after the title
    g_string_append(inlines->out, " \"");
    for (const char *c = caption; *c; c++) {
        if (*c == '"' || *c == '\\')
            g_string_append_c(inlines->out, '\\');
        g_string_append_c(inlines->out, *c);
    }
    g_string_append(inlines->out, "\")");
}

static void append_link(struct inlines *inlines, const struct node *link)
{
    g_string_append_c(inlines->out, '[');
    append_children(inlines, link);
    g_string_append_c(inlines->out, ']');
    append_target(link->href, inlines->out);
}

static void append_inline(struct inlines *inlines, const struct node *node)
{
    switch (node->kind) {
    case NODE_TEXT:
        append_escaped(node->text, inlines->cell, inlines->out);
        break;
    case NODE_BREAK:
        g_string_append(inlines->out, inlines->line_break);
        break;
    case NODE_EMPHASIS:
        append_emphasis(inlines, node, "*", "em");
        break;
    case NODE_STRONG:
        append_emphasis(inlines, node, "**", "strong");
        break;
    case NODE_CODE:
        append_code(inlines, node);
        break;
    case NODE_LINK:
        append_link(inlines, node);
        break;
    case NODE_IMAGE:
        append_image(inlines, node);
        break;
    case NODE_FOOTNOTE_REF:
        g_string_append_printf(inlines->out, "[^%s]", node->name);
        break;
    case NODE_AFFILIATION:
        // On a line of its own its place decides.
        if (node->previous && node->previous->kind == NODE_BREAK && !inlines->cell)
            append_children(inlines, node);
        else
            append_span(inlines, node, "<span class=\"affiliation\"");
        break;
    default:
        append_span(inlines, node, "<span");
    }
}

static void append_children(struct inlines *inlines, const struct node *node)
{
    if (++inlines->depth <= DEPTH_MOST) {
        for (const struct node *child = node->first; child && node_is_inline(child);
             child = child->next)
            append_inline(inlines, child);
    }
    inlines->depth--;
}

// What would begin a block at the start of a line is escaped there.
static void escape_line_start(GString *out, gsize at)
{
    const char *p = out->str + at;
    size_t digits = strspn(p, "0123456789");
    if (digits && digits <= 9 && (p[digits] == '.' || p[digits] == ')') &&
        (p[digits + 1] == ' ' || p[digits + 1] == '\n' || !p[digits + 1]))
        g_string_insert_c(out, (gssize)(at + digits), '\\');
    else if (*p && strchr("#>+-=|~", *p))
        g_string_insert_c(out, (gssize)at, '\\');
    else if (*p == ' ' || *p == '\t') // white space that the source kept
        g_string_insert(out, (gssize)at, "&#32;"), g_string_erase(out, (gssize)at + 5, 1);
}

void markdown_escape_line_starts(GString *text)
{
    GString *lines = g_string_new(NULL);
    char **parts = g_strsplit(text->str, "\n", -1);
    for (size_t i = 0; parts[i]; i++) {
        if (i)
            g_string_append_c(lines, '\n');
        gsize start = lines->len;
        g_string_append(lines, parts[i]);
        escape_line_start(lines, start);
    }
    g_strfreev(parts);
    g_string_assign(text, lines->str);
    g_string_free(lines, TRUE);
}

static bool starts_own_line(const struct node *block)
{
    return block->kind != NODE_HEADING; // "# - 1." has no list in it
}

// A language of a whole entry has no place of its own in Markdown: a span holds it.
static void append_block(struct inlines *inlines, const struct node *block)
{
    if (block->kind == NODE_ENTRY && block->lang)
        append_span(inlines, block, "<span");
    else
        append_children(inlines, block);
}

// A space at a block's end is nothing to Markdown; one after a backslash makes it no escape.
static void trim_end(GString *text)
{
    while (text->len && strchr(" \t", text->str[text->len - 1]))
        g_string_truncate(text, text->len - 1);
}

void markdown_append_inlines(const struct node *block, GString *out)
{
    struct inlines inlines = {g_string_new(NULL), "\\\n", false, 0};
    append_block(&inlines, block);
    trim_end(inlines.out);
    if (starts_own_line(block))
        markdown_escape_line_starts(inlines.out);
    g_string_append(out, inlines.out->str);
    g_string_free(inlines.out, TRUE);
}

void markdown_append_cell(const struct node *cell, GString *out)
{
    struct inlines inlines = {out, "<br>", true, 0};
    append_block(&inlines, cell);
}
