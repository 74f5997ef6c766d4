// SPDX-License-Identifier: MIT
#include "edition/word_runs.h"

#include "base/html_text.h"
#include "language/lang.h"
#include "language/script.h"

#include <string.h>

static void put_flag(GString *out, const char *name, bool on)
{
    if (on)
        g_string_append_printf(out, "<w:%s/>", name);
}

// Word keeps three languages: of letters right to left, of Han and its kin, and of all else.
static void put_lang(GString *out, const char *lang, bool rtl)
{
    const char *attribute = rtl                                       ? "bidi"
                            : script_is_cjk(script_of_language(lang)) ? "eastAsia"
                                                                      : "val";
    g_string_append_printf(out, "<w:lang w:%s=\"", attribute);
    html_text(out, lang, strlen(lang));
    g_string_append(out, "\"/>");
}

// In the order the schema wants (ECMA-376, 17.3.2.28).
void word_run_properties(GString *out, const struct word_look *look, const char *lang, bool rtl)
{
    gsize start = out->len;
    if (look->style)
        g_string_append_printf(out, "<w:rStyle w:val=\"%s\"/>", look->style);
    put_flag(out, "b", look->bold);
    put_flag(out, "bCs", look->bold);
    put_flag(out, "i", look->slanted);
    put_flag(out, "iCs", look->slanted);
    if (look->mark)
        g_string_append(out, "<w:vertAlign w:val=\"superscript\"/>");
    put_flag(out, "rtl", rtl);
    if (lang)
        put_lang(out, lang, rtl);
    if (out->len == start)
        return;
    g_string_insert(out, (gssize)start, "<w:rPr>");
    g_string_append(out, "</w:rPr>");
}

static void put_run(GString *out, const char *text, size_t n, bool rtl,
                    const struct word_look *look)
{
    const char *lang =
        look->marked ? look->lang : lang_of_name(text, n, look->lang ? look->lang : "und");
    g_string_append(out, "<w:r>");
    word_run_properties(out, look, lang ? lang : look->lang, rtl);
    g_string_append(out, "<w:t xml:space=\"preserve\">");
    html_text(out, text, n);
    g_string_append(out, "</w:t></w:r>");
}

// What has no direction of its own goes with what is on both its sides, else with the paragraph.
// `after` is the direction of the next letter.
static bool neutral_is_rtl(enum direction before, enum direction after, bool paragraph)
{
    return before == after && before != DIRECTION_INHERIT ? before == DIRECTION_RTL : paragraph;
}

static enum direction next_direction(const char *p)
{
    enum direction direction = DIRECTION_INHERIT;
    for (; *p && direction == DIRECTION_INHERIT; p = g_utf8_next_char(p))
        direction = direction_of_letter(p);
    return direction;
}

// The end of the stretch of one direction that starts at `start`, which *ret_rtl is.
static const char *stretch_end(const char *start, enum direction *before, bool paragraph,
                               bool *ret_rtl)
{
    const char *p = start;
    for (; *p;) {
        enum direction own = direction_of_letter(p), after = own;
        const char *end = g_utf8_next_char(p);
        if (own == DIRECTION_INHERIT) {
            for (; *end && direction_of_letter(end) == DIRECTION_INHERIT;)
                end = g_utf8_next_char(end);
            after = next_direction(end);
        }
        bool rtl = own != DIRECTION_INHERIT ? own == DIRECTION_RTL
                                            : neutral_is_rtl(*before, after, paragraph);
        if (p > start && rtl != *ret_rtl)
            break;
        *ret_rtl = rtl;
        *before = own != DIRECTION_INHERIT ? own : *before;
        p = end;
    }
    return p;
}

void word_runs(GString *out, const char *text, const struct word_look *look)
{
    enum direction before = DIRECTION_INHERIT;
    while (*text) {
        bool rtl = look->rtl;
        const char *end = stretch_end(text, &before, look->rtl, &rtl);
        put_run(out, text, (size_t)(end - text), rtl, look);
        text = end;
    }
}
