// SPDX-License-Identifier: MIT
#include "read/list/head_match.h"

#include "read/list/head_fold.h"

#include <stdlib.h>
#include <string.h>

static bool is_unspaced(gunichar c)
{
    return (c >= 0x0E00 && c < 0x0E80) || (c >= 0x1000 && c < 0x10A0) ||
           (c >= 0x1780 && c < 0x1800) || (c >= 0x3040 && c < 0xA000) ||
           (c >= 0xAC00 && c < 0xD7B0) || (c >= 0xF900 && c < 0xFB00);
}

static void match_add(struct head_cell *cell, size_t start, size_t end, struct sense sense)
{
    if (cell->count < MATCHES_MOST)
        cell->matches[cell->count++] = (struct head_match){start, end, sense};
}

static void match_all(struct head_cell *cell, size_t start, size_t end, const GArray *senses,
                      bool stem)
{
    for (guint i = 0; senses && i < senses->len; i++) {
        struct sense sense = g_array_index(senses, struct sense, i);
        if (sense.stem == stem && (!sense.exact || end - start == cell->n))
            match_add(cell, start, end, sense);
    }
}

static void match_stems(const struct heads *heads, struct head_cell *cell, size_t start)
{
    const char *at = cell->folded + start;
    char *first = g_strndup(at, (gsize)(g_utf8_next_char(at) - at));
    const GPtrArray *stems = g_hash_table_lookup(heads->stems, first);
    g_free(first);
    for (guint i = 0; stems && i < stems->len; i++) {
        const char *stem = g_ptr_array_index(stems, i);
        size_t length = strlen(stem);
        if (strncmp(at, stem, length) != 0)
            continue;
        size_t end = start + length + strcspn(at + length, " ");
        match_all(cell, start, end, g_hash_table_lookup(heads->phrases, stem), true);
    }
}

// All phrases that begin at `start`, at a word's beginning or within writing without spaces.
static void match_at(const struct heads *heads, struct head_cell *cell, size_t start)
{
    enum { WORDS_MOST = 8, CHARS_MOST = 16 };
    const char *at = cell->folded + start;
    bool unspaced = is_unspaced(g_utf8_get_char(at));
    int words = 0, chars = 0;
    for (const char *p = at; *p && words < WORDS_MOST;) {
        gunichar c = g_utf8_get_char(p);
        p = g_utf8_next_char(p);
        bool boundary =
            *p == ' ' || *p == '\0' || is_unspaced(g_utf8_get_char(p)) != is_unspaced(c);
        words += *p == ' ';
        if (!(boundary || (unspaced && is_unspaced(c))) || (unspaced && ++chars > CHARS_MOST))
            continue;
        char *key = g_strndup(at, (gsize)(p - at));
        match_all(cell, start, start + (size_t)(p - at), g_hash_table_lookup(heads->phrases, key),
                  false);
        g_free(key);
    }
}

static int longest_first(const void *a, const void *b)
{
    const struct head_match *x = a, *y = b;
    size_t nx = x->end - x->start, ny = y->end - y->start;
    return nx != ny ? (nx < ny) - (nx > ny) : (x->start > y->start) - (x->start < y->start);
}

void head_cell_read(const struct heads *heads, const char *text, size_t n, struct head_cell *cell)
{
    *cell = (struct head_cell){.folded = head_fold(text, n)};
    cell->n = strlen(cell->folded);
    char *joined = head_join(cell->folded);
    match_all(cell, 0, cell->n, g_hash_table_lookup(heads->joined, joined), false);
    g_free(joined);
    gunichar before = ' ';
    for (const char *p = cell->folded; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        bool begins = before == ' ' || is_unspaced(c) || is_unspaced(before);
        if (c != ' ' && begins) {
            match_at(heads, cell, (size_t)(p - cell->folded));
            match_stems(heads, cell, (size_t)(p - cell->folded));
        }
        before = c;
    }
    qsort(cell->matches, cell->count, sizeof cell->matches[0], longest_first);
}

bool head_match_is_short(const struct head_cell *cell, const struct head_match *match)
{
    const char *text = cell->folded + match->start;
    return g_utf8_strlen(text, (gssize)(match->end - match->start)) <= 2 &&
           !is_unspaced(g_utf8_get_char(text)) && match->end - match->start < cell->n;
}
