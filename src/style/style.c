// SPDX-License-Identifier: MIT
#include "style/style.h"

#include "base/error.h"
#include "base/file.h"
#include "style/cascade.h"

#include <string.h>

enum { STYLE_LARGEST = 1024 * 1024, STYLES_MOST = 64 };

struct reading {
    const char *folder;
    struct style *style;
    struct cascade *cascade;
    struct diag *diag;
    GPtrArray *files; // paths read
    GPtrArray *open;  // those that are being read, to see a circle
};

static const char *style_path(struct reading *reading, const char *name)
{
    if (strchr(name, '/') || g_str_has_suffix(name, ".style"))
        return arena_strdup(reading->style->arena, name);
    return arena_printf(reading->style->arena, "%s/%s.style", reading->folder, name);
}

// A name in `inherit` is one of the supplied styles, or a file beside the one that names it.
static const char *inherited_path(struct reading *reading, const char *from, const char *name)
{
    if (!strchr(name, '/') && g_str_has_suffix(name, ".style")) {
        char *folder = g_path_get_dirname(from);
        const char *path = arena_printf(reading->style->arena, "%s/%s", folder, name);
        g_free(folder);
        return path;
    }
    return style_path(reading, name);
}

static bool is_among(const GPtrArray *paths, const char *path)
{
    for (guint i = 0; i < paths->len; i++) {
        if (strcmp(paths->pdata[i], path) == 0)
            return true;
    }
    return false;
}

// A style may name one of the supplied styles, and files in its own folder.
static GBytes *read_style(const struct reading *reading, const char *path, const char *by,
                          GError **error)
{
    char *folder = g_path_get_dirname(path);
    bool supplied = !by || strcmp(folder, reading->folder) == 0;
    g_free(folder);
    return supplied ? file_read(path, STYLE_LARGEST, error)
                    : file_read_named(path, by, STYLE_LARGEST, error);
}

// `by` is the style that names it; NULL: the user.
static bool style_add(struct reading *reading, const char *path, const char *by, GError **error)
{
    if (is_among(reading->open, path) || reading->files->len >= STYLES_MOST) {
        fault_set(error, FAULT_INVALID, "%s: a style that inherits from itself", path);
        return false;
    }
    GBytes *bytes = read_style(reading, path, by, error);
    if (!bytes)
        return false;
    gsize n;
    const char *text = g_bytes_get_data(bytes, &n);
    text = arena_strndup(reading->style->arena, text ? text : "", n);
    g_bytes_unref(bytes);
    g_ptr_array_add(reading->open, (void *)path);
    const char *inherit = cascade_inherit(text, n, reading->style->arena);
    bool ok = !inherit || style_add(reading, inherited_path(reading, path, inherit), path, error);
    g_ptr_array_remove_index(reading->open, reading->open->len - 1);
    if (!ok)
        return false;
    if (!is_among(reading->files, path))
        g_ptr_array_add(reading->files, (void *)path);
    cascade_add_file(reading->cascade, path, text, n, reading->diag);
    return true;
}

static bool style_read_all(struct reading *reading, const char *const *names,
                           const char *const *settings, GError **error)
{
    for (size_t i = 0; names && names[i]; i++) {
        if (!style_add(reading, style_path(reading, names[i]), NULL, error))
            return false;
    }
    for (size_t i = 0; settings && settings[i]; i++)
        cascade_add_setting(reading->cascade, settings[i], reading->diag);
    return true;
}

static void check_measure(const struct style *style, struct diag *diag)
{
    const struct page_style *page = &style->page;
    int64_t width = (int64_t)page->width - page->margin.left - page->margin.right;
    int64_t height = (int64_t)page->height - page->margin.top - page->margin.bottom;
    int64_t first = (int64_t)page->height - style->first_margin.top - style->first_margin.bottom;
    if (width < len_from_mm(20) || MIN(height, first) < len_from_mm(20))
        diag_add(diag, DIAG_ERROR, "style-value", SPAN_NONE,
                 "the margins leave less than 20mm of the page for text");
}

struct style *style_read(const char *folder, const char *const *names, const char *const *settings,
                         struct diag *diag, GError **error)
{
    struct arena *arena = arena_new();
    struct style *style = ARENA_NEW(arena, struct style);
    style->arena = arena;
    struct reading reading = {folder,           style, cascade_new(), diag, g_ptr_array_new(),
                              g_ptr_array_new()};
    size_t errors = diag_count_at_least(diag, DIAG_ERROR);
    bool ok = style_read_all(&reading, names, settings, error);
    if (ok) {
        cascade_resolve(reading.cascade, style, diag);
        check_measure(style, diag);
        ok = diag_count_at_least(diag, DIAG_ERROR) == errors;
        if (!ok)
            fault_set(error, FAULT_INVALID, "the style has errors");
    }
    g_ptr_array_add(reading.files, NULL);
    style->files = arena_memdup(arena, reading.files->pdata, reading.files->len * sizeof(char *));
    g_ptr_array_unref(reading.files);
    g_ptr_array_unref(reading.open);
    style->cascade = reading.cascade;
    if (!ok) {
        style_free(style);
        return NULL;
    }
    return style;
}

bool style_check_setting(const char *setting, GError **error)
{
    struct arena *arena = arena_new();
    struct style *style = ARENA_NEW(arena, struct style);
    struct cascade *cascade = cascade_new();
    struct diag *diag = diag_new();
    style->arena = arena;
    cascade_add_setting(cascade, setting, diag);
    cascade_resolve(cascade, style, diag);
    bool ok = diag_count(diag) == 0;
    if (!ok) {
        const struct diag_note *note = diag_get(diag, 0);
        fault_set_texts(error, FAULT_USAGE, note->message, note->local);
    }
    diag_free(diag);
    cascade_free(cascade);
    arena_free(arena);
    return ok;
}

void style_in_language(const struct style *style, const char *lang, bool rtl, struct arena *arena,
                       struct style *ret)
{
    struct style_language language = {lang, rtl};
    *ret = *style;
    if (!cascade_has_language(style->cascade, &language))
        return;
    ret->arena = arena;
    ret->language = language;
    struct diag *said = diag_new(); // it was said as the style was read
    cascade_resolve(style->cascade, ret, said);
    diag_free(said);
}

void style_free(struct style *style)
{
    if (!style)
        return;
    cascade_free(style->cascade);
    arena_free(style->arena);
}

const char *const *style_files(const struct style *style)
{
    return (const char *const *)style->files;
}
