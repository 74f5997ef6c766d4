// SPDX-License-Identifier: MIT
#include "edition/markup_tag.h"

#include "base/html_text.h"
#include "language/direction.h"

#include <string.h>

void markup_put(struct markup *markup, const char *html)
{
    g_string_append(markup->out, html);
}

void markup_text(struct markup *markup, const char *text)
{
    html_text(markup->out, text, strlen(text));
}

void markup_attribute(struct markup *markup, const char *name, const char *value)
{
    g_string_append_printf(markup->out, " %s=\"", name);
    markup_text(markup, value);
    markup_put(markup, "\"");
}

void markup_lang(struct markup *markup, const char *lang)
{
    markup_attribute(markup, "lang", lang);
    if (markup->options->xml)
        markup_attribute(markup, "xml:lang", lang);
}

void markup_looks(struct markup *markup, const struct node *node)
{
    static const char *const directions[] = {
        [DIRECTION_LTR] = "ltr", [DIRECTION_RTL] = "rtl", [DIRECTION_AUTO] = "auto"};
    enum direction direction = node->direction;
    if (direction == DIRECTION_INHERIT && node->lang)
        direction = direction_of_language(node->lang);
    if (node->lang)
        markup_lang(markup, node->lang);
    if (direction != DIRECTION_INHERIT)
        markup_attribute(markup, "dir", directions[direction]);
}

void markup_open(struct markup *markup, const struct node *node, const char *tag, const char *class)
{
    g_string_append_printf(markup->out, "<%s", tag);
    if (class)
        markup_attribute(markup, "class", class);
    markup_looks(markup, node);
}

const char *markup_void_end(const struct markup *markup)
{
    return markup->options->xml ? "/>" : ">";
}
