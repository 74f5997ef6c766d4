// SPDX-License-Identifier: MIT
#include "text/kashida.h"

#include "base/utf8.h"
#include "text/face.h"
#include "text/form.h"
#include "text/joining.h"

#include <string.h>

#define TATWEEL 0x640
#define ZWNJ 0x200c
#define ZWJ 0x200d
#define VERSE_FIRST 0xfd3e /* the ornate parentheses about a verse of the Quran */
#define VERSE_LAST 0xfd3f
#define LETTERS_MOST 32 /* a longer word is no word */
#define BARRED_MOST 8   /* of the longest word that is barred, what is before it included */
#define LETTERS_LEAST 4 /* in a word that may be lengthened */
#define FOUR_LETTERS 25
#define FIVE_LETTERS 8
#define OWN_BODY 14   /* the price of a final letter's own body */
#define STEPS_MOST 22 /* sixteenths of an em */

// Words of grammar, which a reader takes in at a glance; with و or ف before them too.
static const char *const barred[] = {
    "الله",    "لله",    "بالله", "الذي",  "التي",  "الذين", "اللذان", "اللتان", "اللذين",
    "اللواتي", "اللاتي", "إلى",   "على",   "إليه",  "إليها", "إليهم",  "إليكم",  "إلينا",
    "عليه",    "عليها",  "عليهم", "عليكم", "علينا", "كانت",  "كانوا",  "كنتم",   "يكون",
    "تكون",    "ليست",   "ليسوا", "هذه",   "هذا",   "ذلك",   "تلك",    "هؤلاء",  "أولئك",
    "عندما",   "بينما",  "حيثما", "كلما",  "لكنه",  "لكنها", "لأنه",   "لأنها",  "لكي",
    "منها",    "منهم",   "عنها",  "عنهم",  "فيها",  "فيهم",  "بينهم",  "لدى",    "حتى",
    "أيضا",    "بعضهم",  "كذلك",  "لذلك",  "بذلك",  "عند",   "منذ",
};

static bool is_yeh(uint8_t group)
{
    return group == YEH || group == FARSI_YEH;
}

static bool is_tooth(uint8_t group)
{
    return group == BEH || group == NOON || is_yeh(group);
}

static bool is_toothed_row(uint8_t group)
{
    return group == SEEN || group == SAD;
}

static bool rises(uint8_t group)
{
    return group == TEH_MARBUTA || group == TEH_MARBUTA_GOAL || group == HEH || group == HEH_GOAL ||
           group == DAL || group == ALEF || group == LAM || group == KAF || group == GAF ||
           group == TAH;
}

static bool is_heh(uint8_t group)
{
    return group == TEH_MARBUTA || group == TEH_MARBUTA_GOAL || group == HEH || group == HEH_GOAL;
}

static bool is_prefix(hb_codepoint_t c)
{
    return c == 0x648 || c == 0x641 || c == 0x628 || c == 0x643; // waw, feh, beh, kaf
}

// Where the article's lam is; 0 if the word has none. (Two lams: it has lost its alef.)
static size_t article_lam(const struct kashida_letter *letters, size_t n)
{
    size_t from = n > 4 && is_prefix(letters[0].code) && letters[1].code != 0x644;
    if (n > from + 2 && letters[from].code == 0x627 && letters[from + 1].code == 0x644)
        return from + 1;
    return n > 3 && letters[0].code == 0x644 && letters[1].code == 0x644 ? 1 : 0;
}

static bool is_never(const struct kashida_letter *letters, size_t n, size_t i)
{
    uint8_t first = joining_of(letters[i].code).group, next = joining_of(letters[i + 1].code).group;
    bool final = !letters[i + 1].joined, medial = i > 0 && letters[i - 1].joined;
    if (final && (is_yeh(next) || next == QAF))
        return true; // their tails turn back under the word
    if ((next == REH || next == WAW) && (is_toothed_row(first) || (medial && is_tooth(first))))
        return true;
    if (first == LAM && (next == ALEF || (final && rises(next))))
        return true;
    size_t lam = article_lam(letters, n);
    return lam > 0 && i <= lam;
}

int kashida_price(const struct kashida_letter *letters, size_t n, size_t i)
{
    uint8_t first = joining_of(letters[i].code).group, next = joining_of(letters[i + 1].code).group;
    bool final = !letters[i + 1].joined, last = i + 2 == n, medial = i > 0 && letters[i - 1].joined;
    if (is_never(letters, n, i))
        return 0;
    if (is_toothed_row(first))
        return 10;
    if (last && (is_heh(next) || next == DAL))
        return 20;
    if (next == DAL)
        return 30;
    if (medial && is_tooth(first) && (next == MEEM || (is_tooth(next) && !final)))
        return 40;
    if (final && (next == ALEF || next == TAH || next == LAM || next == KAF || next == GAF))
        return 40;
    if (last &&
        (next == REH || next == NOON || next == MEEM || next == FEH || next == AIN || next == WAW))
        return 60;
    return 0;
}

static bool is_barred(const char *word)
{
    static GHashTable *words;
    if (g_once_init_enter(&words)) {
        GHashTable *set = g_hash_table_new(g_str_hash, g_str_equal);
        for (size_t i = 0; i < G_N_ELEMENTS(barred); i++)
            g_hash_table_add(set, (void *)barred[i]);
        g_once_init_leave(&words, set);
    }
    return g_hash_table_contains(words, word);
}

bool kashida_is_barred(const struct kashida_letter *letters, size_t n)
{
    char word[BARRED_MOST * 4 + 1], *end = word, *second = word;
    if (n > BARRED_MOST)
        return false;
    for (size_t i = 0; i < n; i++) {
        end += g_unichar_to_utf8(letters[i].code, end);
        if (i == 0)
            second = end;
    }
    *end = '\0';
    bool prefix = n > 1 && (letters[0].code == 0x648 || letters[0].code == 0x641);
    return is_barred(word) || (prefix && is_barred(second));
}

/* An item's words while they are walked. */
struct walk {
    const struct chars *chars;
    const struct text_item *item;
    const bool *safe;      /* by character of the item: tatweel may be put before it */
    const int64_t *glyphs; /* by character of the item: its letter's glyph, or -1 */
    bool verse;            /* within a verse */
    struct kashida_letter letters[LETTERS_MOST];
    size_t n, first, end;
    bool plain; /* letters and marks alone */
    GArray *places;
    uint8_t *rungs;
};

static const struct form_seams *seams_at(const struct walk *walk, size_t at)
{
    static const struct form_seams none = {.left = false};
    int64_t glyph = walk->glyphs[at - walk->item->first];
    return glyph >= 0 ? form_seams(walk->item->face, (uint32_t)glyph) : &none;
}

static bool has_zone(const struct walk *walk, size_t at)
{
    int64_t glyph = walk->glyphs[at - walk->item->first];
    if (glyph < 0)
        return false;
    const struct form_zone *zone = form_zone(walk->item->face, (uint32_t)glyph);
    return zone->end > zone->start;
}

static uint32_t word_hash(const struct walk *walk)
{
    uint32_t hash = 2166136261u; // FNV-1a
    for (size_t i = 0; i < walk->n; i++)
        hash = (hash ^ walk->letters[i].code) * 16777619u;
    return hash;
}

static void add_place(struct walk *walk, size_t i, size_t next, int price, int steps_most)
{
    int shortness = walk->n == 4 ? FOUR_LETTERS : walk->n == 5 ? FIVE_LETTERS : 0;
    struct kashida_place place = {.letter = walk->letters[i].at,
                                  .next = walk->letters[next].at,
                                  .first = walk->first,
                                  .end = walk->end,
                                  .word = word_hash(walk),
                                  .price = price + shortness,
                                  .steps_most = steps_most,
                                  .deep = rises(joining_of(walk->letters[next].code).group),
                                  .em = walk->item->size};
    g_array_append_val(walk->places, place);
}

// One a word: ties go to the word's end.
static void find_join(struct walk *walk)
{
    size_t best = 0;
    int least = 0;
    for (size_t i = 0; i + 1 < walk->n; i++) {
        if (!walk->letters[i].joined)
            continue;
        size_t at = walk->letters[i].at, next = walk->letters[i + 1].at;
        int price = kashida_price(walk->letters, walk->n, i);
        if (price == 0 || (least && price > least) || !walk->safe[next - walk->item->first] ||
            !seams_at(walk, at)->left || !seams_at(walk, next)->right)
            continue;
        least = price;
        best = i;
    }
    if (least)
        add_place(walk, best, best + 1, least, STEPS_MOST);
}

static uint8_t body_of(uint8_t group)
{
    if (group == BEH || group == FEH || group == KAF)
        return LETTER_FLAT;
    bool bowl = group == NOON || group == SEEN || group == SAD || group == LAM || is_yeh(group) ||
                group == QAF;
    return bowl ? LETTER_BOWL : 0;
}

static uint8_t find_body(struct walk *walk)
{
    const struct kashida_letter *last = &walk->letters[walk->n - 1];
    uint8_t body = body_of(joining_of(last->code).group);
    if (!body || !has_zone(walk, last->at))
        return 0;
    walk->rungs[last->at] |= body;
    return body;
}

static void end_word(struct walk *walk)
{
    if (walk->n == 0)
        return;
    walk->letters[walk->n - 1].joined = false;
    for (size_t i = 1; i < walk->n; i++)
        if (!walk->letters[i - 1].joined)
            walk->rungs[walk->letters[i].at] |= LETTER_GAP;
    uint8_t body = find_body(walk);
    if (walk->plain && !walk->verse && walk->n >= LETTERS_LEAST &&
        !kashida_is_barred(walk->letters, walk->n)) {
        find_join(walk);
        if (body == LETTER_FLAT)
            add_place(walk, walk->n - 1, walk->n - 1, OWN_BODY, KASHIDA_BODY_LONGEST);
    }
    walk->n = 0;
}

static void add_letter(struct walk *walk, size_t at, hb_codepoint_t c, bool parted)
{
    struct joining j = joining_of(c);
    if (walk->n > 0 && (parted || !joins_previous(j)))
        walk->letters[walk->n - 1].joined = false;
    if (walk->n < LETTERS_MOST)
        walk->letters[walk->n++] = (struct kashida_letter){c, at, joins_next(j)};
    else
        walk->plain = false;
}

static void walk_item(struct walk *walk)
{
    const struct chars *chars = walk->chars;
    bool parted = false;
    for (size_t at = walk->item->first; at < walk->item->end; at++) {
        hb_codepoint_t c = chars->code[at];
        if (c == VERSE_FIRST || c == VERSE_LAST)
            walk->verse = c == VERSE_LAST; // it opens with the one of higher number
        if (joining_of(c).type == TYPE_T && c != TATWEEL)
            continue;
        bool joiner = c == ZWNJ || c == ZWJ;
        bool letter = utf8_is_letter(c);
        if (!joiner && !letter && !g_unichar_isalnum(c)) {
            walk->end = at;
            end_word(walk);
            continue;
        }
        if (walk->n == 0) {
            walk->plain = true;
            walk->first = at;
        }
        if (joiner || c == TATWEEL || !letter)
            walk->plain = false;
        if (!joiner)
            add_letter(walk, at, c, parted);
        parted = c == ZWNJ;
    }
    walk->end = walk->item->end;
    end_word(walk);
}

static void read_glyphs(struct walk *walk, bool *safe, int64_t *glyphs)
{
    const struct text_item *item = walk->item;
    size_t at = item->first;
    for (size_t i = 0; i < item->end - item->first; i++)
        glyphs[i] = -1;
    // Right to left: the last glyph is the first in logical order.
    for (size_t i = item->n_glyphs; i-- > 0;) {
        const struct glyph *glyph = &item->glyphs[i];
        while (at < item->end && walk->chars->byte[at] < glyph->cluster)
            at++;
        if (at == item->end || walk->chars->byte[at] != glyph->cluster)
            continue;
        int64_t *letter = &glyphs[at - item->first];
        safe[at - item->first] |= (glyph->flags & GLYPH_SAFE_KASHIDA) != 0;
        if (glyph->advance > 0) // of two neither is the letter alone
            *letter = *letter == -1 ? (int64_t)glyph->id : -2;
    }
    walk->safe = safe;
    walk->glyphs = glyphs;
}

// False where pdf.js takes a scaled line apart: words stacked on a slope, in a face that bears no
// kashida, and letters that all have a mark, such as Thaana's.
static bool find_in_item(struct walk *walk, struct arena *arena)
{
    const struct text_item *item = walk->item;
    if (item->script != HB_SCRIPT_ARABIC || !(item->level & 1))
        return !(item->level & 1) || item->script == HB_SCRIPT_HEBREW;
    struct face_stroke stroke = face_stroke(item->face);
    if (stroke.high <= stroke.low)
        return false;
    size_t n = item->end - item->first;
    if (!walk->rungs)
        walk->rungs = ARENA_ARRAY(arena, uint8_t, walk->chars->n + 1);
    read_glyphs(walk, ARENA_ARRAY(arena, bool, n), ARENA_ARRAY(arena, int64_t, n));
    walk_item(walk);
    return true;
}

struct kashida_places kashida_find(const struct chars *chars, const struct text_items *items,
                                   struct arena *arena)
{
    struct walk walk = {.chars = chars,
                        .places = g_array_new(FALSE, FALSE, sizeof(struct kashida_place))};
    bool unscaled = false;
    for (size_t i = 0; i < items->n; i++) {
        walk.item = &items->items[i];
        unscaled = !find_in_item(&walk, arena) || unscaled;
    }
    struct kashida_places found = {
        arena_memdup(arena, walk.places->data, walk.places->len * sizeof(struct kashida_place)),
        walk.places->len, walk.rungs, unscaled};
    g_array_free(walk.places, TRUE);
    return found;
}
