// SPDX-License-Identifier: MIT
#include "edition/markup_place.h"

#include "edition/markup_tag.h"

void markup_place_add(struct markup *markup, int level, char *label, char *id)
{
    struct markup_place place = {label, id, level, markup->part};
    g_array_append_val(markup->places, place);
}

static void put_page_break(struct markup *markup, const struct page_start *start)
{
    char *id = g_strdup_printf("page%td", start - markup->options->starts + 1);
    g_string_append_printf(markup->out, "<span id=\"%s\" role=\"doc-pagebreak\"", id);
    if (markup->options->xml)
        markup_attribute(markup, "epub:type", "pagebreak");
    markup_attribute(markup, "aria-label", start->label);
    markup_put(markup, "></span>");
    markup_place_add(markup, 0, g_strdup(start->label), id);
}

void markup_place_page(struct markup *markup, const struct node *block, const char *words)
{
    const char *label = block->kind == NODE_ENTRY ? block->entry.label : NULL;
    const struct page_start *start = page_finder_next(markup->finder, label, words);
    if (start)
        put_page_break(markup, start);
}

const GString *markup_place_text(struct markup *markup, const struct node *block)
{
    g_string_truncate(markup->text, 0);
    node_append_text(block, markup->text);
    return markup->text;
}
