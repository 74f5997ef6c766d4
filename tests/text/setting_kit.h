// SPDX-License-Identifier: MIT
// What the tests of this room share: the project's faces, a paragraph set with one attribute, and
// the way back from glyph runs to text.
#ifndef WARRAQ_TESTS_TEXT_SETTING_KIT_H
#define WARRAQ_TESTS_TEXT_SETTING_KIT_H

#include "text/paragraph.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

struct kit {
    struct font_set *fonts;
    struct arena *arena;
    struct diag *diag;
};

static int kit_open(void **state)
{
    struct kit *kit = g_new0(struct kit, 1);
    GError *error = NULL;
    kit->fonts = font_set_open(TEST_SOURCE_DIR "/fonts", &error);
    if (!kit->fonts)
        fail_msg("%s", error->message);
    kit->arena = arena_new();
    kit->diag = diag_new();
    *state = kit;
    return 0;
}

static int kit_close(void **state)
{
    struct kit *kit = *state;
    font_set_free(kit->fonts);
    arena_free(kit->arena);
    diag_free(kit->diag);
    g_free(kit);
    return 0;
}

static inline struct text_attr kit_attr(const char *text)
{
    return (struct text_attr){
        .start = 0, .end = strlen(text), .family = "serif", .size = 12 * LEN_PER_PT};
}

static inline struct paragraph_style kit_style(const char *lang)
{
    return (struct paragraph_style){.direction = TEXT_AUTO,
                                    .align = TEXT_JUSTIFY,
                                    .rungs = TEXT_RUNGS,
                                    .lang = lang,
                                    .hyphenate = false};
}

static inline struct lines kit_set(struct kit *kit, const char *text, const char *lang,
                                   double measure_cm)
{
    struct text_attr attr = kit_attr(text);
    struct paragraph_style style = kit_style(lang);
    return paragraph_set(kit->fonts, &(struct styled_text){text, strlen(text), &attr, 1}, &style,
                         len_from_mm(measure_cm * 10), kit->arena, kit->diag);
}

/* A cluster of a line with the text its glyphs stand for. */
struct kit_cluster {
    const char *text;
    size_t n;
};

static inline int kit_by_place(const void *a, const void *b)
{
    const struct kit_cluster *x = a, *y = b;
    return (x->text > y->text) - (x->text < y->text);
}

// What an ideal extractor reads off the glyphs: each cluster once, by its place in the text.
static inline char *kit_text_back(const struct lines *lines)
{
    GArray *clusters = g_array_new(FALSE, FALSE, sizeof(struct kit_cluster));
    for (size_t i = 0; i < lines->n; i++)
        for (size_t r = 0; r < lines->lines[i].n_runs; r++) {
            const struct glyph_run *run = &lines->lines[i].runs[r].run;
            for (size_t g = 0; g < run->n_glyphs; g++) {
                struct kit_cluster cluster;
                glyph_run_text(run, g, &cluster.text, &cluster.n);
                if (cluster.n > 0)
                    g_array_append_val(clusters, cluster);
            }
        }
    g_array_sort(clusters, kit_by_place);
    GString *text = g_string_new(NULL);
    const char *last = NULL;
    for (guint i = 0; i < clusters->len; i++) {
        const struct kit_cluster *cluster = &g_array_index(clusters, struct kit_cluster, i);
        if (cluster->text != last)
            g_string_append_len(text, cluster->text, (gssize)cluster->n);
        last = cluster->text;
    }
    g_array_free(clusters, TRUE);
    return g_string_free(text, FALSE);
}

// The file's lines that are not empty, without the numbers of a list. Free with g_strfreev().
static inline char **kit_lines(const char *path)
{
    char *text;
    if (!g_file_get_contents(path, &text, NULL, NULL))
        fail_msg("%s cannot be read", path);
    GPtrArray *kept = g_ptr_array_new();
    char **lines = g_strsplit(text, "\n", -1);
    for (char **line = lines; *line; line++) {
        const char *start = *line + strspn(*line, " ");
        size_t digits = strspn(start, "0123456789");
        if (digits && start[digits] == '.')
            start += digits + 2;
        if (*start)
            g_ptr_array_add(kept, g_strdup(start));
    }
    g_ptr_array_add(kept, NULL);
    g_strfreev(lines);
    g_free(text);
    return (char **)g_ptr_array_free(kept, FALSE);
}

#endif
