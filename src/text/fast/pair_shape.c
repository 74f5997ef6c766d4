// SPDX-License-Identifier: MIT
#include "text/fast/pair_shape.h"

#include "text/fast/pair_lookups.h"

#include <string.h>

enum {
    LETTERS = 0x180, /* characters of one or two bytes: Latin of Europe and common signs */
    CALM_MOST = 160, /* of them in one shaper's words */
};

/* What HarfBuzz made of two neighbours. */
enum pair_state { PAIR_UNKNOWN, PAIR_CALM, PAIR_RESTLESS };
struct pair {
    int16_t kern;  /* added to the first one's advance */
    uint8_t state; /* enum pair_state */
    uint8_t flags; /* of the second */
};

struct letter {
    uint32_t id;
    int32_t advance;
    uint16_t place; /* in the table of pairs, from 1; 0 until met */
    bool calm;
};

struct pair_shaper {
    struct text_item item;
    struct arena *scratch; /* for pairs under way */
    struct pair_lookups lookups;
    struct letter letters[LETTERS];
    unsigned met;
    struct pair pairs[CALM_MOST][CALM_MOST];
};

static bool is_control(hb_codepoint_t c)
{
    return c <= ' ' || (c >= 0x7f && c <= 0xa0) || c == 0xad;
}

static void find_letters(struct pair_shaper *shaper, hb_set_t *glyphs)
{
    for (hb_codepoint_t c = 0; c < LETTERS; c++)
        if (!is_control(c) &&
            hb_font_get_nominal_glyph(shaper->item.face->hb_font, c, &shaper->letters[c].id))
            hb_set_add(glyphs, shaper->letters[c].id);
}

struct pair_shaper *pair_shaper_new(const struct text_item *item, const hb_set_t *but)
{
    struct pair_shaper *shaper = g_new0(struct pair_shaper, 1);
    shaper->item =
        (struct text_item){.face = item->face, .script = item->script, .hb_lang = item->hb_lang};
    shaper->scratch = arena_new();
    hb_set_t *glyphs = hb_set_create();
    find_letters(shaper, glyphs);
    hb_set_subtract(glyphs, but);
    shaper->lookups = pair_lookups_read(item, glyphs);
    for (size_t c = 0; c < LETTERS; c++) {
        struct letter *letter = &shaper->letters[c];
        letter->calm = letter->id && hb_set_has(shaper->lookups.calm, letter->id);
        letter->advance = hb_font_get_glyph_h_advance(item->face->hb_font, letter->id);
    }
    hb_set_destroy(glyphs);
    return shaper;
}

void pair_shaper_free(struct pair_shaper *shaper)
{
    if (!shaper)
        return;
    pair_lookups_clear(&shaper->lookups);
    arena_free(shaper->scratch);
    g_free(shaper);
}

static bool is_nominal(const struct glyph *glyph, const struct letter *letter)
{
    return glyph->id == letter->id && glyph->dx == 0 && glyph->dy == 0;
}

// Asked once for each pair. Where it turns out otherwise than the lookups promise, it stays
// HarfBuzz's.
static struct pair ask_pair(struct pair_shaper *shaper, const char *text, size_t n,
                            const struct letter *a, const struct letter *b)
{
    struct shaped shaped = shape_bytes(&shaper->item, text, n, 0, n, false, shaper->scratch);
    const struct glyph *glyphs = shaped.glyphs;
    struct pair pair = {.state = PAIR_RESTLESS};
    if (pair_lookups_allow(&shaper->lookups, a->id, b->id) && shaped.n == 2 &&
        is_nominal(&glyphs[0], a) && is_nominal(&glyphs[1], b) && glyphs[0].flags == 0 &&
        glyphs[1].advance == b->advance && glyphs[1].flags <= UINT8_MAX) {
        int32_t kern = glyphs[0].advance - a->advance;
        if (kern >= INT16_MIN && kern <= INT16_MAX)
            pair = (struct pair){(int16_t)kern, PAIR_CALM, (uint8_t)glyphs[1].flags};
    }
    arena_reset(shaper->scratch);
    return pair;
}

// Asked once for each letter: a lookup that takes a glyph away brings none, and so is not found.
static bool stays_alone(struct pair_shaper *shaper, const char *text, size_t n,
                        const struct letter *letter)
{
    struct shaped shaped = shape_bytes(&shaper->item, text, n, 0, n, false, shaper->scratch);
    bool stays = shaped.n == 1 && is_nominal(shaped.glyphs, letter) &&
                 shaped.glyphs->advance == letter->advance && shaped.glyphs->flags == 0;
    arena_reset(shaper->scratch);
    return stays;
}

// The letter that starts at *at, which moves past it; NULL if it may do more than kern.
static struct letter *next_letter(struct pair_shaper *shaper, const char *text, size_t n,
                                  size_t *at)
{
    hb_codepoint_t c = (guchar)text[*at];
    size_t bytes = 1;
    if (c >= 0x80) {
        bytes = 2;
        if (c >= 0xe0 || *at + 2 > n)
            return NULL;
        c = (c & 0x1f) << 6 | ((guchar)text[*at + 1] & 0x3f);
    }
    if (c >= LETTERS || !shaper->letters[c].calm)
        return NULL;
    struct letter *letter = &shaper->letters[c];
    if (!letter->place && shaper->met == CALM_MOST)
        return NULL;
    if (!letter->place) {
        letter->calm = stays_alone(shaper, text + *at, bytes, letter);
        if (!letter->calm)
            return NULL;
        letter->place = (uint16_t)++shaper->met;
    }
    *at += bytes;
    return letter;
}

bool pair_shape_word(struct pair_shaper *shaper, const char *text, size_t n, struct arena *arena,
                     struct shaped *ret)
{
    struct glyph *glyphs = ARENA_ARRAY(arena, struct glyph, n);
    const struct letter *last = NULL;
    size_t count = 0, last_at = 0;
    for (size_t at = 0; at < n; count++) {
        size_t start = at;
        struct letter *letter = next_letter(shaper, text, n, &at);
        if (!letter)
            return false;
        glyphs[count] = (struct glyph){
            .id = letter->id, .cluster = (uint32_t)start, .advance = letter->advance};
        if (last) {
            struct pair *pair = &shaper->pairs[last->place - 1][letter->place - 1];
            if (pair->state == PAIR_UNKNOWN)
                *pair = ask_pair(shaper, text + last_at, at - last_at, last, letter);
            if (pair->state == PAIR_RESTLESS)
                return false;
            glyphs[count - 1].advance += pair->kern;
            glyphs[count].flags = pair->flags;
        }
        last = letter;
        last_at = start;
    }
    *ret = (struct shaped){glyphs, count};
    return count > 0;
}
