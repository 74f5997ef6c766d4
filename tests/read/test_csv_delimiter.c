// SPDX-License-Identifier: MIT
// The mark that parts the cells of a CSV file is what its first lines agree on, whatever stands
// above the table and between quotes.
#include "read/list/csv_delimiter.h"

#include <glib.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void test_sniffed(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        unsigned char mark;
    } cases[] = {
        {"name,place\nAna,Leeds\n", ','},
        {"name;place\nAna;Leeds\n", ';'},
        {"name\tplace\nAna\tLeeds\n", '\t'},
        {"name|place\nAna|Leeds\n", '|'},
        {"Signatures, as of today, of all\nname;place\nAna;Leeds\nOmar;Amman\n", ';'},
        {"name;said\nAna;\"a,b,c,d\"\nOmar;\"e,f,g,h\"\n", ';'},
        {"الاسم؛المدينة\nليلى؛عمّان\n", CSV_WIDE},
        {"姓名；城市\n李雷；北京\n", CSV_WIDE},
        {"name\nAna\nOmar\n", ','},
        {"", ','},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        assert_int_equal(csv_delimiter_sniff(cases[i].text, strlen(cases[i].text)), cases[i].mark);
}

static void test_said(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        unsigned char mark;
    } cases[] = {
        {"sep=;\nname;place\n", ';'},
        {"\357\273\277sep=|\r\n", '|'},
        {"\"sep=,\"\n", ','},
        {"SEP=;", ';'},
        {"sep=;;\n", 0},
        {"sep=", 0},
        {"separate;place\n", 0},
        {"", 0},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        assert_int_equal(csv_delimiter_said(cases[i].text, strlen(cases[i].text)), cases[i].mark);
}

static void test_wide(void **state)
{
    (void)state;
    static const char arabic[] = "الاسم؛المدينة", chinese[] = "姓名；城市";
    assert_string_equal(csv_delimiter_wide(arabic, strlen(arabic)), "؛");
    assert_string_equal(csv_delimiter_wide(chinese, strlen(chinese)), "；");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sniffed),
        cmocka_unit_test(test_said),
        cmocka_unit_test(test_wide),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
