// SPDX-License-Identifier: MIT
// A test that did not run says so: CTest shows it as skipped, never as passed (SKIP_RETURN_CODE).
#ifndef WARRAQ_TESTS_NOT_RUN_H
#define WARRAQ_TESTS_NOT_RUN_H

#include <stdbool.h>

enum { NOT_RUN_STATUS = 77 };

static bool not_run;

/* What main() returns: `failed`, the number of tests that did, else whether some were not run. */
static inline int not_run_status(int failed)
{
    return failed ? failed : not_run ? NOT_RUN_STATUS : 0;
}

/* Leaves the test it is called in, with the reason. */
#define NOT_RUN(...)                                                                               \
    do {                                                                                           \
        print_message(__VA_ARGS__);                                                                \
        not_run = true;                                                                            \
        skip();                                                                                    \
    } while (false)

#endif
