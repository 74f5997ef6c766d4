// SPDX-License-Identifier: MIT
#include "edition/markup_inline.h"

#include "base/html_text.h"
#include "base/link.h"
#include "edition/markup_tag.h"
#include "language/lead.h"

#include <string.h>

bool markup_within(struct markup *markup, const struct node *node, const char *tag,
                   const char *class, GError **error)
{
    markup_open(markup, node, tag, class);
    markup_put(markup, ">");
    bool ok = markup_inlines(markup, node, error);
    g_string_append_printf(markup->out, "</%s>", tag);
    return ok;
}

static bool put_link(struct markup *markup, const struct node *node, GError **error)
{
    // Another address ("javascript:") stays text, and so does a place in the letter: it has no
    // name.
    if (!node->href || !link_is_address(node->href))
        return markup_within(markup, node, "span", NULL, error);
    markup_open(markup, node, "a", NULL);
    markup_attribute(markup, "href", node->href);
    markup_put(markup, ">");
    bool ok = markup_inlines(markup, node, error);
    markup_put(markup, "</a>");
    return ok;
}

static bool put_image(struct markup *markup, const struct node *image, GError **error)
{
    const struct markup_options *options = markup->options;
    if (!markup->pictured)
        return true;
    GString *address = g_string_new(NULL);
    bool ok = options->picture(options->context, image->href, address, error);
    const char *words = image->text ? image->text : "";
    if (ok && address->len) {
        markup_open(markup, image, "img", NULL);
        markup_attribute(markup, "alt", words);
        markup_attribute(markup, "src", address->str);
        markup_put(markup, markup_void_end(markup));
        markup->pictures = true;
    } else if (ok) {
        markup_put(markup, "<span class=\"alt\">");
        markup_text(markup, words);
        markup_put(markup, "</span>");
    }
    g_string_free(address, TRUE);
    return ok;
}

// The mark of a note, which takes its number where it is first called.
static void put_call(struct markup *markup, const struct node *call)
{
    const struct node *note = g_hash_table_lookup(markup->numbers, call->name ? call->name : "");
    guint at = 0;
    if (!note)
        return;
    if (!g_ptr_array_find(markup->notes, note, &at)) {
        at = markup->notes->len;
        g_ptr_array_add(markup->notes, (gpointer)note);
    }
    markup_put(markup, markup->options->xml ? "<sup><a epub:type=\"noteref\"" : "<sup><a");
    g_string_append_printf(markup->out,
                           " role=\"doc-noteref\" id=\"r%zu\" href=\"%s#n%u\">%u</a></sup>",
                           ++markup->calls, markup->options->notes, at + 1, at + 1);
}

static bool put_inline(struct markup *markup, const struct node *node, GError **error)
{
    switch (node->kind) {
    case NODE_TEXT:
        markup_text(markup, node->text);
        return true;
    case NODE_EMPHASIS:
        return markup_within(markup, node, "em", NULL, error);
    case NODE_STRONG:
        return markup_within(markup, node, "strong", NULL, error);
    case NODE_CODE:
        return markup_within(markup, node, "code", NULL, error);
    case NODE_SPAN:
        return markup_within(markup, node, "bdi", NULL, error);
    case NODE_AFFILIATION:
        return markup_within(markup, node, "span", "affiliation", error);
    case NODE_LINK:
        return put_link(markup, node, error);
    case NODE_BREAK:
        markup_put(markup, "<br");
        markup_put(markup, markup_void_end(markup));
        return true;
    case NODE_IMAGE:
        return put_image(markup, node, error);
    case NODE_FOOTNOTE_REF:
        put_call(markup, node);
        return true;
    default:
        return true;
    }
}

bool markup_inlines_from(struct markup *markup, const struct node *child, GError **error)
{
    bool ok = true;
    for (; ok && child && node_is_inline(child); child = child->next)
        ok = put_inline(markup, child, error);
    return ok;
}

bool markup_inlines(struct markup *markup, const struct node *node, GError **error)
{
    return markup_inlines_from(markup, node->first, error);
}

bool markup_opened(struct markup *markup, const struct node *block, int least, int most,
                   GError **error)
{
    const struct node *first = block->first;
    bool text = first && first->kind == NODE_TEXT;
    size_t n = text ? lead_phrase(first->text, strlen(first->text), least, most) : 0;
    if (n == 0 || memchr(first->text, ':', n)) // more is said than a name
        return markup_inlines(markup, block, error);
    markup_put(markup, "<b>");
    html_text(markup->out, first->text, n);
    markup_put(markup, "</b>");
    markup_text(markup, first->text + n);
    return markup_inlines_from(markup, first->next, error);
}
