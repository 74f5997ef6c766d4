// SPDX-License-Identifier: MIT
// Every message there is (po/warraq.pot) with hostile bytes for each of its words, through each of
// the doors that messages leave by: nothing that a terminal obeys comes out.
#include "base/diag.h"
#include "base/error.h"
#include "base/findings.h"
#include "base/quote.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

// ESC, BEL, DEL, C1 as a character and as a byte, NEL, line separator, and the bidi controls.
#define EVIL "e\x1b]0;x\x07\x7f\xc2\x9b\x9b\xc2\x85\r\n\u2028\u202a\u202e\u2066\u2067\u2069"

static void assert_harmless(const char *message, const char *text)
{
    if (!g_utf8_validate(text, -1, NULL))
        fail_msg("no UTF-8 of \"%s\": %s", message, text);
    int open = 0;
    for (const char *at = text; *at; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        bool own = c == 0x2068 || c == 0x2069; // isolates of ours, in pairs
        open += c == 0x2068 ? 1 : c == 0x2069 ? -1 : 0;
        bool obeyed = (c < 0x20 && c != '\n') || (c >= 0x7F && c < 0xA0) ||
                      (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069 && !own);
        if (obeyed || open < 0)
            fail_msg("U+%04X of \"%s\": %s", c, message, text);
    }
    assert_int_equal(open, 0);
}

// The lines of what is said are the format's own.
static void assert_lines(const char *format, const char *text)
{
    size_t own = 0, said = 0;
    for (const char *at = format; *at; at++)
        own += *at == '\n';
    for (const char *at = text; *at; at++)
        said += *at == '\n';
    assert_int_equal(said, own);
}

// The format with strings for all it takes: numbers are never hostile, so they stand as one.
static char *of_strings(const char *format)
{
    GRegex *number =
        g_regex_new("%[-+ #0]*[0-9]*(\\.[0-9]+)?(hh|h|ll|l|z|j)?[diouxXeEfgG]", 0, 0, NULL);
    char *without = g_regex_replace_literal(number, format, -1, 0, "7", 0, NULL);
    GRegex *word = g_regex_new("%[-0-9]*(\\.\\*|\\.[0-9]+)?s", 0, 0, NULL);
    char *plain = g_regex_replace_literal(word, without, -1, 0, "%s", 0, NULL);
    g_free(without);
    g_regex_unref(number);
    g_regex_unref(word);
    return plain;
}

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
#define EVILS EVIL, EVIL, EVIL, EVIL, EVIL, EVIL, EVIL, EVIL
static void through_every_door(const char *message, const char *format)
{
    char *said = quote_format(format, EVILS);
    assert_harmless(message, said);
    assert_lines(format, said);
    g_free(said);
    GError *error = NULL;
    fault_set(&error, FAULT_IO, format, EVILS);
    fault_prefix(&error, "%s: ", EVIL);
    assert_harmless(message, fault_local(error));
    assert_lines(format, fault_local(error));
    g_error_free(error);
    struct diag *diag = diag_new();
    diag_set_source(diag, EVIL, EVIL "\n", strlen(EVIL) + 1);
    diag_add(diag, DIAG_NOTE, "code", (struct span){1, 4}, format, EVILS);
    diag_add_at(diag, DIAG_NOTE, "code", diag_place(EVIL, 1, 1), format, EVILS);
    for (size_t i = 0; i < diag_count(diag); i++) {
        char *formatted = diag_format(diag, diag_get(diag, i), true);
        assert_harmless(message, formatted);
        g_free(formatted);
    }
    diag_free(diag);
    struct findings *findings = findings_new("kind");
    findings_fault(findings, "code", EVIL, format, EVILS);
    assert_harmless(message, g_array_index(findings->faults, struct finding, 0).local);
    findings_free(findings);
}
#pragma GCC diagnostic pop

// The text of a msgid, its lines put together. g_free()
static char *take_message(char ***line)
{
    GString *escaped = g_string_new(NULL);
    for (const char *at = strchr(**line, '"'); at; at = ***line == '"' ? **line : NULL) {
        g_string_append_len(escaped, at + 1, (gssize)strlen(at) - 2);
        ++*line;
    }
    char *text = g_strcompress(escaped->str);
    g_string_free(escaped, TRUE);
    return text;
}

static void messages_are_harmless(void **state)
{
    char *pot;
    size_t tried = 0;
    (void)state;
    assert_true(g_file_get_contents(TEST_SOURCE_DIR "/po/warraq.pot", &pot, NULL, NULL));
    char **lines = g_strsplit(pot, "\n", -1);
    for (char **line = lines; *line;) {
        if (!g_str_has_prefix(*line, "msgid ") && !g_str_has_prefix(*line, "msgid_plural ")) {
            line++;
            continue;
        }
        char *message = take_message(&line), *format = of_strings(message);
        bool takes_words = strstr(format, "%s") != NULL;
        if (takes_words)
            through_every_door(message, format);
        tried += takes_words;
        g_free(format);
        g_free(message);
    }
    assert_true(tried > 250);
    g_strfreev(lines);
    g_free(pot);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(messages_are_harmless)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
