// SPDX-License-Identifier: MIT
// What one thread has shaped the others take, glyph for glyph, and a pool that is full gives way to
// another without disturbing whoever still works with it.
#include "setting_kit.h"
#include "text/dump.h"
#include "text/fast/shape_cache.h"
#include "text/font_aside.h"

static char *set_runs(struct kit *kit, struct font_set *fonts, const char *text, const char *lang)
{
    struct text_attr attr = kit_attr(text);
    struct paragraph_style style = kit_style(lang);
    struct lines lines = paragraph_set(fonts, &(struct styled_text){text, strlen(text), &attr, 1},
                                       &style, len_from_mm(120), kit->arena, kit->diag);
    GString *out = g_string_new(NULL);
    dump_runs(&lines, true, out);
    return g_string_free(out, FALSE);
}

static void twins_set_what_one_set_sets(void **state)
{
    struct kit *kit = *state;
    char **texts = kit_lines(TEST_SOURCE_DIR "/examples/open-letter.ar.txt");
    char *folder = g_build_filename(TEST_SOURCE_DIR, "fonts", NULL);
    struct font_set *own = font_set_open(folder, NULL);
    font_set_expect_twins(own);
    struct font_set *twins[] = {own, font_set_twin(own), font_set_twin(own)};
    for (size_t k = 0; k < G_N_ELEMENTS(twins); k++)
        shape_cache_eager(font_set_shape_cache(twins[k]));
    for (size_t i = 0; texts[i]; i++) {
        char *expected = set_runs(kit, kit->fonts, texts[i], "ar");
        for (size_t k = 0; k < G_N_ELEMENTS(twins); k++) {
            char *found = set_runs(kit, twins[(i + k) % G_N_ELEMENTS(twins)], texts[i], "ar");
            assert_string_equal(found, expected);
            g_free(found);
        }
        g_free(expected);
    }
    for (size_t k = G_N_ELEMENTS(twins); k > 0; k--)
        font_set_free(twins[k - 1]);
    g_free(folder);
    g_strfreev(texts);
}

static struct cached_word word_of(const char *text, struct packed_glyph *glyph)
{
    return (struct cached_word){.use = g_intern_string("face"),
                                .n_text = (uint8_t)strlen(text),
                                .text = text,
                                .glyphs = glyph,
                                .n_glyphs = 1};
}

static void who_comes_second_gets_the_first_ones(void **state)
{
    (void)state;
    struct word_pools *pools = word_pools_new();
    struct word_pool *pool = word_pools_get(pools), *same = word_pools_get(pools);
    struct packed_glyph glyph = {.id = 7};
    struct cached_word word = word_of("word", &glyph), other = word_of("other", &glyph);
    assert_ptr_equal(pool, same);
    assert_null(word_pool_find(pool, &word));
    const struct cached_word *first = word_pool_add(pool, &word);
    glyph.id = 8;
    assert_ptr_equal(word_pool_add(same, &word), first);
    assert_ptr_equal(word_pool_find(same, &word), first);
    assert_null(word_pool_find(same, &other));
    assert_int_equal(first->glyphs[0].id, 7);
    word_pool_drop(same);
    word_pool_drop(pool);
    word_pools_drop(pools);
}

static void a_full_pool_is_kept_by_its_holders_alone(void **state)
{
    (void)state;
    struct word_pools *pools = word_pools_new();
    struct word_pool *pool = word_pools_get(pools);
    struct packed_glyph glyph = {.id = 7};
    struct cached_word first = word_of("first", &glyph);
    const struct cached_word *kept = word_pool_add(pool, &first);
    for (int i = 0; !word_pool_is_full(pool); i++) {
        char text[16];
        g_snprintf(text, sizeof text, "%d", i);
        struct cached_word word = word_of(text, &glyph);
        word_pool_add(pool, &word);
    }
    struct word_pool *next = word_pools_get(pools);
    assert_ptr_not_equal(next, pool);
    assert_false(word_pool_is_full(next));
    assert_null(word_pool_find(next, &first));
    assert_ptr_equal(word_pool_find(pool, &first), kept);
    assert_int_equal(kept->glyphs[0].id, 7);
    word_pool_drop(pool);
    word_pool_drop(next);
    word_pools_drop(pools);
}

static void what_does_not_fit_is_not_packed(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    const struct glyph plain = {7, 95, 1200, -30, 400, GLYPH_MARK};
    const struct glyph large[] = {
        {.id = 0x10000}, {.advance = 40000}, {.dx = -40000}, {.dy = 40000}};
    struct glyph some[2] = {plain, plain};
    const struct packed_glyph *packed = word_pack(&(struct shaped){some, 2}, arena);
    assert_int_equal(packed[1].id, 7);
    assert_int_equal(packed[1].cluster, 95);
    assert_int_equal(packed[1].advance, 1200);
    assert_int_equal(packed[1].dx, -30);
    assert_int_equal(packed[1].dy, 400);
    assert_int_equal(packed[1].flags, GLYPH_MARK);
    for (size_t i = 0; i < G_N_ELEMENTS(large); i++) {
        some[1] = large[i];
        assert_null(word_pack(&(struct shaped){some, 2}, arena));
    }
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(twins_set_what_one_set_sets, kit_open, kit_close),
        cmocka_unit_test(who_comes_second_gets_the_first_ones),
        cmocka_unit_test(a_full_pool_is_kept_by_its_holders_alone),
        cmocka_unit_test(what_does_not_fit_is_not_packed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
