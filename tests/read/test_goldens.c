// SPDX-License-Identifier: MIT
// Each letter of tests/read/letters/ beside what must be read from it: NAME.golden holds the
// model, then the notes of reading and of the check. WARRAQ_UPDATE=1 writes them anew; look at the
// difference before it is believed.
#include "base/file.h"
#include "model/dump.h"
#include "check/check.h"
#include "read/write/markdown_writer.h"
#include "read/read.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#define LETTERS TEST_SOURCE_DIR "/tests/read/letters"
#define EXAMPLE TEST_SOURCE_DIR "/examples/open-letter.ar.txt"

static void append_notes(const struct diag *diag, GString *out)
{
    static const char *const severities[] = {"note", "warning", "error"};
    for (size_t i = 0; i < diag_count(diag); i++) {
        const struct diag_note *note = diag_get(diag, i);
        g_string_append_printf(out, "%zu:%zu %s [%s] %s\n", note->line, note->column,
                               severities[note->severity], note->code, note->message);
    }
}

static char *read_as_text(const char *path)
{
    struct read_options options = {.data = TEST_SOURCE_DIR "/data"};
    struct diag *diag = diag_new();
    GError *error = NULL;
    GString *out = g_string_new(NULL);
    struct document *document = read_document(path, &options, diag, &error);
    if (!document) {
        g_string_append_printf(out, "fault %d\n", error->code);
        g_clear_error(&error);
    } else {
        assert_true(dump_model(document, out, &error));
        g_string_append_printf(out, "title \"%s\" date %s\n", document->title,
                               document->date ? document->date : "none");
        g_string_append_printf(out, "listed %d highest %d missing %d stated %d anonymous %d\n",
                               (int)document->counts.listed, (int)document->counts.highest,
                               (int)document->counts.n_missing, (int)document->counts.stated_total,
                               (int)document->counts.anonymous);
        assert_true(check_document(document, diag, &error));
    }
    append_notes(diag, out);
    document_free(document);
    diag_free(diag);
    return g_string_free(out, FALSE);
}

static void hold_to_golden(const char *path, const char *golden)
{
    char *got = read_as_text(path), *expected = NULL;
    if (g_getenv("WARRAQ_UPDATE"))
        assert_true(file_write(golden, got, strlen(got), NULL));
    if (!g_file_get_contents(golden, &expected, NULL, NULL))
        fail_msg("no golden for %s", path);
    if (strcmp(got, expected) != 0) {
        char *actual = g_strdup_printf("%s/%s", TEST_BINARY_DIR, "actual.golden");
        file_write(actual, got, strlen(got), NULL);
        fail_msg("%s reads otherwise than its golden: diff %s %s", path, golden, actual);
    }
    g_free(got);
    g_free(expected);
}

static size_t count_kind(const struct document *document, enum node_kind kind)
{
    size_t count = 0;
    for (const struct node *node = document->root->first; node; node = node->next)
        count += node->kind == kind;
    return count;
}

static char *import_of(const char *path)
{
    struct read_options options = {.data = TEST_SOURCE_DIR "/data"};
    struct diag *diag = diag_new();
    struct document *document = read_document(path, &options, diag, NULL);
    assert_non_null(document);
    GString *out = g_string_new(NULL);
    assert_true(import_markdown(document, out, NULL));
    document_free(document);
    diag_free(diag);
    return g_string_free(out, FALSE);
}

// What import wrote, read and written again, is the same bytes.
static void hold_import_stable(const char *path)
{
    const char *once_path = TEST_BINARY_DIR "/imported.md";
    char *once = import_of(path);
    assert_true(file_write(once_path, once, strlen(once), NULL));
    char *twice = import_of(once_path);
    if (strcmp(once, twice) != 0) {
        file_write(TEST_BINARY_DIR "/imported-again.md", twice, strlen(twice), NULL);
        fail_msg("%s: importing its own output changes it: diff %s %s", path, once_path,
                 TEST_BINARY_DIR "/imported-again.md");
    }
    g_free(once);
    g_free(twice);
}

static void test_example(void **state)
{
    (void)state;
    hold_to_golden(EXAMPLE, TEST_SOURCE_DIR "/tests/read/open-letter.golden");
    hold_import_stable(EXAMPLE);
}

// Without any table the places of the blocks alone must do.
static void test_example_by_position(void **state)
{
    (void)state;
    struct diag *diag = diag_new();
    struct document *document = read_document(EXAMPLE, NULL, diag, NULL);
    assert_non_null(document);
    assert_int_equal(count_kind(document, NODE_TITLE), 1);
    assert_int_equal(count_kind(document, NODE_CLOSING), 1);
    assert_int_equal(count_kind(document, NODE_NOTE), 2); // a whole sentence might be one
    assert_int_equal(document->counts.listed, 273);
    assert_int_equal(document->set_aside->len, 2); // lines 1 and 2, and the last
    document_free(document);
    diag_free(diag);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void test_letters(void **state)
{
    (void)state;
    GDir *folder = g_dir_open(LETTERS, 0, NULL);
    assert_non_null(folder);
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    for (const char *name; (name = g_dir_read_name(folder)) != NULL;) {
        if (!g_str_has_suffix(name, ".golden") && name[0] != '.' && strcmp(name, "pictures") != 0)
            g_ptr_array_add(names, g_strdup(name));
    }
    g_dir_close(folder);
    g_ptr_array_sort(names, by_name);
    for (guint i = 0; i < names->len; i++) {
        const char *name = g_ptr_array_index(names, i);
        char *path = g_strdup_printf("%s/%s", LETTERS, name);
        char *golden = g_strdup_printf("%s/%s.golden", LETTERS, name);
        hold_to_golden(path, golden);
        hold_import_stable(path);
        g_free(path);
        g_free(golden);
    }
    g_ptr_array_unref(names);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_example),
        cmocka_unit_test(test_example_by_position),
        cmocka_unit_test(test_letters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
