// SPDX-License-Identifier: MIT
// The table of a merged letter: which tables are refused and why, and what is put into the letter.
#include "base/error.h"
#include "base/file.h"
#include "model/node.h"
#include "read/list/recipients.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#define TABLE TEST_BINARY_DIR "/recipients-table.csv"

static struct recipients *read_table(const char *bytes, GError **error)
{
    assert_true(file_write(TABLE, bytes, strlen(bytes), NULL));
    struct recipients_wish wish = {.data = TEST_SOURCE_DIR "/data"};
    return recipients_read(TABLE, &wish, NULL, error);
}

static void expect_fault(const char *bytes, int code, const char *said)
{
    GError *error = NULL;
    assert_null(read_table(bytes, &error));
    assert_int_equal(error->code, code);
    if (!strstr(error->message, said))
        fail_msg("\"%s\" does not say \"%s\"", error->message, said);
    g_clear_error(&error);
}

static void test_refused(void **state)
{
    (void)state;
    expect_fault("", FAULT_INVALID, "is empty");
    expect_fault("name,city\n", FAULT_INVALID, "no recipients");
    expect_fault("email,phone\na@b.example,\n", FAULT_USAGE, "\"email\", \"phone\"");
    expect_fault("name,city\nJosé,León\nOmar,\377\n", FAULT_USAGE, "list-encoding");
    GError *error = NULL;
    struct recipients_wish wish = {.data = TEST_SOURCE_DIR "/data"};
    assert_null(recipients_read(TEST_BINARY_DIR "/no-such-table.csv", &wish, NULL, &error));
    assert_int_equal(error->code, FAULT_IO);
    g_clear_error(&error);
}

static void expect_cell(const struct recipients *table, size_t row, const char *field,
                        const char *cell)
{
    char *got = recipients_get(table, row, field);
    if (cell)
        assert_string_equal(got, cell);
    else
        assert_null(got);
    g_free(got);
}

static void test_cells(void **state)
{
    (void)state;
    struct recipients *table =
        read_table("\357\273\277 Name ;City\nAna;\"Lima; Peru\"\n\nعمر\n", NULL);
    assert_non_null(table);
    assert_int_equal(table->rows->len, 2);
    expect_cell(table, 0, "NAME", "Ana");
    expect_cell(table, 0, "الاسم", "Ana"); // what it means, in any language
    expect_cell(table, 0, "city", "Lima; Peru");
    expect_cell(table, 1, "name", "عمر");
    expect_cell(table, 1, "city", ""); // a short row
    expect_cell(table, 1, "street", NULL);
    recipients_free(table);
    table = read_table("Prénom,Nom,الموضوع\nAna,Ruiz,الماء\n", NULL);
    expect_cell(table, 0, "name", "Ana Ruiz");
    expect_cell(table, 0, "الموضوع", "الماء");
    recipients_free(table);
}

static struct document *letter_saying(const char *text)
{
    struct document *document = document_new();
    struct node *block = node_new(document->arena, document->root, NODE_PARAGRAPH);
    node_new_text(document->arena, block, text, strlen(text));
    document->title = "To {name}";
    return document;
}

static void test_filled(void **state)
{
    (void)state;
    struct recipients *table = read_table("name\tcity\nAna\t{name}\n", NULL);
    struct document *document = letter_saying("Dear {Name} of {city}: {street} {{so}} {} { {name");
    assert_int_equal(recipients_fill(table, 0, document), 3);
    GString *text = g_string_new(NULL);
    node_append_text(document->root->first, text);
    // A cell is put in as it is: braces in it ask for nothing.
    assert_string_equal(text->str, "Dear Ana of {name}: {street} {so} {} { {name");
    assert_string_equal(document->title, "To Ana");
    g_string_free(text, TRUE);
    document_free(document);
    recipients_free(table);
}

static void test_incomplete(void **state)
{
    (void)state;
    struct recipients *table = read_table("name,city\nAna,Lima\nOmar,\n,Fez\n", NULL);
    struct document *document = letter_saying("Dear {name} of {city}");
    GError *error = NULL;
    struct diag *diag = diag_new();
    assert_false(recipients_check(table, document, false, diag, &error));
    assert_int_equal(error->code, FAULT_INVALID);
    assert_non_null(strstr(error->message, "row 3 has nothing for {city}; row 4 has no name"));
    g_clear_error(&error);
    assert_true(recipients_check(table, document, true, diag, NULL));
    assert_int_equal(table->rows->len, 1);
    assert_string_equal(diag_get(diag, 0)->code, "merge-incomplete");
    document_free(document);
    document = letter_saying("Dear {name}, {absent}");
    assert_false(recipients_check(table, document, true, diag, &error));
    assert_non_null(strstr(error->message, "{absent}"));
    g_clear_error(&error);
    document_free(document);
    diag_free(diag);
    recipients_free(table);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_cells),
        cmocka_unit_test(test_filled),
        cmocka_unit_test(test_incomplete),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
