// SPDX-License-Identifier: MIT
#include "record/label_codes.h"

#include <string.h>

// Numbers of one to eight digits, every tenth of another face.
enum { KINDS_MOST = 16, KEY_MOST = 768 };

struct label_codes {
    size_t n_key;
    char key[KEY_MOST];
    bool shown;
    struct {
        uint32_t glyph;
        uint16_t code;
    } at[LABEL_PLACES][10];
    struct label_codes *next; // the one asked for before it
};

struct label_key {
    size_t n;
    char bytes[KEY_MOST];
};

// False where it is too long, as of no number's label.
static bool key_add(struct label_key *key, const void *data, size_t n)
{
    if (key->n + n > sizeof key->bytes)
        return false;
    memcpy(key->bytes + key->n, data, n);
    key->n += n;
    return true;
}

static bool key_add_number(struct label_key *key, int64_t number)
{
    return key_add(key, &number, sizeof number);
}

static bool key_add_advances(struct label_key *key, const struct glyph_run *run)
{
    for (size_t i = 0; i < run->n_glyphs; i++) {
        const struct glyph *glyph = &run->glyphs[i];
        if (!key_add_number(key, glyph->advance) || !key_add_number(key, glyph->dx) ||
            !key_add_number(key, glyph->dy))
            return false;
    }
    return true;
}

static bool key_add_glyphs(struct label_key *key, const struct glyph_run *run)
{
    for (size_t i = 0; i < run->n_glyphs; i++) {
        if (!key_add_number(key, run->glyphs[i].id))
            return false;
    }
    return key_add_advances(key, run) && key_add(key, run->text, run->n_text);
}

// All that a label's codes hang on but which digits it has: its faces, where the runs stand from
// the number, and all of the runs that are no number.
static bool key_of(const struct line *line, const struct line_run *number, const struct host *host,
                   struct label_key *key)
{
    key->n = 0;
    bool fits = key_add(key, &host->font, sizeof host->font) && key_add_number(key, host->size) &&
                key_add_number(key, host->upem) && key_add_number(key, host->guest) &&
                key_add_number(key, host->scale) && key_add_number(key, host->rise);
    for (size_t i = 0; fits && i < line->n_runs; i++) {
        const struct line_run *placed = &line->runs[i];
        const struct glyph_run *run = &placed->run;
        const int64_t numbers[] = {
            placed->x - number->x, run->size, run->rise, run->level, run->n_text,
            (int64_t)run->n_glyphs};
        fits = key_add(key, numbers, sizeof numbers) &&
               key_add(key, &run->face, sizeof run->face) &&
               (placed == number ? key_add_advances(key, run) : key_add_glyphs(key, run));
    }
    return fits;
}

// The one that was longest not asked for where there are too many, else a new one.
static struct label_codes *codes_to_fill(struct label_codes **all)
{
    size_t n = 0;
    struct label_codes **at = all;
    for (; *at && n < KINDS_MOST - 1; n++)
        at = &(*at)->next;
    struct label_codes *last = *at;
    *at = NULL;
    return last ? last : g_new(struct label_codes, 1);
}

struct label_codes *label_codes_of(struct record *record, const struct line *line,
                                   const struct line_run *number, const struct host *host)
{
    struct label_key key;
    if (!key_of(line, number, host, &key))
        return NULL;
    struct label_codes **at = &record->label_codes;
    while (*at && ((*at)->n_key != key.n || memcmp((*at)->key, key.bytes, key.n) != 0))
        at = &(*at)->next;
    struct label_codes *codes = *at;
    if (codes) {
        *at = codes->next;
    } else {
        codes = codes_to_fill(&record->label_codes);
        *codes = (struct label_codes){.n_key = key.n};
        memcpy(codes->key, key.bytes, key.n);
    }
    codes->next = record->label_codes;
    record->label_codes = codes;
    return codes;
}

bool label_codes_are_shown(const struct label_codes *codes)
{
    return codes && codes->shown;
}

uint16_t label_codes_find(const struct label_codes *codes, enum label_place place, char digit,
                          uint32_t glyph)
{
    if (!codes || !g_ascii_isdigit(digit) || codes->at[place][digit - '0'].glyph != glyph)
        return 0;
    return codes->at[place][digit - '0'].code;
}

void label_codes_keep(struct label_codes *codes, enum label_place place, char digit, uint32_t glyph,
                      uint16_t code)
{
    if (!codes || !g_ascii_isdigit(digit))
        return;
    codes->at[place][digit - '0'].glyph = glyph;
    codes->at[place][digit - '0'].code = code;
    codes->shown = true;
}

void label_codes_free(struct label_codes *codes)
{
    while (codes) {
        struct label_codes *next = codes->next;
        g_free(codes);
        codes = next;
    }
}
