// SPDX-License-Identifier: MIT
#include "edition/page_finder.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

enum {
    LETTERS_TOLD = 24, // of a block, which tell it from others
    PAGES_AHEAD = 8,   // how far a page whose block is not found is passed over
};

struct page_finder {
    const struct page_start *starts;
    GPtrArray *folded; // their words
    size_t at;         // the next page
    GString *own;      // the words of the block asked for
};

// Letters and digits alone.
static void fold_start(const char *text, GString *out)
{
    for (size_t n = 0; *text && n < LETTERS_TOLD; text = g_utf8_next_char(text)) {
        gunichar c = g_utf8_get_char(text);
        if (!g_unichar_isalnum(c))
            continue;
        g_string_append_unichar(out, c);
        n++;
    }
}

// A page's first line may be shorter than what tells a block, and a block may be shorter still.
static bool starts_so(const GString *block, const char *start)
{
    size_t n = MIN(block->len, strlen(start));
    return n > 0 && memcmp(block->str, start, n) == 0;
}

struct page_finder *page_finder_new(const struct page_start *starts, size_t n)
{
    struct page_finder *finder = g_new0(struct page_finder, 1);
    finder->starts = starts;
    finder->folded = g_ptr_array_new_with_free_func(g_free);
    finder->own = g_string_new(NULL);
    for (size_t i = 0; i < n; i++) {
        GString *folded = g_string_new(NULL);
        fold_start(starts[i].words, folded);
        g_ptr_array_add(finder->folded, g_string_free(folded, FALSE));
    }
    return finder;
}

void page_finder_free(struct page_finder *finder)
{
    g_ptr_array_unref(finder->folded);
    g_string_free(finder->own, TRUE);
    g_free(finder);
}

const struct page_start *page_finder_next(struct page_finder *finder, const char *label,
                                          const char *words)
{
    size_t last = MIN(finder->folded->len, finder->at + PAGES_AHEAD);
    if (last == finder->at)
        return NULL;
    g_string_truncate(finder->own, 0);
    fold_start(label ? label : "", finder->own);
    fold_start(words, finder->own);
    for (size_t i = finder->at; finder->own->len && i < last; i++) {
        if (starts_so(finder->own, finder->folded->pdata[i])) {
            finder->at = i + 1;
            return &finder->starts[i];
        }
    }
    return NULL;
}
