// SPDX-License-Identifier: MIT
// Where boxes are cut into columns, on boxes made of numbers.
#include "layout/column.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define PT LEN_PER_PT

static const struct fit natural = {1000, 0, 1000, NULL};

static size_t break_of(const struct box *boxes, size_t n, len height)
{
    return column_break(&natural, boxes, n, 0, height, false, (struct foot){0, 0});
}

static void a_column_takes_what_fits(void **state)
{
    (void)state;
    const struct box boxes[] = {
        {.height = 10 * PT}, {.height = 10 * PT, .above = 5 * PT}, {.height = 10 * PT}};
    assert_int_equal(break_of(boxes, 3, 25 * PT), 2);
    assert_int_equal(break_of(boxes, 3, 25 * PT - 1), 1);
    assert_int_equal(break_of(boxes, 3, 1), 1); // one at least, even if it is too high
    assert_int_equal(column_height(&natural, boxes, 0, 3), 35 * PT);
    assert_int_equal(column_height(&natural, boxes, 1, 3), 20 * PT); // no space above the first
}

// A box without height belongs to what stands before it, not to the head of the next column.
static void nothing_weightless_is_left_over(void **state)
{
    (void)state;
    const struct box boxes[] = {{.height = 10 * PT}, {.height = 0}, {.height = 10 * PT}};
    assert_int_equal(break_of(boxes, 3, 10 * PT), 2);
}

static void a_forbidden_break_leaves_lines_empty(void **state)
{
    (void)state;
    const struct box boxes[] = {{.height = 10 * PT},
                                {.height = 10 * PT},
                                {.height = 10 * PT, .penalty = PENALTY_NEVER},
                                {.height = 10 * PT}};
    assert_int_equal(break_of(boxes, 4, 20 * PT), 1);
    assert_int_equal(break_of(boxes, 4, 30 * PT), 3);
}

static void a_forced_break_ends_the_column(void **state)
{
    (void)state;
    const struct box boxes[] = {
        {.height = 10 * PT}, {.height = 10 * PT, .penalty = PENALTY_FORCE}, {.height = 10 * PT}};
    assert_int_equal(break_of(boxes, 3, 100 * PT), 1);
}

static void columns_end_level(void **state)
{
    (void)state;
    struct box boxes[7];
    for (size_t i = 0; i < 7; i++)
        boxes[i] = (struct box){.height = 10 * PT};
    struct cut cut;
    assert_true(column_balance(&natural, boxes, 7, 3, 100 * PT, &cut));
    assert_int_equal(cut.ends[0], 3);
    assert_int_equal(cut.ends[1], 5);
    assert_int_equal(cut.ends[2], 7);
    assert_int_equal(cut.heights[0], 30 * PT);
    assert_false(column_balance(&natural, boxes, 7, 3, 20 * PT, &cut));
    assert_false(column_balance(&natural, boxes, 0, 3, 20 * PT, &cut));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_column_takes_what_fits),
        cmocka_unit_test(nothing_weightless_is_left_over),
        cmocka_unit_test(a_forbidden_break_leaves_lines_empty),
        cmocka_unit_test(a_forced_break_ends_the_column),
        cmocka_unit_test(columns_end_level),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
