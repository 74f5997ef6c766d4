// SPDX-License-Identifier: MIT
#include "text/setting.h"

#include "text/bidi.h"
#include "text/breaks.h"
#include "text/font_choose.h"
#include "text/hang.h"
#include "text/hyphen.h"
#include "language/script.h"
#include "text/script_resolve.h"
#include "text/shape.h"

#define LONE_LETTER 60.0 /* a one-letter word left at a line's end */
#define AFTER_HYPHEN 50.0
#define HYPHENATED 60.0
#define INSIDE_CJK 5.0
#define INSIDE_NAME 500.0 /* between Han or kana of a name */
#define INSIDE_WORD 40.0  /* after a slash, in an address */
#define MID_WORD 1000.0   /* where nothing but need allows it */

// Kashida belongs to justified text that is no heading.
static bool wants_kashida(const struct paragraph_style *style)
{
    return style->align == TEXT_JUSTIFY && !style->heading &&
           style->justify != TEXT_JUSTIFY_INTER_WORD;
}

struct setting setting_new(struct font_set *fonts, const char *text, size_t n,
                           const struct text_attr *attrs, size_t n_attrs,
                           const struct paragraph_style *style, len measure, struct arena *arena,
                           struct diag *diag)
{
    struct arena *scratch = font_set_scratch(fonts);
    struct chars *chars = chars_new(text, n, scratch);
    bidi_resolve(chars, style->direction, scratch);
    script_resolve(chars, style->lang, scratch);
    struct text_items *items = ARENA_NEW(scratch, struct text_items);
    *items = itemize(fonts, chars, attrs, n_attrs, style->lang, scratch, diag);
    shape_items(font_set_shape_cache(fonts), chars, items, scratch);
    return (struct setting){.fonts = fonts,
                            .chars = chars,
                            .items = items,
                            .measured = ARENA_NEW(scratch, struct measured),
                            .style = style,
                            .measure = measure,
                            .text = text,
                            .arena = arena,
                            .scratch = scratch,
                            .diag = diag};
}

const struct measured *setting_measured(const struct setting *setting)
{
    if (!setting->measured->x)
        measure_items(setting->chars, setting->items, setting->measured, setting->scratch);
    return setting->measured;
}

bool setting_is_one_line(const struct setting *setting)
{
    const struct chars *chars = setting->chars;
    bool ends_bare = chars->n > 0 && !(chars->flags[chars->n - 1] & CHAR_SPACE);
    if (ends_bare && !chars->newlines)
        return measure_whole(setting->items) <= setting_room(setting, true);
    size_t end = setting_visible_end(setting, chars->n, 0);
    for (size_t i = 0; chars->newlines && i < end; i++)
        if (chars_is_newline(chars->code[i]))
            return false;
    return setting_measured(setting)->x[end] <= setting_room(setting, true);
}

void setting_find_breaks(struct setting *setting)
{
    const struct paragraph_style *style = setting->style;
    breaks_find(setting->chars, style->lang, setting->scratch);
    if (style->hyphenate && !style->heading)
        hyphenate(setting->fonts, setting->chars, setting->items, style->lang);
    if (wants_kashida(style))
        setting->joins = kashida_find(setting->chars, setting->items, setting->scratch);
    setting_measured(setting);
    measure_sums(setting->chars, &setting->joins, setting->measured, setting->scratch);
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

// Kashida spares right-to-left text wide spaces, so they may be dearer there; elsewhere as in TeX.
double setting_stretch(const struct setting *setting)
{
    return setting->chars->rtl ? 0.3 : 0.5;
}

static bool lone_letter(const struct chars *chars, size_t end)
{
    if (end == 0 || !g_unichar_isalpha(chars->code[end - 1]))
        return false;
    return end == 1 || (chars->flags[end - 2] & CHAR_SPACE);
}

static double penalty_at(const struct setting *setting, size_t end, size_t at)
{
    const struct chars *chars = setting->chars;
    if (end == at && end > 0) {
        hb_codepoint_t last = chars->code[end - 1];
        bool cjk = script_is_cjk(chars->script[end - 1]);
        // A name in Han or kana is one word: a reader would put a space where its line ends.
        if (cjk && setting->items->items[setting_item_at(setting, at)].attr->name)
            return INSIDE_NAME;
        return last == '-' || last == 0x2010 ? AFTER_HYPHEN : cjk ? INSIDE_CJK : INSIDE_WORD;
    }
    return lone_letter(chars, end) ? LONE_LETTER : 0;
}

size_t setting_item_at(const struct setting *setting, size_t at)
{
    const struct text_items *items = setting->items;
    size_t low = 0, high = items->n;
    while (low + 1 < high) {
        size_t middle = low + (high - low) / 2;
        if (items->items[middle].first <= at)
            low = middle;
        else
            high = middle;
    }
    return low;
}

hb_codepoint_t setting_hyphen(const struct text_item *item)
{
    hb_codepoint_t glyph = 0;
    if (!hb_font_get_nominal_glyph(item->face->hb_font, 0x2010, &glyph))
        (void)hb_font_get_nominal_glyph(item->face->hb_font, '-', &glyph);
    return glyph;
}

len setting_hyphen_width(const struct setting *setting, size_t at)
{
    const struct text_item *item = &setting->items->items[setting_item_at(setting, at - 1)];
    int units = hb_font_get_glyph_h_advance(item->face->hb_font, setting_hyphen(item));
    return len_from_units(units, item->size, item->face->upem);
}

static struct fit_point point_at(const struct setting *setting, size_t at, size_t floor)
{
    const struct chars *chars = setting->chars;
    const struct fit_sum *sums = setting_measured(setting)->sums;
    size_t end = setting_visible_end(setting, at, floor);
    struct fit_point point = {.at = at,
                              .before = sums[end],
                              .after = sums[at],
                              .forced = (chars->flags[at] & CHAR_MUST_BREAK) != 0};
    point.after.width += hang_at_start(setting, at);
    if (chars->flags[at] & CHAR_HYPHEN) {
        point.hyphen = setting_hyphen_width(setting, at);
        point.hyphen -= hang_of_hyphen(setting, point.hyphen);
        point.penalty = HYPHENATED;
        point.flagged = true;
        return point;
    }
    point.before.width -= hang_at_end(setting, end);
    point.penalty = chars->flags[at] & CHAR_BREAK ? penalty_at(setting, end, at) : MID_WORD;
    return point;
}

// A word wider than any line is parted between graphemes: a name cut is better than a name lost
// over the paper's edge.
static void add_emergency(const struct setting *setting, GArray *points, size_t from, size_t to)
{
    const int64_t *x = setting_measured(setting)->x;
    if (x[setting_visible_end(setting, to, from)] - x[from] <= setting_room(setting, false))
        return;
    for (size_t at = from + 1; at < to; at++) {
        if (!(setting->chars->flags[at] & CHAR_GRAPHEME))
            continue;
        struct fit_point point = point_at(setting, at, at);
        g_array_append_val(points, point);
    }
}

static guint count_flagged(const struct chars *chars, uint8_t wanted)
{
    guint n = 0;
    for (size_t i = 0; i <= chars->n; i++)
        n += (chars->flags[i] & wanted) != 0;
    return n;
}

GArray *setting_points(const struct setting *setting, bool hyphens)
{
    const struct chars *chars = setting->chars;
    uint8_t wanted = hyphens ? CHAR_BREAK | CHAR_HYPHEN : CHAR_BREAK;
    GArray *points =
        g_array_sized_new(FALSE, FALSE, sizeof(struct fit_point), count_flagged(chars, wanted) + 1);
    struct fit_point start = {.after = setting_measured(setting)->sums[0]};
    start.after.width += hang_at_start(setting, 0);
    g_array_append_val(points, start);
    size_t floor = 0, last = 0;
    for (size_t at = 1; at <= chars->n; at++) {
        if (!(chars->flags[at] & wanted))
            continue;
        add_emergency(setting, points, last, at);
        struct fit_point point = point_at(setting, at, floor);
        g_array_append_val(points, point);
        last = at;
        if (point.forced)
            floor = at;
    }
    return points;
}

bool setting_has_hyphens(const struct setting *setting)
{
    for (size_t i = 1; i < setting->chars->n; i++)
        if (setting->chars->flags[i] & CHAR_HYPHEN)
            return true;
    return false;
}
