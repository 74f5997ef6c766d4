// SPDX-License-Identifier: MIT
// A word put together from pairs has the glyphs HarfBuzz gives the whole word: random words in
// every Latin face and in languages whose letters a face may treat in its own way.
#include "setting_kit.h"

#include "text/font_choose.h"
#include "text/fast/pair_shape.h"
#include "text/fast/shape_cache.h"

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

static const struct face *face_of(struct kit *kit, const struct font_query *query)
{
    bool missing;
    hb_codepoint_t letter = 'n';
    struct font_candidates *candidates = font_candidates_for(kit->fonts, query);
    return font_choose(kit->fonts, candidates, &letter, 1, &missing).face;
}

static void test_words(void **state)
{
    struct kit *kit = *state;
    bool met = false;
    static const char *const families[] = {"serif", "sans"};
    static const hb_script_t scripts[] = {HB_SCRIPT_LATIN, HB_SCRIPT_ARABIC, HB_SCRIPT_HAN};
    for (size_t f = 0; f < G_N_ELEMENTS(families); f++)
        for (size_t s = 0; s < G_N_ELEMENTS(scripts); s++)
            for (int style = 0; style < 4; style++)
                for (size_t l = 0; l < G_N_ELEMENTS(languages); l++) {
                    struct font_query query = {families[f], scripts[s], languages[l], style & 1,
                                               style & 2};
                    const struct face *face = face_of(kit, &query);
                    unsigned taken = try_face(kit, face, languages[l]);
                    if (l == 0)
                        printf("%s: %u of %d words from pairs\n", face->file, taken, WORDS);
                    // The face that sets the names of nearly every list.
                    if (l == 0 && strcmp(face->file, "NotoSerif-Regular.ttf") == 0) {
                        assert_true(taken > WORDS / 2);
                        met = true;
                    }
                }
    assert_true(met);
}

static uint16_t glyph_of(const struct face *face, hb_codepoint_t letter)
{
    hb_codepoint_t glyph = 0;
    hb_font_get_nominal_glyph(face->hb_font, letter, &glyph);
    return (uint16_t)glyph;
}

// A GSUB's words up to its lookups: the default script has one feature, calt, of the first lookup.
// clang-format off
#define GSUB_HEAD                                                                                  \
    1, 0, 10, 30, 44,                     /* the header, and where the lists are */                \
    1, 'D' << 8 | 'F', 'L' << 8 | 'T', 8, /* 10: the scripts */                                    \
    4, 0, 0, 0xFFFF, 1, 0,                /* 18: the script, 22: its language */                   \
    1, 'c' << 8 | 'a', 'l' << 8 | 't', 8, /* 30: the features */                                   \
    0, 1, 0                               /* 38: calt */
// clang-format on

// The face with another GSUB and without GPOS.
static struct face face_with(const struct face *face, const uint16_t *words, size_t n)
{
    static const char *const tables[] = {"head", "hhea", "maxp", "hmtx", "cmap", "loca", "glyf"};
    hb_face_t *made = hb_face_builder_create();
    for (size_t i = 0; i < G_N_ELEMENTS(tables); i++) {
        hb_tag_t tag = hb_tag_from_string(tables[i], -1);
        hb_blob_t *table = hb_face_reference_table(face->hb_face, tag);
        hb_face_builder_add_table(made, tag, table);
        hb_blob_destroy(table);
    }
    GString *bytes = g_string_new(NULL);
    for (size_t i = 0; i < n; i++) {
        g_string_append_c(bytes, (char)(words[i] >> 8));
        g_string_append_c(bytes, (char)words[i]);
    }
    hb_blob_t *gsub =
        hb_blob_create(bytes->str, (unsigned)bytes->len, HB_MEMORY_MODE_DUPLICATE, NULL, NULL);
    hb_face_builder_add_table(made, HB_TAG('G', 'S', 'U', 'B'), gsub);
    hb_blob_destroy(gsub);
    g_string_free(bytes, TRUE);
    struct face with = *face;
    with.hb_face = made;
    with.hb_font = hb_font_create(made);
    return with;
}

static void face_clear(struct face *face)
{
    hb_font_destroy(face->hb_font);
    hb_face_destroy(face->hb_face);
}

// f becomes g before two glyphs of no class. Nothing comes of any two letters, so a pair does not
// tell what a word of them is.
static void test_contexts(void **state)
{
    struct kit *kit = *state;
    struct font_query query = {"serif", HB_SCRIPT_LATIN, "en", false, false};
    const struct face *serif = face_of(kit, &query);
    uint16_t f = glyph_of(serif, 'f'), g = glyph_of(serif, 'g');
    // clang-format off
    const uint16_t words[] = {
        GSUB_HEAD,
        2, 6, 74,                    // 44: the lookups
        6, 0, 1, 8,                  // 50: of chained contexts
        2, 16, 30, 22, 30, 2, 0, 40, // 58: by classes
        1, 1, f, 1, f, 1, 1,         // 74: f is covered, 80: and of class 1
        2, 1, 0, 0, 1,               // 88: no glyph but 0 is of any class
        1, 4, 0, 1, 2, 0, 0, 1, 0, 1, // 98: the rule's set, 102: the rule
        1, 0, 1, 8,                  // 118: of single substitution
        1, 6, (uint16_t)(g - f), 1, 1, f, // 126: f becomes g
    };
    // clang-format on
    struct face face = face_with(serif, words, G_N_ELEMENTS(words));
    struct text_item item = {.script = HB_SCRIPT_LATIN, .face = &face};
    struct shaped two = shape_bytes(&item, "fa", 2, 0, 2, false, kit->arena);
    struct shaped three = shape_bytes(&item, "fab", 3, 0, 3, false, kit->arena);
    assert_int_not_equal(two.glyphs[0].id, three.glyphs[0].id);
    assert_true(try_face(kit, &face, "en") > 0);
    face_clear(&face);
}

// x becomes nothing: a word without glyphs is not a space.
static void test_nothing(void **state)
{
    struct kit *kit = *state;
    struct font_query query = {"serif", HB_SCRIPT_LATIN, "en", false, false};
    const struct face *serif = face_of(kit, &query);
    // clang-format off
    const uint16_t words[] = {
        GSUB_HEAD,
        1, 4,                          // 44: the lookup
        2, 0, 1, 8,                    // 48: of multiple substitution
        1, 8, 1, 14,                   // 56: one sequence
        1, 1, glyph_of(serif, 'x'), 0, // 64: x is covered, 70: and becomes no glyph
    };
    // clang-format on
    struct face face = face_with(serif, words, G_N_ELEMENTS(words));
    static const char text[] = "a x b";
    struct chars *chars = chars_new(text, strlen(text), kit->arena);
    struct text_item item = {.end = chars->n, .script = HB_SCRIPT_LATIN, .face = &face};
    struct shaped whole = shape_bytes(&item, text, 5, 0, 5, false, kit->arena), parts = whole;
    assert_int_equal(whole.n, 4);
    struct shape_cache *cache = shape_cache_new();
    shape_cache_eager(cache);
    if (shape_cache_item(cache, chars, &item, kit->arena, &parts))
        assert_int_equal(parts.n, whole.n);
    shape_cache_free(cache);
    face_clear(&face);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_words, kit_open, kit_close),
        cmocka_unit_test_setup_teardown(test_contexts, kit_open, kit_close),
        cmocka_unit_test_setup_teardown(test_nothing, kit_open, kit_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
