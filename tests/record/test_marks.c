// SPDX-License-Identifier: MIT
// A thousand vowelled words at twenty measures in six faces: in the cells that the record shows of
// a line, every glyph of the line is drawn once and at its place, and every character is said once.
#include "record/cells.h"
#include "text/form.h"
#include "text/paragraph.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <string.h>

#include <cmocka.h>

enum { WORDS = 1000, MEASURES = 20 };

static unsigned draw(unsigned *state, unsigned most)
{
    *state = *state * 1103515245u + 12345u;
    return (*state >> 16) % most;
}

// Words of two to six letters; a letter has a vowel, or shadda and a vowel, or a hamza above or
// below it, or nothing; the last may have a tanwin.
static GString *make_words(void)
{
    static const gunichar letters[] = {0x628, 0x62A, 0x62D, 0x62F, 0x631, 0x633,
                                       0x635, 0x639, 0x641, 0x643, 0x644, 0x645,
                                       0x646, 0x647, 0x648, 0x64A, 0x627};
    static const gunichar vowels[] = {0x64E, 0x64F, 0x650, 0x652, 0x670, 0x654, 0x655};
    static const gunichar endings[] = {0x64B, 0x64C, 0x64D};
    GString *text = g_string_new(NULL);
    unsigned state = 7;
    for (int word = 0; word < WORDS; word++) {
        for (unsigned n = 2 + draw(&state, 5); n > 0; n--) {
            g_string_append_unichar(text, letters[draw(&state, G_N_ELEMENTS(letters))]);
            unsigned what = draw(&state, 10);
            if (what > 7)
                g_string_append_unichar(text, 0x651);
            if (n == 1 && what % 2)
                g_string_append_unichar(text, endings[draw(&state, 3)]);
            else if (what > 1)
                g_string_append_unichar(text, vowels[draw(&state, G_N_ELEMENTS(vowels))]);
        }
        g_string_append(text, word + 1 < WORDS ? " " : ".");
    }
    return text;
}

/* A glyph and where it is drawn. */
struct drawn {
    uint32_t id;
    int64_t x;
    int32_t y;
};

static int drawn_order(const void *a, const void *b)
{
    const struct drawn *p = a, *q = b;
    if (p->x != q->x)
        return p->x < q->x ? -1 : 1;
    return p->id != q->id ? (p->id < q->id ? -1 : 1) : p->y - q->y;
}

static void add_drawn(GArray *out, const struct glyph *glyphs, size_t n, int64_t *pen)
{
    for (size_t i = 0; i < n; i++) {
        struct drawn drawn = {glyphs[i].id, *pen + glyphs[i].dx, glyphs[i].dy};
        g_array_append_val(out, drawn);
        *pen += glyphs[i].advance;
    }
}

static void hold_glyphs(const struct glyph_run *run, const GArray *cells)
{
    GArray *want = g_array_new(FALSE, FALSE, sizeof(struct drawn));
    GArray *have = g_array_new(FALSE, FALSE, sizeof(struct drawn));
    int64_t pen = 0, shown = 0;
    add_drawn(want, run->glyphs, run->n_glyphs, &pen);
    for (guint i = 0; i < cells->len; i++) {
        const struct cell *cell = &g_array_index(cells, struct cell, i);
        add_drawn(have, cell->glyphs, cell->n_glyphs, &shown);
    }
    assert_int_equal(pen, shown);
    assert_int_equal(want->len, have->len);
    g_array_sort(want, drawn_order);
    g_array_sort(have, drawn_order);
    assert_memory_equal(want->data, have->data, want->len * sizeof(struct drawn));
    g_array_unref(want);
    g_array_unref(have);
}

// From the right, cell by cell, the text is the source's; marks stand before their letter.
static void hold_text(const struct glyph_run *run, const GArray *cells)
{
    GString *text = g_string_new(NULL);
    for (guint i = cells->len; i-- > 0;) {
        const struct cell *cell = &g_array_index(cells, struct cell, i);
        for (size_t c = 0; c < cell->n_text; c++)
            g_string_append_unichar(text, cell->text[c]);
    }
    assert_int_equal(text->len, run->n_text);
    assert_memory_equal(text->str, run->text, run->n_text);
    g_string_free(text, TRUE);
}

struct counted {
    unsigned kashidas, marked; // kashidas, and those of a letter that has marks
};

static void hold_run(const struct glyph_run *run, GArray *cells, struct counted *counted)
{
    if (run->n_glyphs == 0 || !(run->level & 1))
        return;
    cells_read(run, false, cells);
    hold_glyphs(run, cells);
    hold_text(run, cells);
    for (size_t i = 1; i < run->n_glyphs; i++) {
        bool longer = form_of(run->glyphs[i].id).kind == FORM_LENGTHENED;
        counted->kashidas += longer;
        counted->marked += longer && run->glyphs[i - 1].advance == 0;
    }
}

static struct lines set_words(struct font_set *fonts, const GString *text,
                              const struct text_attr *attr, len measure, struct arena *arena,
                              struct diag *diag)
{
    struct paragraph_style style = {.direction = TEXT_RTL,
                                    .align = TEXT_JUSTIFY,
                                    .rungs = TEXT_RUNGS,
                                    .lang = "ar",
                                    .justify = TEXT_JUSTIFY_KASHIDA};
    return paragraph_set(fonts, &(struct styled_text){text->str, text->len, attr, 1}, &style,
                         measure, arena, diag);
}

static void test_no_mark_is_lost(void **state)
{
    (void)state;
    struct text_attr faces[] = {{.family = "serif"},
                                {.family = "serif", .bold = true},
                                {.family = "serif", .italic = true},
                                {.family = "serif", .bold = true, .italic = true},
                                {.family = "sans"},
                                {.family = "sans", .bold = true}};
    GString *text = make_words();
    struct diag *diag = diag_new();
    struct font_set *fonts = font_set_open(TEST_SOURCE_DIR "/fonts", NULL);
    assert_non_null(fonts);
    GArray *cells = g_array_new(FALSE, FALSE, sizeof(struct cell));
    for (size_t face = 0; face < G_N_ELEMENTS(faces); face++) {
        struct counted counted = {0, 0};
        faces[face].end = text->len;
        faces[face].size = 12 * LEN_PER_PT;
        for (int measure = 0; measure < MEASURES; measure++) {
            struct arena *arena = arena_new();
            struct lines lines = set_words(fonts, text, &faces[face],
                                           (120 + 17 * measure) * LEN_PER_PT, arena, diag);
            for (size_t i = 0; i < lines.n; i++)
                for (size_t run = 0; run < lines.lines[i].n_runs; run++)
                    hold_run(&lines.lines[i].runs[run].run, cells, &counted);
            arena_free(arena);
        }
        print_message("%s%s%s: %u kashidas, %u after a marked letter\n", faces[face].family,
                      faces[face].bold ? " bold" : "", faces[face].italic ? " italic" : "",
                      counted.kashidas, counted.marked);
        assert_true(counted.marked > 100); // or nothing was tried
    }
    g_array_unref(cells);
    font_set_free(fonts);
    diag_free(diag);
    g_string_free(text, TRUE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_no_mark_is_lost)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
