// SPDX-License-Identifier: MIT
// The base room: lengths, papers, arenas, notes, digests, JSON.
#include "base/arena.h"
#include "base/diag.h"
#include "base/digest.h"
#include "base/error.h"
#include "base/geom.h"
#include "base/json.h"
#include "base/translate.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void lengths_round_half_away_from_zero(void **state)
{
    (void)state;
    assert_int_equal(len_from_pt(1), 1024);
    assert_int_equal(len_from_pt(-0.5 / 1024), -1);
    assert_int_equal(len_from_units(1, 1024, 2048), 1);
    assert_int_equal(len_from_units(-1, 1024, 2048), -1);
    assert_int_equal(len_from_units(1, 1023, 2048), 0);
    assert_int_equal(len_from_pt(1e30), INT32_MAX);
    // A million ems of a large size stay exact.
    assert_int_equal(len_from_units(1000 * 1000, 12 * 1024, 1000), 12 * 1024 * 1000);
}

static void lengths_are_read_as_css_has_them(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        double pt;
    } good[] = {{"12pt", 12}, {"1in", 72}, {"2.54cm", 72}, {"25.4mm", 72}, {"16px", 12},
                {"1pc", 12},  {"0", 0},    {"-3pt", -3},   {"2em", 20},    {".5PT", 0.5}};
    for (size_t i = 0; i < G_N_ELEMENTS(good); i++) {
        len value = 0;
        assert_true(len_parse(good[i].text, len_from_pt(10), &value));
        assert_int_equal(value, len_from_pt(good[i].pt));
    }
    static const char *const bad[] = {"", "pt", "12", "12 pt", "12ptx", "nanpt", "1e999pt", "abc"};
    for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
        len value = 7;
        assert_false(len_parse(bad[i], len_from_pt(10), &value));
        assert_int_equal(value, 7);
    }
    len value;
    assert_false(len_parse("1em", 0, &value)); // where no font size is known
}

static void papers_have_names_and_sizes(void **state)
{
    (void)state;
    len width, height;
    assert_true(paper_parse("a4", &width, &height));
    assert_int_equal(width, len_from_mm(210));
    assert_int_equal(height, len_from_mm(297));
    assert_true(paper_parse("A5 landscape", &width, &height));
    assert_int_equal(width, len_from_mm(210));
    assert_true(paper_parse(" 100mm  50mm ", &width, &height));
    assert_int_equal(height, len_from_mm(50));
    assert_true(paper_parse("Letter", &width, &height));
    assert_int_equal(height, 11 * 72 * 1024);
    assert_false(paper_parse("A11", &width, &height));
    assert_false(paper_parse("100mm", &width, &height));
    assert_false(paper_parse("0 0", &width, &height));
    assert_false(paper_parse("A4 A5 A6", &width, &height));
    for (const char *const *name = paper_names(); *name; name++)
        assert_true(paper_parse(*name, &width, &height));
}

static void arenas_give_zeroed_aligned_memory(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    for (size_t size = 0; size < 5000; size += 7) {
        unsigned char *memory = arena_alloc(arena, size);
        assert_int_equal((uintptr_t)memory % _Alignof(max_align_t), 0);
        for (size_t i = 0; i < size; i++)
            assert_int_equal(memory[i], 0);
        memset(memory, 0xAA, size);
    }
    size_t before = arena_bytes(arena);
    arena_reset(arena);
    assert_true(arena_bytes(arena) <= before);
    assert_int_equal(*(unsigned char *)arena_alloc(arena, 64), 0);
    assert_string_equal(arena_printf(arena, "%s-%d", "a", 7), "a-7");
    assert_null(arena_strdup(arena, NULL));
    arena_free(arena);
}

static void notes_know_line_and_column(void **state)
{
    (void)state;
    static const char text[] = "one\nثاني سطر\nthree";
    struct diag *diag = diag_new();
    diag_set_source(diag, "letter.txt", text, strlen(text));
    size_t place = (size_t)(strstr(text, "سطر") - text);
    diag_add(diag, DIAG_WARNING, "space-odd", (struct span){place, place + 1}, "odd %s", "space");
    diag_add(diag, DIAG_NOTE, "first", (struct span){0, 1}, "back at the start");
    const struct diag_note *note = diag_get(diag, 0);
    assert_int_equal(note->line, 2);
    assert_int_equal(note->column, 6);
    char *shown = diag_format(diag, note, true);
    assert_string_equal(shown, "letter.txt:2:6: warning: odd space [space-odd]\n"
                               "ثاني سطر\n     ^\n");
    g_free(shown);
    assert_int_equal(diag_get(diag, 1)->line, 1);
    assert_int_equal(diag_count_at_least(diag, DIAG_WARNING), 1);
    diag_free(diag);
}

static const char *upside_down(const char *english)
{
    if (strcmp(english, "disk") == 0)
        return "قرص";
    return strcmp(english, "odd %s") == 0 ? "غريب: %s" : english;
}

static void notes_are_told_in_the_users_language_and_kept_in_english(void **state)
{
    (void)state;
    struct diag *diag = diag_new();
    GError *error = NULL;
    translate_set(upside_down);
    diag_add_at(diag, DIAG_NOTE, "space-odd", diag_place("a.csv", 3, 1), "odd %s", "space");
    fault_set(&error, FAULT_IO, "odd %s", "disk");
    translate_set(NULL);
    assert_string_equal(diag_get(diag, 0)->message, "odd space");
    assert_string_equal(diag_get(diag, 0)->local, "غريب: space");
    assert_true(g_error_matches(error, FAULT, FAULT_IO));
    assert_string_equal(error->message, "odd disk");
    assert_string_equal(fault_local(error), "غريب: disk");
    fault_prefix(&error, "%s:%d:1: ", "a.csv", 3);
    GError *copy = g_error_copy(error);
    g_error_free(error);
    assert_string_equal(copy->message, "a.csv:3:1: odd disk");
    assert_string_equal(fault_local(copy), "a.csv:3:1: غريب: disk");
    g_error_free(copy);
    diag_free(diag);
}

static void a_phrase_within_an_error_is_translated_with_it(void **state)
{
    (void)state;
    GError *error = NULL;
    translate_set(upside_down);
    fault_set_on(&error, FAULT_IO, "%s: %s", "/dev/sda", "disk");
    fault_set_on(NULL, FAULT_IO, "%s: %s", "/dev/sda", "disk");
    translate_set(NULL);
    assert_string_equal(error->message, "/dev/sda: disk");
    assert_string_equal(fault_local(error), "/dev/sda: قرص");
    assert_string_equal(fault_reason(ENOENT), "No such file or directory");
    g_error_free(error);
}

static void digests_are_those_of_the_standards(void **state)
{
    (void)state;
    // "abc": FIPS 180-4 and RFC 1321, RFC 7693, examples.
    static const char *const expected[DIGEST_KINDS] = {
        [DIGEST_MD5] = "900150983cd24fb0d6963f7d28e17f72",
        [DIGEST_SHA1] = "a9993e364706816aba3e25717850c26c9cd0d89d",
        [DIGEST_SHA256] = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        [DIGEST_SHA512] = "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
                          "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
        [DIGEST_BLAKE2B_512] = "ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d1"
                               "7d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923",
        [DIGEST_SHA224] = "23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7",
        [DIGEST_SHA384] = "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded163"
                          "1a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7",
    };
    for (int kind = 0; kind < DIGEST_KINDS; kind++) {
        char hex[DIGEST_HEX_MAX + 1];
        enum digest_kind parsed;
        digest_bytes((enum digest_kind)kind, "abc", 3, hex);
        assert_string_equal(hex, expected[kind]);
        assert_int_equal(strlen(hex), digest_hex_length((enum digest_kind)kind));
        assert_true(digest_kind_parse(digest_name((enum digest_kind)kind), &parsed));
        assert_int_equal(parsed, kind);
        assert_true(digest_bagit_parse(digest_bagit_name((enum digest_kind)kind), &parsed));
        assert_int_equal(parsed, kind);
    }
}

/* OCFL 1.1, 3.5.1, against RFC 8493, section 2.4. */
static void each_standard_has_its_own_name_of_a_digest(void **state)
{
    (void)state;
    enum digest_kind kind;
    assert_string_equal(digest_name(DIGEST_BLAKE2B_512), "blake2b-512");
    assert_string_equal(digest_bagit_name(DIGEST_BLAKE2B_512), "blake2b512");
    for (int i = 0; i < DIGEST_KINDS; i++) {
        for (const char *c = digest_bagit_name((enum digest_kind)i); *c; c++)
            assert_true(g_ascii_islower(*c) || g_ascii_isdigit(*c));
    }
    assert_false(digest_kind_parse("blake2b512", &kind));
    assert_true(digest_bagit_parse("SHA-512", &kind));
    assert_int_equal(kind, DIGEST_SHA512);
    static const char *const none[] = {"", "-", "sha", "sha5", "sha5121", "blake2b", "sha3-512"};
    for (size_t i = 0; i < G_N_ELEMENTS(none); i++)
        assert_false(digest_bagit_parse(none[i], &kind));
}

static void json_is_read_strictly_and_printed_stably(void **state)
{
    (void)state;
    static const char text[] = "{\"b\": [1, \"نص\"], \"a\": null}";
    GError *error = NULL;
    json_t *value = json_read("x.json", text, strlen(text), &error);
    assert_non_null(value);
    char *printed = json_print(value);
    assert_string_equal(printed, "{\n  \"b\": [\n    1,\n    \"نص\"\n  ],\n  \"a\": null\n}\n");
    g_free(printed);
    json_decref(value);
    assert_null(json_read("x.json", "{\"a\":1,\"a\":2}", 13, &error));
    assert_true(g_error_matches(error, FAULT, FAULT_INVALID));
    assert_true(g_str_has_prefix(error->message, "x.json:1:"));
    g_error_free(error);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lengths_round_half_away_from_zero),
        cmocka_unit_test(lengths_are_read_as_css_has_them),
        cmocka_unit_test(papers_have_names_and_sizes),
        cmocka_unit_test(arenas_give_zeroed_aligned_memory),
        cmocka_unit_test(notes_know_line_and_column),
        cmocka_unit_test(notes_are_told_in_the_users_language_and_kept_in_english),
        cmocka_unit_test(a_phrase_within_an_error_is_translated_with_it),
        cmocka_unit_test(digests_are_those_of_the_standards),
        cmocka_unit_test(each_standard_has_its_own_name_of_a_digest),
        cmocka_unit_test(json_is_read_strictly_and_printed_stably),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
