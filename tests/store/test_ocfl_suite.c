// SPDX-License-Identifier: MIT
// The OCFL fixtures, which this project did not write: each good object has neither faults nor
// warnings, each warn object no fault and the codes of its folder's name among its warnings, each
// bad object the codes of its folder's name among its faults.
#include "../not_run.h"
#include "store_kit.h"

#include "store/ocfl_check.h"

#include <limits.h>
#include <stdio.h>

static bool has(GArray *list, const char *code)
{
    for (guint i = 0; i < list->len; i++) {
        if (strcmp(g_array_index(list, struct finding, i).code, code) == 0)
            return true;
    }
    return false;
}

static void print(const char *name, GArray *list)
{
    for (guint i = 0; i < list->len; i++) {
        const struct finding *finding = &g_array_index(list, struct finding, i);
        print_message("%s: %s %s: %s\n", name, finding->code, finding->path ? finding->path : "",
                      finding->message);
    }
}

// "E100_E099_fixity_…": every part of the form E000 or W000 must be in the list.
static bool names_codes(const char *name, GArray *list)
{
    char **parts = g_strsplit(name, "_", -1);
    bool all = true;
    for (char **part = parts; *part; part++) {
        bool code = strlen(*part) == 4 && ((*part)[0] == 'E' || (*part)[0] == 'W') &&
                    strspn(*part + 1, "0123456789") == 3;
        if (code && !has(list, *part)) {
            print_message("%s: %s is not named\n", name, *part);
            all = false;
        }
    }
    g_strfreev(parts);
    return all;
}

enum sort { GOOD, WARN, BAD };

static bool judge(const char *folder, const char *name, enum sort sort)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_autoptr(GError) error = NULL;
    struct findings *findings = ocfl_verify_object(path, &error);
    if (!findings)
        fail_msg("%s", error->message);
    bool right = sort == GOOD   ? !findings->faults->len && !findings->warnings->len
                 : sort == WARN ? !findings->faults->len && names_codes(name, findings->warnings)
                                : names_codes(name, findings->faults) && findings->faults->len;
    if (!right || g_getenv("VERBOSE")) {
        print(name, findings->faults);
        print(name, findings->warnings);
    }
    findings_free(findings);
    return right;
}

static void judge_folder(const char *name, enum sort sort, unsigned at_least)
{
    char folder[PATH_MAX]; // no test that is left frees anything
    g_snprintf(folder, sizeof folder, "%s/../shared/suites/ocfl/%s", TEST_SOURCE_DIR, name);
    GDir *dir = g_dir_open(folder, 0, NULL);
    if (!dir)
        NOT_RUN("the OCFL fixtures are not here: %s\n", folder);
    unsigned objects = 0, wrong = 0;
    for (const char *object; (object = g_dir_read_name(dir)); objects++)
        wrong += !judge(folder, object, sort);
    g_dir_close(dir);
    print_message("%s: %u objects, %u judged wrongly\n", name, objects, wrong);
    assert_int_equal(wrong, 0);
    assert_true(objects >= at_least);
}

static void test_good(void **state)
{
    (void)state;
    judge_folder("good-objects", GOOD, 12);
}

static void test_warn(void **state)
{
    (void)state;
    judge_folder("warn-objects", WARN, 13);
}

static void test_bad(void **state)
{
    (void)state;
    judge_folder("bad-objects", BAD, 55);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_good),
        cmocka_unit_test(test_warn),
        cmocka_unit_test(test_bad),
    };
    return not_run_status(cmocka_run_group_tests_name("ocfl suite", tests, NULL, NULL));
}
