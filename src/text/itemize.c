// SPDX-License-Identifier: MIT
#include "text/itemize.h"

#include "text/face.h"
#include "text/font_choose.h"
#include "language/lang.h"
#include "language/script.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#define CLUSTER_MOST 16 /* characters of a cluster that a face is asked for */
#define MARKS_MOST 100  /* characters of a cluster that are shaped together */
#define AROUND 24       /* bytes shown on either side of a missing character */

struct itemizer {
    struct font_set *fonts;
    const struct chars *chars;
    const char *lang;
    struct diag *diag;
    struct arena *arena;
    struct text_item *items;
    size_t n, room;
};

enum { ITEMS_FEW = 4 }; // most names are one

// The place for one more, at the end.
static struct text_item *item_add(struct itemizer *it)
{
    if (it->n == it->room) {
        struct text_item *more = ARENA_ROOM(it->arena, struct text_item, 2 * it->room);
        memcpy(more, it->items, it->n * sizeof *more);
        it->items = more;
        it->room *= 2;
    }
    return &it->items[it->n++];
}

// The end of the piece from `first` that has one attribute, script class and level.
static size_t piece_end(const struct chars *chars, size_t first, size_t limit)
{
    size_t end = first + 1;
    bool cjk = script_is_cjk(chars->script[first]);
    while (
        end < limit && chars->level[end] == chars->level[first] &&
        (chars->script[end] == chars->script[first] || (cjk && script_is_cjk(chars->script[end]))))
        end++;
    return end;
}

static void report_missing(struct itemizer *it, size_t at)
{
    const struct chars *chars = it->chars;
    // Natural widths are asked for without a diag: the setting that follows reports what is
    // missing.
    if (!it->diag || !font_set_miss(it->fonts, chars->code[at], chars->script[at]))
        return;
    size_t from = at, to = at + 1;
    while (from > 0 && chars->byte[at] - chars->byte[from - 1] <= AROUND)
        from--;
    while (to < chars->n && chars->byte[to + 1] - chars->byte[at] <= AROUND)
        to++;
    diag_add(it->diag, DIAG_WARNING, "glyph-missing", SPAN_NONE,
             "no face has a glyph for U+%04X, in \"%.*s\"", chars->code[at],
             (int)(chars->byte[to] - chars->byte[from]), chars->text + chars->byte[from]);
    diag_about(it->diag, chars->code[at]);
}

// Whether HarfBuzz draws it with the face: by itself, or composed with the character before it.
static bool is_drawn(const struct chars *chars, size_t first, size_t at, const struct face *face)
{
    gunichar composed;
    return face_covers(face, chars->code[at]) || (chars->flags[at] & CHAR_IGNORABLE) ||
           (at > first && g_unichar_compose(chars->code[at - 1], chars->code[at], &composed) &&
            face_covers(face, composed));
}

// Each character of a cluster that the face has no glyph for: of a sequence that joiners put
// together any may be one.
static void report_missing_of(struct itemizer *it, size_t first, size_t end,
                              const struct face *face)
{
    for (size_t i = first; i < end; i++)
        if (!is_drawn(it->chars, first, i, face))
            report_missing(it, i);
}

// A longer one is cut: HarfBuzz looks back from each mark to its base, which for a hundred thousand
// marks on one letter would never end.
static size_t cluster_end(const struct chars *chars, size_t first, size_t limit)
{
    size_t end = first + 1;
    limit = MIN(limit, first + MARKS_MOST);
    while (end < limit && !(chars->flags[end] & CHAR_GRAPHEME))
        end++;
    return end;
}

// The characters of a cluster a face must have; 0 if it may be in any.
static size_t cluster_wants(const struct chars *chars, size_t first, size_t end,
                            hb_codepoint_t *ret)
{
    size_t n = 0;
    for (size_t i = first; i < end && n < CLUSTER_MOST; i++)
        if (!(chars->flags[i] & CHAR_IGNORABLE) && chars->code[i] >= ' ' &&
            chars->code[i] != 0x2028 && chars->code[i] != 0x2029)
            ret[n++] = chars->code[i];
    return n;
}

static void push_item(struct itemizer *it, const struct text_item *like, size_t first, size_t end,
                      const struct font_choice *choice)
{
    struct text_item *last = it->n ? &it->items[it->n - 1] : NULL;
    len size = (len)lround(like->attr->size * choice->scale);
    len rise = like->attr->rise + (len)lround(like->attr->size * choice->scale * choice->rise);
    bool whole = it->chars->flags[first] & CHAR_GRAPHEME;
    if (whole && last && last->end == first && last->attr == like->attr &&
        last->face == choice->face && last->size == size && last->level == like->level &&
        last->script == like->script && last->lang == like->lang) {
        last->end = end;
        return;
    }
    struct text_item *item = item_add(it);
    *item = *like;
    item->first = first;
    item->end = end;
    item->face = choice->face;
    item->size = size;
    item->rise = rise;
    font_set_use(it->fonts, choice->face);
}

static bool is_same(const struct font_choice *a, const struct font_choice *b)
{
    return a->face == b->face && a->scale == b->scale && a->rise == b->rise;
}

// The end of the clusters from `first` on that are one character each and known to be the
// choice's: true of most Latin text, and found without asking each face.
static size_t same_face_end(const struct chars *chars, size_t first, size_t limit,
                            const struct font_candidates *candidates,
                            const struct font_choice *choice)
{
    size_t end = first;
    while (end < limit && font_is_choice(candidates, chars->code[end], choice) &&
           (end + 1 == limit || (chars->flags[end + 1] & CHAR_GRAPHEME)) &&
           !(chars->flags[end] & CHAR_IGNORABLE))
        end++;
    return end;
}

// A cluster goes to the face of the cluster before it where that has its characters: spaces and
// signs then do not part words.
static void choose_faces(struct itemizer *it, const struct text_item *like)
{
    const struct chars *chars = it->chars;
    struct font_query query = {like->attr->family, like->script, like->lang, like->attr->bold,
                               like->attr->italic};
    struct font_candidates *candidates = font_candidates_for(it->fonts, &query);
    struct font_choice choice = {0}, before = {0};
    for (size_t i = like->first, end; i < like->end; i = end) {
        hb_codepoint_t wanted[CLUSTER_MOST];
        bool missing = false;
        end = cluster_end(chars, i, like->end);
        size_t n = cluster_wants(chars, i, end, wanted);
        if (n > 0 || !choice.face)
            choice = font_choose(it->fonts, candidates, wanted, n, &missing);
        if (missing)
            report_missing_of(it, i, end, choice.face);
        end = same_face_end(chars, end, like->end, candidates, &choice);
        if (i > like->first && is_same(&choice, &before) && (chars->flags[i] & CHAR_GRAPHEME))
            it->items[it->n - 1].end = end;
        else
            push_item(it, like, i, end, &choice);
        before = choice;
    }
}

static void itemize_piece(struct itemizer *it, const struct text_attr *attr, size_t first,
                          size_t end)
{
    const struct chars *chars = it->chars;
    hb_script_t script = chars->script[first];
    const char *lang =
        attr->lang ? attr->lang : lang_of(chars->code + first, end - first, script, it->lang);
    struct text_item like = {.first = first,
                             .end = end,
                             .level = chars->level[first],
                             .script = script,
                             .lang = g_intern_string(lang),
                             .hb_lang = hb_language_from_string(lang, -1),
                             .attr = attr};
    choose_faces(it, &like);
}

struct text_items itemize(struct font_set *fonts, const struct chars *chars,
                          const struct text_attr *attrs, size_t n_attrs, const char *lang,
                          struct arena *arena, struct diag *diag)
{
    struct itemizer it = {.fonts = fonts,
                          .chars = chars,
                          .lang = lang,
                          .diag = diag,
                          .arena = arena,
                          .items = ARENA_ROOM(arena, struct text_item, ITEMS_FEW),
                          .room = ITEMS_FEW};
    size_t at = 0;
    for (size_t a = 0; a < n_attrs && at < chars->n; a++) {
        size_t limit = a + 1 == n_attrs ? chars->n : chars_at_byte(chars, attrs[a].end);
        for (size_t end; at < limit; at = end) {
            end = piece_end(chars, at, limit);
            itemize_piece(&it, &attrs[a], at, end);
        }
    }
    assert(at == chars->n);
    return (struct text_items){it.items, it.n};
}
