// SPDX-License-Identifier: MIT
// Paragraphs set before come again glyph for glyph, only what is the same comes, and whoever holds
// lines is not disturbed when the cache forgets.
#include "setting_kit.h"
#include "text/coverage.h"
#include "text/dump.h"

#define LETTER TEST_SOURCE_DIR "/examples/open-letter.ar.txt"

static char *runs_of(const struct lines *lines)
{
    GString *out = g_string_new(NULL);
    dump_runs(lines, true, out);
    return g_string_free(out, FALSE);
}

static void the_third_time_is_as_the_first(void **state)
{
    struct kit *kit = *state;
    char **text = kit_lines(LETTER);
    for (size_t i = 0; text[i]; i++) {
        struct lines first = kit_set(kit, text[i], "ar", 15);
        char *expected = runs_of(&first);
        for (int again = 0; again < 3; again++) {
            struct lines lines = kit_set(kit, text[i], "ar", 15);
            char *found = runs_of(&lines);
            assert_string_equal(found, expected);
            g_free(found);
        }
        g_free(expected);
    }
    g_strfreev(text);
}

static void another_measure_style_or_language_is_another_paragraph(void **state)
{
    struct kit *kit = *state;
    static const char text[] =
        "台灣南社 and 日本ウイグル協会, set in a narrow measure or a wide one";
    for (int again = 0; again < 3; again++) {
        assert_int_equal(kit_set(kit, text, "en", 30).n, 1);
        assert_true(kit_set(kit, text, "en", 4).n > 2);
        struct text_attr attr = kit_attr(text);
        struct paragraph_style style = kit_style("en");
        attr.size *= 2;
        struct lines large =
            paragraph_set(kit->fonts, &(struct styled_text){text, strlen(text), &attr, 1}, &style,
                          len_from_mm(300), kit->arena, kit->diag);
        assert_true(large.lines[0].width > kit_set(kit, text, "en", 30).lines[0].width);
        attr = kit_attr(text);
        attr.tag = 7;
        struct lines tagged =
            paragraph_set(kit->fonts, &(struct styled_text){text, strlen(text), &attr, 1}, &style,
                          len_from_mm(300), kit->arena, kit->diag);
        assert_int_equal(tagged.lines[0].runs[0].run.tag, 7);
    }
}

static void what_was_handed_out_stays(void **state)
{
    struct kit *kit = *state;
    static const char text[] = "نداء عالمي من أجل آليات دولية";
    for (int again = 0; again < 2; again++)
        kit_set(kit, text, "ar", 15);
    struct lines held = kit_set(kit, text, "ar", 15);
    char *before = runs_of(&held);
    struct arena *own = kit->arena;
    // Enough paragraphs, each twice, to make the cache start again several times.
    GString *filler = g_string_new(NULL);
    for (int i = 0; i < 600; i++) {
        g_string_printf(filler, "%d", i);
        for (int n = 0; n < 60; n++)
            g_string_append(filler, " paragraph number");
        for (int twice = 0; twice < 2; twice++) {
            kit->arena = arena_new();
            kit_set(kit, filler->str, "en", 15);
            arena_free(kit->arena);
        }
    }
    kit->arena = own;
    g_string_free(filler, TRUE);
    char *after = runs_of(&held);
    assert_string_equal(after, before);
    g_free(before);
    g_free(after);
}

static void a_missing_character_is_counted_each_time(void **state)
{
    struct kit *kit = *state;
    static const char text[] = "private \uE000 use";
    for (size_t times = 1; times < 5; times++) {
        const struct coverage_missing *missing;
        kit_set(kit, text, "en", 15);
        assert_int_equal(coverage_missing(kit->fonts, kit->arena, &missing), 1);
        assert_int_equal(missing[0].places, times);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_third_time_is_as_the_first, kit_open, kit_close),
        cmocka_unit_test_setup_teardown(another_measure_style_or_language_is_another_paragraph,
                                        kit_open, kit_close),
        cmocka_unit_test_setup_teardown(what_was_handed_out_stays, kit_open, kit_close),
        cmocka_unit_test_setup_teardown(a_missing_character_is_counted_each_time, kit_open,
                                        kit_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
