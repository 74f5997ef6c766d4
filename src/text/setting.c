// SPDX-License-Identifier: MIT
#include "text/setting.h"

#include "text/bidi.h"
#include "text/breaks.h"
#include "text/script.h"
#include "text/shape.h"

#define LONE_LETTER 60.0 /* a one-letter word left at a line's end */
#define AFTER_HYPHEN 50.0
#define INSIDE_CJK 5.0

// Kashida belongs to justified text that is no heading.
static bool wants_kashida(const struct paragraph_style *style)
{
    return style->align == TEXT_JUSTIFY && !style->heading &&
           style->justify != TEXT_JUSTIFY_INTER_WORD;
}

struct setting setting_new(struct font_set *fonts, const char *text, size_t n,
                           const struct text_attr *attrs, size_t n_attrs,
                           const struct paragraph_style *style, len measure, struct arena *arena,
                           struct arena *scratch, struct diag *diag)
{
    struct chars *chars = chars_new(text, n, scratch);
    bidi_resolve(chars, style->direction, scratch);
    script_resolve(chars, style->lang, scratch);
    breaks_find(chars, style->lang, scratch);
    struct text_items *items = ARENA_NEW(scratch, struct text_items);
    *items = itemize(fonts, chars, attrs, n_attrs, style->lang, scratch, diag);
    shape_items(chars, items, scratch);
    struct kashida_joins joins = {0};
    if (wants_kashida(style))
        joins = kashida_find(chars, items, scratch);
    return (struct setting){.chars = chars,
                            .items = items,
                            .measured = measure_items(chars, items, &joins, scratch),
                            .joins = joins,
                            .style = style,
                            .measure = measure,
                            .text = text,
                            .arena = arena,
                            .scratch = scratch,
                            .diag = diag};
}

len setting_room(const struct setting *setting, bool is_first)
{
    return setting->measure - (is_first ? setting->style->indent : setting->style->hang);
}

size_t setting_visible_end(const struct setting *setting, size_t at, size_t floor)
{
    while (at > floor && (setting->chars->flags[at - 1] & CHAR_SPACE))
        at--;
    return at;
}

static bool lone_letter(const struct chars *chars, size_t end)
{
    if (end == 0 || !g_unichar_isalpha(chars->code[end - 1]))
        return false;
    return end == 1 || (chars->flags[end - 2] & CHAR_SPACE);
}

static double penalty_at(const struct chars *chars, size_t end, size_t at)
{
    if (end == at && end > 0) {
        hb_codepoint_t last = chars->code[end - 1];
        return last == '-' || last == 0x2010 ? AFTER_HYPHEN : INSIDE_CJK;
    }
    return lone_letter(chars, end) ? LONE_LETTER : 0;
}

GArray *setting_points(const struct setting *setting)
{
    const struct chars *chars = setting->chars;
    const struct fit_sum *sums = setting->measured->sums;
    GArray *points = g_array_new(FALSE, TRUE, sizeof(struct fit_point));
    struct fit_point start = {.after = sums[0]};
    g_array_append_val(points, start);
    size_t floor = 0;
    for (size_t at = 1; at <= chars->n; at++) {
        if (!(chars->flags[at] & CHAR_BREAK))
            continue;
        size_t end = setting_visible_end(setting, at, floor);
        struct fit_point point = {.at = at,
                                  .before = sums[end],
                                  .after = sums[at],
                                  .penalty = penalty_at(chars, end, at),
                                  .forced = (chars->flags[at] & CHAR_MUST_BREAK) != 0};
        g_array_append_val(points, point);
        if (point.forced)
            floor = at;
    }
    return points;
}
