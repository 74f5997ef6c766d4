// SPDX-License-Identifier: MIT
// The head, the closing and the signature as YAML, keys in the order of their nodes, so that
// reading gives the nodes back in that order.
#include "read/write/markdown_escape.h"

#include <string.h>

static const char *key_of(enum node_kind kind)
{
    switch (kind) {
    case NODE_TITLE:
        return "title";
    case NODE_ADDRESSEE:
        return "to";
    case NODE_SENDER:
        return "from";
    case NODE_DATE:
        return "date";
    case NODE_REFERENCE:
        return "reference";
    case NODE_SALUTATION:
        return "salutation";
    case NODE_CLOSING:
        return "closing";
    case NODE_SIGNATURE:
        return "signature";
    case NODE_SUBJECT:
        return "subject";
    case NODE_ENCLOSURES:
        return "enclosures";
    case NODE_COPY:
        return "copy";
    default:
        return NULL;
    }
}

static bool is_plain(const char *text)
{
    if (!g_unichar_isalnum(g_utf8_get_char(text)) || strcmp(text, "null") == 0 ||
        strstr(text, ": ") || strstr(text, " #") || g_str_has_suffix(text, ":") ||
        g_str_has_suffix(text, " "))
        return false;
    for (const char *p = text; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (c != ' ' && (!g_unichar_isprint(c) || g_unichar_isspace(c)))
            return false;
    }
    return true;
}

static void append_char(gunichar c, GString *out)
{
    if (c == '"' || c == '\\')
        g_string_append_printf(out, "\\%c", (char)c);
    else if (c == '\n')
        g_string_append(out, "\\n");
    else if (c == ' ' || (g_unichar_isprint(c) && !g_unichar_isspace(c)))
        g_string_append_unichar(out, c);
    else
        g_string_append_printf(out, c > 0xFFFF ? "\\U%08X" : "\\u%04X", c);
}

static void append_scalar(const char *text, GString *out)
{
    if (is_plain(text)) {
        g_string_append(out, text);
        return;
    }
    g_string_append_c(out, '"');
    for (const char *p = text; *p; p = g_utf8_next_char(p))
        append_char(g_utf8_get_char(p), out);
    g_string_append_c(out, '"');
}

static void append_text_of(const struct node *node, GString *out)
{
    GString *text = g_string_new(NULL);
    node_append_text(node, text);
    append_scalar(text->str, out);
    g_string_free(text, TRUE);
    g_string_append_c(out, '\n');
}

// A signature may be a picture alone, which no key can hold.
static bool has_text(const struct node *node)
{
    GString *text = g_string_new(NULL);
    node_append_text(node, text);
    bool has = text->len > 0;
    g_string_free(text, TRUE);
    return has;
}

static const struct node *next_of_kind(const struct node *node, enum node_kind kind)
{
    while (node && (node->kind != kind || !has_text(node)))
        node = node->next;
    return node;
}

// One value on the key's line, several as a sequence below it.
static void append_all_of_kind(const struct node *first, const char *key, GString *out)
{
    g_string_append_printf(out, "%s:", key);
    if (!next_of_kind(first->next, first->kind)) {
        g_string_append_c(out, ' ');
        append_text_of(first, out);
        return;
    }
    g_string_append_c(out, '\n');
    for (const struct node *node = first; node; node = next_of_kind(node->next, first->kind)) {
        g_string_append(out, "  - ");
        append_text_of(node, out);
    }
}

static void append_logo(const struct node *head, GString *out)
{
    const struct node *image = head->first;
    while (image && image->kind != NODE_IMAGE)
        image = image->next;
    if (!image || !image->href)
        return;
    g_string_append(out, "logo:\n  file: ");
    append_scalar(image->href, out);
    g_string_append(out, "\n  alt: ");
    append_scalar(image->text ? image->text : "", out);
    g_string_append_c(out, '\n');
}

static void append_keys(const struct node *root, bool tail, GString *out)
{
    bool done[NODE_AFFILIATION + 1] = {false};
    for (const struct node *node = root->first; node; node = node->next) {
        const char *key = key_of(node->kind);
        bool in_tail = node_is_tail(node->kind);
        if (node->kind == NODE_LETTERHEAD && !tail && !done[node->kind])
            append_logo(node, out);
        else if (key && in_tail == tail && !done[node->kind] && has_text(node))
            append_all_of_kind(node, key, out);
        done[node->kind] |= node->kind == NODE_LETTERHEAD || has_text(node);
    }
}

static void append_string(const char *key, const char *value, GString *out)
{
    if (!value)
        return;
    g_string_append_printf(out, "%s: ", key);
    append_scalar(value, out);
    g_string_append_c(out, '\n');
}

// In a letter's one language, or in both.
static void append_kinds(const struct document *document, GString *out)
{
    if (!document->kind || !document->kind_beside) {
        append_string("kind", document->kind, out);
        return;
    }
    g_string_append(out, "kind:\n  - ");
    append_scalar(document->kind, out);
    g_string_append(out, "\n  - ");
    append_scalar(document->kind_beside, out);
    g_string_append_c(out, '\n');
}

void markdown_append_front_matter(const struct document *document, GString *out)
{
    const struct node *root = document->root;
    g_string_append(out, "---\n");
    // Said even when there is none: then no reader looks for one.
    if (!next_of_kind(root->first, NODE_TITLE))
        g_string_append(out, "title: \"\"\n");
    append_kinds(document, out);
    append_keys(root, false, out);
    append_string("short-title", document->short_title, out);
    append_string("link", document->link, out);
    g_string_append(out, "lang: ");
    append_scalar(root->lang ? root->lang : "und", out);
    g_string_append_printf(out, "\ndir: %s\n", root->direction == DIRECTION_RTL ? "rtl" : "ltr");
    append_keys(root, true, out);
    if (!document_signatories(document))
        g_string_append(out, "signatories: none\n");
    g_string_append(out, "---\n\n");
}
