// SPDX-License-Identifier: MIT
// Any text set as a paragraph: the first bytes choose measure and style. Whatever it is, the glyphs
// must stand for all of it and the lines follow on one another.
#include "text/dump.h"
#include "text/paragraph.h"

#include <assert.h>
#include <stdint.h>

static struct font_set *fonts_once(void)
{
    static struct font_set *fonts;
    if (!fonts)
        fonts = font_set_open(TEST_SOURCE_DIR "/fonts", NULL);
    assert(fonts);
    return fonts;
}

static void check_lines(const struct lines *lines, size_t n)
{
    size_t at = 0;
    for (size_t i = 0; i < lines->n; i++) {
        assert(lines->lines[i].start == at);
        at = lines->lines[i].end;
        for (size_t r = 0; r < lines->lines[i].n_runs; r++)
            (void)glyph_run_width(&lines->lines[i].runs[r].run);
    }
    assert(at == n);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const langs[] = {"ar", "en", "de", "ja", "th", "ur", "x"};
    if (size < 4)
        return 0;
    char *text = g_utf8_make_valid((const char *)data + 3, (gssize)(size - 3));
    size_t n = strlen(text);
    struct arena *arena = arena_new();
    struct diag *diag = diag_new();
    struct text_attr attr = {.end = n,
                             .family = data[2] & 1 ? "sans" : "serif",
                             .size = (1 + data[2] % 40) * LEN_PER_PT};
    struct paragraph_style style = {.direction = data[1] % 3,
                                    .align = data[1] / 3 % 6,
                                    .lang = langs[data[1] / 18 % G_N_ELEMENTS(langs)],
                                    .hyphenate = data[2] & 2,
                                    .hanging_punctuation = data[2] & 4,
                                    .rungs = TEXT_RUNGS,
                                    .heading = data[2] & 8,
                                    .looseness = (data[2] >> 4) % 3 - 1};
    struct lines lines = paragraph_set(fonts_once(), &(struct styled_text){text, n, &attr, 1},
                                       &style, (len)data[0] * 3 * LEN_PER_PT, arena, diag);
    check_lines(&lines, n);
    GString *out = g_string_new(NULL);
    dump_runs(&lines, true, out);
    g_string_free(out, TRUE);
    diag_free(diag);
    arena_free(arena);
    g_free(text);
    return 0;
}
