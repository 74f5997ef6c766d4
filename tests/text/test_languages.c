// SPDX-License-Identifier: MIT
// The opening of the Universal Declaration of Human Rights in sixty languages: every character has
// a glyph, and the glyphs give the text back.
#include "text/coverage.h"
#include "setting_kit.h"

static bool has_missing(const struct lines *lines)
{
    for (size_t i = 0; i < lines->n; i++)
        for (size_t r = 0; r < lines->lines[i].n_runs; r++) {
            const struct glyph_run *run = &lines->lines[i].runs[r].run;
            for (size_t g = 0; g < run->n_glyphs; g++)
                if (run->glyphs[g].flags & GLYPH_MISSING)
                    return true;
        }
    return false;
}

static void every_language_is_set_and_comes_back(void **state)
{
    struct kit *kit = *state;
    char **lines = kit_lines(TEST_SOURCE_DIR "/tests/text/languages.tsv");
    size_t n = 0;
    for (char **line = lines; *line; line++, n++) {
        char *text = strchr(*line, '\t');
        assert_non_null(text);
        *text++ = '\0';
        struct lines set = kit_set(kit, text, *line, 9);
        char *back = kit_text_back(&set);
        if (has_missing(&set))
            fail_msg("%s: a glyph is missing in %s", *line, text);
        assert_string_equal(back, text);
        g_free(back);
    }
    const struct coverage_missing *missing;
    print_message("%zu languages\n", n);
    assert_true(n >= 30);
    assert_int_equal(coverage_missing(kit->fonts, kit->arena, &missing), 0);
    assert_int_equal(diag_count_at_least(kit->diag, DIAG_WARNING), 0);
    g_strfreev(lines);
}

static void the_letter_comes_back(void **state)
{
    struct kit *kit = *state;
    static const double measures[] = {5, 8, 15, 100};
    char **lines = kit_lines(TEST_SOURCE_DIR "/examples/open-letter.ar.txt");
    for (size_t m = 0; m < G_N_ELEMENTS(measures); m++)
        for (char **line = lines; *line; line++) {
            struct lines set = kit_set(kit, *line, "ar", measures[m]);
            char *back = kit_text_back(&set);
            assert_string_equal(back, *line);
            assert_false(has_missing(&set));
            g_free(back);
        }
    g_strfreev(lines);
}

static void a_missing_character_is_told_once(void **state)
{
    struct kit *kit = *state;
    struct diag *diag = diag_new();
    struct diag *kept = kit->diag;
    kit->diag = diag;
    struct lines set = kit_set(kit, "before \U000f1234 and \U000f1234 after", "en", 15);
    kit_set(kit, "again \U000f1234", "en", 15);
    kit->diag = kept;
    assert_true(has_missing(&set));
    assert_int_equal(diag_count(diag), 1);
    assert_string_equal(diag_get(diag, 0)->code, "glyph-missing");
    assert_non_null(strstr(diag_get(diag, 0)->message, "before"));
    const struct coverage_missing *missing;
    assert_int_equal(coverage_missing(kit->fonts, kit->arena, &missing), 1);
    assert_int_equal(missing[0].character, 0xf1234);
    assert_int_equal(missing[0].places, 3);
    diag_free(diag);
}

static void coverage_tells_what_serves_what(void **state)
{
    struct kit *kit = *state;
    const struct coverage_face *faces;
    size_t n = coverage_faces(kit->fonts, kit->arena, &faces);
    assert_true(n > 200);
    assert_string_equal(faces[0].face->family, "Noto Nastaliq Urdu"); // the first row
    assert_string_equal(faces[0].scripts, "Arab");
    assert_int_equal(strlen(face_sha512(faces[0].face)), 128);
}

static const char *family_of(struct kit *kit, const char *text, const char *lang)
{
    struct lines lines = kit_set(kit, text, lang, 30);
    return lines.lines[0].runs[0].run.face->family;
}

// Urdu, Kashmiri and Punjabi are read in Nastaliq, other languages of Arabic letters in Naskh;
// Latin letters of all three alphabets are one family's.
static void languages_have_their_hand(void **state)
{
    struct kit *kit = *state;
    static const char *const slanting[] = {"ur", "ur-PK", "ks", "pnb", "pa-Arab"};
    for (size_t i = 0; i < G_N_ELEMENTS(slanting); i++) {
        assert_string_equal(family_of(kit, "سلام", slanting[i]), "Noto Nastaliq Urdu");
        assert_true(font_set_slants(kit->fonts, "serif", slanting[i]));
        assert_false(font_set_slants(kit->fonts, "naskh", slanting[i]));
    }
    static const char *const level[] = {"ar", "fa", "ckb", "ps", "sd", "ug"};
    for (size_t i = 0; i < G_N_ELEMENTS(level); i++) {
        assert_string_equal(family_of(kit, "سلام", level[i]), "Amiri");
        assert_false(font_set_slants(kit->fonts, "serif", level[i]));
    }
    assert_string_equal(family_of(kit, "Việt Nam", "vi"), "Gentium Plus");
    assert_string_equal(family_of(kit, "Общество", "ru"), "Gentium Plus");
    assert_string_equal(family_of(kit, "Ἑλλάς", "el"), "Gentium Plus");
}

// Digits, points and quotes come from the script's own face or the family's Latin one.
static void common_signs_have_a_companion(void **state)
{
    struct kit *kit = *state;
    static const char *const letters[][2] = {
        {"he", "שלום"}, {"th", "สภา"}, {"my", "စာ"}, {"hy", "բարև"}, {"ka", "გული"}, {"am", "ሰላም"},
        {"km", "ភាសា"}, {"lo", "ສິດ"},  {"bo", "བོད"}, {"hi", "पत्र"},  {"ar", "سلام"}};
    for (size_t i = 0; i < G_N_ELEMENTS(letters); i++) {
        g_autofree char *text =
            g_strdup_printf("%s 2026, (12.5 %%) – “%s”: 3/4 + 5!", letters[i][1], letters[i][1]);
        struct lines lines = kit_set(kit, text, letters[i][0], 30);
        for (size_t l = 0; l < lines.n; l++)
            for (size_t r = 0; r < lines.lines[l].n_runs; r++) {
                const char *family = lines.lines[l].runs[r].run.face->family;
                if (strstr(family, "Math") || strstr(family, "Symbols"))
                    fail_msg("%s: a sign from %s", letters[i][0], family);
            }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_language_is_set_and_comes_back),
        cmocka_unit_test(the_letter_comes_back),
        cmocka_unit_test(common_signs_have_a_companion),
        cmocka_unit_test(a_missing_character_is_told_once),
        cmocka_unit_test(coverage_tells_what_serves_what),
        cmocka_unit_test(languages_have_their_hand),
    };
    return cmocka_run_group_tests(tests, kit_open, kit_close);
}
