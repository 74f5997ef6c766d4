// SPDX-License-Identifier: MIT
#include "page/combine.h"

#include <string.h>

enum { COMMON_DOCUMENT = 1 };

static uint32_t renumber(const struct combine *combine, uint32_t id)
{
    return id == ELEMENT_NONE ? ELEMENT_NONE : id + combine->base;
}

static void renumber_items(const struct combine *combine, struct page *page)
{
    for (size_t i = 0; i < page->n_items; i++) {
        struct item *item = &page->items[i];
        item->element = renumber(combine, item->element);
        if (item->kind != ITEM_LINE)
            continue;
        for (size_t run = 0; run < item->line.line.n_runs; run++) {
            uint32_t *tag = &item->line.line.runs[run].run.tag;
            *tag = renumber(combine, *tag);
        }
    }
    for (size_t i = 0; i < page->n_links; i++) {
        page->links[i].element = renumber(combine, page->links[i].element);
        page->links[i].destination = renumber(combine, page->links[i].destination);
    }
}

static void renumber_elements(struct combine *combine, struct page *page)
{
    for (size_t i = 0; i < page->n_elements; i++) {
        struct element *element = &page->elements[i];
        element->id = renumber(combine, element->id);
        element->parent = renumber(combine, element->parent);
        if (element->role == ROLE_DOCUMENT) {
            element->role = ROLE_SECT;
            element->parent = COMMON_DOCUMENT;
        }
        combine->highest = element->id;
    }
}

// The first page brings the common Document; every page leaves it open for the next copy.
static void add_common_document(struct combine *combine, struct page *page)
{
    uint32_t *open = ARENA_ARRAY(page->arena, uint32_t, page->n_open + 1);
    open[0] = COMMON_DOCUMENT;
    for (size_t i = 0; i < page->n_open; i++)
        open[i + 1] = renumber(combine, page->open[i]);
    page->open = open;
    page->n_open++;
    if (combine->begun)
        return;
    combine->begun = true;
    struct element *elements = ARENA_ARRAY(page->arena, struct element, page->n_elements + 1);
    elements[0] = (struct element){.id = COMMON_DOCUMENT, .role = ROLE_DOCUMENT};
    memcpy(elements + 1, page->elements, page->n_elements * sizeof *elements);
    page->elements = elements;
    page->n_elements++;
}

static bool combine_page(void *context, struct page *page, GError **error)
{
    struct combine *combine = context;
    renumber_items(combine, page);
    renumber_elements(combine, page);
    add_common_document(combine, page);
    page->index = combine->pages++;
    return combine->next.page(combine->next.context, page, error);
}

struct combine combine_start(const struct page_sink *next)
{
    return (struct combine){.next = *next, .highest = COMMON_DOCUMENT};
}

struct page_sink combine_sink(struct combine *combine)
{
    combine->base = combine->highest;
    return (struct page_sink){.page = combine_page, .context = combine};
}
