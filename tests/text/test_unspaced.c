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

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(lines_end_where_words_do),
                                       cmocka_unit_test(full_lines_are_filled)};
    return cmocka_run_group_tests(tests, kit_open, kit_close);
}
