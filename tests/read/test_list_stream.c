// SPDX-License-Identifier: MIT
// A long captured list is the same letter whether it is held or read line by line.
#include "base/file.h"
#include "model/dump.h"
#include "read/read.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#define SCRATCH TEST_BINARY_DIR "/list_stream.txt"

enum { ENTRIES = 5200 };

static const char head[] = "A letter on something\n\nDear all,\n\nWe write to you about something "
                           "that matters to every one of us, and we ask you to act.\n\n";

static struct document *read_letter(bool stream)
{
    struct read_options options = {.data = TEST_SOURCE_DIR "/data", .stream = stream};
    struct document *document = read_document(SCRATCH, &options, NULL, NULL);
    assert_non_null(document);
    return document;
}

// The tree and every span in it.
static void dump_spans(const struct node *node, GString *out)
{
    g_string_append_printf(out, "%zu-%zu ", node->source.start, node->source.end);
    struct arena *arena = arena_new();
    struct node_cursor cursor = node_cursor_start(node, NULL);
    for (const struct node *child; (child = node_cursor_next(&cursor, arena, NULL)) != NULL;) {
        assert_ptr_equal(child->parent, node);
        dump_spans(child, out);
    }
    arena_free(arena);
}

static char *dumped(bool stream, bool *ret_streamed)
{
    struct document *document = read_letter(stream);
    GString *out = g_string_new(NULL);
    assert_true(dump_model(document, out, NULL));
    *ret_streamed = g_string_replace(out, " streamed", "", 0) > 0;
    dump_spans(document->root, out);
    g_string_append_printf(out, "%d %d %d", (int)document->counts.listed,
                           (int)document->counts.highest, (int)document->counts.all_missing);
    document_free(document);
    return g_string_free(out, FALSE);
}

static void expect_same(const char *before, const char *entry, const char *after, bool streamed)
{
    GString *text = g_string_new(before);
    for (int i = 1; i <= ENTRIES; i++) {
        g_string_append_printf(text, "%d. %s %d", i, entry, i);
        g_string_append(text, i % 7 ? "\n" : "\r\n");
        if (strstr(entry, "Two") && i % 3)
            g_string_append_printf(text, "   of the house of e\xCC\x81 %d\n", i);
        if (i % 1000 == 0)
            g_string_append(text, "\n");
    }
    g_string_append(text, after);
    assert_true(file_write(SCRATCH, text->str, text->len, NULL));
    g_string_free(text, TRUE);
    bool held_streamed, was_streamed;
    char *held = dumped(false, &held_streamed), *read = dumped(true, &was_streamed);
    assert_false(held_streamed);
    assert_int_equal(was_streamed, streamed);
    assert_string_equal(held, read);
    g_free(held);
    g_free(read);
}

static void test_lists(void **state)
{
    (void)state;
    expect_same(head, "Jane Roe", "", true);
    expect_same(head, "Jo\xC3\xA3o e\xCC\x81 [CATU]", "\n\n* and others who did not sign\n", true);
    expect_same(head, "Two Lines", "", true);
    expect_same("", "A Name Alone", "", true);
}

// What may hold footnotes, or turns out to be no list of names, is held.
static void test_held(void **state)
{
    (void)state;
    expect_same(head, "Jane Roe [1]", "\n\n[1] Who wrote it.\n", false);
    expect_same(head,
                "We ask for one more thing, and it is that all of what we ask for be done at once, "
                "in full and in the open, so that everyone who signs can see it done by line",
                "", false);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_lists), cmocka_unit_test(test_held)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
