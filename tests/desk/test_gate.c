// SPDX-License-Identifier: MIT
// Who is let in at the desk, as a table: each request differs from a good one in one thing.
#include "desk/gate.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

enum { PORT = 4321 };
static const char TOKEN[] = "0123456789abcdef0123456789abcdef";
#define ROOT "/0123456789abcdef0123456789abcdef/"

static const struct {
    struct gate_request request;
    const char *passes; /* what follows the token; NULL: refused */
    unsigned status;
} cases[] = {
    {{"GET", ROOT, "127.0.0.1:4321", NULL, NULL}, "", 0},
    {{"GET", ROOT "check", "localhost:4321", NULL, "same-origin"}, "check", 0},
    {{"POST", ROOT "text", "127.0.0.1:4321", "http://127.0.0.1:4321", "same-origin"}, "text", 0},
    {{"GET", ROOT, "127.0.0.1:4321", NULL, "none"}, "", 0},
    // Another host, as a rebound name of somebody's has it.
    {{"GET", ROOT, "evil.example:4321", NULL, NULL}, NULL, 403},
    {{"GET", ROOT, "127.0.0.1.evil.example:4321", NULL, NULL}, NULL, 403},
    {{"GET", ROOT, "127.0.0.1", NULL, NULL}, NULL, 403},
    {{"GET", ROOT, "127.0.0.1:80", NULL, NULL}, NULL, 403},
    {{"GET", ROOT, "[::1]:4321", NULL, NULL}, NULL, 403},
    {{"GET", ROOT, "127.1:4321", NULL, NULL}, NULL, 403},
    {{"GET", ROOT, "", NULL, NULL}, NULL, 403},
    {{"GET", ROOT, NULL, NULL, NULL}, NULL, 403},
    // Another page's request.
    {{"POST", ROOT "text", "127.0.0.1:4321", "http://evil.example", NULL}, NULL, 403},
    {{"POST", ROOT "text", "127.0.0.1:4321", "null", NULL}, NULL, 403},
    {{"POST", ROOT "text", "127.0.0.1:4321", "https://127.0.0.1:4321", NULL}, NULL, 403},
    {{"POST", ROOT "text", "127.0.0.1:4321", "http://localhost:4321", NULL}, NULL, 403},
    {{"POST", ROOT "text", "127.0.0.1:4321", "http://127.0.0.1:4321.evil.example", NULL},
     NULL,
     403},
    {{"POST", ROOT "text", "127.0.0.1:4321", "", NULL}, NULL, 403},
    {{"GET", ROOT "page", "127.0.0.1:4321", NULL, "cross-site"}, NULL, 403},
    {{"GET", ROOT "page", "127.0.0.1:4321", NULL, "same-site"}, NULL, 403},
    // No token, or another.
    {{"GET", "/", "127.0.0.1:4321", NULL, NULL}, NULL, 403},
    {{"GET", "", "127.0.0.1:4321", NULL, NULL}, NULL, 403},
    {{"GET", NULL, "127.0.0.1:4321", NULL, NULL}, NULL, 403},
    {{"GET", "/check", "127.0.0.1:4321", NULL, NULL}, NULL, 403},
    {{"GET", "/0123456789abcdef0123456789abcdee/", "127.0.0.1:4321", NULL, NULL}, NULL, 403},
    {{"GET", "/0123456789abcdef0123456789abcdef", "127.0.0.1:4321", NULL, NULL}, NULL, 403},
    {{"GET", "/0123456789abcdef0123456789abcdef0/", "127.0.0.1:4321", NULL, NULL}, NULL, 403},
    {{"GET", "/x" ROOT, "127.0.0.1:4321", NULL, NULL}, NULL, 403},
    // Another method.
    {{"PUT", ROOT "text", "127.0.0.1:4321", NULL, NULL}, NULL, 405},
    {{"DELETE", ROOT "text", "127.0.0.1:4321", NULL, NULL}, NULL, 405},
    {{"OPTIONS", ROOT "text", "127.0.0.1:4321", NULL, NULL}, NULL, 405},
    {{"CONNECT", ROOT, "127.0.0.1:4321", NULL, NULL}, NULL, 405},
    {{"get", ROOT, "127.0.0.1:4321", NULL, NULL}, NULL, 405},
};

static void test_pass(void **state)
{
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        unsigned status;
        const char *passed = gate_pass(&cases[i].request, TOKEN, PORT, &status);
        if (!cases[i].passes != !passed || (!passed && status != cases[i].status))
            fail_msg("request %zu: %s, %u", i, passed ? passed : "refused", status);
        if (passed)
            assert_string_equal(passed, cases[i].passes);
    }
}

static void test_names(void **state)
{
    (void)state;
    static const char *const good[] = {"letter.md", "نداء.docx", "a b (2).csv", "名簿.xlsx"};
    static const char *const bad[] = {
        "",     ".",        "..",        ".hidden", "a/b",
        "/etc", "a\\b",     "a\nb",      "a\x1b[m", "a\xe2\x80\xae.md",
        "\xff", "../a.txt", "received/x"};
    for (size_t i = 0; i < G_N_ELEMENTS(good); i++)
        assert_true(gate_is_file_name(good[i]));
    for (size_t i = 0; i < G_N_ELEMENTS(bad); i++)
        assert_false(gate_is_file_name(bad[i]));
    char longest[257];
    memset(longest, 'a', 256);
    longest[256] = '\0';
    assert_false(gate_is_file_name(longest));
    assert_false(gate_is_file_name(NULL));
}

static void test_token(void **state)
{
    (void)state;
    char *one = gate_token(), *other = gate_token();
    assert_int_equal(strlen(one), 32);
    assert_int_equal(strspn(one, "0123456789abcdef"), 32);
    assert_string_not_equal(one, other);
    g_free(one);
    g_free(other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pass),
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_token),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
