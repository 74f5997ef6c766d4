// SPDX-License-Identifier: MIT
#include "text/measure.h"

#include "text/font.h"

// Walks an item's glyphs in logical order, filling x and unsafe for its characters. Characters
// inside a ligature are at its end.
static void measure_item(const struct chars *chars, const struct text_item *item,
                         struct measured *measured)
{
    bool rtl = item->level & 1;
    int64_t start = measured->x[item->first], units = 0;
    size_t at = item->first;
    for (size_t i = 0; i < item->n_glyphs; i++) {
        const struct glyph *glyph = &item->glyphs[rtl ? item->n_glyphs - 1 - i : i];
        while (at < item->end && chars->byte[at] < glyph->cluster) {
            measured->x[++at] = start + wide_from_units(units, item->size, item->face->upem);
            // A ligature parted by a hyphen must be shaped anew, or its tail is lost.
            measured->unsafe[at] |= chars->byte[at] < glyph->cluster;
        }
        if (glyph->flags & GLYPH_UNSAFE_BREAK)
            measured->unsafe[at] = true;
        units += glyph->advance;
    }
    while (at < item->end) {
        measured->x[++at] = start + wide_from_units(units, item->size, item->face->upem);
        measured->unsafe[at] |= at < item->end;
    }
}

// What a letter may give, and take, in an em of `size`.
static void add_rungs(struct fit_sum *sum, uint8_t letter, const struct measured_rungs *rungs,
                      len size)
{
    int64_t gap = letter & LETTER_GAP ? rungs->gaps : 0, more = 0, less = 0;
    if (letter & LETTER_FLAT) {
        more = RUNG_FLAT * rungs->finals / 100;
        less = RUNG_FLAT_LESS * rungs->finals / 100;
    } else if (letter & LETTER_BOWL) {
        more = RUNG_BOWL * rungs->finals / 100;
        less = RUNG_BOWL_LESS * rungs->finals / 100;
    }
    sum->more += (gap + more) * size / 1000;
    sum->less += (gap + less) * size / 1000;
}

void measure_sums(const struct chars *chars, const struct text_items *items,
                  const struct measured_rungs *rungs, struct measured *measured,
                  struct arena *arena)
{
    struct fit_sum sum = {0};
    const struct text_item *item = items->items;
    const struct kashida_places *places = rungs->places;
    measured->sums = ARENA_ROOM(arena, struct fit_sum, chars->n + 1);
    for (size_t i = 0; i <= chars->n; i++) {
        sum.width = measured->x[i];
        measured->sums[i] = sum;
        if (i == chars->n)
            break;
        while (i >= item->end)
            item++;
        if (chars->flags[i] & CHAR_WORD_SPACE) {
            sum.spaces++;
            sum.space_width += measured->x[i + 1] - measured->x[i];
        }
        if (places->rungs && places->rungs[i])
            add_rungs(&sum, places->rungs[i], rungs, item->size);
        for (; sum.places < places->n && places->list[sum.places].letter == i; sum.places++)
            sum.joins += places->list[sum.places].next != i;
        if (chars->highest >= 0xe00 && chars_open(chars, i))
            sum.loose += measured->x[i + 1] - measured->x[i];
    }
}

void measure_items(const struct chars *chars, const struct text_items *items,
                   struct measured *measured, struct arena *arena)
{
    measured->x = ARENA_ARRAY(arena, int64_t, chars->n + 1);
    measured->unsafe = ARENA_ARRAY(arena, bool, chars->n + 1);
    for (size_t i = 0; i < items->n; i++)
        measure_item(chars, &items->items[i], measured);
}

int64_t measure_whole(const struct text_items *items)
{
    int64_t whole = 0;
    for (size_t i = 0; i < items->n; i++) {
        const struct text_item *item = &items->items[i];
        int64_t units = 0;
        for (size_t k = 0; k < item->n_glyphs; k++)
            units += item->glyphs[k].advance;
        whole += wide_from_units(units, item->size, item->face->upem);
    }
    return whole;
}
