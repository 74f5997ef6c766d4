// SPDX-License-Identifier: MIT
/* A form of sources is a row: one of bytes, which this test adds, is read by its row alone; and
 * every ending leads to its own row. */
#include "read/form.h"
#include "base/file.h"
#include "read/reader.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#define SCRATCH TEST_BINARY_DIR "/form"

static struct document *read_as(const struct form_reader *how, const char *name, const char *ending,
                                const char *bytes, size_t n)
{
    struct read_options options = {.data = TEST_SOURCE_DIR "/data", .form = name};
    struct diag *diag = diag_new();
    GError *error = NULL;
    char *path = g_strconcat(SCRATCH, ending, NULL);
    assert_true(file_write(path, bytes, n, NULL));
    struct document *document = how ? read_document_as(how, path, &options, diag, &error)
                                    : read_document(path, &options, diag, &error);
    assert_null(error);
    assert_int_equal(diag_count(diag), 0);
    diag_free(diag);
    g_free(path);
    return document;
}

/* Paragraphs, each after the number of its bytes. */
static bool counted_read(struct reader *reader, GError **error)
{
    (void)error;
    gsize n;
    const char *p = g_bytes_get_data(reader->bytes, &n);
    struct arena *arena = reader->document->arena;
    for (const char *end = p + n; p < end; p += 1 + *p) {
        struct node *block = node_new(arena, reader->document->root, NODE_PARAGRAPH);
        node_new_text(arena, block, p + 1, (size_t)*p);
    }
    return true;
}

static void test_bytes_reach_their_reader(void **state)
{
    (void)state;
    static const struct form counted = {
        .name = "counted", .media_type = "application/x-counted", .letter = true, .binary = true};
    static const struct form_reader how = {&counted, counted_read, NULL};
    static const char bytes[] = "\5Hello\0\5there";
    struct document *document = read_as(&how, NULL, ".counted", bytes, sizeof bytes - 1);
    assert_string_equal(document->form, "counted");
    assert_string_equal(document->root->first->first->text, "Hello");
    assert_string_equal(document->root->last->first->text, "there");
    const struct document_source *source = g_ptr_array_index(document->sources, 0);
    assert_int_equal(g_bytes_get_size(source->bytes), sizeof bytes - 1);
    assert_null(source->text); // no line of it can be shown
    document_free(document);
}

static void test_endings(void **state)
{
    (void)state;
    for (const struct form *form = form_all(); form->name; form++) {
        assert_ptr_equal(form_named(form->name), form);
        assert_non_null(form->meaning);
        assert_non_null(form->media_type);
        for (size_t i = 0; i < G_N_ELEMENTS(form->endings) && form->endings[i]; i++) {
            char *path = g_strconcat("a.folder/letter", form->endings[i], NULL);
            char *shout = g_ascii_strup(path, -1);
            assert_ptr_equal(form_of_file(path), form);
            assert_ptr_equal(form_of_file(shout), form);
            g_free(path);
            g_free(shout);
        }
    }
    assert_null(form_named("letter"));
    assert_null(form_of_file("letter.bin"));
    assert_null(form_of_file("csv"));
}

static void test_lists_alone(void **state)
{
    (void)state;
    static const struct {
        const char *ending, *text, *media_type;
    } cases[] = {
        {".csv", "name\nAnn Example\n", "text/csv"},
        {".tsv", "name\tplace\nAnn Example\tOslo\n", "text/tab-separated-values"},
        {".tab", "name\tplace\nAnn Example\tOslo\n", "text/tab-separated-values"},
        {".json", "[{\"name\": \"Ann Example\"}]", "application/json"},
        {".yaml", "signatories:\n- name: Ann Example\n", "application/yaml"},
        {".yml", "signatories:\n- name: Ann Example\n", "application/yaml"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct document *document =
            read_as(NULL, NULL, cases[i].ending, cases[i].text, strlen(cases[i].text));
        const struct node *list = document_signatories(document);
        assert_non_null(list);
        assert_ptr_equal(list, document->root->first);
        assert_string_equal(list->first->first->text, "Ann Example");
        const struct document_source *source = g_ptr_array_index(document->sources, 0);
        assert_string_equal(form_media_type(document, source), cases[i].media_type);
        document_free(document);
    }
}

static void test_media_type_is_of_what_was_read(void **state)
{
    (void)state;
    struct document *document = read_as(NULL, "markdown", ".txt", "# We ask\n", 9);
    const struct document_source *source = g_ptr_array_index(document->sources, 0);
    assert_string_equal(form_media_type(document, source), "text/markdown");
    document_free(document);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bytes_reach_their_reader),
        cmocka_unit_test(test_endings),
        cmocka_unit_test(test_lists_alone),
        cmocka_unit_test(test_media_type_is_of_what_was_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
