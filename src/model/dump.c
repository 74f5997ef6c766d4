// SPDX-License-Identifier: MIT
#include "model/dump.h"

#include <string.h>

// One line for a text that may hold newlines, quotes and invisible characters.
static void append_quoted(GString *out, const char *text)
{
    g_string_append_c(out, '"');
    for (const char *p = text; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (c == '"' || c == '\\')
            g_string_append_printf(out, "\\%c", (char)c);
        else if (c == '\n')
            g_string_append(out, "\\n");
        else if (c < 0x20 || c == 0x7F || g_unichar_type(c) == G_UNICODE_FORMAT || c == 0xA0)
            g_string_append_printf(out, "\\u{%04X}", c);
        else
            g_string_append_unichar(out, c);
    }
    g_string_append_c(out, '"');
}

static void append_attributes(GString *out, const struct node *node)
{
    static const char *const directions[] = {NULL, "ltr", "rtl", "auto"};
    static const char *const list_kinds[] = {"signatories", "ordered", "bullet"};
    if (node->line)
        g_string_append_printf(out, " @%zu", node->line);
    if (node->lang)
        g_string_append_printf(out, " lang=%s", node->lang);
    if (node->direction != DIRECTION_INHERIT)
        g_string_append_printf(out, " dir=%s", directions[node->direction]);
    if (node->level)
        g_string_append_printf(out, " level=%d", node->level);
    if (node->kind == NODE_LIST)
        g_string_append_printf(out, " %s%s", list_kinds[node->list.kind],
                               node->list.stream ? " streamed" : "");
    if (node->kind == NODE_ENTRY) {
        g_string_append(out, " label=");
        append_quoted(out, node->entry.label ? node->entry.label : "");
        if (node->entry.number != NUMBER_NONE)
            g_string_append_printf(out, " number=%" G_GINT64_FORMAT, node->entry.number);
    }
    if (node->kind == NODE_CELL && node->cell.header)
        g_string_append(out, " header");
    if (node->href) {
        g_string_append(out, " href=");
        append_quoted(out, node->href);
    }
    if (node->name)
        g_string_append_printf(out, " name=%s", node->name);
    if (node->text) {
        g_string_append_c(out, ' ');
        append_quoted(out, node->text);
    }
    g_string_append_c(out, '\n');
}

static bool dump_node(const struct node *node, int depth, GString *out, GError **error)
{
    g_string_append_printf(out, "%*s%s", depth * 2, "", node_kind_name(node->kind));
    append_attributes(out, node);
    if (node->kind != NODE_LIST || !node->list.stream) {
        for (const struct node *child = node->first; child; child = child->next) {
            if (!dump_node(child, depth + 1, out, error))
                return false;
        }
        return true;
    }
    GError *fault = NULL;
    struct arena *scratch = arena_new();
    struct node_cursor cursor = node_cursor_start(node, &fault);
    const struct node *entry;
    while (!fault && (entry = node_cursor_next(&cursor, scratch, &fault)) != NULL) {
        dump_node(entry, depth + 1, out, &fault);
        arena_reset(scratch);
    }
    arena_free(scratch);
    if (fault)
        g_propagate_error(error, fault);
    return fault == NULL;
}

bool dump_model(const struct document *document, GString *out, GError **error)
{
    if (!dump_node(document->root, 0, out, error))
        return false;
    for (guint i = 0; i < document->set_aside->len; i++) {
        const struct set_aside *aside = &g_array_index(document->set_aside, struct set_aside, i);
        g_string_append_printf(out, "set-aside @%zu-%zu %s ", aside->first_line, aside->last_line,
                               aside->reason);
        append_quoted(out, aside->text);
        g_string_append_c(out, '\n');
    }
    return true;
}

// The text dump under way: lines written so far, and the lines of its lists.
struct text_dump {
    GString *out;
    size_t lines;
    GArray *lists;
};

static void dump_text_line(struct text_dump *dump, const struct node *block)
{
    GString *out = dump->out;
    if (block->kind == NODE_ENTRY && block->entry.label && *block->entry.label)
        g_string_append_printf(out, "%s ", block->entry.label);
    gsize start = out->len;
    node_append_text(block, out);
    for (gsize i = start; i < out->len; i++) {
        if (out->str[i] == '\n')
            out->str[i] = ' ';
    }
    g_string_append_c(out, '\n');
    dump->lines++;
}

static bool holds_inlines(const struct node *node)
{
    return node->first && node_is_inline(node->first);
}

static bool dump_text_block(struct text_dump *dump, const struct node *node, GError **error);

static bool dump_text_children(struct text_dump *dump, const struct node *node, GError **error)
{
    GError *fault = NULL;
    struct arena *scratch = arena_new();
    struct node_cursor cursor = node_cursor_start(node, &fault);
    const struct node *child;
    while (!fault && (child = node_cursor_next(&cursor, scratch, &fault)) != NULL) {
        if (!node_is_inline(child))
            dump_text_block(dump, child, &fault);
        arena_reset(scratch);
    }
    arena_free(scratch);
    if (fault)
        g_propagate_error(error, fault);
    return fault == NULL;
}

static bool dump_text_block(struct text_dump *dump, const struct node *node, GError **error)
{
    if (holds_inlines(node))
        dump_text_line(dump, node);
    struct dump_range range = {dump->lines + 1, 0};
    if (!dump_text_children(dump, node, error))
        return false;
    range.last = dump->lines;
    bool list = node->kind == NODE_LIST && node->list.kind == LIST_SIGNATORIES;
    if (dump->lists && list && range.last >= range.first)
        g_array_append_val(dump->lists, range);
    return true;
}

bool dump_text(const struct document *document, GString *out, GArray *ret_lists, GError **error)
{
    struct text_dump dump = {out, 0, ret_lists};
    return dump_text_block(&dump, document->root, error);
}

size_t dump_text_lines(const struct node *block)
{
    struct text_dump dump = {g_string_new(NULL), 0, NULL};
    dump_text_block(&dump, block, NULL);
    g_string_free(dump.out, TRUE);
    return dump.lines;
}
