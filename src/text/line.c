// SPDX-License-Identifier: MIT
#include "text/line.h"

#include "text/bidi.h"
#include "text/east_asian.h"
#include "text/font_choose.h"
#include "text/hang.h"
#include "text/justify.h"
#include "text/letters.h"
#include "text/fast/shape_cache.h"

#include <assert.h>
#include <math.h>
#include <string.h>

/* A piece of an item on the line, still in logical order. */
struct piece {
    const struct text_item *item;
    size_t first, end;
    uint8_t level;
    bool hyphen; /* parted from the next line's first characters */
};

// The line's items in logical order, cut at its ends and, where L1 lowers a level, before the
// trailing white space.
static GArray *cut_pieces(const struct setting *setting, const struct line_plan *plan)
{
    const struct chars *chars = setting->chars;
    GArray *pieces = g_array_sized_new(FALSE, FALSE, sizeof(struct piece), 8);
    size_t stop = plan->end;
    while (stop > plan->first && chars_is_newline(chars->code[stop - 1]))
        stop--;
    size_t lowered = bidi_trailing(chars, plan->first, stop);
    for (size_t at = plan->first; at < stop;) {
        const struct text_item *item = &setting->items->items[setting_item_at(setting, at)];
        bool low = at >= lowered;
        size_t end = MIN(item->end, stop);
        if (!low && item->level != chars->rtl && end > lowered)
            end = lowered;
        struct piece piece = {item, at, end, low ? chars->rtl : item->level,
                              plan->hyphen && end == plan->end};
        g_array_append_val(pieces, piece);
        at = end;
    }
    return pieces;
}

static bool can_slice(const struct setting *setting, const struct piece *piece)
{
    const struct text_item *item = piece->item;
    if ((piece->level & 1) != (item->level & 1))
        return false;
    return (piece->first == item->first || !setting_measured(setting)->unsafe[piece->first]) &&
           (piece->end == item->end || !setting_measured(setting)->unsafe[piece->end]);
}

// How many of the item's glyphs stand for text before `byte`. Clusters ascend, or descend when
// right to left; a long item is asked for each of its lines.
static size_t glyphs_before(const struct text_item *item, uint32_t byte)
{
    bool rtl = item->level & 1;
    size_t low = 0, high = item->n_glyphs;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if ((item->glyphs[middle].cluster < byte) != rtl)
            low = middle + 1;
        else
            high = middle;
    }
    return rtl ? item->n_glyphs - low : low;
}

static struct shaped slice(const struct text_item *item, uint32_t start, uint32_t end)
{
    size_t before = glyphs_before(item, start), upto = glyphs_before(item, end);
    size_t first = item->level & 1 ? item->n_glyphs - upto : before;
    return (struct shaped){item->glyphs + first, upto - before};
}

static struct shaped piece_glyphs(const struct setting *setting, const struct piece *piece)
{
    const struct chars *chars = setting->chars;
    uint32_t start = chars->byte[piece->first], end = chars->byte[piece->end];
    if (can_slice(setting, piece))
        return slice(piece->item, start, end);
    struct text_item item = *piece->item;
    item.first = piece->first;
    item.end = piece->end;
    item.level = piece->level;
    struct shaped shaped;
    if (!shape_cache_item(font_set_shape_cache(setting->fonts), chars, &item, setting->scratch,
                          &shaped))
        shaped = shape_bytes(&item, chars->text, chars->n_bytes, start, end, piece->level & 1,
                             setting->scratch);
    east_asian_space(chars, piece->item, piece->first, piece->end, &shaped);
    return shaped;
}

static struct glyph hyphen_glyph(const struct text_item *item, uint32_t cluster)
{
    hb_codepoint_t id = setting_hyphen(item);
    return (struct glyph){.id = id,
                          .cluster = cluster,
                          .advance = hb_font_get_glyph_h_advance(item->face->hb_font, id),
                          .flags = GLYPH_HYPHEN};
}

// The piece's glyphs for the result, clusters counted from the piece's start, a hyphen at its end
// if it wants one: rightmost, for no right-to-left text is hyphenated.
static struct glyph *keep_glyphs(const struct setting *setting, const struct piece *piece,
                                 const struct shaped *shaped, size_t *ret_n)
{
    uint32_t start = setting->chars->byte[piece->first];
    struct glyph *glyphs = ARENA_ARRAY(setting->arena, struct glyph, shaped->n + 1);
    for (size_t i = 0; i < shaped->n; i++) {
        glyphs[i] = shaped->glyphs[i];
        glyphs[i].cluster -= start;
    }
    *ret_n = shaped->n;
    if (piece->hyphen)
        glyphs[(*ret_n)++] =
            hyphen_glyph(piece->item, setting->chars->byte[piece->end - 1] - start);
    return glyphs;
}

static struct glyph_run piece_run(const struct setting *setting, const struct piece *piece,
                                  const struct shaped *shaped)
{
    const struct text_item *item = piece->item;
    uint32_t start = setting->chars->byte[piece->first];
    struct glyph_run run = {.face = item->face,
                            .size = item->size,
                            .nominal = item->attr->size,
                            .rise = item->rise,
                            .level = piece->level,
                            .lang = item->lang,
                            .tag = item->attr->tag,
                            .ink = item->attr->ink,
                            .text = setting->text + start,
                            .n_text = setting->chars->byte[piece->end] - start};
    run.glyphs = keep_glyphs(setting, piece, shaped, &run.n_glyphs);
    return run;
}

// Glyphs of the run that hang past the line's visible end: at its left when right to left.
static size_t hung_glyphs(const struct glyph_run *run, size_t visible)
{
    size_t n = 0;
    for (size_t i = 0; i < run->n_glyphs; i++)
        n += run->glyphs[i].cluster >= visible;
    return n;
}

static len hung_width(const struct setting *setting, const struct line_plan *plan,
                      const struct glyph_run *run)
{
    size_t start = (size_t)(run->text - setting->text);
    size_t visible = setting->chars->byte[plan->visible_end];
    if (start + run->n_text <= visible)
        return 0;
    size_t n = hung_glyphs(run, visible > start ? visible - start : 0);
    if (run->level & 1)
        return glyph_run_x(run, n);
    return glyph_run_width(run) - glyph_run_x(run, run->n_glyphs - n);
}

static void measure_runs(const struct setting *setting, const struct line_plan *plan,
                         struct line *line, len *ret_hung)
{
    len x = 0;
    *ret_hung = 0;
    line->ascent = line->descent = 0;
    for (size_t i = 0; i < line->n_runs; i++) {
        struct glyph_run *run = &line->runs[i].run;
        const struct face *face = run->face;
        line->runs[i].x = x;
        x += glyph_run_width(run);
        *ret_hung += hung_width(setting, plan, run);
        len ascent = len_from_units(face->ascender, run->size, face->upem) + run->rise;
        len descent = len_from_units(-face->descender, run->size, face->upem) - run->rise;
        line->ascent = MAX(line->ascent, ascent);
        line->descent = MAX(line->descent, descent);
    }
    line->width = x - *ret_hung;
}

static len aligned_x(const struct setting *setting, const struct line_plan *plan, len width)
{
    bool rtl = setting->chars->rtl;
    len room = setting_room(setting, plan->is_first);
    len left = rtl ? 0 : setting->measure - room;
    len out = hang_at_start(setting, plan->first);
    switch (setting->style->align) {
    case TEXT_LEFT:
        return left;
    case TEXT_RIGHT:
        return left + room - width;
    case TEXT_CENTER:
        return left + (room - width) / 2;
    case TEXT_END:
        return rtl ? left : left + room - width;
    case TEXT_START:
    case TEXT_JUSTIFY:
        break;
    }
    return rtl ? left + room - width + out : left - out;
}

static void arrange(const struct setting *setting, GArray *pieces, struct line *line)
{
    size_t n = pieces->len;
    size_t *order = ARENA_ARRAY(setting->scratch, size_t, n);
    uint8_t *levels = ARENA_ARRAY(setting->scratch, uint8_t, n);
    for (size_t i = 0; i < n; i++) {
        order[i] = i;
        levels[i] = g_array_index(pieces, struct piece, i).level;
    }
    bidi_reorder(levels, order, n);
    line->runs = ARENA_ARRAY(setting->arena, struct line_run, n);
    line->n_runs = n;
    for (size_t i = 0; i < n; i++) {
        const struct piece *piece = &g_array_index(pieces, struct piece, order[i]);
        struct shaped shaped = piece_glyphs(setting, piece);
        line->runs[i].run = piece_run(setting, piece, &shaped);
    }
}

len line_room(const struct setting *setting, const struct line_plan *plan)
{
    len out = plan->hyphen ? hang_of_hyphen(setting, setting_hyphen_width(setting, plan->end))
                           : hang_at_end(setting, plan->visible_end);
    return setting_room(setting, plan->is_first) + hang_at_start(setting, plan->first) + out;
}

static struct line line_of(const struct setting *setting, const struct line_plan *plan)
{
    return (struct line){.start = setting->chars->byte[plan->first],
                         .end = setting->chars->byte[plan->end],
                         .hyphenated = plan->hyphen,
                         .last = plan->last};
}

static void place_runs(const struct setting *setting, const struct line_plan *plan, len hung,
                       struct line *line)
{
    line->x = aligned_x(setting, plan, line->width);
    for (size_t i = 0; i < line->n_runs; i++)
        line->runs[i].x += line->x - (setting->chars->rtl ? hung : 0);
}

struct line line_set_slice(const struct setting *setting, const struct line_plan *plan,
                           const struct text_item *item, struct shaped glyphs)
{
    struct line line = line_of(setting, plan);
    struct piece piece = {item, plan->first, plan->end, item->level, false};
    len hung;
    line.runs = ARENA_ROOM(setting->arena, struct line_run, 1);
    line.n_runs = 1;
    line.runs[0].run = piece_run(setting, &piece, &glyphs);
    measure_runs(setting, plan, &line, &hung);
    place_runs(setting, plan, hung, &line);
    return line;
}

struct line line_set(const struct setting *setting, const struct line_plan *plan)
{
    struct line line = line_of(setting, plan);
    GArray *pieces = cut_pieces(setting, plan);
    len hung;
    arrange(setting, pieces, &line);
    g_array_free(pieces, TRUE);
    measure_runs(setting, plan, &line, &hung);
    len room = line_room(setting, plan);
    if (setting->style->align == TEXT_JUSTIFY &&
        (!plan->last || setting->style->justify_last || line.width > room)) {
        line.kashidas = elongations_apply(setting, &plan->elongations, &line);
        letters_give(setting, &line, plan->spent.ratio);
        if (setting->places.rungs)
            measure_runs(setting, plan, &line, &hung);
        justify_rungs(setting, plan, &line, room);
        measure_runs(setting, plan, &line, &hung);
        justify_spaces(setting, plan, &line, room);
        measure_runs(setting, plan, &line, &hung);
    }
    place_runs(setting, plan, hung, &line);
    return line;
}
