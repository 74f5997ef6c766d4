// SPDX-License-Identifier: MIT
// A word put together from pairs has the glyphs HarfBuzz gives the whole word: random words in
// every Latin face and in languages whose letters a face may treat in its own way.
#include "setting_kit.h"

#include "text/font_choose.h"
#include "text/pair_shape.h"

#include <stdio.h>

enum { WORDS = 400 };

static const char *const languages[] = {"en", "fr", "de", "nl", "ca", "ro", "pl", "tr"};
static const char *const alphabet[] = {
    "f", "f", "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p",
    "q", "r", "s", "t", "u", "v", "w", "x", "y", "z", "A", "B", "C", "D", "F", "G", "L", "M",
    "P", "R", "S", "T", "V", "W", "Y", "é", "è", "ç", "ş", "ğ", "ı", "ł", "ż", "ö", "ü", "ß",
    "ñ", "ă", "ț", "İ", "ŀ", "·", "-", "'", ".", ",", "(", ")", "&", "1", "2", "/"};

// The words are the same on every machine.
static uint32_t next_number(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

static char *random_word(uint32_t *seed)
{
    GString *word = g_string_new(NULL);
    for (uint32_t n = 1 + next_number(seed) % 12; n > 0; n--)
        g_string_append(word, alphabet[next_number(seed) % G_N_ELEMENTS(alphabet)]);
    return g_string_free(word, FALSE);
}

static bool same_glyphs(const struct shaped *a, const struct shaped *b)
{
    bool same = a->n == b->n;
    for (size_t i = 0; same && i < a->n; i++)
        same = memcmp(&a->glyphs[i], &b->glyphs[i], sizeof *a->glyphs) == 0;
    return same;
}

// How many of the words were put together; fails where one differs.
static unsigned try_words(struct kit *kit, const struct text_item *item)
{
    hb_set_t *none = hb_set_create();
    struct pair_shaper *shaper = pair_shaper_new(item, none);
    unsigned taken = 0;
    uint32_t seed = 7;
    for (int i = 0; i < WORDS; i++) {
        char *word = random_word(&seed);
        struct shaped by_pairs, whole;
        if (pair_shape_word(shaper, word, strlen(word), kit->arena, &by_pairs)) {
            whole = shape_bytes(item, word, strlen(word), 0, strlen(word), false, kit->arena);
            if (!same_glyphs(&by_pairs, &whole))
                fail_msg("%s: \"%s\" differs", item->face->file, word);
            taken++;
        }
        g_free(word);
    }
    pair_shaper_free(shaper);
    hb_set_destroy(none);
    return taken;
}

static unsigned try_face(struct kit *kit, const struct face *face, const char *lang)
{
    struct text_item item = {.script = HB_SCRIPT_LATIN,
                             .lang = lang,
                             .hb_lang = hb_language_from_string(lang, -1),
                             .face = face};
    return try_words(kit, &item);
}

static void test_words(void **state)
{
    struct kit *kit = *state;
    static const char *const families[] = {"serif", "sans"};
    static const hb_script_t scripts[] = {HB_SCRIPT_LATIN, HB_SCRIPT_ARABIC, HB_SCRIPT_HAN};
    for (size_t f = 0; f < G_N_ELEMENTS(families); f++)
        for (size_t s = 0; s < G_N_ELEMENTS(scripts); s++)
            for (int style = 0; style < 4; style++)
                for (size_t l = 0; l < G_N_ELEMENTS(languages); l++) {
                    struct font_query query = {families[f], scripts[s], languages[l], style & 1,
                                               style & 2};
                    bool missing;
                    hb_codepoint_t letter = 'n';
                    struct font_candidates *candidates = font_candidates_for(kit->fonts, &query);
                    struct font_choice choice =
                        font_choose(kit->fonts, candidates, &letter, 1, &missing);
                    unsigned taken = try_face(kit, choice.face, languages[l]);
                    if (l == 0)
                        printf("%s: %u of %d words from pairs\n", choice.face->file, taken, WORDS);
                    // The face that sets the names of nearly every list.
                    if (l == 0 && strcmp(choice.face->file, "NotoSerif-Regular.ttf") == 0)
                        assert_true(taken > WORDS / 2);
                }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_words, kit_open, kit_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
