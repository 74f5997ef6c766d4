// SPDX-License-Identifier: MIT
// The language of names and sentences, decided from their characters in an Arabic document.
#include "../text/setting_kit.h"

#include "language/script.h"

static const char *first_lang(struct kit *kit, const char *text, const char *document)
{
    struct lines set = kit_set(kit, text, document, 100);
    return set.lines[0].runs[0].run.lang;
}

static void languages_are_told_from_characters(void **state)
{
    struct kit *kit = *state;
    static const struct {
        const char *text, *lang;
    } cases[] = {
        {"日本ウイグル協会", "ja"},
        {"【日本人権財団】", "ja"}, // 権 and 団 are written in Japan alone
        {"台灣南社", "zh-Hant"},
        {"國會調查兵團", "zh-Hant"},
        {"民主中国陣線", "zh-Hant"}, // one simplified form against two traditional
        {"中国人权", "zh-Hans"},
        {"한국어", "ko"},
        {"Liên Đoàn Công Giáo Việt Nam tại Đức", "vi"},
        {"Access Now", "en"},
        {"Human Rights in China", "en"},
        {"Agir ensemble pour les droits de l'Homme", "fr"},
        {"Asociación Civil Fuerza", "es"},
        {"Una Ventana a la Libertad", "es"},
        {"Verein für sozial-ökologischen Wandel", "de"},
        {"Grupo de Apoio ao Tibete-Portugal", "pt"},
        {"René Cassin, the Jewish voice for human rights", "en"},
        {"Сахаровский Центр", "ru"},
        {"Всі люди народжуються вільними", "uk"},
        {"Сва људска бића", "sr"},
        {"مرصد الصحراء", "ar"},
        {"تمام افراد بشر آزاد به دنیا می‌آیند", "fa"},
        {"ھەممە ئادەم زانىدىنلا ئەركىن، ئىززەت-ھۆرمەت ۋە ھوقۇقتا", "ug"},
        {"مؤتمر ڤيينا لحقوق الإنسان", "ar"}, // one foreign letter
        {"Ελληνικά", "el"},
        {"עברית", "he"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        const char *lang = first_lang(kit, cases[i].text, "ar");
        if (strcmp(lang, cases[i].lang) != 0)
            fail_msg("%s: %s, not %s", cases[i].text, lang, cases[i].lang);
    }
}

static void the_documents_language_stands(void **state)
{
    struct kit *kit = *state;
    assert_string_equal(first_lang(kit, "Hong Kong", "fr"), "fr");
    assert_string_equal(first_lang(kit, "香港", "zh-Hant-HK"), "zh-Hant-HK");
    assert_string_equal(first_lang(kit, "香港", "ja"), "ja");
    assert_string_equal(first_lang(kit, "مرصد", "fa"), "fa");
    assert_string_equal(first_lang(kit, "рада", "uk"), "uk");
}

// Chinese and Japanese forms of one character: the language picks the glyph.
static uint32_t first_glyph(struct kit *kit, const char *text, const char *lang)
{
    struct text_attr attr = kit_attr(text);
    struct paragraph_style style = kit_style("ar");
    attr.lang = lang;
    struct lines set =
        paragraph_set(kit->fonts, &(struct styled_text){text, strlen(text), &attr, 1}, &style,
                      LEN_MAX / 2, kit->arena, kit->diag);
    assert_string_equal(set.lines[0].runs[0].run.lang, lang);
    return set.lines[0].runs[0].run.glyphs[0].id;
}

static void a_language_set_by_hand_picks_the_form(void **state)
{
    struct kit *kit = *state;
    assert_int_not_equal(first_glyph(kit, "直", "ja"), first_glyph(kit, "直", "zh-Hans"));
    assert_int_not_equal(first_glyph(kit, "骨", "zh-Hant"), first_glyph(kit, "骨", "zh-Hans"));
}

// The blocks that are known without asking have one script each.
static void a_letters_script_is_unicodes(void **state)
{
    (void)state;
    for (hb_codepoint_t c = 0x80; c < 0x3000; c++)
        assert_int_equal(script_of(c), hb_unicode_script(hb_unicode_funcs_get_default(), c));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(languages_are_told_from_characters),
        cmocka_unit_test(the_documents_language_stands),
        cmocka_unit_test(a_language_set_by_hand_picks_the_form),
        cmocka_unit_test(a_letters_script_is_unicodes),
    };
    return cmocka_run_group_tests(tests, kit_open, kit_close);
}
