// SPDX-License-Identifier: MIT
#include "page/page.h"

void page_free(struct page *page)
{
    if (page)
        arena_free(page->arena); // the page itself lives in its arena
}

static bool page_discard(void *context, struct page *page, GError **error)
{
    (void)context;
    (void)error;
    page_free(page);
    return true;
}

struct page_sink page_sink_nowhere(void)
{
    return (struct page_sink){.page = page_discard, .context = NULL, .fills_total = true};
}

static bool page_list_add(void *context, struct page *page, GError **error)
{
    (void)error;
    g_ptr_array_add(context, page);
    return true;
}

static void page_list_free_page(void *page)
{
    page_free(page);
}

struct page_list page_list_new(void)
{
    return (struct page_list){g_ptr_array_new_with_free_func(page_list_free_page)};
}

void page_list_free(struct page_list *list)
{
    g_ptr_array_unref(list->pages);
    list->pages = NULL;
}

struct page_sink page_list_sink(struct page_list *list)
{
    return (struct page_sink){.page = page_list_add, .context = list->pages};
}
