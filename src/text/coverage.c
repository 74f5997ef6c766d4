// SPDX-License-Identifier: MIT
#include "text/coverage.h"

#include "text/face.h"
#include "text/font_choose.h"

#include <string.h>

static void add_script(GString *scripts, const char *script)
{
    if (strstr(scripts->str, script))
        return;
    if (scripts->len)
        g_string_append_c(scripts, ' ');
    g_string_append(scripts, script);
}

static void add_scripts(GString *scripts, const struct role_row *row)
{
    if (row->scripts[0] == HB_SCRIPT_INVALID)
        add_script(scripts, "*");
    for (const hb_script_t *s = row->scripts; *s != HB_SCRIPT_INVALID; s++) {
        char code[5] = "";
        hb_tag_to_string(hb_script_to_iso15924_tag(*s), code);
        add_script(scripts, code);
    }
}

// The scripts of every row that names the face's file, in the table's order.
static const char *scripts_of(const struct role_table *roles, const struct face *face,
                              struct arena *arena)
{
    GString *scripts = g_string_new(NULL);
    for (size_t i = 0; i < role_table_size(roles); i++) {
        const struct role_row *row = role_table_get(roles, i);
        for (int style = 0; style < ROLE_STYLES; style++)
            if (row->files[style].name && strcmp(row->files[style].name, face->file) == 0 &&
                row->files[style].index == face->index)
                add_scripts(scripts, row);
    }
    const char *kept = arena_strdup(arena, scripts->str);
    g_string_free(scripts, TRUE);
    return kept;
}

static const char *languages_of(const struct role_row *row, struct arena *arena)
{
    if (!row->languages)
        return "*";
    char *joined = g_strjoinv(" ", row->languages);
    const char *kept = arena_strdup(arena, joined);
    g_free(joined);
    return kept;
}

static bool is_used(const struct font_set *fonts, const struct face *face)
{
    for (size_t i = 0; i < font_set_used(fonts); i++)
        if (font_set_get(fonts, i) == face)
            return true;
    return false;
}

size_t coverage_faces(struct font_set *fonts, struct arena *arena, const struct coverage_face **ret)
{
    const struct role_table *roles = font_set_roles(fonts);
    size_t rows = role_table_size(roles), n = 0;
    struct coverage_face *faces = ARENA_ARRAY(arena, struct coverage_face, rows * ROLE_STYLES);
    GHashTable *met = g_hash_table_new(NULL, NULL);
    for (size_t i = 0; i < rows; i++) {
        const struct role_row *row = role_table_get(roles, i);
        for (unsigned style = 0; style < ROLE_STYLES; style++) {
            const struct face *face =
                row->files[style].name ? font_set_face(fonts, i, style & 1, style & 2) : NULL;
            if (!face || !g_hash_table_add(met, (void *)face))
                continue;
            faces[n++] = (struct coverage_face){face,
                                                row->family,
                                                scripts_of(roles, face, arena),
                                                languages_of(row, arena),
                                                row->scale,
                                                is_used(fonts, face)};
        }
    }
    g_hash_table_destroy(met);
    *ret = faces;
    return n;
}

static int by_character(const void *a, const void *b)
{
    const struct coverage_missing *x = a, *y = b;
    return (x->character > y->character) - (x->character < y->character);
}

size_t coverage_missing(const struct font_set *fonts, struct arena *arena,
                        const struct coverage_missing **ret)
{
    size_t n;
    const struct coverage_missing *met = font_set_missing(fonts, &n);
    struct coverage_missing *sorted = arena_memdup(arena, met, n * sizeof *met);
    qsort(sorted, n, sizeof *sorted, by_character);
    *ret = sorted;
    return n;
}
