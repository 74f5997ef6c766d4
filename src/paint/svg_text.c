// SPDX-License-Identifier: MIT
// SVG that can be searched and copied. One <text> a run, its words in logical order as <tspan>s,
// each with its own place and `textLength`: where the viewer has the same face nothing moves,
// and where it has another the words are still at their places.
#include "paint/svg.h"

#include "page/logical.h"
#include "text/form.h"

#include <string.h>

// The characters of one glyph; after a letter that is lengthened a tatweel, and a hyphen for one.
static void put_glyph(GString *out, const struct glyph_run *run, size_t index)
{
    const struct glyph *glyph = &run->glyphs[index];
    const char *text;
    size_t n;
    if (glyph->flags & GLYPH_HYPHEN)
        g_string_append(out, "‐");
    glyph_run_text(run, index, &text, &n);
    svg_put_text(out, text, n);
    if (form_of(glyph->id).kind == FORM_LENGTHENED)
        g_string_append(out, "ـ");
}

static bool follows(const struct glyph_run *run, size_t i)
{
    return i > 0 && run->glyphs[i - 1].cluster == run->glyphs[i].cluster;
}

// Glyphs [from, to) in logical order, those that only finish a cluster left out.
static void put_glyphs(GString *out, const struct glyph_run *run, size_t from, size_t to)
{
    bool rtl = run->level & 1;
    for (size_t k = 0; k < to - from; k++) {
        size_t i = rtl ? to - 1 - k : from + k;
        if ((run->glyphs[i].flags & GLYPH_HYPHEN) || !follows(run, i))
            put_glyph(out, run, i);
    }
}

static void put_word(GString *out, const struct glyph_run *run, len x, size_t from, size_t to)
{
    double left = len_to_pt(x + glyph_run_x(run, from)),
           right = len_to_pt(x + glyph_run_x(run, to));
    g_string_append(out, "<tspan");
    svg_put_number(out, "x", run->level & 1 ? right : left);
    svg_put_number(out, "textLength", right - left);
    g_string_append(out, " lengthAdjust=\"spacingAndGlyphs\">");
    put_glyphs(out, run, from, to);
    g_string_append(out, "</tspan>");
}

// A word and the space that follows it in reading order: to its right, or to its left.
static void put_words(GString *out, const struct glyph_run *run, len x)
{
    size_t n = run->n_glyphs;
    if (!(run->level & 1)) {
        for (size_t from = 0, i = 0; i < n; i++) {
            if (i + 1 == n || run->glyphs[i].flags & GLYPH_SPACE) {
                put_word(out, run, x, from, i + 1);
                from = i + 1;
            }
        }
        return;
    }
    for (size_t to = n, i = n; i-- > 0;) {
        if (i == 0 || run->glyphs[i].flags & GLYPH_SPACE) {
            put_word(out, run, x, i, to);
            to = i;
        }
    }
}

static void put_run(GString *out, const struct glyph_run *run, len x, len y, uint32_t colour)
{
    g_string_append(out, "<text");
    svg_put_number(out, "y", len_to_pt(y - run->rise));
    g_string_append_printf(out, " font-family=\"");
    svg_put_text(out, run->face->family, strlen(run->face->family));
    g_string_append(out, "\"");
    svg_put_number(out, "font-size", len_to_pt(run->size));
    if (run->face->bold)
        g_string_append(out, " font-weight=\"bold\"");
    if (run->face->italic)
        g_string_append(out, " font-style=\"italic\"");
    if (run->level & 1)
        g_string_append(out, " direction=\"rtl\"");
    svg_put_colour(out, colour);
    g_string_append(out, " xml:lang=\"");
    svg_put_text(out, run->lang, strlen(run->lang));
    g_string_append(out, "\">");
    put_words(out, run, x);
    g_string_append(out, "</text>\n");
}

static bool put_line(void *context, const struct item *item, GString *out, GError **error)
{
    (void)context;
    (void)error;
    const struct line *line = &item->line.line;
    size_t *order = line_logical_order(line);
    for (size_t i = 0; i < line->n_runs; i++) {
        const struct line_run *at = &line->runs[order[i]];
        put_run(out, &at->run, item->line.x + at->x, item->line.y, item_run_colour(item, &at->run));
    }
    g_free(order);
    return true;
}

GBytes *svg_text(const struct page *page)
{
    GString *out = g_string_new(NULL);
    struct svg_writer writer = {put_line, NULL};
    svg_put_start(out, page);
    svg_put_items(&writer, page, out, NULL);
    return svg_put_end(out);
}
