// SPDX-License-Identifier: MIT
// Files that are no letters: each gets its kind of fault and a word that says why.
#include "base/error.h"
#include "base/file.h"
#include "read/read.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#define SCRATCH TEST_BINARY_DIR "/source.txt"

static void expect_fault(const char *path, const struct read_options *options, int code,
                         const char *word)
{
    GError *error = NULL;
    struct diag *diag = diag_new();
    assert_null(read_document(path, options, diag, &error));
    assert_non_null(error);
    assert_int_equal(error->domain, FAULT);
    assert_int_equal(error->code, code);
    assert_non_null(strstr(error->message, word));
    g_error_free(error);
    diag_free(diag);
}

static void expect_bytes_fault(const void *bytes, size_t n, int code, const char *word)
{
    assert_true(file_write(SCRATCH, bytes, n, NULL));
    expect_fault(SCRATCH, NULL, code, word);
}

static void test_faults(void **state)
{
    (void)state;
    expect_fault(TEST_BINARY_DIR "/no-such-letter.txt", NULL, FAULT_IO, "no-such-letter");
    expect_fault(TEST_BINARY_DIR, NULL, FAULT_IO, "");
    expect_bytes_fault("", 0, FAULT_INVALID, "source-empty");
    expect_bytes_fault(" \n\t\n", 4, FAULT_INVALID, "source-empty");
    expect_bytes_fault("%PDF-1.7\nwords", 14, FAULT_INVALID, "source-unsupported");
    expect_bytes_fault("a\0b", 3, FAULT_INVALID, "source-binary");
    expect_bytes_fault("\201\215\217\220\235 \201\215\217\220\235", 11, FAULT_INVALID,
                       "source-encoding");
}

static void test_options(void **state)
{
    (void)state;
    assert_true(file_write(SCRATCH, "A letter\n", 9, NULL));
    struct read_options form = {.form = "scroll"}, encoding = {.encoding = "no-such"};
    struct read_options data = {.data = TEST_BINARY_DIR "/no-such-folder"};
    struct read_options list = {.signatories = TEST_BINARY_DIR "/no-such-list.csv"};
    expect_fault(SCRATCH, &form, FAULT_USAGE, "scroll");
    expect_fault(SCRATCH, &encoding, FAULT_USAGE, "no-such");
    expect_fault(SCRATCH, &data, FAULT_IO, "no-such-folder");
    expect_fault(SCRATCH, &list, FAULT_IO, "no-such-list");
}

static void test_long_line(void **state)
{
    (void)state;
    size_t n = 3 * 1024 * 1024;
    char *line = g_strnfill(n, 'a');
    expect_bytes_fault(line, n, FAULT_INVALID, "source-line");
    g_free(line);
}

static struct document *read_bytes(const void *bytes, size_t n, const char *encoding,
                                   struct diag *diag)
{
    struct read_options options = {.encoding = encoding};
    assert_true(file_write(SCRATCH, bytes, n, NULL));
    struct document *document = read_document(SCRATCH, &options, diag, NULL);
    assert_non_null(document);
    return document;
}

static void test_truncated(void **state)
{
    (void)state;
    struct diag *diag = diag_new();
    struct document *document = read_bytes("A short letter caf\303", 19, NULL, diag);
    assert_int_equal(diag_count(diag), 1);
    const struct diag_note *note = diag_get(diag, 0);
    assert_string_equal(note->code, "utf8-truncated");
    assert_int_equal(note->column, 19);
    document_free(document);
    char *text = diag_format(diag, note, true); // the letter is gone, its text is not
    assert_non_null(strstr(text, "utf8-truncated"));
    g_free(text);
    diag_free(diag);
}

static void test_encodings(void **state)
{
    (void)state;
    struct diag *diag = diag_new();
    static const char windows[] = "\317\360\350\342\345\362 \354\350\360";
    struct document *document = read_bytes(windows, sizeof windows - 1, "windows-1251", diag);
    GString *text = g_string_new(NULL);
    node_append_text(document->root->first, text);
    assert_string_equal(text->str, "Привет мир");
    document_free(document);
    // Nothing says in what it is written: a guess, which is told.
    document = read_bytes(windows, sizeof windows - 1, NULL, diag);
    g_string_truncate(text, 0);
    node_append_text(document->root->first, text);
    assert_string_equal(text->str, "Привет мир");
    assert_string_equal(diag_get(diag, 0)->code, "encoding-guessed");
    document_free(document);
    static const char marked[] = "\377\376A\0 \0w\0o\0r\0d\0";
    document = read_bytes(marked, sizeof marked - 1, NULL, diag);
    g_string_truncate(text, 0);
    node_append_text(document->root->first, text);
    assert_string_equal(text->str, "A word");
    document_free(document);
    g_string_free(text, TRUE);
    diag_free(diag);
}

// A million odd bytes are not a million notes.
static void test_notes_bounded(void **state)
{
    (void)state;
    GString *text = g_string_new(NULL);
    for (int i = 0; i < 5000; i++)
        g_string_append(text, "plenty of words here \377 and here\n");
    struct diag *diag = diag_new();
    struct document *document = read_bytes(text->str, text->len, "UTF-8", diag);
    assert_in_range(diag_count(diag), 21, 40);
    document_free(document);
    diag_free(diag);
    g_string_free(text, TRUE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_faults),    cmocka_unit_test(test_options),
        cmocka_unit_test(test_long_line), cmocka_unit_test(test_truncated),
        cmocka_unit_test(test_encodings), cmocka_unit_test(test_notes_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
