// SPDX-License-Identifier: MIT
// The small deciders: labels, dates, languages.
#include "language/label.h"
#include "model/node.h"
#include "read/dates.h"
#include "language/lang_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

static int open_tables(void **state)
{
    *state = tables_open(TEST_SOURCE_DIR "/data", NULL, NULL);
    return *state ? 0 : 1;
}

static int close_tables(void **state)
{
    tables_free(*state);
    return 0;
}

static void test_labels(void **state)
{
    (void)state;
    static const struct {
        const char *line, *label, *text;
        int64_t number;
    } cases[] = {
        {"1. 21Wilberforce", "1.", "21Wilberforce", 1},
        {"12) Name", "12)", "Name", 12},
        {"(7) Name", "(7)", "Name", 7},
        {"[7] Name", "[7]", "Name", 7},
        {"٢٣. اسم", "٢٣.", "اسم", 23},
        {"٢٣- اسم", "٢٣-", "اسم", 23},
        {"١ - اسم", "١ -", "اسم", 1},
        {"۴) نام", "۴)", "نام", 4},
        {"１２．名前", "１２．", "名前", 12},
        {"二十三、名字", "二十三、", "名字", 23},
        {"一百零五、名字", "一百零五、", "名字", 105},
        {"二〇二、名字", "二〇二、", "名字", 202},
        {"⑳ 이름", "⑳", "이름", 20},
        {"3\tName", "3", "Name", 3},
        {"1,234. Name", "1,234.", "Name", 1234},
        {"5.- Nombre", "5.-", "Nombre", 5},
        {"1.Maria", "1.", "Maria", 1},
        {"2.marín", "2.", "marín", 2},
        {"3.de Gaulle, Charles", "3.", "de Gaulle, Charles", 3},
        {"٤.أحمد", "٤.", "أحمد", 4},
        {"• Name", "•", "Name", NUMBER_NONE},
        {"・名前", "・", "名前", NUMBER_NONE},
        {"– Name", "–", "Name", NUMBER_NONE},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct label label;
        assert_true(label_parse(cases[i].line, strlen(cases[i].line), &label));
        char *printed = g_strndup(cases[i].line, label.length);
        assert_string_equal(printed, cases[i].label);
        assert_string_equal(cases[i].line + label.skip, cases[i].text);
        assert_int_equal(label.number, cases[i].number);
        g_free(printed);
    }
}

static void test_no_labels(void **state)
{
    (void)state;
    static const char *const lines[] = {"3.5 million people",
                                        "21-year-old student",
                                        "2020-2021",
                                        "-dash",
                                        "*star*",
                                        "7",
                                        "",
                                        "Name 1.",
                                        "1234567890. Name",
                                        "一些名字",
                                        "10 Downing Street",
                                        "350.org",
                                        "350.org, Canada",
                                        "350.org Deutschland",
                                        "350.de",
                                        "350.africa",
                                        "350.co.uk",
                                        "350.ngo (Nairobi)",
                                        "350.io، عمّان",
                                        "38.degrees"};
    for (size_t i = 0; i < G_N_ELEMENTS(lines); i++) {
        struct label label;
        if (label_parse(lines[i], strlen(lines[i]), &label))
            fail_msg("\"%s\" has no label", lines[i]);
    }
}

static void test_dates(void **state)
{
    static const struct {
        const char *text, *iso; // NULL: no date, or none that is sure
    } cases[] = {
        {"Geneva, 9 September 2020", "2020-09-09"},
        {"September 9, 2020", "2020-09-09"},
        {"2020-09-09", "2020-09-09"},
        {"9.9.2020", "2020-09-09"},
        {"25/12/2020", "2020-12-25"},
        {"12/25/2020", "2020-12-25"},
        {"3/4/2020", NULL},
        {"2020年9月9日", "2020-09-09"},
        {"٩ سبتمبر ٢٠٢٠", "2020-09-09"},
        {"26 يونيو/حزيران 2020", "2020-06-26"},
        {"3 de mayo de 2022", "2022-05-03"},
        {"9 сентября 2020 г.", "2020-09-09"},
        {"31 February 2020", NULL},
        {"in 2020", NULL},
        {"12 people and 3 dogs", NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        char iso[DATE_SIZE];
        bool found = date_parse(cases[i].text, strlen(cases[i].text), *state, iso);
        if (found != (cases[i].iso != NULL))
            fail_msg("\"%s\" is %sread as a date", cases[i].text, found ? "" : "not ");
        if (found)
            assert_string_equal(iso, cases[i].iso);
    }
}

static void test_languages(void **state)
{
    static const struct {
        const char *tag, *text;
    } cases[] = {
        {"en", "We ask the government to stop, and to let them go home with their families."},
        {"fr",
         "Nous demandons la libération de tous les prisonniers et le respect de leurs droits."},
        {"es", "Pedimos la libertad de todos los presos y el respeto de sus derechos en el país."},
        {"de", "Wir fordern die Freilassung der Gefangenen und die Achtung ihrer Rechte."},
        {"pt", "Pedimos a libertação de todos os presos e o respeito dos seus direitos no país."},
        {"tr", "Tüm tutukluların serbest bırakılmasını ve haklarına saygı gösterilmesini bir kez "
               "daha istiyoruz."},
        {"vi", "Chúng tôi yêu cầu trả tự do cho các nhà báo."},
        {"ar", "نطالب بالإفراج عن جميع المعتقلين وباحترام حقوقهم"},
        {"fa", "ما خواستار آزادی همهٔ زندانیان و احترام به حقوق آنان هستیم"},
        {"ur", "ہم تمام قیدیوں کی رہائی کا مطالبہ کرتے ہیں"},
        {"ug", "بىز بارلىق تۇتقۇنلارنىڭ قويۇپ بېرىلىشىنى تەلەپ قىلىمىز"},
        {"ru", "Мы требуем освободить всех заключённых и уважать их права."},
        {"uk", "Ми вимагаємо звільнити всіх в'язнів і поважати їхні права."},
        {"zh-Hans", "我们要求释放所有被关押的记者"},
        {"zh-Hant", "我們要求釋放所有被關押的記者"},
        {"ja", "私たちはすべての記者の解放を求めます"},
        {"ko", "우리는 모든 기자의 석방을 요구합니다"},
        {"he", "אנו דורשים לשחרר את כל העצורים"},
        {"th", "เราขอเรียกร้องให้ปล่อยตัวนักโทษทุกคน"},
        {"be", "Мы патрабуем вызваліць усіх палітычных зняволеных і шанаваць іх правы."},
        {"sr", "Тражимо да се ослободе сви затвореници и да се поштују њихова људска права, ђаци."},
        {"kk", "Біз барлық саяси тұтқындарды босатуды және олардың құқықтарын талап етеміз."},
        {"ps", "موږ غواړو چې ټول بنديان خوشې شي او د هغوی حقونه دې وساتل شي، ښه ورځ"},
        {"ckb", "ئێمە داوای ئازادکردنی هەموو زیندانیان دەکەین"},
        {"sd", "اسان سڀني قيدين جي آزادي جو مطالبو ڪريون ٿا"},
        {"pl", "Żądamy uwolnienia więźniów, którzy cierpią niewinnie, i poszanowania praw."},
        {"hu", "Követeljük minden fogoly szabadon bocsátását, őket üldözik, bűntelenül ülnek."},
        {"ff-Adlm", "𞤀𞤣𞤤𞤢𞤥 𞤆𞤵𞤤𞤢𞤪 𞤫 𞤁𞤵𞤣𞤢𞤤"},
        {"rhg", "𐴌𐴗𐴥𐴝𐴙𐴚𐴒𐴙𐴝 𐴀𐴝𐴌"},
        {"nqo", "ߒߞߏ ߞߊ߲ ߟߊߞߎߘߦߊ"},
        {"dv", "ދިވެހި ބަސް"},
        {"und", "Zzyx qwrt"},
    };
    const struct lang_words words = tables_lang_words(*state);
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        assert_string_equal(lang_of_text(cases[i].text, strlen(cases[i].text), &words, NULL),
                            cases[i].tag);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_labels),
        cmocka_unit_test(test_no_labels),
        cmocka_unit_test(test_dates),
        cmocka_unit_test(test_languages),
    };
    return cmocka_run_group_tests(tests, open_tables, close_tables);
}
