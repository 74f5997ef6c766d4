// SPDX-License-Identifier: MIT
// A file that another names lies beside it, and messages call it as the user would.
#include "base/path.h"

#include <glib.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_beside(void **state)
{
    (void)state;
    static const struct {
        const char *by, *name, *path;
    } cases[] = {
        {"letter.md", "names.csv", "names.csv"},
        {"./letter.md", "names.csv", "names.csv"},
        {"letters/letter.md", "names.csv", "letters/names.csv"},
        {"letters/letter.md", "lists/names.csv", "letters/lists/names.csv"},
        {"../letter.md", "names.csv", "../names.csv"},
        {"/home/letter.md", "names.csv", "/home/names.csv"},
        {"letters/letter.md", "/home/names.csv", "/home/names.csv"},
        {"-", "names.csv", "names.csv"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        char *path = path_beside(cases[i].by, cases[i].name);
        assert_string_equal(path, cases[i].path);
        g_free(path);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_beside),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
