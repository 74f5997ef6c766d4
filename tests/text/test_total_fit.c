// SPDX-License-Identifier: MIT
// The search for breaks on paragraphs made of numbers, the reordering of levels, and the table of
// roles: what needs no font.
#include "base/error.h"
#include "text/bidi.h"
#include "text/role.h"
#include "text/total_fit.h"

#include <glib.h>
#include <glib/gstdio.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define SPACE 10
#define WORDS_MOST 64

static const struct fit_style plain = {.shape = FIT_JUSTIFIED,
                                       .first = 100,
                                       .rest = 100,
                                       .stretch = 0.5,
                                       .shrink = 0.33,
                                       .tightest = 0.33};

/* Words of these widths, parted by spaces. */
struct words {
    struct fit_point points[WORDS_MOST + 1];
    size_t n;
};

static struct words words_of(const int *widths, size_t n)
{
    struct words words = {.n = n + 1};
    struct fit_sum sum = {0};
    for (size_t i = 0; i < n; i++) {
        sum.width += widths[i];
        words.points[i + 1] = (struct fit_point){.at = i + 1, .before = sum};
        sum.width += SPACE;
        sum.space_width += SPACE;
        sum.spaces++;
        words.points[i + 1].after = sum;
    }
    words.points[n].forced = true;
    return words;
}

static void assert_breaks(const struct words *words, const struct fit_style *style,
                          const size_t *expected, size_t n_expected)
{
    struct arena *arena = arena_new();
    size_t n;
    const size_t *ends = total_fit(words->points, words->n, style, arena, &n);
    assert_int_equal(n, n_expected);
    for (size_t i = 0; i < n; i++)
        assert_int_equal(ends[i], expected[i]);
    arena_free(arena);
}

static void a_perfect_fit_is_found(void **state)
{
    (void)state;
    // 45+10+45 fills a line; greedy would do the same here.
    const int widths[] = {45, 45, 45, 45, 30};
    struct words words = words_of(widths, 5);
    assert_breaks(&words, &plain, (const size_t[]){2, 4, 5}, 3);
}

static void a_loose_line_now_spares_a_looser_one_later(void **state)
{
    (void)state;
    // Greedy takes three words first and leaves 25 alone before 95; total fit gives it company.
    const int widths[] = {30, 26, 24, 25, 63, 90};
    struct words words = words_of(widths, 6);
    assert_breaks(&words, &plain, (const size_t[]){3, 5, 6}, 3);
}

static void a_tight_line_is_not_followed_by_a_loose_one(void **state)
{
    (void)state;
    // Line by line [1 3] would be the less bad, but its tightness changes by two classes and back.
    const int widths[] = {50, 40, 50, 55, 25, 40, 45};
    struct words words = words_of(widths, 7);
    assert_breaks(&words, &plain, (const size_t[]){2, 3, 5, 7}, 4);
}

static void a_word_too_wide_stands_alone(void **state)
{
    (void)state;
    const int widths[] = {40, 300, 40};
    struct words words = words_of(widths, 3);
    assert_breaks(&words, &plain, (const size_t[]){1, 2, 3}, 3);
}

static void a_forced_end_is_kept(void **state)
{
    (void)state;
    const int widths[] = {10, 10, 10, 10};
    struct words words = words_of(widths, 4);
    words.points[2].forced = true;
    assert_breaks(&words, &plain, (const size_t[]){2, 4}, 2);
}

static void balanced_lines_are_of_a_length(void **state)
{
    (void)state;
    struct fit_style style = plain;
    style.shape = FIT_BALANCED;
    const int widths[] = {20, 20, 20, 20};
    struct words words = words_of(widths, 4);
    style.first = style.rest = 85;
    assert_breaks(&words, &style, (const size_t[]){2, 4}, 2);
}

// The rungs move together by one ratio; past it only the spaces do.
static void rungs_move_together(void **state)
{
    (void)state;
    struct fit_style style = plain;
    style.stretch = style.shrink = 0.1;
    style.tightest = 0.3;
    style.scale = 0.01;
    struct fit_point a = {.at = 0};
    struct fit_point b = {
        .before = {.width = 1000, .spaces = 10, .space_width = 100, .more = 30, .less = 10}};
    // 10 of the spaces, 30 of the letters, 10 of the scale
    assert_true(fabs(fit_spend(&style, &a, &b, 25).ratio - 0.5) < 1e-9);
    assert_true(fabs(fit_spend(&style, &a, &b, 70).ratio - 3) < 1e-9);
    assert_true(fabs(fit_spend(&style, &a, &b, -30).ratio - -1) < 1e-9);
    assert_false(fit_is_overfull(&style, &a, &b, -50));
    assert_true(fit_is_overfull(&style, &a, &b, -51));
}

/* A paragraph of syllables drawn at random; hyphens may part them, and words may be lengthened. */
struct drawn {
    GArray *points; /* struct fit_point */
    GArray *x;      /* int64_t: of the places */
    struct fit_sum sum;
};

static void draw_word(GRand *random, bool arabic, struct drawn *drawn)
{
    int syllables = g_rand_int_range(random, 1, 5);
    for (int i = 0; i < syllables; i++) {
        drawn->sum.width += g_rand_int_range(random, 4000, 26000);
        drawn->sum.more += arabic ? g_rand_int_range(random, 0, 300) : 0;
        drawn->sum.less += arabic ? g_rand_int_range(random, 0, 200) : 0;
        struct fit_point part = {.before = drawn->sum,
                                 .after = drawn->sum,
                                 .hyphen = 4000,
                                 .penalty = 60,
                                 .flagged = true};
        if (i + 1 < syllables && !arabic)
            g_array_append_val(drawn->points, part);
    }
    if (arabic && g_rand_int_range(random, 0, 3) == 0) {
        g_array_append_val(drawn->x, drawn->sum.width);
        drawn->sum.joins += g_rand_int_range(random, 0, 4) > 0;
        drawn->sum.places++;
    }
    struct fit_point end = {.before = drawn->sum};
    end.penalty = g_rand_int_range(random, 0, 12) == 0 ? 60 : 0;
    end.forced = g_rand_int_range(random, 0, 150) == 0;
    drawn->sum.width += 3584;
    drawn->sum.space_width += 3584;
    drawn->sum.spaces++;
    end.after = drawn->sum;
    end.after.width += g_rand_int_range(random, 0, 9) == 0 ? 1500 : 0; // hangs
    g_array_append_val(drawn->points, end);
}

static uint32_t hash_of_breaks(GRand *random, uint32_t hash)
{
    bool arabic = g_rand_boolean(random);
    struct drawn drawn = {.points = g_array_new(FALSE, TRUE, sizeof(struct fit_point)),
                          .x = g_array_new(FALSE, FALSE, sizeof(int64_t))};
    g_array_set_size(drawn.points, 1);
    for (int words = g_rand_int_range(random, 1, 120); words > 0; words--)
        draw_word(random, arabic, &drawn);
    g_array_index(drawn.points, struct fit_point, drawn.points->len - 1).forced = true;
    struct fit_style style = plain;
    style.rest = g_rand_int_range(random, 60, 460) * 1024;
    style.first = style.rest - g_rand_int_range(random, 0, 2) * 12288;
    style.scale = g_rand_int_range(random, 0, 3) * 0.005;
    style.stretch = arabic ? 0.12 : 0.5;
    if (arabic)
        style.kashida = (struct fit_kashida){(const int64_t *)(const void *)drawn.x->data,
                                             drawn.x->len,
                                             768,
                                             6,
                                             10,
                                             22,
                                             8,
                                             2,
                                             40960,
                                             40};
    style.looseness = g_rand_int_range(random, 0, 8) == 0 ? g_rand_int_range(random, -1, 2) : 0;
    struct arena *arena = arena_new();
    size_t n;
    const size_t *ends = total_fit((const struct fit_point *)(const void *)drawn.points->data,
                                   drawn.points->len, &style, arena, &n);
    for (size_t i = 0; i < n; i++)
        hash = (hash ^ (uint32_t)ends[i]) * 16777619u;
    arena_free(arena);
    g_array_unref(drawn.points);
    g_array_unref(drawn.x);
    return hash;
}

// Lines that cannot be of the cheapest breaks are not weighed: the breaks are those that were found
// when each was.
static void what_is_not_weighed_changes_no_break(void **state)
{
    (void)state;
    GRand *random = g_rand_new_with_seed(1981);
    uint32_t hash = 2166136261u;
    for (int i = 0; i < 400; i++)
        hash = hash_of_breaks(random, hash);
    g_rand_free(random);
    assert_int_equal(hash, 0x61f491b6u);
}

static void a_kashida_is_spent_before_spaces_gape(void **state)
{
    (void)state;
    static const int64_t x[] = {100, 900};
    struct fit_style style = plain;
    style.stretch = 0.1;
    style.kashida = (struct fit_kashida){x, 2, 5, 6, 12, 22, 8, 2, 300, 40};
    struct fit_point a = {.at = 0};
    struct fit_point b = {
        .before = {.width = 1000, .spaces = 10, .space_width = 100, .places = 2, .joins = 2}};
    struct fit_line line = fit_spend(&style, &a, &b, 50);
    assert_int_equal(line.kashidas, 1);
    assert_int_equal(line.steps, 10); // what leaves a quarter of the rungs' ten
    assert_true(line.ratio >= -0.5 && line.ratio <= 0.5);
    assert_int_equal(fit_spend(&style, &a, &b, 5).kashidas, 0);   // the rungs do it
    assert_int_equal(fit_spend(&style, &a, &b, 120).kashidas, 2); // rather than one past comfort
    b.before.joins = 0;                                           // bodies alone
    assert_int_equal(fit_spend(&style, &a, &b, 120).steps, 8);
    b.before.joins = 2;
    style.kashida.apart = 900;
    assert_int_equal(fit_spend(&style, &a, &b, 120).kashidas, 1);
    assert_int_equal(fit_spend(&style, &a, &b, 120).steps, 22);
    style.kashida.most = 0;
    line = fit_spend(&style, &a, &b, 50);
    assert_int_equal(line.kashidas, 0);
    assert_true(fabs(line.ratio - 5) < 1e-9);
}

static void levels_are_reordered(void **state)
{
    (void)state;
    static const struct {
        uint8_t levels[6];
        size_t n, order[6];
    } cases[] = {
        {{0, 0, 0}, 3, {0, 1, 2}},
        {{1, 1, 1}, 3, {2, 1, 0}},
        {{0, 1, 1, 0}, 4, {0, 2, 1, 3}},
        {{1, 2, 2, 1}, 4, {3, 1, 2, 0}},
        {{1, 2, 3, 3, 2, 1}, 6, {5, 1, 3, 2, 4, 0}},
    };
    for (size_t c = 0; c < G_N_ELEMENTS(cases); c++) {
        size_t order[6] = {0, 1, 2, 3, 4, 5};
        bidi_reorder(cases[c].levels, order, cases[c].n);
        for (size_t i = 0; i < cases[c].n; i++)
            assert_int_equal(order[i], cases[c].order[i]);
    }
}

static struct role_table *read_roles(const char *text, GError **error)
{
    char *path = g_build_filename(g_get_tmp_dir(), "warraq-roles-XXXXXX", NULL);
    int file = g_mkstemp(path);
    assert_true(file >= 0);
    g_close(file, NULL);
    assert_true(g_file_set_contents(path, text, -1, NULL));
    struct role_table *table = role_table_read(path, error);
    g_unlink(path);
    g_free(path);
    return table;
}

static void roles_are_read(void **state)
{
    (void)state;
    GError *error = NULL;
    struct role_table *table = read_roles("# a comment\n"
                                          "face serif Arab,Latn ur,fa 0.9 -20 A.ttf - B.ttc#3 -\n"
                                          "\n"
                                          "hyphen en x.dic\nhyphen en-GB y.dic\n",
                                          &error);
    assert_non_null(table);
    assert_int_equal(role_table_size(table), 1);
    const struct role_row *row = role_table_get(table, 0);
    assert_string_equal(row->files[ROLE_REGULAR].name, "A.ttf");
    assert_null(row->files[ROLE_BOLD].name);
    assert_int_equal(row->files[ROLE_ITALIC].index, 3);
    assert_true(role_row_serves_script(row, HB_SCRIPT_LATIN));
    assert_false(role_row_serves_script(row, HB_SCRIPT_GREEK));
    assert_true(role_row_serves_language(row, "ur-PK"));
    assert_false(role_row_serves_language(row, "urx"));
    assert_string_equal(role_table_hyphenation(table, "en-US"), "x.dic");
    assert_string_equal(role_table_hyphenation(table, "en-GB"), "y.dic");
    assert_null(role_table_hyphenation(table, "eo"));
    role_table_free(table);
}

static void bad_roles_are_refused_with_their_line(void **state)
{
    (void)state;
    static const char *const bad[] = {"face serif\n", "fase serif Arab * 1 0 A.ttf - - -\n",
                                      "face serif Arab * x 0 A.ttf - - -\n",
                                      "face serif Arab * 1 9999 A.ttf - - -\n",
                                      "face serif Arab * 1 0 - - - -\n"};
    for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
        GError *error = NULL;
        char *text = g_strconcat("# first line\n", bad[i], NULL);
        assert_null(read_roles(text, &error));
        assert_true(g_error_matches(error, FAULT, FAULT_INVALID));
        assert_non_null(strstr(error->message, ":2: error:"));
        g_error_free(error);
        g_free(text);
    }
    GError *error = NULL;
    assert_null(role_table_read("/nowhere/at/all", &error));
    assert_true(g_error_matches(error, FAULT, FAULT_IO));
    g_error_free(error);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_perfect_fit_is_found),
        cmocka_unit_test(a_loose_line_now_spares_a_looser_one_later),
        cmocka_unit_test(a_tight_line_is_not_followed_by_a_loose_one),
        cmocka_unit_test(a_word_too_wide_stands_alone),
        cmocka_unit_test(a_forced_end_is_kept),
        cmocka_unit_test(balanced_lines_are_of_a_length),
        cmocka_unit_test(rungs_move_together),
        cmocka_unit_test(what_is_not_weighed_changes_no_break),
        cmocka_unit_test(a_kashida_is_spent_before_spaces_gape),
        cmocka_unit_test(levels_are_reordered),
        cmocka_unit_test(roles_are_read),
        cmocka_unit_test(bad_roles_are_refused_with_their_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
