// SPDX-License-Identifier: MIT
// Rules no page may break, whatever the letter.
#ifndef WARRAQ_TESTS_LAYOUT_CHECK_H
#define WARRAQ_TESTS_LAYOUT_CHECK_H

#include "page/page.h"

/* Structure: every id begins once, in order on its page; an item's element has begun and not
 * ended; what is open was begun; nothing is open after the last page. */
static inline void check_structure(const GPtrArray *pages)
{
    GHashTable *open = g_hash_table_new(NULL, NULL), *begun = g_hash_table_new(NULL, NULL);
    guint n = pages->len;
    for (guint i = 0; i < n; i++) {
        const struct page *page = pages->pdata[i];
        for (size_t j = 0; j < page->n_elements; j++) {
            void *id = GUINT_TO_POINTER(page->elements[j].id);
            assert_true(j == 0 || page->elements[j].id > page->elements[j - 1].id);
            assert_true(g_hash_table_add(begun, id));
            g_hash_table_add(open, id);
            uint32_t parent = page->elements[j].parent;
            assert_true(parent == ELEMENT_NONE ||
                        g_hash_table_contains(open, GUINT_TO_POINTER(parent)));
        }
        uint32_t before = 0;
        for (size_t j = 0; j < page->n_items; j++) {
            uint32_t id = page->items[j].element;
            if (id == ELEMENT_NONE)
                continue;
            assert_true(g_hash_table_contains(open, GUINT_TO_POINTER(id)));
            assert_true(id >= before || page->items[j].kind == ITEM_LINE);
            before = id;
        }
        g_hash_table_remove_all(open);
        for (size_t j = 0; j < page->n_open; j++) {
            void *id = GUINT_TO_POINTER(page->open[j]);
            assert_true(g_hash_table_contains(begun, id));
            g_hash_table_add(open, id);
        }
    }
    assert_int_equal(g_hash_table_size(open), 0);
    g_hash_table_unref(open);
    g_hash_table_unref(begun);
}

/* Everything stands on the paper, between the side margins where it is text. */
static inline void check_places(const GPtrArray *pages)
{
    for (guint i = 0; i < pages->len; i++) {
        const struct page *page = pages->pdata[i];
        for (size_t j = 0; j < page->n_items; j++) {
            const struct item *item = &page->items[j];
            struct rect at = item->kind == ITEM_RULE ? item->rule
                             : item->kind == ITEM_IMAGE
                                 ? item->image.rect
                                 : (struct rect){item->line.x + item->line.line.x, item->line.y,
                                                 item->line.line.width, 0};
            assert_in_range(at.y, page->trim.y, page->trim.y + page->trim.height);
            assert_in_range(at.y + at.height, page->trim.y, page->trim.y + page->trim.height);
            assert_true(at.x >= page->trim.x);
            assert_true(at.x + at.width <= page->trim.x + page->trim.width);
        }
    }
}

/* Whether two lines share some of the page's width. */
static inline bool lines_meet(const struct item *a, const struct item *b)
{
    len a_x = a->line.x + a->line.line.x, b_x = b->line.x + b->line.line.x;
    return MIN(a_x + a->line.line.width, b_x + b->line.line.width) - MAX(a_x, b_x) > LEN_PER_PT;
}

/* No line is printed over another, and a blank line is above the folio (furniture in the page's
 * last two centimetres), whatever the fit did. */
static inline void check_clear(const GPtrArray *pages)
{
    enum { LINES_APART = 4, FOLIO_APART = 14 };
    for (guint i = 0; i < pages->len; i++) {
        const struct page *page = pages->pdata[i];
        for (size_t j = 0; j < page->n_items; j++) {
            const struct item *a = &page->items[j];
            bool folio = a->element == ELEMENT_NONE &&
                         a->line.y > page->trim.y + page->trim.height - len_from_mm(20);
            for (size_t k = 0; a->kind == ITEM_LINE && k < page->n_items; k++) {
                const struct item *b = &page->items[k];
                if (k == j || b->kind != ITEM_LINE)
                    continue;
                len apart = ABS(a->line.y - b->line.y);
                assert_false(lines_meet(a, b) && apart < LINES_APART * LEN_PER_PT);
                assert_false(folio && apart < FOLIO_APART * LEN_PER_PT);
            }
        }
    }
}

#endif
