// SPDX-License-Identifier: MIT
#include "text/setting.h"

#include "text/bidi.h"
#include "text/breaks.h"
#include "text/font_choose.h"
#include "text/hyphen.h"
#include "text/script_resolve.h"
#include "text/shape_items.h"

// Kashida belongs to text that is no heading.
static bool wants_kashida(const struct paragraph_style *style)
{
    return !style->heading && style->justify != TEXT_JUSTIFY_INTER_WORD && style->rungs.kashida > 0;
}

// The words of text that runs leftward are walked for what they can give.
static bool wants_rungs(const struct setting *setting)
{
    return setting->style->align == TEXT_JUSTIFY && setting->chars->rtl;
}

struct setting setting_new(struct font_set *fonts, const struct styled_text *text,
                           const struct paragraph_style *style, len measure, struct arena *arena,
                           struct diag *diag)
{
    struct arena *scratch = font_set_scratch(fonts);
    struct chars *chars = chars_new(text->text, text->n, scratch);
    struct plain_words words = plain_words_find(chars, style->direction, scratch);
    struct text_units units = {0};
    if (words.n == 0) {
        units = text_units_find(chars, text, style->lang, scratch);
        bidi_resolve(chars, style->direction, &units, scratch);
        script_resolve(chars, style->lang, scratch);
    }
    struct text_items *items = ARENA_NEW(scratch, struct text_items);
    *items = itemize(fonts, chars, text->attrs, text->n_attrs, style->lang, scratch, diag);
    shape_items(font_set_shape_cache(fonts), chars, items, scratch);
    return (struct setting){.fonts = fonts,
                            .chars = chars,
                            .words = words,
                            .units = units,
                            .items = items,
                            .measured = ARENA_NEW(scratch, struct measured),
                            .style = style,
                            .measure = measure,
                            .text = text->text,
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
    if (setting->style->justify_last)
        return false;
    bool ends_bare = chars->n > 0 && !(chars->flags[chars->n - 1] & CHAR_SPACE);
    if (ends_bare && !chars->newlines)
        return measure_whole(setting->items) <= setting_room(setting, true);
    size_t end = setting_visible_end(setting, chars->n, 0);
    for (size_t i = 0; chars->newlines && i < end; i++)
        if (chars_is_newline(chars->code[i]))
            return false;
    return setting_measured(setting)->x[end] <= setting_room(setting, true);
}

static bool has_hyphens(const struct chars *chars)
{
    for (size_t i = 1; i < chars->n; i++)
        if (chars->flags[i] & CHAR_HYPHEN)
            return true;
    return false;
}

static bool may_hyphenate(const struct paragraph_style *style)
{
    return style->hyphenate && !style->heading;
}

void setting_find_breaks(struct setting *setting)
{
    const struct paragraph_style *style = setting->style;
    breaks_find(setting->chars, &setting->units, style->lang, setting->scratch);
    if (may_hyphenate(style) && has_hyphens(setting->chars)) // written, as soft hyphens
        breaks_spare_addresses(setting->chars, CHAR_HYPHEN);
    if (wants_rungs(setting))
        setting->places = kashida_find(setting->chars, setting->items, setting->scratch);
    if (!wants_kashida(style))
        setting->places.n = 0;
    setting_measured(setting);
    struct measured_rungs rungs = {&setting->places, style->rungs.gaps, style->rungs.finals};
    measure_sums(setting->chars, setting->items, &rungs, setting->measured, setting->scratch);
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

// Arabic words have more to give than their spaces, which may be dearer there; elsewhere as in TeX.
// Nastaliq's spaces are a third as wide: what would show elsewhere is a hair there.
static double space_rung(const struct setting *setting, double elsewhere)
{
    int spaces = setting->style->rungs.spaces;
    if (spaces > 0)
        return spaces / 1000.0;
    if (setting->places.unscaled)
        return 0.5;
    return setting->places.rungs ? 0.12 : elsewhere;
}

double setting_stretch(const struct setting *setting)
{
    return space_rung(setting, setting->chars->rtl ? 0.3 : 0.5);
}

double setting_shrink(const struct setting *setting)
{
    return MIN(space_rung(setting, SETTING_SHRINK), SETTING_SHRINK);
}

double setting_scale(const struct setting *setting)
{
    return setting->places.unscaled ? 0 : setting->style->rungs.scale / 1000.0;
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

bool setting_hyphenate(const struct setting *setting)
{
    const struct paragraph_style *style = setting->style;
    if (may_hyphenate(style))
        hyphenate(font_set_hyphenators(setting->fonts), setting->chars, setting->items,
                  style->lang);
    return has_hyphens(setting->chars);
}
