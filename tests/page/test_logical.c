// SPDX-License-Identifier: MIT
// The order in which a line is read, from the order in which it is seen: for every way that six
// runs can be nested, what rule L2 of UAX #9 turned round is turned back.
#include "page/logical.h"
#include "text/bidi.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { RUNS = 6, LEVELS = 4 };

static void assert_turned_back(const uint8_t *levels)
{
    size_t seen[RUNS];
    struct line_run runs[RUNS] = {0};
    for (size_t i = 0; i < RUNS; i++)
        seen[i] = i;
    bidi_reorder(levels, seen, RUNS);
    for (size_t i = 0; i < RUNS; i++)
        runs[i].run.level = levels[seen[i]];
    struct line line = {.runs = runs, .n_runs = RUNS};
    size_t *order = line_logical_order(&line);
    for (size_t i = 0; i < RUNS; i++)
        assert_int_equal(seen[order[i]], i);
    g_free(order);
}

static void every_nesting_is_turned_back(void **state)
{
    (void)state;
    for (unsigned code = 0; code < 1u << (2 * RUNS); code++) {
        uint8_t levels[RUNS];
        for (size_t i = 0; i < RUNS; i++)
            levels[i] = (uint8_t)(code >> (2 * i) & (LEVELS - 1));
        assert_turned_back(levels);
    }
}

static void an_empty_line_has_no_order(void **state)
{
    (void)state;
    struct line line = {0};
    size_t *order = line_logical_order(&line);
    assert_non_null(order);
    g_free(order);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_nesting_is_turned_back),
        cmocka_unit_test(an_empty_line_has_no_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
