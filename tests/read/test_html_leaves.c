// SPDX-License-Identifier: MIT
// A page's leaf blocks, which are judged one by one: their words, links and sentences.
#include "read/html/html_leaves.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static GArray *leaves_of(struct arena *arena, const char *html)
{
    return html_leaves_gather(dom_parse(arena, html));
}

static void test_blocks(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    GArray *leaves = leaves_of(arena, "<body>Before <div><p>One <b>two</b></p> between </div>"
                                      "<script>no words</script><ul><li>three</ul>");
    static const struct {
        const char *element;
        size_t words;
    } wanted[] = {{"body", 1}, {"p", 2}, {"div", 1}, {"li", 1}};
    assert_int_equal(leaves->len, G_N_ELEMENTS(wanted));
    for (guint i = 0; i < leaves->len; i++) {
        assert_string_equal(html_leaf_at(leaves, i)->block->name, wanted[i].element);
        assert_int_equal(html_leaf_at(leaves, i)->words, wanted[i].words);
    }
    g_array_unref(leaves);
    arena_free(arena);
}

static void test_prose(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    GArray *leaves = leaves_of(
        arena, "<body><p>We ask that the doors of the house be opened again before the winter.</p>"
               "<p>We ask that the doors of the house be opened again before the winter</p>"
               "<p><a href=x>We ask that the doors of the house be opened again before winter.</a>"
               "</p><p>We ask.</p>");
    static const bool prose[] = {true, false, false, false};
    assert_int_equal(leaves->len, G_N_ELEMENTS(prose));
    for (guint i = 0; i < leaves->len; i++)
        assert_int_equal(html_leaf_at(leaves, i)->prose, prose[i]);
    assert_int_equal(html_leaf_at(leaves, 2)->linked, html_leaf_at(leaves, 2)->words);
    assert_string_equal(html_leaf_at(leaves, 3)->brief, "We ask.");
    g_array_unref(leaves);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_blocks),
        cmocka_unit_test(test_prose),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
