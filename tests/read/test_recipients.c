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
    return recipients_read(TABLE, error);
}

static void expect_fault(const char *bytes, const char *said)
{
    GError *error = NULL;
    assert_null(read_table(bytes, &error));
    assert_int_equal(error->code, FAULT_INVALID);
    if (!strstr(error->message, said))
        fail_msg("\"%s\" does not say \"%s\"", error->message, said);
    g_clear_error(&error);
}

static void test_refused(void **state)
{
    (void)state;
    expect_fault("", "no recipients");
    expect_fault("name,city\n", "no recipients");
    expect_fault("who,city\nAna,Lima\n", ":1: the first row names no column 'name'");
    expect_fault("name,city\nAna,Lima\nOmar,\377\n", ":3: not UTF-8");
    GError *error = NULL;
    assert_null(recipients_read(TEST_BINARY_DIR "/no-such-table.csv", &error));
    assert_int_equal(error->code, FAULT_IO);
    g_clear_error(&error);
}

static void test_cells(void **state)
{
    (void)state;
    struct recipients *table =
        read_table("\357\273\277 Name ;City\nAna;\"Lima; Peru\"\n\nعمر\n", NULL);
    assert_non_null(table);
    assert_int_equal(table->rows->len, 2);
    assert_string_equal(recipients_get(table, 0, "NAME"), "Ana");
    assert_string_equal(recipients_get(table, 0, "city"), "Lima; Peru");
    assert_string_equal(recipients_get(table, 1, "name"), "عمر");
    assert_string_equal(recipients_get(table, 1, "city"), ""); // a short row
    assert_string_equal(recipients_get(table, 1, "street"), "");
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
    struct document *document = letter_saying("Dear {Name} of {city}: {street} {} { {name");
    struct diag *diag = diag_new();
    assert_int_equal(recipients_fill(table, 0, document, diag), 3);
    GString *text = g_string_new(NULL);
    node_append_text(document->root->first, text);
    // A cell is put in as it is: braces in it ask for nothing.
    assert_string_equal(text->str, "Dear Ana of {name}: {street} {} { {name");
    assert_string_equal(document->title, "To Ana");
    assert_int_equal(diag_count(diag), 1);
    assert_string_equal(diag_get(diag, 0)->code, "merge-unknown");
    g_string_free(text, TRUE);
    diag_free(diag);
    document_free(document);
    recipients_free(table);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_cells),
        cmocka_unit_test(test_filled),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
