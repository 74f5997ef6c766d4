// SPDX-License-Identifier: MIT
#include "compare/diff_make.h"

#include "language/direction.h"

#include <string.h>

enum { EDITS_MOST = 2000 };

static int class_of(gunichar c)
{
    if (g_unichar_isspace(c))
        return 1;
    // Marks and joiners belong to the letters around them, an apostrophe to its word.
    return g_unichar_isalnum(c) || g_unichar_ismark(c) || c == 0x200C || c == 0x200D ||
                   c == 0x0640 || c == '\'' || c == 0x2019
               ? 2
               : 0;
}

bool diff_is_rtl(const char *text)
{
    bool rtl = false;
    return direction_first_strong(text, &rtl) && rtl;
}

// A mark or a joiner is never parted from what is before it, whatever that is: half a letter is
// not a change that can be shown.
static bool clings(const char *at)
{
    gunichar c = g_utf8_get_char(at);
    return g_unichar_ismark(c) || c == 0x200C || c == 0x200D;
}

static uint32_t hash_of(const char *text, size_t n)
{
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < n; i++)
        hash = (hash ^ (unsigned char)text[i]) * 16777619u;
    return hash;
}

GArray *diff_tokens(const char *text)
{
    GArray *tokens = g_array_new(FALSE, FALSE, sizeof(struct diff_token));
    while (*text) {
        int class = class_of(g_utf8_get_char(text));
        const char *end = g_utf8_next_char(text);
        while (*end && ((class && class_of(g_utf8_get_char(end)) == class) || clings(end)))
            end = g_utf8_next_char(end);
        size_t n = (size_t)(end - text);
        struct diff_token token = {text, n, hash_of(text, n), class == 2};
        g_array_append_val(tokens, token);
        text = end;
    }
    return tokens;
}

struct word_pair {
    const struct diff_token *a, *b; // what is left after the common beginning and end
    int n, m;
};

static bool same(const struct diff_token *a, const struct diff_token *b)
{
    return a->hash == b->hash && a->n == b->n && memcmp(a->text, b->text, a->n) == 0;
}

// ---- Myers -----------------------------------------------------------------------------------

// The furthest x on every diagonal after each number of edits; `trace` keeps one row of 2d + 1 per
// d. Returns the number of edits, or -1 if they are too many.
static int furthest(const struct word_pair *w, GPtrArray *trace)
{
    int most = MIN(w->n + w->m, EDITS_MOST);
    int *row = g_new0(int, 2 * (size_t)most + 3), edits = -1;
    int *v = row + most + 1;
    for (int d = 0; d <= most && edits < 0; d++) {
        for (int k = -d; k <= d && edits < 0; k += 2) {
            int x = k == -d || (k != d && v[k - 1] < v[k + 1]) ? v[k + 1] : v[k - 1] + 1;
            int y = x - k;
            while (x < w->n && y < w->m && same(&w->a[x], &w->b[y]))
                x++, y++;
            v[k] = x;
            if (x >= w->n && y >= w->m)
                edits = d;
        }
        g_ptr_array_add(trace, g_memdup2(v - d, (2 * (size_t)d + 1) * sizeof *v));
    }
    g_free(row);
    return edits;
}

static int reached(const GPtrArray *trace, int d, int k)
{
    return ((const int *)trace->pdata[d])[k + d];
}

// Walks back from the end, setting for every word of either side whether it is kept.
static void backtrack(const struct word_pair *w, const GPtrArray *trace, int edits, bool *keep_a,
                      bool *keep_b)
{
    int x = w->n, y = w->m;
    for (int d = edits; d > 0; d--) {
        int k = x - y;
        bool down = k == -d ||
                    (k != d && d > 1 && k - 1 >= -(d - 1) && k + 1 <= d - 1 &&
                     reached(trace, d - 1, k - 1) < reached(trace, d - 1, k + 1)) ||
                    (k != d && k - 1 < -(d - 1));
        int from = down ? k + 1 : k - 1;
        int x0 = reached(trace, d - 1, from), y0 = x0 - from;
        int x1 = down ? x0 : x0 + 1;
        for (; x > x1; x--, y--)
            keep_a[x - 1] = keep_b[y - 1] = true;
        x = x0;
        y = y0;
    }
    for (; x > 0 && y > 0; x--, y--)
        keep_a[x - 1] = keep_b[y - 1] = true;
}

// ---- the stretches ---------------------------------------------------------------------------

// A gap of spaces or a lone mark between two changes reads as part of one change.
static void widen(const struct word_pair *w, bool *keep_a, bool *keep_b)
{
    int i = 0, k = 0;
    bool changed = false;
    while (i < w->n && k < w->m) {
        if (!keep_a[i] || !keep_b[k]) {
            i += !keep_a[i];
            k += !keep_b[k];
            changed = true;
            continue;
        }
        int run = 0;
        bool words = false;
        while (i + run < w->n && k + run < w->m && keep_a[i + run] && keep_b[k + run])
            words |= w->a[i + run++].word;
        bool inside = changed && (i + run < w->n || k + run < w->m) && !words && run <= 2;
        for (int r = 0; inside && r < run; r++)
            keep_a[i + r] = keep_b[k + r] = false;
        i += run;
        k += run;
    }
}

static void append(GArray *words, enum diff_op op, const struct diff_token *token)
{
    struct diff_word *last =
        words->len ? &g_array_index(words, struct diff_word, words->len - 1) : NULL;
    if (last && last->op == op && last->text + last->n == token->text) {
        last->n += token->n;
        return;
    }
    struct diff_word word = {op, token->text, token->n};
    g_array_append_val(words, word);
}

static void append_all(GArray *words, enum diff_op op, const struct diff_token *tokens, int n)
{
    for (int i = 0; i < n; i++)
        append(words, op, &tokens[i]);
}

static void merge(const struct word_pair *w, const bool *keep_a, const bool *keep_b, GArray *words)
{
    int i = 0, k = 0;
    while (i < w->n || k < w->m) {
        while (i < w->n && !keep_a[i])
            append(words, DIFF_REMOVED, &w->a[i++]);
        while (k < w->m && !keep_b[k])
            append(words, DIFF_ADDED, &w->b[k++]);
        while (i < w->n && k < w->m && keep_a[i] && keep_b[k]) {
            append(words, DIFF_SAME, &w->b[k++]);
            i++;
        }
    }
}

static void compare(const struct word_pair *w, GArray *words)
{
    GPtrArray *trace = g_ptr_array_new_with_free_func(g_free);
    int edits = furthest(w, trace);
    bool *keep_a = g_new0(bool, (size_t)w->n + 1), *keep_b = g_new0(bool, (size_t)w->m + 1);
    if (edits >= 0)
        backtrack(w, trace, edits, keep_a, keep_b);
    widen(w, keep_a, keep_b);
    merge(w, keep_a, keep_b, words);
    g_free(keep_a);
    g_free(keep_b);
    g_ptr_array_unref(trace);
}

const struct diff_word *diff_make_words(struct arena *arena, const char *before, const char *after,
                                        size_t *ret_n)
{
    GArray *first = diff_tokens(before), *second = diff_tokens(after);
    GArray *words = g_array_new(FALSE, FALSE, sizeof(struct diff_word));
    const struct diff_token *a = (const struct diff_token *)first->data;
    const struct diff_token *b = (const struct diff_token *)second->data;
    int n = (int)first->len, m = (int)second->len, head = 0, tail = 0;
    while (head < n && head < m && same(&a[head], &b[head]))
        head++;
    while (tail < n - head && tail < m - head && same(&a[n - 1 - tail], &b[m - 1 - tail]))
        tail++;
    struct word_pair w = {a + head, b + head, n - head - tail, m - head - tail};
    append_all(words, DIFF_SAME, b, head);
    compare(&w, words);
    append_all(words, DIFF_SAME, b + m - tail, tail);
    *ret_n = words->len;
    const struct diff_word *result =
        arena_memdup(arena, words->data, words->len * sizeof(struct diff_word));
    g_array_unref(first);
    g_array_unref(second);
    g_array_unref(words);
    return result;
}
