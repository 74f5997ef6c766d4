// SPDX-License-Identifier: MIT
// Numbers, strings and names as PDF spells them, and the marks that keep PDFium from turning signs.
#include "pdf/icc.h"
#include "pdf/object.h"
#include "record/bidi_marks.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void assert_text(GString *out, const char *expected)
{
    assert_string_equal(out->str, expected);
    g_string_truncate(out, 0);
}

static void test_numbers(void **state)
{
    (void)state;
    GString *out = g_string_new(NULL);
    static const struct {
        int64_t value;
        unsigned decimals;
        const char *text;
    } cases[] = {{0, 2, "0"},         {5, 2, ".05"},      {-5, 2, "-.05"},      {100, 2, "1"},
                 {-1250, 2, "-12.5"}, {1005, 2, "10.05"}, {94968, 4, "9.4968"}, {10, 0, "10"}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        pdf_scaled(out, cases[i].value, cases[i].decimals);
        assert_text(out, cases[i].text);
    }
    pdf_int(out, INT64_MIN);
    assert_text(out, "-9223372036854775808");
    pdf_len(out, 72 * LEN_PER_PT + LEN_PER_PT / 2);
    assert_text(out, "72.5");
    pdf_len(out, -72 * LEN_PER_PT);
    assert_text(out, "-72");
    // To the nearest hundredth, on both sides of nought alike.
    assert_int_equal(pdf_hundredths(LEN_PER_PT / 128), 1);
    assert_int_equal(pdf_hundredths(-LEN_PER_PT / 128), -1);
    assert_int_equal(pdf_hundredths(-LEN_PER_PT / 256), 0);
    g_string_free(out, TRUE);
}

static void test_strings(void **state)
{
    (void)state;
    GString *out = g_string_new(NULL);
    pdf_text(out, "a (b) \\ c\r");
    assert_text(out, "(a \\(b\\) \\\\ c\\r)");
    pdf_text_hex(out, "é😀");
    assert_text(out, "<FEFF00E9D83DDE00>");
    pdf_text_hex(out, "a\xFF"); // bad bytes are U+FFFD
    assert_text(out, "<FEFF0061FFFD>");
    pdf_name(out, "text/plain");
    assert_text(out, "/text#2Fplain");
    pdf_date(out, 951782400);
    assert_text(out, "(D:20000229000000Z)");
    g_string_free(out, TRUE);
}

static void test_profiles(void **state)
{
    (void)state;
    GString *screen = icc_srgb(), *ink = icc_black();
    assert_int_equal(icc_components(screen->str, screen->len), 3);
    assert_int_equal(icc_components(ink->str, ink->len), 1);
    assert_false(icc_is_output(screen->str, screen->len));
    assert_true(icc_is_output(ink->str, ink->len));
    assert_int_equal(icc_components(ink->str, 100), 0);
    // The size in the header is the file's, and every tag lies inside it.
    GString *both[] = {screen, ink};
    for (size_t i = 0; i < 2; i++) {
        const guint32 *words = (const guint32 *)(void *)both[i]->str;
        assert_int_equal(GUINT32_FROM_BE(words[0]), both[i]->len);
        for (guint32 tag = 0; tag < GUINT32_FROM_BE(words[32]); tag++)
            assert_true(GUINT32_FROM_BE(words[34 + 3 * tag]) +
                            GUINT32_FROM_BE(words[35 + 3 * tag]) <=
                        both[i]->len);
        g_string_free(both[i], TRUE);
    }
}

static void assert_marks(gunichar character, gunichar right, gunichar left_mark,
                         gunichar right_mark)
{
    struct bidi_marks marks = bidi_marks_for(character, right);
    assert_int_equal(marks.left, left_mark);
    assert_int_equal(marks.right, right_mark);
}

static void test_marks(void **state)
{
    (void)state;
    assert_marks(0x060C, '2', 0, 0x200F);      // a comma left of a number
    assert_marks(0x060C, 0x0646, 0, 0);        // left of a letter it stays
    assert_marks('(', 0x0629, 0x200F, 0x200E); // brackets are always held
    assert_marks('"', 'G', 0, 0x200F);         // a quote after a Latin word
    assert_marks(0x0645, ' ', 0, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_strings),
        cmocka_unit_test(test_profiles),
        cmocka_unit_test(test_marks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
