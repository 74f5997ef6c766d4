// SPDX-License-Identifier: MIT
// A ZIP as whoever reads a document out of it sees it: from a file or from memory, one entry at a
// time, never more than asked for, never one that is in doubt.
#include "zip/view.h"

#include "archive/bag.h"
#include "base/error.h"

#include <glib/gstdio.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
// cmocka's header wants those before it
#include <cmocka.h>

static const char letter[] = "To whom it may concern\n";

struct made {
    char *folder, *path;
    GBytes *bytes;
};

static int setup(void **state)
{
    struct made *made = g_new0(struct made, 1);
    made->folder = g_dir_make_tmp("warraq-view-XXXXXX", NULL);
    made->path = g_build_filename(made->folder, "letter.zip", NULL);
    GBytes *text = g_bytes_new_static(letter, strlen(letter));
    struct bag_file files[] = {{.path = "رسالة.txt", .bytes = text}};
    struct bag bag = {"letter", files, 1, NULL, 0, 1700000000};
    struct bag_written written;
    assert_true(bag_write(&bag, made->path, &written, NULL));
    g_bytes_unref(text);
    char *data;
    gsize n;
    assert_true(g_file_get_contents(made->path, &data, &n, NULL));
    made->bytes = g_bytes_new_take(data, n);
    *state = made;
    return 0;
}

static int teardown(void **state)
{
    struct made *made = *state;
    g_unlink(made->path);
    g_rmdir(made->folder);
    g_bytes_unref(made->bytes);
    g_free(made->path);
    g_free(made->folder);
    g_free(made);
    return 0;
}

static void check_view(struct zip_view *view)
{
    GError *error = NULL;
    assert_non_null(view);
    assert_int_equal(zip_view_directory(view)->entries->len, 6);
    GBytes *bytes = zip_view_read(view, "letter/data/رسالة.txt", 1000, &error);
    assert_null(error);
    assert_int_equal(g_bytes_get_size(bytes), strlen(letter));
    assert_memory_equal(g_bytes_get_data(bytes, NULL), letter, strlen(letter));
    g_bytes_unref(bytes);
    assert_null(zip_view_read(view, "letter/data/رسالة.txt", 5, &error));
    assert_int_equal(error->code, FAULT_INVALID);
    g_clear_error(&error);
    assert_null(zip_view_read(view, "letter/data/none", 5, &error));
    assert_int_equal(error->code, FAULT_IO);
    g_clear_error(&error);
}

static void test_file_and_memory(void **state)
{
    const struct made *made = *state;
    struct findings *findings = findings_new("zip");
    struct zip_view *view = zip_view_open(made->path, &zip_limits_default, findings, NULL);
    check_view(view);
    zip_view_close(view);
    view = zip_view_open_bytes(made->bytes, "letter", &zip_limits_default, findings, NULL);
    check_view(view);
    zip_view_close(view);
    assert_int_equal(findings->faults->len, 0);
    findings_free(findings);
}

// Opens the archive with the byte at `at` changed.
static struct zip_view *open_changed(const struct made *made, size_t at, struct findings *findings)
{
    gsize n;
    const void *data = g_bytes_get_data(made->bytes, &n);
    guint8 *copy = g_memdup2(data, n);
    copy[at] ^= 1;
    GBytes *changed = g_bytes_new_take(copy, n);
    struct zip_view *view =
        zip_view_open_bytes(changed, "letter", &zip_limits_default, findings, NULL);
    g_bytes_unref(changed);
    return view;
}

static void test_what_is_in_doubt_is_not_given(void **state)
{
    const struct made *made = *state;
    gsize n;
    const char *data = g_bytes_get_data(made->bytes, &n);
    size_t content = (size_t)((const char *)memmem(data, n, letter, strlen(letter)) - data);
    const size_t name = content - 10; // in the local header alone
    const size_t places[] = {content, name};
    for (size_t i = 0; i < G_N_ELEMENTS(places); i++) {
        struct findings *findings = findings_new("zip");
        struct zip_view *view = open_changed(made, places[i], findings);
        GError *error = NULL;
        assert_null(zip_view_read(view, "letter/data/رسالة.txt", 1000, &error));
        assert_non_null(error);
        assert_true(findings->faults->len > 0);
        g_error_free(error);
        GBytes *other = zip_view_read(view, "letter/bagit.txt", 1000, NULL);
        assert_non_null(other);
        g_bytes_unref(other);
        zip_view_close(view);
        findings_free(findings);
    }
}

static void test_no_zip(void **state)
{
    (void)state;
    struct findings *findings = findings_new("zip");
    GBytes *bytes = g_bytes_new_static("no ZIP", 6);
    GError *error = NULL;
    assert_null(zip_view_open_bytes(bytes, "x", &zip_limits_default, findings, &error));
    assert_int_equal(error->code, FAULT_INVALID);
    g_clear_error(&error);
    assert_null(zip_view_open("/dev/null", &zip_limits_default, findings, &error));
    assert_int_equal(error->code, FAULT_IO);
    g_clear_error(&error);
    g_bytes_unref(bytes);
    findings_free(findings);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_file_and_memory, setup, teardown),
        cmocka_unit_test_setup_teardown(test_what_is_in_doubt_is_not_given, setup, teardown),
        cmocka_unit_test(test_no_zip),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
