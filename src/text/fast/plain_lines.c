// SPDX-License-Identifier: MIT
#include "text/fast/plain_lines.h"

#include "text/line.h"
#include "text/points.h"

// Of more, words that are repeated at their ends would have to be looked at (text/repeats.h).
enum { LINES_MOST = 3 };

/* A walk over an item's glyphs in logical order. */
struct glyph_walk {
    const struct text_item *item;
    size_t passed;
    int64_t units; /* of those passed */
};

static const struct glyph *next_glyph(const struct glyph_walk *walk)
{
    size_t n = walk->item->n_glyphs;
    if (walk->passed == n)
        return NULL;
    return &walk->item->glyphs[walk->item->level & 1 ? n - 1 - walk->passed : walk->passed];
}

// Passes all glyphs before `byte`. False where none begins there, or text may not be parted there.
static bool walk_to(struct glyph_walk *walk, uint32_t byte)
{
    const struct glyph *glyph = next_glyph(walk);
    for (; glyph && glyph->cluster < byte; glyph = next_glyph(walk)) {
        walk->units += glyph->advance;
        walk->passed++;
    }
    return glyph && glyph->cluster == byte && !(glyph->flags & GLYPH_UNSAFE_BREAK);
}

/* Where lines may end, with the glyphs before each. */
struct word_points {
    const struct setting *setting;
    const struct text_item *item;
    struct fit_point *points; /* before each word, and the end */
    size_t *passed;
};

static int64_t width_before(const struct glyph_walk *walk)
{
    return wide_from_units(walk->units, walk->item->size, walk->item->face->upem);
}

// The point after word `i`, to whose space and to what follows it the walk goes. False where that
// is wider than a line, which has to part it.
static bool put_point(struct word_points *to, struct glyph_walk *walk, size_t i)
{
    const struct chars *chars = to->setting->chars;
    const struct plain_words *words = &to->setting->words;
    bool last = i + 1 == words->n;
    size_t end = last ? chars->n : words->first[i + 1] - 1, at = last ? end : end + 1;
    const struct fit_sum *before = &to->points[i].after;
    struct fit_point point = {.at = at, .before = *before, .forced = last};
    if (!walk_to(walk, chars->byte[end]) && !last)
        return false;
    point.before.width = width_before(walk);
    if (point.before.width - before->width > setting_room(to->setting, false))
        return false;
    point.after = point.before;
    if (!last && !walk_to(walk, chars->byte[at]))
        return false;
    if (!last) {
        point.after.width = width_before(walk);
        point.after.spaces++;
        point.after.space_width += point.after.width - point.before.width;
    }
    point.penalty = points_penalty(to->setting, end, at);
    to->points[i + 1] = point;
    to->passed[i + 1] = walk->passed;
    return true;
}

static bool find_points(struct word_points *to)
{
    size_t n = to->setting->words.n;
    struct glyph_walk walk = {.item = to->item};
    to->points = ARENA_ROOM(to->setting->scratch, struct fit_point, n + 1);
    to->passed = ARENA_ROOM(to->setting->scratch, size_t, n + 1);
    to->points[0] = (struct fit_point){0};
    to->passed[0] = 0;
    for (size_t i = 0; i < n; i++)
        if (!put_point(to, &walk, i))
            return false;
    return true;
}

static void push_line(const struct word_points *from, size_t first, size_t end, struct lines *lines)
{
    const struct text_item *item = from->item;
    const struct fit_point *a = &from->points[first], *b = &from->points[end];
    struct line_plan plan = {.first = a->at,
                             .visible_end = b->forced ? b->at : b->at - 1,
                             .end = b->at,
                             .is_first = first == 0,
                             .last = b->forced};
    size_t n = from->passed[end] - from->passed[first];
    size_t skipped = item->level & 1 ? item->n_glyphs - from->passed[end] : from->passed[first];
    struct line *line = &lines->lines[lines->n++];
    *line = line_set_slice(from->setting, &plan, item, (struct shaped){item->glyphs + skipped, n});
    lines->widest = MAX(lines->widest, line->width);
}

static bool is_overfull(const struct word_points *of, const size_t *ends, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (fit_width(&of->points[i ? ends[i - 1] : 0], &of->points[ends[i]]) >
            setting_room(of->setting, i == 0))
            return true;
    return false;
}

static bool is_plain_style(const struct paragraph_style *style)
{
    return style->align != TEXT_JUSTIFY && !style->heading && !style->hyphenate &&
           !style->justify_last && style->looseness == 0;
}

bool plain_lines_set(const struct setting *setting, struct lines *ret)
{
    struct word_points points = {.setting = setting, .item = setting->items->items};
    if (setting->words.n == 0 || setting->items->n != 1 || !is_plain_style(setting->style) ||
        !find_points(&points))
        return false;
    struct fit_style style = {.shape = FIT_RAGGED,
                              .first = setting_room(setting, true),
                              .rest = setting_room(setting, false)};
    size_t whole = setting->words.n, n = 1;
    const size_t *ends = &whole;
    if (points.points[whole].before.width > style.first)
        ends = total_fit(points.points, whole + 1, &style, setting->scratch, &n);
    if (n > LINES_MOST || is_overfull(&points, ends, n))
        return false;
    *ret = (struct lines){.rtl = setting->chars->rtl,
                          .lines = ARENA_ROOM(setting->arena, struct line, n)};
    for (size_t i = 0; i < n; i++)
        push_line(&points, i ? ends[i - 1] : 0, ends[i], ret);
    return true;
}
