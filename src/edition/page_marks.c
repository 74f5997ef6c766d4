// SPDX-License-Identifier: MIT
#include "edition/page_marks.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

enum {
    LETTERS_TOLD = 24, // of a block, which tell it from others
    PAGES_AHEAD = 8,   // how far a page whose block is not found is passed over
};

struct page_marks {
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

struct page_marks *page_marks_new(const struct page_start *starts, size_t n)
{
    struct page_marks *marks = g_new0(struct page_marks, 1);
    marks->starts = starts;
    marks->folded = g_ptr_array_new_with_free_func(g_free);
    marks->own = g_string_new(NULL);
    for (size_t i = 0; i < n; i++) {
        GString *folded = g_string_new(NULL);
        fold_start(starts[i].words, folded);
        g_ptr_array_add(marks->folded, g_string_free(folded, FALSE));
    }
    return marks;
}

void page_marks_free(struct page_marks *marks)
{
    g_ptr_array_unref(marks->folded);
    g_string_free(marks->own, TRUE);
    g_free(marks);
}

const struct page_start *page_marks_next(struct page_marks *marks, const char *label,
                                         const char *words)
{
    size_t last = MIN(marks->folded->len, marks->at + PAGES_AHEAD);
    if (last == marks->at)
        return NULL;
    g_string_truncate(marks->own, 0);
    fold_start(label ? label : "", marks->own);
    fold_start(words, marks->own);
    for (size_t i = marks->at; marks->own->len && i < last; i++) {
        if (starts_so(marks->own, marks->folded->pdata[i])) {
            marks->at = i + 1;
            return &marks->starts[i];
        }
    }
    return NULL;
}
