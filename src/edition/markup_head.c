// SPDX-License-Identifier: MIT
#include "edition/markup_head.h"

#include "base/html_text.h"
#include "edition/markup_inline.h"
#include "edition/markup_tag.h"

#include <string.h>

static bool put_dated(struct markup *markup, const struct node *node, GError **error)
{
    markup_put(markup, "<time");
    markup_attribute(markup, "datetime", markup->document->date);
    markup_put(markup, ">");
    bool ok = markup_inlines(markup, node, error);
    markup_put(markup, "</time>");
    return ok;
}

// The first addressee's own words may say what kind of letter it is, which the band shows, and
// "to".
static bool put_addressee(struct markup *markup, const struct node *node, GError **error)
{
    enum { NAME_WORDS = 12 };
    const struct particulars *said = markup->options->said;
    bool first = !markup->addressed;
    markup->addressed = true;
    if (!said || !first || !said->to_end)
        return markup_opened(markup, node, 1, NAME_WORDS, error);
    const char *text = node->first->text;
    if (said->kind_end) {
        markup_put(markup, "<span class=\"kind\">");
        html_text(markup->out, text, said->kind_end);
        markup_put(markup, "</span>");
    }
    size_t from = said->kind_end + strspn(text + said->kind_end, " ");
    html_text(markup->out, text + said->kind_end, from - said->kind_end);
    markup_put(markup, "<span class=\"to\">");
    html_text(markup->out, text + from, said->to_end - from);
    markup_put(markup, "</span>");
    markup_text(markup, text + said->to_end);
    return markup_inlines_from(markup, node->first->next, error);
}

bool markup_head_words(struct markup *markup, const struct node *node, GError **error)
{
    enum { LEAD_LEAST = 2, LEAD_WORDS = 6 };
    bool lead = node->kind == NODE_PARAGRAPH && node->parent == markup->document->root;
    bool first = lead && !markup->opened;
    markup->opened |= lead;
    if (node->kind == NODE_DATE && markup->document->date)
        return put_dated(markup, node, error);
    if (node->kind == NODE_ADDRESSEE)
        return put_addressee(markup, node, error);
    return first ? markup_opened(markup, node, LEAD_LEAST, LEAD_WORDS, error)
                 : markup_inlines(markup, node, error);
}

bool markup_head_is_dated(const struct document *document, const struct node *block)
{
    return block->kind == NODE_DATE && block->first && block->first->kind == NODE_TEXT &&
           !block->first->next && g_strcmp0(block->first->text, document->date) == 0;
}

static bool has_date_in_words(const struct document *document)
{
    const struct node *block = document->root->first;
    while (block && block->kind != NODE_DATE)
        block = block->next;
    return block && !markup_head_is_dated(document, block);
}

void markup_band(struct markup *markup)
{
    const struct particulars *said = markup->options->said;
    const char *date = said && !has_date_in_words(markup->document) ? said->date : NULL;
    if (!said || (!said->kind && !date))
        return;
    markup_put(markup, "<p class=\"band\">");
    if (said->kind) {
        markup_put(markup, said->kind_end ? "<b aria-hidden=\"true\">" : "<b>"); // it is read below
        markup_text(markup, said->kind);
        markup_put(markup, "</b>");
    }
    if (date) {
        markup_put(markup, markup->document->date ? "<span aria-hidden=\"true\">" : "<span>");
        markup_text(markup, date);
        markup_put(markup, "</span>");
    }
    markup_put(markup, "</p>\n");
}
