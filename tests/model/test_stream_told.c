// SPDX-License-Identifier: MIT
// What counting a stream's entries tells of them: how they run, and every kind of label there is.
#include "model/stream_told.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void add(struct stream_told *told, const char *label, int64_t number, const char *text)
{
    struct arena *arena = arena_new();
    struct node *entry = node_new(arena, NULL, NODE_ENTRY);
    entry->entry.label = label;
    entry->entry.number = number;
    node_new_text(arena, entry, text, strlen(text));
    stream_told_add(told, entry);
    arena_free(arena);
}

static void labels_are_told_by_shape(void **state)
{
    (void)state;
    struct stream_told told;
    stream_told_start(&told);
    add(&told, "7.", 7, "Ada");
    add(&told, "8.", 8, "ليلى");
    add(&told, "10.", 10, "12 Rue");
    add(&told, "20.", 20, "123");
    add(&told, "١٢.", 12, "سعاد");
    add(&told, "", NUMBER_NONE, "No label");
    assert_false(told.whole);
    stream_told_end(&told);
    assert_true(told.whole);
    assert_int_equal(told.entries, 6);
    assert_int_equal(told.rtl, 2);
    assert_int_equal(told.ltr, 3); // "123" has no letter
    assert_int_equal(told.n_labels, 3);
    assert_string_equal(told.labels[0].text, "8.");
    assert_string_equal(told.labels[1].text, "88.");
    assert_string_equal(told.labels[2].text, "٨٨.");
    // Of 7 and 8 one is a multiple of 2 and one is none, neither of 5; 10 and 20 both of 10.
    assert_true(told.labels[0].multiples & 1 << 2 && told.labels[0].others & 1 << 2);
    assert_false(told.labels[0].multiples & 1 << 5);
    assert_true(told.labels[1].multiples & 1 << 10);
    assert_false(told.labels[1].others & 1 << 10);
}

static void a_number_tells_labels_apart(void **state)
{
    (void)state;
    struct stream_told told;
    stream_told_start(&told);
    add(&told, "8)", 8, "a");
    add(&told, "8)", NUMBER_NONE, "b");
    assert_int_equal(told.n_labels, 2);
    assert_int_equal(told.labels[1].multiples, 0);
}

// Too many kinds, or one too long to be a number: then nothing is told of labels.
static void what_is_not_all_is_said(void **state)
{
    (void)state;
    struct stream_told told;
    stream_told_start(&told);
    for (int i = 0; i <= TOLD_LABELS_MOST; i++) {
        char label[] = {(char)('a' + i), '.', '\0'};
        add(&told, label, NUMBER_NONE, "a");
        assert_int_equal(told.n_labels, i + 1);
    }
    add(&told, "z.", NUMBER_NONE, "a");
    assert_true(told.n_labels > TOLD_LABELS_MOST);
    stream_told_start(&told);
    char long_label[100];
    memset(long_label, 'x', sizeof long_label);
    long_label[sizeof long_label - 1] = '\0';
    add(&told, long_label, NUMBER_NONE, "a");
    add(&told, "1.", 1, "a");
    assert_true(told.n_labels > TOLD_LABELS_MOST);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(labels_are_told_by_shape),
        cmocka_unit_test(a_number_tells_labels_apart),
        cmocka_unit_test(what_is_not_all_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
