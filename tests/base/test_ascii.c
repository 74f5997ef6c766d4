// SPDX-License-Identifier: MIT
// Eight bytes at a time find what one byte at a time does, wherever the odd byte stands; characters
// read without a call are those that GLib reads.
#include "base/ascii.h"
#include "base/utf8.h"

#include <glib.h>
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static size_t ascii_slowly(const char *p, const char *end)
{
    const char *q = p;
    while (q < end && (unsigned char)*q < 0x80)
        q++;
    return (size_t)(q - p);
}

static size_t clean_slowly(const char *p, const char *end)
{
    const char *q = p;
    while (q < end && ascii_is_clean(*q))
        q++;
    return (size_t)(q - p);
}

static void check(const char *text, size_t n)
{
    assert_int_equal(ascii_length(text, text + n), ascii_slowly(text, text + n));
    size_t clean = clean_slowly(text, text + n);
    assert_int_equal(ascii_clean_length(text, text + n), clean);
    assert_int_equal(ascii_is_printable(text, n), clean == n && !memchr(text, '\n', n));
}

static void test_odd_byte(void **state)
{
    (void)state;
    enum { MOST = 20 };
    char text[MOST];
    for (size_t at = 0; at < MOST; at++) {
        for (int byte = 0; byte < 256; byte++) {
            memset(text, at % 2 ? '\n' : '~', MOST);
            text[at] = (char)byte;
            for (size_t n = 0; n <= MOST; n++)
                check(text, n);
        }
    }
}

static void test_any_bytes(void **state)
{
    (void)state;
    enum { MOST = 40 };
    // Those beside the bounds, and common ones so that runs are long.
    static const char some[] = "\x1f\x20\x7e\x7f\x80\x0a\x0b\x09\xff aaaaaaaaaaaaaaaa\n\n\n\n";
    GRand *random = g_rand_new_with_seed(7);
    char text[MOST];
    for (int round = 0; round < 20000; round++) {
        for (size_t i = 0; i < MOST; i++)
            text[i] = some[g_rand_int_range(random, 0, sizeof some - 1)];
        check(text, MOST);
        check(text + round % 8, MOST - (size_t)(round % 8));
    }
    g_rand_free(random);
}

static void test_characters(void **state)
{
    (void)state;
    for (gunichar c = 1; c < 0x11000; c++) {
        char text[8] = "";
        if (c >= 0xd800 && c < 0xe000)
            continue;
        g_unichar_to_utf8(c, text);
        assert_int_equal(utf8_char(text), c);
        assert_int_equal(utf8_is_space(text) != 0, g_unichar_isspace(c) != 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_odd_byte),
        cmocka_unit_test(test_any_bytes),
        cmocka_unit_test(test_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
