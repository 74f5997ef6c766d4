// SPDX-License-Identifier: MIT
// A page's texts flow into blocks: white space folds as a browser folds it, text between the parts
// of a list or a table is a part of its own, and what an element is can be asked of it alone.
#include "model/dump.h"
#include "read/html/html_flow.h"
#include "read/html/html_kind.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

struct page {
    struct document *document;
    struct reader reader;
    struct html_flow flow;
};

static int open_page(void **state)
{
    struct page *page = g_new0(struct page, 1);
    page->document = document_new();
    page->reader.document = page->document;
    page->reader.marks = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    page->flow.reader = &page->reader;
    page->flow.arena = page->document->arena;
    page->flow.block = page->document->root;
    *state = page;
    return 0;
}

static int close_page(void **state)
{
    struct page *page = *state;
    g_hash_table_unref(page->reader.marks);
    document_free(page->document);
    g_free(page);
    return 0;
}

static struct dom *named(struct dom *node, const char *name)
{
    struct dom *found = NULL;
    if (node->type == DOM_ELEMENT && strcmp(node->name, name) == 0)
        return node;
    for (struct dom *child = node->children; child && !found; child = child->next)
        found = named(child, name);
    return found;
}

static struct dom *parse(struct page *page, const char *html)
{
    return named(dom_parse(page->document->arena, html), "body");
}

// The texts and breaks of an element, as they stand.
static void flow_in(struct page *page, struct dom *element)
{
    for (struct dom *child = element->children; child; child = child->next) {
        if (child->type == DOM_TEXT)
            html_flow_text(&page->flow, child);
        else
            html_flow_break(&page->flow, child);
    }
    html_flow_close(&page->flow);
}

static void expect(const struct page *page, const char *wanted)
{
    GString *text = g_string_new(NULL);
    assert_true(dump_text(page->document, text, NULL, NULL));
    assert_string_equal(text->str, wanted);
    g_string_free(text, TRUE);
}

static void test_space_folds(void **state)
{
    struct page *page = *state;
    flow_in(page, parse(page, "<body>  One\n\t two  <br>  three  "));
    expect(page, "One two three\n");
    const struct node *block = page->document->root->first;
    assert_int_equal(block->kind, NODE_PARAGRAPH);
    assert_int_equal(block->first->next->kind, NODE_BREAK);
    assert_string_equal(block->last->text, "three");
}

static void test_two_breaks_part(void **state)
{
    struct page *page = *state;
    flow_in(page, parse(page, "<body>One<br><br>two<br>"));
    expect(page, "One\ntwo\n");
    assert_int_equal(page->document->root->last->last->kind, NODE_TEXT); // no break at the end
}

static void test_nothing_opens_no_block(void **state)
{
    struct page *page = *state;
    flow_in(page, parse(page, "<body> <br> "));
    assert_null(page->document->root->first);
}

static void test_space_after_struck(void **state)
{
    struct page *page = *state;
    struct dom *body = parse(page, "<body>One <br>, two");
    html_flow_text(&page->flow, body->children);
    page->flow.struck = true; // instead of the element between
    html_flow_text(&page->flow, body->last);
    expect(page, "One, two\n");
}

static void test_text_between_parts(void **state)
{
    struct page *page = *state;
    struct node *table = node_new(page->document->arena, page->document->root, NODE_TABLE);
    page->flow.block = table;
    flow_in(page, parse(page, "<body>stray"));
    assert_int_equal(table->first->kind, NODE_ROW);
    assert_int_equal(table->first->first->kind, NODE_CELL);
    assert_string_equal(table->first->first->first->text, "stray");
}

static void test_kinds(void **state)
{
    struct page *page = *state;
    struct dom *body = parse(page, "<body><div class=a lang=ar dir=RTL><p><b>x</b></p></div>"
                                   "<div class=a><p>y</p></div><span class=a>z</span>");
    struct dom *first = body->children, *second = first->next, *span = second->next;
    assert_true(html_signature(first) == html_signature(second));
    assert_false(html_signature(first) == html_signature(span));
    assert_true(html_holds_block(first));
    assert_false(html_holds_block(span));
    assert_true(html_holds_elements(first));
    assert_false(html_holds_elements(span));
    assert_ptr_equal(html_block_around(named(body, "b")->children), named(body, "p"));
    assert_string_equal(html_language(page->document->arena, first), "ar");
    assert_null(html_language(page->document->arena, second));
    assert_int_equal(html_direction(first), DIRECTION_RTL);
    assert_int_equal(html_direction(second), DIRECTION_INHERIT);
}

static void test_links(void **state)
{
    struct page *page = *state;
    static const struct {
        const char *html;
        bool away;
    } cases[] = {
        {"<a href=https://example.org/>x</a>", true},
        {"<a href=#note>x</a>", false},
        {"<a href='javascript:go()'>x</a>", false},
        {"<a>x</a>", false},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        assert_int_equal(html_leads_away(named(parse(page, cases[i].html), "a")), cases[i].away);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_space_folds, open_page, close_page),
        cmocka_unit_test_setup_teardown(test_two_breaks_part, open_page, close_page),
        cmocka_unit_test_setup_teardown(test_nothing_opens_no_block, open_page, close_page),
        cmocka_unit_test_setup_teardown(test_space_after_struck, open_page, close_page),
        cmocka_unit_test_setup_teardown(test_text_between_parts, open_page, close_page),
        cmocka_unit_test_setup_teardown(test_kinds, open_page, close_page),
        cmocka_unit_test_setup_teardown(test_links, open_page, close_page),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
