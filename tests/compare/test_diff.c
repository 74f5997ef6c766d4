// SPDX-License-Identifier: MIT
// Two letters compared: what was done to the second is what is told, neither more nor less.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/file.h"
#include "compare/diff.h"
#include "compare/diff_make.h"

static struct arena *arena;

static int set_up(void **state)
{
    (void)state;
    arena = arena_new();
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

static struct diff *compare(const char *before, const char *after)
{
    struct diff_side from, to;
    diff_read_text(arena, "v1", before, strlen(before), NULL, 0, &from);
    diff_read_text(arena, "v2", after, strlen(after), NULL, 0, &to);
    return diff_make(arena, &from, &to);
}

// The comparison as one line a change, for expectations that can be read.
static char *dump(const struct diff *diff)
{
    static const char *const kinds[] = {"changed", "added", "removed", "moved"};
    static const char *const marks[] = {"", "-", "+"};
    GString *out = g_string_new(NULL);
    for (size_t i = 0; i < diff->n_added; i++)
        g_string_append_printf(out, "+%d %s\n", (int)diff->added[i].number, diff->added[i].name);
    for (size_t i = 0; i < diff->n_removed; i++)
        g_string_append_printf(out, "-%d %s\n", (int)diff->removed[i].number,
                               diff->removed[i].name);
    for (size_t i = 0; i < diff->n_renumbered; i++)
        g_string_append_printf(out, "#%d>%d %s\n", (int)diff->renumbered[i].from,
                               (int)diff->renumbered[i].to, diff->renumbered[i].name);
    for (size_t i = 0; i < diff->n_respelt; i++)
        g_string_append_printf(out, "~%d>%d %s > %s\n", (int)diff->respelt[i].from_number,
                               (int)diff->respelt[i].number, diff->respelt[i].from,
                               diff->respelt[i].to);
    for (size_t i = 0; i < diff->n_text; i++) {
        const struct diff_text *text = &diff->text[i];
        g_string_append_printf(out, "%s %zu>%zu:", kinds[text->kind], text->from, text->to);
        for (size_t k = 0; k < text->n_words; k++)
            g_string_append_printf(out, "|%s%.*s", marks[text->words[k].op], (int)text->words[k].n,
                                   text->words[k].text);
        g_string_append_c(out, '\n');
    }
    return g_string_free(out, FALSE);
}

static void expect(const char *before, const char *after, const char *expected)
{
    g_autofree char *found = dump(compare(before, after));
    assert_string_equal(found, expected);
}

static void test_nothing(void **state)
{
    (void)state;
    expect("", "", "");
    expect("Title\nText.\n1. A\n2. B\n", "Title\nText.\n1. A\n2. B\n", "");
    assert_true(diff_is_empty(compare("1. A\n1. A\n", "1. A\n1. A\n")));
}

static void test_names(void **state)
{
    (void)state;
    expect("1. Amnesty\n2. Oxfam\n", "1. Amnesty\n2. Oxfam\n3. Article 19\n", "+3 Article 19\n");
    expect("1. Amnesty\n2. Oxfam\n", "2. Oxfam\n", "-1 Amnesty\n");
    // Another name under the same number is another signatory.
    expect("1. Amnesty\n", "1. Oxfam\n", "+1 Oxfam\n-1 Amnesty\n");
    expect("1. Amnesty\n2. Oxfam\n", "1. Oxfam\n2. Amnesty\n", "#2>1 Oxfam\n#1>2 Amnesty\n");
    // Inserted at the front, everything below moves on.
    expect("1. Amnesty\n2. Oxfam\n", "1. Abaad\n2. Amnesty\n3. Oxfam\n",
           "+1 Abaad\n#1>2 Amnesty\n#2>3 Oxfam\n");
    // A name that stands twice is two entries.
    expect("1. Amnesty\n2. Amnesty\n", "1. Amnesty\n", "-2 Amnesty\n");
}

// Where the lists stand is known: in them every line is an entry, whatever is before its name, and
// what looks like one elsewhere is a paragraph.
static void test_told_lists(void **state)
{
    (void)state;
    static const char before[] = "Title\n1. A demand\nAmnesty\n350.org\nOxfam\nNotes\n- Abaad\n";
    static const char after[] = "Title\n1. Demands\n350.org\nOxfam\nPEN\nNotes\n• Abaad\n";
    const struct diff_lines lists[] = {{3, 5}, {7, 7}};
    struct diff_side from, to;
    diff_read_text(arena, "v1", before, strlen(before), lists, 2, &from);
    diff_read_text(arena, "v2", after, strlen(after), lists, 2, &to);
    assert_int_equal(from.n_entries, 4);
    assert_string_equal(from.entries[1].name, "350.org");
    g_autofree char *found = dump(diff_make(arena, &from, &to));
    assert_string_equal(found, "+0 PEN\n-0 Amnesty\nchanged 2>2:|1. |-A demand|+Demands\n");
    // Told that there is none, there is none; ranges that make no sense do no harm.
    const struct diff_lines odd[] = {{9, 2}, {SIZE_MAX, 0}, {0, SIZE_MAX}};
    diff_read_text(arena, "v1", "1. A\n", 5, lists, 0, &from);
    assert_int_equal(from.n_entries, 0);
    diff_read_text(arena, "v1", before, strlen(before), odd, 3, &from);
    assert_int_equal(from.n_entries + from.n_paragraphs, 7);
}

static void test_respelt(void **state)
{
    (void)state;
    expect("7. Human Rigths Watch\n", "7. Human Rights Watch\n",
           "~7>7 Human Rigths Watch > Human Rights Watch\n");
    expect("7. AFRILAW\n", "7. African Law Foundation (AFRILAW)\n",
           "~7>7 AFRILAW > African Law Foundation (AFRILAW)\n");
    expect("1. مؤسسة الحق\n", "1. مؤسسه الحقّ\n", "~1>1 مؤسسة الحق > مؤسسه الحقّ\n");
    // Found again under another number only if it is very like.
    expect("1. Tibet Solidarity Network\n2. Oxfam\n", "1. Oxfam\n9. Tibet Solidarty Network\n",
           "#2>1 Oxfam\n~1>9 Tibet Solidarity Network > Tibet Solidarty Network\n");
    expect("1. Tibet Action Institute\n", "9. Tibet Justice Center\n",
           "+9 Tibet Justice Center\n-1 Tibet Action Institute\n");
    // A word in common at one number is one signatory respelt; a little word is none.
    expect("22. ARTICLE 19\n", "22. ARTICLE NINETEEN\n", "~22>22 ARTICLE 19 > ARTICLE NINETEEN\n");
    expect("3. 人權 觀察\n", "3. 人權 論壇 聯盟\n", "~3>3 人權 觀察 > 人權 論壇 聯盟\n");
    expect("3. The Sun\n", "3. The Hollow Moon of May\n",
           "+3 The Hollow Moon of May\n-3 The Sun\n");
    // Even a doubled space is a difference, and is told.
    expect("1. A  Name\n", "1. A Name\n", "~1>1 A  Name > A Name\n");
}

static void test_text(void **state)
{
    (void)state;
    expect("Title\nOne two three four.\n", "Title\nOne two six four.\n",
           "changed 2>2:|One two |-three|+six| four.\n");
    expect("Title\nFirst.\n", "Title\nNew one here.\nFirst.\n", "added 0>2:\n");
    expect("Title\nFirst.\nSecond.\n", "Title\nSecond.\n", "removed 2>0:\n");
    expect("A one\nB two\nC three\n", "B two\nC three\nA one\n", "moved 1>3:\n");
    expect("نحن الموقعين أدناه ندعو إلى التحرك\n", "نحن الموقعين أدناه نطالب بالتحرك\n",
           "changed 1>1:|نحن الموقعين أدناه |-ندعو إلى التحرك|+نطالب بالتحرك\n");
}

// before = same + removed, after = same + added, for any two texts.
static void test_words_add_up(void **state)
{
    (void)state;
    static const char *const vocabulary[] = {"a ", "b ", "ع ", "، ", "c", ". ", "\u0644\u0651 "};
    unsigned seed = 1;
    for (int round = 0; round < 400; round++) {
        GString *before = g_string_new("x "), *after = g_string_new("x ");
        for (int i = 0; i < 24; i++) {
            seed = seed * 1103515245u + 12345u;
            const char *word = vocabulary[(seed >> 16) % G_N_ELEMENTS(vocabulary)];
            if ((seed >> 8) % 4)
                g_string_append(before, word);
            if ((seed >> 10) % 4)
                g_string_append(after, word);
        }
        struct diff_side from = {
            .label = "a", .paragraphs = (const char *const[]){before->str}, .n_paragraphs = 1};
        struct diff_side to = {
            .label = "b", .paragraphs = (const char *const[]){after->str}, .n_paragraphs = 1};
        struct diff *diff = diff_make(arena, &from, &to);
        GString *first = g_string_new(NULL), *second = g_string_new(NULL);
        for (size_t i = 0; diff->n_text && i < diff->text[0].n_words; i++) {
            const struct diff_word *word = &diff->text[0].words[i];
            if (word->op != DIFF_ADDED)
                g_string_append_len(first, word->text, (gssize)word->n);
            if (word->op != DIFF_REMOVED)
                g_string_append_len(second, word->text, (gssize)word->n);
        }
        if (diff->n_text && diff->text[0].kind == DIFF_TEXT_CHANGED) {
            assert_string_equal(first->str, before->str);
            assert_string_equal(second->str, after->str);
        }
        g_string_free(first, TRUE);
        g_string_free(second, TRUE);
        g_string_free(before, TRUE);
        g_string_free(after, TRUE);
        arena_reset(arena);
    }
}

// The example's list: 14 names added, 2 removed, 1 respelt, one paragraph edited.
static void test_example(void **state)
{
    (void)state;
    g_autoptr(GBytes) bytes =
        file_read(TEST_SOURCE_DIR "/examples/open-letter.ar.txt", 1 << 20, NULL);
    assert_non_null(bytes);
    gsize n;
    const char *data = g_bytes_get_data(bytes, &n);
    GString *before = g_string_new(NULL), *after = g_string_new(NULL);
    char **lines = g_strsplit(data, "\n", -1);
    int entries = 0, edited = 0;
    for (char **line = lines; *line; line++) {
        char *text = g_strstrip(*line);
        bool entry = g_ascii_isdigit(text[0]) && strstr(text, ". ");
        entries += entry;
        g_string_append_printf(before, "%s\n", text);
        const char *was = "الدولة التي تحاول", *now = "كل دولة تحاول";
        if (entry && (entries == 40 || entries == 200))
            continue;
        if (entry && entries == 100) {
            g_string_append_printf(after, "%se\n", text);
        } else if (g_str_has_prefix(text, was)) {
            g_string_append_printf(after, "%s%s\n", now, text + strlen(was));
            edited++;
        } else {
            g_string_append_printf(after, "%s\n", text);
        }
        for (int i = 1; entry && entries == 273 && i <= 14; i++)
            g_string_append_printf(after, "%d. New Signatory of the Letter %d\n", 282 + i, i);
    }
    g_strfreev(lines);
    assert_int_equal(edited, 1);
    const struct diff *diff = compare(before->str, after->str);
    assert_int_equal(diff->n_added, 14);
    assert_int_equal(diff->n_removed, 2);
    assert_int_equal(diff->n_respelt, 1);
    assert_int_equal(diff->n_renumbered, 0);
    assert_int_equal(diff->n_text, 1);
    assert_int_equal(diff->text[0].kind, DIFF_TEXT_CHANGED);
    if (g_getenv("DIFF_OUT")) { // to be looked at
        g_autofree char *html = diff_html(diff, "ar"), *text = diff_print(diff, false);
        g_autofree char *page = g_strconcat(g_getenv("DIFF_OUT"), ".html", NULL);
        g_autofree char *plain = g_strconcat(g_getenv("DIFF_OUT"), ".txt", NULL);
        assert_true(file_write(page, html, strlen(html), NULL));
        assert_true(file_write(plain, text, strlen(text), NULL));
    }
    g_string_free(before, TRUE);
    g_string_free(after, TRUE);
}

static void test_json(void **state)
{
    (void)state;
    json_t *json = diff_json(compare("T\n1. Amnesty\n2. Oxfam\n3. Foo Bar\nOne two.\n",
                                     "T\n2. Amnesty\n3. Foo Baz\n4. Abaad\nOne three.\n"));
    g_autofree char *text = json_print(json);
    json_decref(json);
    assert_string_equal(
        text,
        "{\n  \"from\": \"v1\",\n  \"to\": \"v2\",\n  \"signatories\": {\n    \"added\": [\n"
        "      {\n        \"number\": 4,\n        \"name\": \"Abaad\"\n      }\n    ],\n"
        "    \"removed\": [\n      {\n        \"number\": 2,\n        \"name\": \"Oxfam\"\n      "
        "}\n"
        "    ],\n    \"renumbered\": [\n      {\n        \"name\": \"Amnesty\",\n"
        "        \"from\": 1,\n        \"to\": 2\n      }\n    ],\n    \"respelt\": [\n      {\n"
        "        \"number\": 3,\n        \"from\": \"Foo Bar\",\n        \"to\": \"Foo Baz\",\n"
        "        \"likeness\": 85\n      }\n    ]\n  },\n  \"text\": [\n    {\n"
        "      \"kind\": \"changed\",\n      \"before\": \"One two.\",\n"
        "      \"after\": \"One three.\",\n      \"paragraph\": {\n        \"from\": 2,\n"
        "        \"to\": 2\n      },\n      \"words\": [\n        [\n          \"same\",\n"
        "          \"One \"\n        ],\n        [\n          \"removed\",\n          \"two\"\n"
        "        ],\n        [\n          \"added\",\n          \"three\"\n        ],\n        [\n"
        "          \"same\",\n          \".\"\n        ]\n      ]\n    }\n  ]\n}\n");
}

// Isolates are balanced on every line, and nothing from a letter can steer the terminal.
static void test_terminal(void **state)
{
    (void)state;
    struct diff *diff = compare("نص أول هنا\n1. إكس\n", "نص ثان هنا\n2. \033[2J\u202Eevil\u2069\n");
    for (int colour = 0; colour < 2; colour++) {
        g_autofree char *text = diff_print(diff, colour);
        int depth = 0;
        for (const char *p = text; *p; p = g_utf8_next_char(p)) {
            gunichar c = g_utf8_get_char(p);
            depth += c >= 0x2066 && c <= 0x2068;
            depth -= c == 0x2069;
            assert_true(depth >= 0 && (c != '\n' || depth == 0));
            assert_true(c != 0x202E && (colour || c != '\033'));
        }
        assert_null(strstr(text, "\033[2J"));
        assert_non_null(strstr(text, "\u2067"));
    }
    g_autofree char *none = diff_print(compare("", ""), false);
    assert_string_equal(none, "No differences.\n");
}

// One name put in at the top: what moved below it is one line, not a line each.
static void test_runs(void **state)
{
    (void)state;
    struct diff *diff = compare("1. Aa\n2. Bb\n3. Cc\n5. Dd\n6. Ee\n",
                                "1. New\n2. Aa\n3. Bb\n4. Cc\n6. Dd\n9. Ee\n");
    assert_int_equal(diff->n_renumbered, 5);
    g_autofree char *text = diff_print(diff, false), *html = diff_html(diff, "en");
    assert_non_null(strstr(text, "# 1\u20135 \u2192 2\u20136  "));
    assert_non_null(strstr(text, "(4 names)\n# 6 \u2192 9  "));
    assert_non_null(strstr(html, "<td><bdi>1\u20135</bdi></td><td><bdi>2\u20136</bdi></td>"));
}

// A list that was numbered is one line, not one for each name; no number is no zero.
static void test_numbered_later(void **state)
{
    (void)state;
    static const char plain[] = "Aa\nBb\nCc\nDd\n", numbered[] = "1. Aa\n2. Bb\n3. Cc\n5. Dd\n";
    const struct diff_lines list = {1, 4};
    struct diff_side from, to;
    diff_read_text(arena, "v1", plain, strlen(plain), &list, 1, &from);
    diff_read_text(arena, "v2", numbered, strlen(numbered), &list, 1, &to);
    struct diff *gained = diff_make(arena, &from, &to), *dropped = diff_make(arena, &to, &from);
    assert_int_equal(diff_run(gained, 0), 3);
    assert_int_equal(diff_run(dropped, 0), 3);
    to.entries = (struct diff_entry[]){{1, "Aa"}, {2, "Bb"}, {3, "Cc"}, {4, "Dd"}};
    g_autofree char *text = diff_print(diff_make(arena, &from, &to), false);
    assert_non_null(strstr(text, "# \u2013 \u2192 1\u20134  \u2068Aa\u2069 \u2026 "));
    g_autofree char *html = diff_html(diff_make(arena, &to, &from), "en");
    assert_non_null(strstr(html, "<td><bdi>1\u20134</bdi></td><td></td>"));
}

// Hundreds of changes fold by fifties, and what a mark stands on is never parted from it.
static void test_many(void **state)
{
    (void)state;
    GString *before = g_string_new(NULL), *after = g_string_new(NULL);
    for (int i = 1; i <= 120; i++) {
        g_string_append_printf(before, "%d. x%dqv\n", i, i * 7919);
        g_string_append_printf(after, "%d. y%dzk\n", i + 500, i * 104729);
    }
    g_autofree char *html = diff_html(compare(before->str, after->str), "en");
    assert_non_null(strstr(html, "<bdi>101\u2013120</bdi> / 120</summary>"));
    assert_non_null(strstr(html, "<details open>"));
    g_string_free(before, TRUE);
    g_string_free(after, TRUE);
    expect("Title\nقال (\u064e) نعم\n", "Title\nقال (\u064f) نعم\n",
           "changed 2>2:|قال |-(\u064e|+(\u064f|) نعم\n");
}

static void test_html(void **state)
{
    (void)state;
    struct diff *diff = compare("نص أول هنا\n1. <b>&\"\n", "نص ثان هنا\n2. Abaad\n");
    g_autofree char *html = diff_html(diff, "ar");
    assert_non_null(strstr(html, "<html lang=\"ar\" dir=\"rtl\">"));
    assert_non_null(strstr(html, "<del>&lt;b&gt;&amp;&quot;</del></bdi></td>"));
    assert_non_null(strstr(html, "<p dir=\"rtl\">"));
    assert_null(strstr(html, "<script"));
    assert_null(strstr(html, "http:"));
    assert_null(strstr(html, "https:"));
}

// 100,000 names, every one of them respelt and moved: minutes if anything here were quadratic.
static void test_scale(void **state)
{
    (void)state;
    size_t n = 100000;
    struct diff_entry *before = g_new(struct diff_entry, n), *after = g_new(struct diff_entry, n);
    for (size_t i = 0; i < n; i++) {
        unsigned mixed = (unsigned)(i * 2654435761u);
        before[i].number = after[i].number = (int64_t)i + 1;
        after[i].number += (int64_t)n;
        before[i].name = arena_printf(arena, "Committee of %08x for %07x", mixed, mixed * 7919u);
        after[i].name = arena_printf(arena, "Comittee of %08x for %07x", mixed, mixed * 7919u);
    }
    struct diff_side from = {.label = "a", .entries = before, .n_entries = n};
    struct diff_side to = {.label = "b", .entries = after, .n_entries = n};
    const struct diff *diff = diff_make(arena, &from, &to);
    assert_true(diff->n_respelt > n * 99 / 100);
    g_free(before);
    g_free(after);
}

// Paragraphs that all differ, and all the same one.
static void test_many_paragraphs(void **state)
{
    (void)state;
    size_t n = 20000;
    const char **before = g_new(const char *, n), **after = g_new(const char *, n);
    for (size_t i = 0; i < n; i++) {
        before[i] = i % 2 ? "The same words again." : arena_printf(arena, "Words %zu before.", i);
        after[i] = i % 3 ? "The same words again." : arena_printf(arena, "Words %zu after.", i);
    }
    struct diff_side from = {.label = "a", .paragraphs = before, .n_paragraphs = n};
    struct diff_side to = {.label = "b", .paragraphs = after, .n_paragraphs = n};
    assert_true(diff_make(arena, &from, &to)->n_text > 0);
    g_free(before);
    g_free(after);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_names, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_told_lists, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_respelt, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_text, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_words_add_up, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_example, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_json, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_terminal, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_runs, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_numbered_later, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_many, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_html, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_scale, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_many_paragraphs, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("diff", tests, NULL, NULL);
}
