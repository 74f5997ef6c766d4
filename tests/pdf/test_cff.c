// SPDX-License-Identifier: MIT
// A damaged CFF face: nothing past its end is read.
#include "pdf/cff.h"

#include <glib.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_damaged_cff(void **state)
{
    (void)state;
    static const char bytes[] = "\1\0\4\1\0\1\1\1\2x\0\1\1\1\3\x1e\xff\x0f\0\0";
    for (size_t n = 0; n < sizeof bytes; n++)
        assert_null(
            pdf_cff_recode(bytes, n, NULL, 0)); // whatever it says, nothing past the end is read
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_damaged_cff)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
