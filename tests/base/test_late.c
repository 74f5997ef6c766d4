// SPDX-License-Identifier: MIT
// A library that is opened late is opened once, and one that is not there is a fault, not a crash.
#include "base/error.h"
#include "base/late.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static LATE_POINTER(cos) late_cos;
static const struct late_symbol symbols[] = {LATE_SYMBOL(late_cos, cos)};
static const struct late_symbol wrong[] = {{"no_such_function", &late_cos}};

static void test_opened(void **state)
{
    (void)state;
    struct late_library library = {.file = "libm.so.6", .symbols = symbols, .n = 1};
    assert_true(late_open(&library, NULL));
    assert_true(late_cos(0) == 1);
    library.file = "libabsent.so.0";
    assert_true(late_open(&library, NULL));
}

static void expect_fault(struct late_library library)
{
    GError *error = NULL;
    assert_false(late_open(&library, &error));
    assert_true(g_error_matches(error, FAULT, FAULT_IO));
    assert_non_null(strstr(error->message, library.file));
    g_error_free(error);
}

static void test_missing(void **state)
{
    (void)state;
    expect_fault((struct late_library){.file = "libabsent.so.0", .symbols = symbols, .n = 1});
    expect_fault((struct late_library){.file = "libm.so.6", .symbols = wrong, .n = 1});
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_opened),
                                       cmocka_unit_test(test_missing)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
