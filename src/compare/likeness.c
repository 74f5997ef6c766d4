// SPDX-License-Identifier: MIT
#include "compare/likeness.h"

#include <assert.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum {
    SKETCH = 8,      // parts kept of a name
    COMMON = 64,     // a part of so many names says nothing
    BITS_LEAST = 12, // of a part's hash, by how many names there are
    BITS_MOST = 22,
    NORMALIZE_MOST = 4096, // bytes of a name that are looked at
};

// ---- folding ---------------------------------------------------------------------------------

static gunichar fold_letter(gunichar c)
{
    switch (c) {
    case 0x0649: // alef maksura
    case 0x06CC: // Farsi yeh
        return 0x064A;
    case 0x0629: // teh marbuta
        return 0x0647;
    case 0x06A9: // keheh
        return 0x0643;
    case 0x0671: // alef wasla
        return 0x0627;
    default:
        return c;
    }
}

static bool is_kept(gunichar c)
{
    return c != 0x0640 && (g_unichar_isalnum(c) ||
                           (g_unichar_isgraph(c) && !g_unichar_ismark(c) && !g_unichar_ispunct(c) &&
                            g_unichar_type(c) != G_UNICODE_FORMAT));
}

struct folded likeness_fold(struct arena *arena, const char *name)
{
    g_autofree char *valid = g_utf8_make_valid(name, (gssize)strnlen(name, NORMALIZE_MOST));
    g_autofree char *lower = g_utf8_casefold(valid, -1);
    g_autofree char *plain = g_utf8_normalize(lower, -1, G_NORMALIZE_ALL);
    gunichar text[FOLDED_MOST];
    size_t n = 0;
    for (const char *p = plain; *p && n < FOLDED_MOST; p = g_utf8_next_char(p)) {
        gunichar c = fold_letter(g_utf8_get_char(p));
        bool gap = g_unichar_isspace(c) || (g_unichar_ispunct(c) && c != '\'' && c != 0x2019);
        if (is_kept(c))
            text[n++] = c;
        else if (gap && n > 0 && text[n - 1] != ' ')
            text[n++] = ' ';
    }
    if (n > 0 && text[n - 1] == ' ')
        n--;
    return (struct folded){arena_memdup(arena, text, n * sizeof *text), n};
}

// ---- edit distance ---------------------------------------------------------------------------

// Within a band of `most` around the diagonal (Ukkonen 1985): most + 1 if it is more.
static unsigned distance(const struct folded *a, const struct folded *b, unsigned most)
{
    unsigned row[FOLDED_MOST + 1] = {0};
    for (size_t j = 0; j <= b->n; j++)
        row[j] = j <= most ? (unsigned)j : most + 1;
    for (size_t i = 1; i <= a->n; i++) {
        size_t first = i > most ? i - most : 1, last = MIN(b->n, i + most);
        unsigned diagonal = row[first - 1], least = most + 1;
        row[first - 1] = first == 1 && i <= most ? (unsigned)i : most + 1;
        for (size_t j = first; j <= last; j++) {
            unsigned change = diagonal + (a->text[i - 1] != b->text[j - 1]);
            diagonal = row[j];
            unsigned above = j == i + most ? most + 1 : row[j];
            row[j] = MIN(MIN(change, MIN(above, row[j - 1]) + 1), most + 1);
            least = MIN(least, row[j]);
        }
        if (least > most)
            return most + 1;
    }
    return row[b->n];
}

unsigned likeness_of(const struct folded *a, const struct folded *b, unsigned least)
{
    size_t longer = MAX(a->n, b->n), shorter = MIN(a->n, b->n);
    if (longer == 0)
        return 100;
    unsigned most = (unsigned)(longer * (100 - least) / 100);
    if (longer - shorter > most)
        return 0;
    size_t d = distance(a, b, most);
    if (d > most)
        return 0;
    assert(longer > 0);
    return (unsigned)(100 * (longer - d) / longer);
}

static bool has_word(const struct folded *name, const gunichar *word, size_t n)
{
    for (size_t i = 0; i + n <= name->n; i++) {
        bool starts = i == 0 || name->text[i - 1] == ' ';
        bool ends = i + n == name->n || name->text[i + n] == ' ';
        if (starts && ends && memcmp(name->text + i, word, n * sizeof *word) == 0)
            return true;
    }
    return false;
}

// From Hangul and kana on a letter says as much as half a word elsewhere.
static bool says_something(const gunichar *word, size_t n)
{
    enum { FIRST_SYLLABLE = 0x1100, LETTERS = 4, SYLLABLES = 2 };
    return n >= (n > 0 && word[0] >= FIRST_SYLLABLE ? SYLLABLES : LETTERS);
}

bool likeness_shares_word(const struct folded *a, const struct folded *b)
{
    for (size_t i = 0, n; i < a->n; i += n + 1) {
        for (n = 0; i + n < a->n && a->text[i + n] != ' ';)
            n++;
        if (says_something(a->text + i, n) && has_word(b, a->text + i, n))
            return true;
    }
    return false;
}

// ---- index -----------------------------------------------------------------------------------

struct posting {
    uint32_t part, name;
};

struct likeness_index {
    unsigned bits;            // of the hashes
    uint8_t *left, *right;    // how many names have a part, by its hash; COMMON or more is COMMON
    struct posting *postings; // by part
    size_t n;
    uint32_t *seen; // by name: the query that last met it
    uint32_t query;
};

static uint32_t hash_part(unsigned bits, const gunichar *text, size_t n)
{
    uint32_t hash = 2166136261u + (uint32_t)n;
    for (size_t i = 0; i < n; i++) {
        hash = (hash ^ text[i]) * 16777619u;
        hash ^= hash >> 15;
    }
    return (hash * 2654435761u) >> (32 - bits);
}

// The parts of a name: every three letters and every five. A short name, or one with a slip in
// every word, still has threes in common; of a long one some fives are rare.
static size_t parts_of(unsigned bits, const struct folded *name, uint32_t ret[2 * FOLDED_MOST])
{
    static const size_t sizes[] = {3, 5};
    size_t n = 0;
    for (size_t k = 0; k < G_N_ELEMENTS(sizes); k++) {
        if (name->n <= sizes[k] && name->n > 0)
            ret[n++] = hash_part(bits, name->text, name->n);
        for (size_t i = 0; i + sizes[k] <= name->n; i++)
            ret[n++] = hash_part(bits, name->text + i, sizes[k]);
    }
    return n;
}

static uint8_t *count_parts(unsigned bits, const struct folded *names, size_t n)
{
    uint8_t *counts = g_new0(uint8_t, (size_t)1 << bits);
    uint32_t parts[2 * FOLDED_MOST];
    for (size_t i = 0; i < n; i++) {
        size_t m = parts_of(bits, &names[i], parts);
        for (size_t k = 0; k < m; k++)
            counts[parts[k]] += counts[parts[k]] < COMMON;
    }
    return counts;
}

static unsigned rank(const struct likeness_index *index, uint32_t part)
{
    return (unsigned)index->left[part] + index->right[part];
}

// Whether `a` says more of a name than `b`.
static bool rarer(const struct likeness_index *index, uint32_t a, uint32_t b)
{
    unsigned first = rank(index, a), second = rank(index, b);
    return first != second ? first < second : a < b;
}

// The rarest parts that names of both sides have, the rarest first.
static size_t sketch(const struct likeness_index *index, const struct folded *name,
                     uint32_t ret[SKETCH])
{
    uint32_t parts[2 * FOLDED_MOST];
    size_t m = parts_of(index->bits, name, parts), n = 0;
    for (size_t i = 0; i < m; i++) {
        uint32_t part = parts[i];
        size_t at = n;
        if (!index->left[part] || !index->right[part])
            continue;
        while (at > 0 && rarer(index, part, ret[at - 1]))
            at--;
        if (at == SKETCH || (at > 0 && ret[at - 1] == part))
            continue;
        n = MIN(n + 1, (size_t)SKETCH);
        memmove(ret + at + 1, ret + at, (n - at - 1) * sizeof *ret);
        ret[at] = part;
    }
    return n;
}

static int compare_postings(const void *a, const void *b)
{
    const struct posting *first = a, *second = b;
    if (first->part != second->part)
        return first->part < second->part ? -1 : 1;
    return first->name < second->name ? -1 : first->name > second->name;
}

struct likeness_index *likeness_index_new(const struct folded *names, size_t n,
                                          const struct folded *asked, size_t n_asked)
{
    struct likeness_index *index = g_new0(struct likeness_index, 1);
    index->bits = BITS_LEAST;
    while (index->bits < BITS_MOST && (n + n_asked) >> (index->bits - 6))
        index->bits++;
    index->left = count_parts(index->bits, names, n);
    index->right = count_parts(index->bits, asked, n_asked);
    index->postings = g_new(struct posting, n * SKETCH + 1);
    index->seen = g_new0(uint32_t, n + 1);
    for (size_t i = 0; i < n; i++) {
        uint32_t parts[SKETCH];
        size_t m = sketch(index, &names[i], parts);
        for (size_t k = 0; k < m; k++)
            index->postings[index->n++] = (struct posting){parts[k], (uint32_t)i};
    }
    qsort(index->postings, index->n, sizeof *index->postings, compare_postings);
    return index;
}

void likeness_index_free(struct likeness_index *index)
{
    g_free(index->left);
    g_free(index->right);
    g_free(index->postings);
    g_free(index->seen);
    g_free(index);
}

static size_t first_posting(const struct likeness_index *index, uint32_t part)
{
    size_t low = 0, high = index->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (index->postings[middle].part < part)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

size_t likeness_candidates(struct likeness_index *index, const struct folded *name, uint32_t *ret,
                           size_t most)
{
    uint32_t parts[SKETCH];
    size_t m = sketch(index, name, parts), n = 0;
    index->query++;
    for (size_t k = 0; k < m; k++) {
        size_t first = first_posting(index, parts[k]);
        for (size_t i = first; i < index->n && index->postings[i].part == parts[k]; i++) {
            uint32_t candidate = index->postings[i].name;
            if (n == most || i - first == COMMON)
                break;
            if (index->seen[candidate] != index->query)
                ret[n++] = candidate;
            index->seen[candidate] = index->query;
        }
    }
    return n;
}
