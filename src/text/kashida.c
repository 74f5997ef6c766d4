// SPDX-License-Identifier: MIT
#include "text/kashida.h"

#include "text/face.h"

#include <string.h>

#define JOINING_FIRST 0x600
#define JOINING_LAST 0x8ff
#define TATWEEL 0x640
#define ZWNJ 0x200c
#define ZWJ 0x200d
#define SHORT_WORD 3 /* added to the priority in a word of three letters */

enum joining_group {
    OTHER,
    SEEN,
    SAD,
    TEH_MARBUTA,
    TEH_MARBUTA_GOAL,
    HEH,
    HEH_GOAL,
    DAL,
    ALEF,
    TAH,
    LAM,
    KAF,
    GAF,
    BEH,
    NOON,
    YEH,
    FARSI_YEH,
    REH,
    WAW,
    AIN,
    QAF,
    FEH
};

enum joining_type { TYPE_U, TYPE_R, TYPE_L, TYPE_D, TYPE_C, TYPE_T };

struct joining {
    uint8_t type, group;
};

#define U(group)                                                                                   \
    {                                                                                              \
        TYPE_U, group                                                                              \
    }
#define R(group)                                                                                   \
    {                                                                                              \
        TYPE_R, group                                                                              \
    }
#define L(group)                                                                                   \
    {                                                                                              \
        TYPE_L, group                                                                              \
    }
#define D(group)                                                                                   \
    {                                                                                              \
        TYPE_D, group                                                                              \
    }
#define C(group)                                                                                   \
    {                                                                                              \
        TYPE_C, group                                                                              \
    }
#define T(group)                                                                                   \
    {                                                                                              \
        TYPE_T, group                                                                              \
    }
static const struct joining joinings[JOINING_LAST - JOINING_FIRST + 1] = {
#include "text/joining.inc"
};
#undef U
#undef R
#undef L
#undef D
#undef C
#undef T

// ArabicShaping.txt lists no marks: what is a mark by its general category is transparent.
static struct joining joining_of(hb_codepoint_t c)
{
    struct joining none = {TYPE_U, OTHER};
    if (c >= JOINING_FIRST && c <= JOINING_LAST && joinings[c - JOINING_FIRST].type != TYPE_U)
        return joinings[c - JOINING_FIRST];
    if (c == ZWJ)
        none.type = TYPE_C;
    else if (c >= 0x300 && c != ZWNJ && g_unichar_ismark(c))
        none.type = TYPE_T;
    return none;
}

static bool joins_next(struct joining j)
{
    return j.type == TYPE_D || j.type == TYPE_L || j.type == TYPE_C;
}

static bool joins_previous(struct joining j)
{
    return j.type == TYPE_D || j.type == TYPE_R || j.type == TYPE_C;
}

static bool is_yeh(uint8_t group)
{
    return group == YEH || group == FARSI_YEH;
}

static int final_priority(uint8_t letter, uint8_t next)
{
    switch (next) {
    case TEH_MARBUTA:
    case TEH_MARBUTA_GOAL:
    case HEH:
    case HEH_GOAL:
    case DAL:
        return 3;
    case ALEF:
    case TAH:
    case LAM:
    case KAF:
    case GAF:
        return 4;
    case WAW:
    case AIN:
    case QAF:
    case FEH:
        return 6;
    case YEH:
    case FARSI_YEH:
        return 0; // its tail turns back under the word
    case REH:
        // A tooth before reh is lengthened sooner than another letter.
        return letter == BEH || letter == NOON || is_yeh(letter) ? 5 : 7;
    default:
        return 7;
    }
}

int kashida_priority(hb_codepoint_t letter, hb_codepoint_t next, bool next_is_final)
{
    uint8_t group = joining_of(letter).group, next_group = joining_of(next).group;
    // After a tatweel of the writer's, never before: the font makes one glyph of both, which then
    // stands for the writer's.
    if (next == TATWEEL)
        return 0;
    if (letter == TATWEEL)
        return 1;
    if (group == SEEN || group == SAD)
        return 2;
    if (next_is_final && is_yeh(next_group) && (group == BEH || group == NOON || is_yeh(group)))
        return 5;
    return next_is_final ? final_priority(group, next_group) : 0;
}

/* A word being walked, and the best join met in it. */
struct walk {
    const struct chars *chars;
    const struct text_item *item;
    const bool *safe; /* by character of the item: tatweel may be put before it */
    len unit;
    struct kashida_join best;
    unsigned letters; /* of the word so far */
    GArray *joins;
};

// A word of two letters is never lengthened, one of three only when others do not suffice.
static void end_word(struct walk *walk)
{
    bool asked = walk->best.priority == 1; // the writer's own tatweel
    if (walk->letters == 3 && !asked && walk->best.priority > 0)
        walk->best.priority += SHORT_WORD;
    if (asked || (walk->best.priority > 0 && walk->letters > 2))
        g_array_append_val(walk->joins, walk->best);
    walk->best.priority = 0;
    walk->letters = 0;
}

// The next character that is not transparent, or `end`.
static size_t next_letter(const struct chars *chars, size_t at, size_t end)
{
    for (at++; at < end && joining_of(chars->code[at]).type == TYPE_T;)
        at++;
    return at;
}

static bool beside_joiner(const struct chars *chars, size_t before)
{
    hb_codepoint_t c = chars->code[before], last = chars->code[before - 1];
    return c == ZWNJ || c == ZWJ || last == ZWNJ || last == ZWJ;
}

// Ties go to the word's end: a later join of the same priority takes the place of an earlier.
static void consider(struct walk *walk, size_t letter, size_t next)
{
    const struct chars *chars = walk->chars;
    size_t after = next_letter(chars, next, walk->item->end);
    struct joining j = joining_of(chars->code[next]);
    bool is_final = !joins_next(j) || after >= walk->item->end ||
                    !joins_previous(joining_of(chars->code[after]));
    int priority = kashida_priority(chars->code[letter], chars->code[next], is_final);
    if (priority == 0 || !walk->safe[next - walk->item->first] || beside_joiner(chars, next))
        return;
    if (walk->best.priority == 0 || priority <= walk->best.priority)
        walk->best = (struct kashida_join){next, letter, priority, walk->unit};
}

static void walk_item(struct walk *walk)
{
    const struct chars *chars = walk->chars;
    size_t end = walk->item->end;
    for (size_t at = walk->item->first, next; at < end; at = next) {
        struct joining j = joining_of(chars->code[at]);
        next = next_letter(chars, at, end);
        if (j.type != TYPE_U)
            walk->letters++;
        else if (chars->code[at] != ZWNJ)
            end_word(walk);
        if (next < end && joins_next(j) && joins_previous(joining_of(chars->code[next])))
            consider(walk, at, next);
    }
    end_word(walk);
}

static bool *safe_places(const struct chars *chars, const struct text_item *item,
                         struct arena *arena)
{
    bool *safe = ARENA_ARRAY(arena, bool, item->end - item->first);
    size_t at = item->first;
    // Right to left: the last glyph is the first in logical order.
    for (size_t i = item->n_glyphs; i-- > 0;) {
        const struct glyph *glyph = &item->glyphs[i];
        while (at < item->end && chars->byte[at] < glyph->cluster)
            at++;
        if (at < item->end && chars->byte[at] == glyph->cluster &&
            (glyph->flags & GLYPH_SAFE_KASHIDA))
            safe[at - item->first] = true;
    }
    return safe;
}

static void find_in_item(const struct chars *chars, const struct text_item *item, GArray *joins,
                         struct arena *arena)
{
    if (item->script != HB_SCRIPT_ARABIC || !(item->level & 1))
        return;
    int units = face_kashida(item->face);
    if (units <= 0)
        return;
    struct walk walk = {.chars = chars,
                        .item = item,
                        .safe = safe_places(chars, item, arena),
                        .unit = len_from_units(units, item->size, item->face->upem),
                        .joins = joins};
    walk_item(&walk);
}

struct kashida_joins kashida_find(const struct chars *chars, const struct text_items *items,
                                  struct arena *arena)
{
    GArray *joins = g_array_new(FALSE, FALSE, sizeof(struct kashida_join));
    for (size_t i = 0; i < items->n; i++)
        find_in_item(chars, &items->items[i], joins, arena);
    struct kashida_joins found = {
        arena_memdup(arena, joins->data, joins->len * sizeof(struct kashida_join)), joins->len};
    g_array_free(joins, TRUE);
    return found;
}
