// SPDX-License-Identifier: MIT
#include "read/html/tags.h"

#include <string.h>

// In alphabetical order: looked up by halving.
static const struct tag tags[] = {
    {"a", TAG_INLINE, NODE_LINK, 0},
    {"abbr", TAG_THROUGH, 0, 0},
    {"acronym", TAG_THROUGH, 0, 0},
    {"address", TAG_BLOCK, NODE_PARAGRAPH, 0},
    {"article", TAG_PARTS, 0, 0},
    {"aside", TAG_PARTS, 0, 0},
    {"audio", TAG_DROPPED, 0, 0},
    {"b", TAG_INLINE, NODE_STRONG, 0},
    {"bdi", TAG_INLINE, NODE_SPAN, 0},
    {"bdo", TAG_INLINE, NODE_SPAN, 0},
    {"big", TAG_THROUGH, 0, 0},
    {"blockquote", TAG_BLOCK, NODE_QUOTE, 0},
    {"body", TAG_PARTS, 0, 0},
    {"br", TAG_BREAK, 0, 0},
    {"button", TAG_DROPPED, 0, 0},
    {"canvas", TAG_DROPPED, 0, 0},
    {"caption", TAG_BLOCK, NODE_CAPTION, 0},
    {"center", TAG_PARTS, 0, 0},
    {"cite", TAG_INLINE, NODE_EMPHASIS, 0},
    {"code", TAG_INLINE, NODE_CODE, 0},
    {"col", TAG_DROPPED, 0, 0},
    {"colgroup", TAG_DROPPED, 0, 0},
    {"dd", TAG_BLOCK, NODE_PARAGRAPH, 0},
    {"del", TAG_STRUCK, 0, 0},
    {"details", TAG_PARTS, 0, 0},
    {"dfn", TAG_INLINE, NODE_EMPHASIS, 0},
    {"dialog", TAG_DROPPED, 0, 0},
    {"div", TAG_PARTS, 0, 0},
    {"dl", TAG_PARTS, 0, 0},
    {"dt", TAG_BLOCK, NODE_PARAGRAPH, 0},
    {"em", TAG_INLINE, NODE_EMPHASIS, 0},
    {"embed", TAG_DROPPED, 0, 0},
    {"fieldset", TAG_PARTS, 0, 0},
    {"figcaption", TAG_BLOCK, NODE_CAPTION, 0},
    {"figure", TAG_BLOCK, NODE_FIGURE, 0},
    {"font", TAG_THROUGH, 0, 0},
    {"footer", TAG_PARTS, 0, 0},
    {"form", TAG_PARTS, 0, 0},
    {"frame", TAG_DROPPED, 0, 0},
    {"frameset", TAG_DROPPED, 0, 0},
    {"h1", TAG_BLOCK, NODE_HEADING, 1},
    {"h2", TAG_BLOCK, NODE_HEADING, 2},
    {"h3", TAG_BLOCK, NODE_HEADING, 3},
    {"h4", TAG_BLOCK, NODE_HEADING, 4},
    {"h5", TAG_BLOCK, NODE_HEADING, 5},
    {"h6", TAG_BLOCK, NODE_HEADING, 6},
    {"head", TAG_DROPPED, 0, 0},
    {"header", TAG_PARTS, 0, 0},
    {"hgroup", TAG_PARTS, 0, 0},
    {"hr", TAG_RULE, 0, 0},
    {"html", TAG_PARTS, 0, 0},
    {"i", TAG_INLINE, NODE_EMPHASIS, 0},
    {"iframe", TAG_DROPPED, 0, 0},
    {"img", TAG_IMAGE, 0, 0},
    {"input", TAG_DROPPED, 0, 0},
    {"ins", TAG_THROUGH, 0, 0},
    {"kbd", TAG_INLINE, NODE_CODE, 0},
    {"label", TAG_THROUGH, 0, 0},
    {"legend", TAG_BLOCK, NODE_PARAGRAPH, 0},
    {"li", TAG_BLOCK, NODE_ENTRY, 0},
    {"link", TAG_DROPPED, 0, 0},
    {"main", TAG_PARTS, 0, 0},
    {"map", TAG_DROPPED, 0, 0},
    {"mark", TAG_THROUGH, 0, 0},
    {"math", TAG_THROUGH, 0, 0},
    {"menu", TAG_BLOCK, NODE_LIST, 0},
    {"meta", TAG_DROPPED, 0, 0},
    {"nav", TAG_PARTS, 0, 0},
    {"nobr", TAG_THROUGH, 0, 0},
    {"noscript", TAG_DROPPED, 0, 0},
    {"object", TAG_DROPPED, 0, 0},
    {"ol", TAG_BLOCK, NODE_LIST, 0},
    {"option", TAG_DROPPED, 0, 0},
    {"p", TAG_BLOCK, NODE_PARAGRAPH, 0},
    {"picture", TAG_THROUGH, 0, 0},
    {"pre", TAG_BLOCK, NODE_PARAGRAPH, 0},
    {"q", TAG_THROUGH, 0, 0},
    {"rp", TAG_THROUGH, 0, 0},
    {"rt", TAG_THROUGH, 0, 0},
    {"ruby", TAG_THROUGH, 0, 0},
    {"s", TAG_STRUCK, 0, 0},
    {"samp", TAG_INLINE, NODE_CODE, 0},
    {"script", TAG_DROPPED, 0, 0},
    {"section", TAG_PARTS, 0, 0},
    {"select", TAG_DROPPED, 0, 0},
    {"small", TAG_THROUGH, 0, 0},
    {"source", TAG_DROPPED, 0, 0},
    {"span", TAG_INLINE, NODE_SPAN, 0},
    {"strike", TAG_STRUCK, 0, 0},
    {"strong", TAG_INLINE, NODE_STRONG, 0},
    {"style", TAG_DROPPED, 0, 0},
    {"sub", TAG_RAISED, 0, 0},
    {"summary", TAG_BLOCK, NODE_PARAGRAPH, 0},
    {"sup", TAG_RAISED, 0, 0},
    {"svg", TAG_DROPPED, 0, 0},
    {"table", TAG_BLOCK, NODE_TABLE, 0},
    {"tbody", TAG_PARTS, 0, 0},
    {"td", TAG_BLOCK, NODE_CELL, 0},
    {"template", TAG_DROPPED, 0, 0},
    {"textarea", TAG_DROPPED, 0, 0},
    {"tfoot", TAG_PARTS, 0, 0},
    {"th", TAG_BLOCK, NODE_CELL, 1},
    {"thead", TAG_PARTS, 0, 0},
    {"time", TAG_THROUGH, 0, 0},
    {"title", TAG_DROPPED, 0, 0},
    {"tr", TAG_BLOCK, NODE_ROW, 0},
    {"tt", TAG_INLINE, NODE_CODE, 0},
    {"u", TAG_THROUGH, 0, 0},
    {"ul", TAG_BLOCK, NODE_LIST, 0},
    {"var", TAG_INLINE, NODE_EMPHASIS, 0},
    {"video", TAG_DROPPED, 0, 0},
    {"wbr", TAG_THROUGH, 0, 0},
};

static const struct tag unknown = {"", TAG_UNKNOWN, 0, 0};

const struct tag *tag_find(const char *name, size_t n)
{
    size_t low = 0, high = G_N_ELEMENTS(tags);
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = g_ascii_strncasecmp(name, tags[middle].name, n);
        if (order == 0 && tags[middle].name[n] != '\0')
            order = -1;
        if (order == 0)
            return &tags[middle];
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return &unknown;
}

enum direction tag_direction(const char *value)
{
    if (value && g_ascii_strcasecmp(value, "rtl") == 0)
        return DIRECTION_RTL;
    if (value && g_ascii_strcasecmp(value, "ltr") == 0)
        return DIRECTION_LTR;
    return value && g_ascii_strcasecmp(value, "auto") == 0 ? DIRECTION_AUTO : DIRECTION_INHERIT;
}

bool tag_is_in_line(const struct tag *tag)
{
    return tag->role == TAG_INLINE || tag->role == TAG_THROUGH || tag->role == TAG_BREAK ||
           tag->role == TAG_IMAGE || tag->role == TAG_STRUCK || tag->role == TAG_RAISED;
}

char *tag_raised(const struct tag *tag, const char *text)
{
    static const char *const raised[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
    static const char *const lowered[] = {"₀", "₁", "₂", "₃", "₄", "₅", "₆", "₇", "₈", "₉"};
    const char *const *digits = strcmp(tag->name, "sub") == 0 ? lowered : raised;
    GString *out = g_string_new(NULL);
    for (const char *p = text; *p; p++) {
        bool sign = *p == '-' || *p == '+';
        if (!g_ascii_isdigit(*p) && !(sign && p == text)) {
            g_string_free(out, TRUE);
            return NULL;
        }
        const char *mark = digits == lowered ? (*p == '-' ? "₋" : "₊") : (*p == '-' ? "⁻" : "⁺");
        g_string_append(out, sign ? mark : digits[*p - '0']);
    }
    return g_string_free(out, FALSE);
}
