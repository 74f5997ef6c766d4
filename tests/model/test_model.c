// SPDX-License-Identifier: MIT
// The model: trees, counts, and the text dump's lines.
#include "model/document.h"
#include "model/dump.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct node *add_entry(struct document *document, struct node *list, const char *label,
                              int64_t number, const char *name)
{
    struct node *entry = node_new(document->arena, list, NODE_ENTRY);
    entry->entry.label = label;
    entry->entry.number = number;
    node_new_text(document->arena, entry, name, strlen(name));
    return entry;
}

static struct document *letter(void)
{
    struct document *document = document_new();
    struct node *title = node_new(document->arena, document->root, NODE_TITLE);
    node_new_text(document->arena, title, "Open letter", 11);
    struct node *list = node_new(document->arena, document->root, NODE_LIST);
    add_entry(document, list, "1.", 1, "One");
    add_entry(document, list, "٤.", 4, "Four");
    struct node *last = add_entry(document, list, "", NUMBER_NONE, "Plain");
    node_new(document->arena, last, NODE_BREAK);
    node_new_text(document->arena, last, "line", 4);
    struct node *note = node_new(document->arena, document->root, NODE_NOTE);
    node_new_text(document->arena, note, "Three in all", 12);
    return document;
}

static void gaps_are_counted(void **state)
{
    (void)state;
    struct document *document = letter();
    assert_true(document_count(document, NULL));
    assert_int_equal(document->counts.listed, 3);
    assert_int_equal(document->counts.highest, 4);
    assert_int_equal(document->counts.n_missing, 2);
    assert_int_equal(document->counts.all_missing, 2);
    assert_int_equal(document->counts.missing[0], 2);
    assert_int_equal(document->counts.missing[1], 3);
    document_free(document);
}

// A number printed twice fills one place only.
static void a_number_twice_hides_no_gap(void **state)
{
    (void)state;
    struct document *document = letter();
    struct node *list = (struct node *)document_signatories(document);
    add_entry(document, list, "4.", 4, "Four again");
    add_entry(document, list, "0.", 0, "Nought");
    assert_true(document_count(document, NULL));
    assert_int_equal(document->counts.listed, 5);
    assert_int_equal(document->counts.all_missing, 2);
    assert_int_equal(document->counts.n_missing, 2);
    assert_int_equal(document->counts.missing[1], 3);
    document_free(document);
}

static void a_stray_number_asks_for_no_memory(void **state)
{
    (void)state;
    struct document *document = letter();
    struct node *list = (struct node *)document_signatories(document);
    add_entry(document, list, "1.", INT64_MAX - 1, "Stray");
    list->first->entry.number = NUMBER_NONE;
    list->first->next->entry.number = NUMBER_NONE;
    assert_true(document_count(document, NULL));
    assert_int_equal(document->counts.highest, INT64_MAX - 1);
    assert_int_equal(document->counts.all_missing, INT64_MAX - 2);
    assert_int_equal(document->counts.n_missing, MISSING_MOST);
    document_free(document);
}

static void the_text_dump_knows_its_lists(void **state)
{
    (void)state;
    struct document *document = letter();
    GString *text = g_string_new(NULL);
    GArray *lists = g_array_new(FALSE, FALSE, sizeof(struct dump_range));
    assert_true(dump_text(document, text, lists, NULL));
    assert_string_equal(text->str, "Open letter\n1. One\n٤. Four\nPlain line\nThree in all\n");
    assert_int_equal(lists->len, 1);
    assert_int_equal(g_array_index(lists, struct dump_range, 0).first, 2);
    assert_int_equal(g_array_index(lists, struct dump_range, 0).last, 4);
    g_array_unref(lists);
    g_string_free(text, TRUE);
    document_free(document);
}

static void nodes_move(void **state)
{
    (void)state;
    struct document *document = letter();
    struct node *title = document->root->first, *note = document->root->last;
    node_detach(title);
    assert_ptr_equal(document->root->first->kind == NODE_LIST ? NULL : title, NULL);
    node_insert_before(title, note);
    assert_ptr_equal(note->previous, title);
    node_detach(note);
    assert_ptr_equal(document->root->last, title);
    node_append_child(document->root, note);
    assert_ptr_equal(document->root->last, note);
    assert_null(note->next);
    document_free(document);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gaps_are_counted),
        cmocka_unit_test(a_number_twice_hides_no_gap),
        cmocka_unit_test(a_stray_number_asks_for_no_memory),
        cmocka_unit_test(the_text_dump_knows_its_lists),
        cmocka_unit_test(nodes_move),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
