// SPDX-License-Identifier: MIT
#include "door/page_starts.h"

#include "page/opening.h"

static void start_clear(void *data)
{
    struct page_start *start = data;
    g_free(start->label);
    g_free(start->words);
}

void page_starts_init(struct page_starts *starts)
{
    starts->list = g_array_new(FALSE, FALSE, sizeof(struct page_start));
    g_array_set_clear_func(starts->list, start_clear);
}

void page_starts_clear(struct page_starts *starts)
{
    g_array_unref(starts->list);
}

// A page without a printed number is called by its place.
void page_starts_add(struct page_starts *starts, const struct page *page)
{
    GString *words = g_string_new(NULL);
    page_append_opening(page, words);
    struct page_start start = {*page->label ? g_strdup(page->label)
                                            : g_strdup_printf("%u", page->index + 1),
                               g_string_free(words, FALSE)};
    g_array_append_val(starts->list, start);
}
