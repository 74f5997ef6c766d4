// SPDX-License-Identifier: MIT
// Scripts without spaces between words: lines end where a word does, and full lines are stretched
// between clusters, never within one.
#include "setting_kit.h"

#include "text/breaks.h"

#include <stdlib.h>

// The text with a bar where a line may end.
static void assert_breaks(struct kit *kit, const char *lang, const char *expected)
{
    char **words = g_strsplit(expected, "|", -1);
    char *text = g_strjoinv("", words);
    struct chars *chars = chars_new(text, strlen(text), kit->arena);
    breaks_find(chars, &(const struct text_units){0}, lang, kit->arena);
    GString *out = g_string_new(NULL);
    for (size_t i = 0; i < chars->n; i++) {
        if (chars->flags[i] & CHAR_BREAK)
            g_string_append_c(out, '|');
        g_string_append_unichar(out, chars->code[i]);
    }
    assert_string_equal(out->str, expected);
    g_string_free(out, TRUE);
    g_free(text);
    g_strfreev(words);
}

static void lines_end_where_words_do(void **state)
{
    assert_breaks(*state, "lo", "ສິດ|ຂອງ|ມະນຸດ");
    assert_breaks(*state, "km", "មនុស្ស|ទាំងអស់|កើតមក");
    assert_breaks(*state, "my", "ကျွန်ုပ်|တို့သည်|စာရွက်|များ");
    assert_breaks(*state, "th", "เรา|ขอ|ให้|สภา");
    // A word of another language among them, and a space.
    assert_breaks(*state, "lo", "ສິດ|ຂອງ |UN |ມະນຸດ");
}

static const char *const long_words[][2] = {
    {"th", "พวกเราองค์กรผู้ลงนามท้ายนี้ขอให้สภาของท่านถือการคุ้มครองหอจดหมายเหตุแห่งชาติเป็นภารกิจอันดับแรก"},
    {"lo", "ໄດ້ເປັນຕົ້ນເຫດໃຫ້ເກີດການກະທຳຢ່າງປ່າເຖື່ອນຊຶ່ງຈະເຮັດໃຫ້ແຄ້ນໃຈຕໍ່ມະໂນທຳຂອງມະນຸດ"},
    {"km", "មនុស្សទាំងអស់កើតមកមានសេរីភាពនិងសមភាពក្នុងសេចក្ដីថ្លៃថ្នូរនិងសិទ្ធិមនុស្សមានវិចារណញ្ញាណ"},
    {"my", "လူတိုင်းသည်တူညီလွတ်လပ်သောဂုဏ်သိက္ခာဖြင့်လည်းကောင်းတူညီလွတ်လပ်သောအခွင့်အရေးများဖြင့်"},
};

// The glyph that ends a cluster carries the gap: one within is as the face has it.
static void assert_whole_clusters(const struct glyph_run *run)
{
    for (size_t i = 0; i + 1 < run->n_glyphs; i++) {
        const struct glyph *glyph = &run->glyphs[i];
        if (glyph->cluster == run->glyphs[i + 1].cluster)
            assert_in_range(glyph->advance, 0,
                            hb_font_get_glyph_h_advance(run->face->hb_font, glyph->id));
    }
}

static void full_lines_are_filled(void **state)
{
    struct kit *kit = *state;
    for (size_t i = 0; i < G_N_ELEMENTS(long_words); i++) {
        struct lines lines = kit_set(kit, long_words[i][1], long_words[i][0], 5);
        len measure = (len)(5 * 72 / 2.54 * LEN_PER_PT);
        assert_true(lines.n > 2);
        for (size_t l = 0; l < lines.n; l++) {
            len width = 0;
            for (size_t r = 0; r < lines.lines[l].n_runs; r++) {
                width += glyph_run_width(&lines.lines[l].runs[r].run);
                assert_whole_clusters(&lines.lines[l].runs[r].run);
            }
            if (l + 1 < lines.n)
                assert_true(labs((long)width - measure) < LEN_PER_PT / 4);
        }
    }
}

static const char *const east_asian[][2] = {
    {"zh-Hant",
     "我們，下列簽署組織，謹請貴理事會將國家檔案的保護置於首要位置。2019至2020年間，我們的城市失去"
     "約35%"
     "的紀錄，修復費用估計為1,250,000美元，報告見https://www.example.org/zh/reports/2020，聯絡電郵"
     "info@archives.example。"},
    {"zh-Hans", "一位守护人说：「逃过火的纸（1914年），没有逃过水。」2026年3月15日，第15号考察团（U"
                "NESCO）从未到达。"},
    {"ja", "修復費用は1,250,"
           "000米ドル（約115万ユーロ）と見積もられていますが、2020年6月26日までに支出されたのは"
           "その四分の三にすぎません。"},
};

// UAX 14, LB 25, also where an address stands among the words.
static void numbers_stay_whole(void **state)
{
    struct kit *kit = *state;
    for (size_t i = 0; i < G_N_ELEMENTS(east_asian); i++) {
        const char *text = east_asian[i][1];
        for (double cm = 4; cm < 16; cm += 0.5) {
            struct lines lines = kit_set(kit, text, east_asian[i][0], cm);
            for (size_t l = 0; l + 1 < lines.n; l++) {
                const char *end = text + lines.lines[l].end;
                bool digits = g_ascii_isdigit(end[-1]) || end[-1] == ',';
                assert_false(digits && (g_ascii_isdigit(*end) || *end == ',' || *end == '%'));
            }
        }
    }
}

// The glyph of the character at `byte` of a text on one line, and where it is.
static const struct glyph *glyph_of(const struct lines *lines, size_t byte, len *ret_x)
{
    size_t start = 0;
    for (size_t r = 0; r < lines->lines[0].n_runs; r++) {
        const struct line_run *at = &lines->lines[0].runs[r];
        for (size_t g = 0; g < at->run.n_glyphs; g++) {
            if (start + at->run.glyphs[g].cluster != byte)
                continue;
            *ret_x = at->x + glyph_run_x(&at->run, g);
            return &at->run.glyphs[g];
        }
        start += at->run.n_text;
    }
    fail_msg("no glyph at byte %zu", byte);
    return NULL;
}

static len place_of(struct kit *kit, const char *text, const char *sought)
{
    struct lines lines = kit_set(kit, text, "zh-Hans", 15);
    len x = 0;
    (void)glyph_of(&lines, (size_t)(strstr(text, sought) - text), &x);
    return x;
}

static void signs_give_up_their_blank_halves(void **state)
{
    struct kit *kit = *state;
    len em = place_of(kit, "中文中", "文");
    assert_true(abs(place_of(kit, "中」文中", "文") - 2 * em) < 8); // alone it keeps its square
    assert_true(abs(place_of(kit, "中」，文", "文") - 5 * em / 2) < 8);
    assert_true(abs(place_of(kit, "中。」文", "文") - 5 * em / 2) < 8);
    assert_true(abs(place_of(kit, "中」（文", "文") - 5 * em / 2) < 8);
    assert_true(abs(place_of(kit, "中（「文", "文") - 5 * em / 2) < 8);
    // A line begins with the ink of a sign that opens, in names too.
    assert_true(abs(place_of(kit, "（文", "文") - em / 2) < 8);
    assert_true(abs(place_of(kit, "【文", "文") - em / 2) < 8);
}

static void scripts_stand_a_quarter_apart(void **state)
{
    struct kit *kit = *state;
    len quarter = place_of(kit, "中文中", "文") / 4;
    len latin = place_of(kit, "AB文", "文") - place_of(kit, "AB，文", "，");
    assert_true(abs(latin - quarter) < quarter / 5);
    len number = place_of(kit, "26日", "日") - place_of(kit, "26，日", "，");
    assert_true(abs(number - quarter) < quarter / 5);
    // Not at a line's end or start.
    struct lines lines = kit_set(kit, "文AB文", "zh-Hans", 1.0);
    assert_true(lines.n > 1);
    for (size_t i = 0; i + 1 < lines.n; i++)
        assert_true(lines.lines[i].x <= 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_end_where_words_do), cmocka_unit_test(full_lines_are_filled),
        cmocka_unit_test(numbers_stay_whole), cmocka_unit_test(signs_give_up_their_blank_halves),
        cmocka_unit_test(scripts_stand_a_quarter_apart)};
    return cmocka_run_group_tests(tests, kit_open, kit_close);
}
