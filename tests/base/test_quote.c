// SPDX-License-Identifier: MIT
// Bytes from elsewhere within a message: what a terminal would obey is shown instead.
#include "base/diag.h"
#include "base/error.h"
#include "base/quote.h"

#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void assert_quoted(const char *text, const char *shown)
{
    GString *out = g_string_new(NULL);
    quote_safe(out, text, strlen(text));
    assert_string_equal(out->str, shown);
    g_string_free(out, TRUE);
}

static void controls_are_shown(void **state)
{
    (void)state;
    assert_quoted("plain, ردّ, 山", "plain, ردّ, 山");
    assert_quoted("\x1b]0;x\x07", "␛]0;x␇");
    assert_quoted("a\nb\tc\x7f", "a␊b␉c␡");
    assert_quoted("\xc2\x85\xc2\x9b\u2028", "<U+0085><U+009B><U+2028>");
    assert_quoted("\u202e\u2066\u202a", "<U+202E><U+2066><U+202A>");
    assert_quoted("\xff\xd8(\x9b", "\\xFF\\xD8(\\x9B");
}

// What has been quoted is not quoted again, and nothing else passes for it.
static void own_isolates_stay(void **state)
{
    (void)state;
    assert_quoted("\u2068a\u2069, \u2068b\u2069", "\u2068a\u2069, \u2068b\u2069");
    assert_quoted("\u2068a", "<U+2068>a");
    assert_quoted("\u2069a\u2068", "<U+2069>a<U+2068>");
}

__attribute__((format(printf, 2, 3))) static void assert_printed(const char *wanted,
                                                                 const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *text = quote_vprintf(format, args);
    va_end(args);
    assert_string_equal(text, wanted);
    g_free(text);
}

static void formats_are_those_of_printf(void **state)
{
    (void)state;
    assert_printed("100%, 7 -8 9 10", "100%%, %d %ld %zu %" PRIu64, 7, -8L, (size_t)9,
                   (uint64_t)10);
    assert_printed("00ff|  5|5  |+3", "%04x|%3d|%-3d|%+d", 255, 5, 5, 3);
    assert_printed("1.50 2 3e+01", "%.2f %.0f %.0e", 1.5, 2.0, 30.0);
    assert_printed("a␛|ab|  c|d  ", "%s|%.*s|%3s|%-3s", "a\x1b", 2, "abc", "c", "d");
    assert_printed("x 18446744073709551615", "%c %" PRIu64, 'x', UINT64_MAX);
}

// A translation may turn its arguments round, and isolate them.
static void arguments_are_numbered(void **state)
{
    (void)state;
    GString *out = g_string_new(NULL);
    quote_printf(out, "\u2068%2$s\u2069 %1$zu %2$s", (size_t)3, "x\x1b");
    assert_string_equal(out->str, "\u2068x␛\u2069 3 x␛");
    g_string_free(out, TRUE);
}

static void messages_are_quoted(void **state)
{
    (void)state;
    GError *error = NULL;
    fault_set_on(&error, FAULT_IO, "cannot read %s: %s", "a\x1b[2J", fault_reason(2));
    assert_string_equal(error->message, "cannot read a␛[2J: No such file or directory");
    assert_string_equal(fault_local(error), error->message);
    g_clear_error(&error);
    static const char text[] = "a\x1b\u202e(x\r\n";
    struct diag *diag = diag_new();
    diag_set_source(diag, "l\x07.txt", text, strlen(text));
    diag_add(diag, DIAG_WARNING, "code", (struct span){5, 6}, "odd %s", "\xc2\x9b");
    char *shown = diag_format(diag, diag_get(diag, 0), true);
    assert_string_equal(shown, "l␇.txt:1:4: warning: odd <U+009B> [code]\n"
                               "a␛<U+202E>(x\n"
                               "          ^\n");
    g_free(shown);
    diag_free(diag);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(controls_are_shown),          cmocka_unit_test(own_isolates_stay),
        cmocka_unit_test(formats_are_those_of_printf), cmocka_unit_test(arguments_are_numbered),
        cmocka_unit_test(messages_are_quoted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
