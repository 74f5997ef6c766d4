// SPDX-License-Identifier: MIT
// Compounds, each line of text with those it holds in brackets of their kind.
#include "language/compound.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

// The text with every compound in braces, after the first letter of its kind.
static char *marked(const char *text)
{
    static const char kinds[] = "TDGSRA";
    glong n;
    gunichar *codes = g_utf8_to_ucs4_fast(text, -1, &n);
    GArray *found = compounds_find(codes, (size_t)n);
    GString *out = g_string_new(NULL);
    for (guint i = 0, next = 0; i <= (guint)n; i++) {
        if (next < found->len) {
            const struct compound *compound = &g_array_index(found, struct compound, next);
            assert_true(compound->from <= compound->first && compound->first < compound->end &&
                        compound->end <= compound->until && compound->until <= (size_t)n);
            if (i == compound->from)
                g_string_append_printf(out, "%c{", kinds[compound->kind]);
            if (i == compound->until) {
                g_string_append_c(out, '}');
                next++;
            }
        }
        if (i < (guint)n)
            g_string_append_unichar(out, codes[i]);
    }
    g_array_unref(found);
    g_free(codes);
    return g_string_free(out, FALSE);
}

static void test_found(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"هاتف +961 1 234 567 وفاكس", "هاتف T{+961 1 234 567} وفاكس"},
        {"00961-1-234567", "T{00961-1-234567}"},
        {"+49 (0)30 123456, Berlin", "T{+49 (0)30 123456}, Berlin"},
        {"(01) 234 567", "T{(01) 234 567}"},
        {"01 345 678.", "T{01 345 678}."},
        {"+٩٦١ ١ ٢٣٤ ٥٦٧", "T{+٩٦١ ١ ٢٣٤ ٥٦٧}"},
        {"+96112345678", "T{+96112345678}"},
        {"في 2020-06-26 و26/6/2020", "في D{2020-06-26} وD{26/6/2020}"},
        {"am 26.6.2020.", "am D{26.6.2020}."},
        {"1 250 000 € soit 35 %", "G{1 250 000 €} soit A{35 %}"},
        {"35% و٪٢٠ و٢٠٪", "A{35%} وA{٪٢٠} وA{٢٠٪}"},
        {"$1,250 and € 20", "A{$1,250} and A{€ 20}"},
        {"والسنوات 2019-2020 والصفحات 14–18", "والسنوات R{2019-2020} والصفحات R{14–18}"},
        {"بلغت -5 و +3.5", "بلغت S{-5} و S{+3.5}"},
        {"و−5% و+961 1 234 567", "وS{−5%} وT{+961 1 234 567}"},
        {"الفصل-5 وA-5", "الفصل-5 وA-5"},
        {"in 2020 300 people", "in 2020 300 people"},
        {"المادة 19(2)", "المادة 19(2)"},
        {"3.2.1 and 2:255 and 17:30", "3.2.1 and 2:255 and 17:30"},
        {"COVID-19, F-16, B2-3", "COVID-19, F-16, B2-3"},
        {"15th of 20", "15th of 20"},
        {"12 345abc", "12 345abc"},
        {"", ""},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        char *out = marked(cases[i][0]);
        assert_string_equal(out, cases[i][1]);
        g_free(out);
    }
}

// Whatever the characters, compounds are in order and apart, and time is linear.
static void test_any_text(void **state)
{
    (void)state;
    static const char signs[] = "0123456789 +-()./,%$ab";
    GRand *random = g_rand_new_with_seed(22);
    hb_codepoint_t codes[64];
    for (int round = 0; round < 20000; round++) {
        size_t n = (size_t)g_rand_int_range(random, 0, 64), last = 0;
        for (size_t i = 0; i < n; i++)
            codes[i] = (hb_codepoint_t)signs[g_rand_int_range(random, 0, sizeof signs - 1)];
        GArray *found = compounds_find(codes, n);
        for (guint i = 0; i < found->len; i++) {
            const struct compound *compound = &g_array_index(found, struct compound, i);
            assert_true(compound->from >= last && compound->from <= compound->first &&
                        compound->first < compound->end && compound->end <= compound->until &&
                        compound->until <= n);
            last = compound->until;
        }
        g_array_unref(found);
    }
    g_rand_free(random);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_found),
                                       cmocka_unit_test(test_any_text)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
