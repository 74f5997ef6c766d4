// SPDX-License-Identifier: MIT
// Numbers and addresses that are read as one: how they look among Arabic and Hebrew words, and
// where a line may end.
#include "text/units.h"

#include "text/bidi.h"
#include "text/breaks.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static struct arena *arena;

static int open_arena(void **state)
{
    (void)state;
    arena = arena_new();
    return 0;
}

static int close_arena(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

// A text in which what stands between a caret and a space is raised, as a note's mark is.
static struct styled_text with_marks(const char *text)
{
    char *plain = arena_strdup(arena, text);
    struct text_attr *attrs = ARENA_ARRAY(arena, struct text_attr, 2 * strlen(text) + 1);
    size_t n = 0, n_attrs = 0, start = 0;
    for (const char *p = text; *p; p++) {
        if (*p != '^') {
            plain[n++] = *p;
            continue;
        }
        attrs[n_attrs++] = (struct text_attr){.start = start, .end = n};
        size_t raised = strcspn(p + 1, " ");
        attrs[n_attrs++] = (struct text_attr){.start = n, .end = n + raised, .rise = LEN_PER_PT};
        memcpy(plain + n, p + 1, raised);
        start = n += raised;
        p += raised;
    }
    plain[n] = '\0';
    attrs[n_attrs++] = (struct text_attr){.start = start, .end = n};
    return (struct styled_text){plain, n, attrs, n_attrs};
}

// The text as it is seen from the left.
static char *seen(const char *marked, const char *lang, enum text_direction direction)
{
    struct styled_text text = with_marks(marked);
    struct chars *chars = chars_new(text.text, text.n, arena);
    struct text_units units = text_units_find(chars, &text, lang, arena);
    bidi_resolve(chars, direction, &units, arena);
    size_t *order = ARENA_ARRAY(arena, size_t, chars->n);
    for (size_t i = 0; i < chars->n; i++)
        order[i] = i;
    bidi_reorder(chars->level, order, chars->n);
    GString *out = g_string_new(NULL);
    for (size_t i = 0; i < chars->n; i++)
        g_string_append_unichar(out, chars->code[order[i]]);
    return g_string_free(out, FALSE);
}

static void test_order(void **state)
{
    (void)state;
    // One letter on both sides, so that each case reads the same way round as it looks. Brackets
    // are not mirrored here.
    static const struct {
        const char *text, *lang, *seen;
    } cases[] = {
        {"ا +961 1 234 567 ا", "ar", "ا +961 1 234 567 ا"},
        {"ا 00961-1-234567 ا", "ar", "ا 00961-1-234567 ا"},
        {"ا ٠١ ٢٣٤ ٥٦٧ ا", "ar", "ا ٠١ ٢٣٤ ٥٦٧ ا"},
        {"ا 2020-06-26 ا", "ar", "ا 2020-06-26 ا"},
        {"ا 26/6/2020 ا", "fa", "ا 26/6/2020 ا"},
        {"ا 1 250 000 ا", "ar", "ا 1 250 000 ا"},
        {"ا −5 ا", "ar", "ا −5 ا"},
        {"ا 2019-2020 ا", "ar", "ا 2020-2019 ا"},
        {"ا www.example.org/ar/ ا", "ar", "ا www.example.org/ar/ ا"},
        {"ا example.org/l/2020-09-09 ا", "ar", "ا example.org/l/2020-09-09 ا"},
        {"example.org/l/2020-09-09", "ar", "example.org/l/2020-09-09"},
        {"ا (info@example.org). ا", "ar", "ا .)info@example.org( ا"},
        {"ו +972 2 123 4567 ו", "he", "ו +972 2 123 4567 ו"},
        {"ו 2020-06-26 ו", "he", "ו 2020-06-26 ו"},
        // A note's mark comes after what it is of.
        {"ا 2020.^1 ا", "ar", "ا 1.2020 ا"},
        {"ا 17:30،^2 ا", "ar", "ا 2،17:30 ا"},
        {"ا 12^\u20684\u2069 ا", "ar", "ا \u20694\u206812 ا"},
        {"ו 2020.^1 ו", "he", "ו 1.2020 ו"},
        // Alone as among words.
        {"ا 35% ا", "ar", "ا %35 ا"},
        {"35%", "ar", "%35"},
        {"2019-2020", "ar", "2020-2019"},
        {"2020-06-26", "ar", "2020-06-26"},
        {"ו 35% ו", "he", "ו 35% ו"},
        {"35%", "he", "35%"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        char *out = seen(cases[i].text, cases[i].lang, TEXT_RTL);
        assert_string_equal(out, cases[i].seen);
        g_free(out);
    }
}

// The text with a bar where a line may end.
static char *broken(const char *marked, const char *lang)
{
    struct styled_text text = with_marks(marked);
    struct chars *chars = chars_new(text.text, text.n, arena);
    struct text_units units = text_units_find(chars, &text, lang, arena);
    bidi_resolve(chars, TEXT_AUTO, &units, arena);
    breaks_find(chars, &units, lang, arena);
    GString *out = g_string_new(NULL);
    for (size_t i = 0; i < chars->n; i++) {
        if (chars->flags[i] & CHAR_BREAK)
            g_string_append_c(out, '|');
        g_string_append_unichar(out, chars->code[i]);
    }
    return g_string_free(out, FALSE);
}

static void test_breaks(void **state)
{
    (void)state;
    static const char *const cases[][3] = {
        {"fr", "la somme de 1 250 000 € soit 35 % fut",
         "la |somme |de |1 250 000 € |soit |35 % |fut"},
        {"fr", "« Nous », dirent-ils ; « vous ! » et", "« Nous », |dirent-|ils ; |« vous ! » |et"},
        {"fr", "il dit « oui »", "il |dit |« oui »"},
        {"de", "das »Wort« hier", "das |»Wort« |hier"},
        {"ar", "هاتف +961 1 234 567 و", "هاتف |+961 1 234 567 |و"},
        {"ar", "في 2019-2020 و14–18 و", "في |2019-2020 |و14–18 |و"},
        {"en", "call +44 20 7946 0958 on 2020-06-26", "call |+44 20 7946 0958 |on |2020-06-26"},
        {"fr", "au no 15 de p. 4 et art. 19", "au |no 15 |de |p. 4 |et |art. 19"},
        {"de", "(Nr. 7) und § 3, nein 4", "(Nr. 7) |und |§ 3, |nein |4"},
        {"ar", "رقم 15 ص. 14", "رقم 15 |ص. 14"},
        {"en", "pay $ 20 or 20 £ in 2020 to 300", "pay |$ 20 |or |20 £ |in |2020 |to |300"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        char *out = broken(cases[i][1], cases[i][0]);
        assert_string_equal(out, cases[i][2]);
        g_free(out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_order), cmocka_unit_test(test_breaks)};
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
