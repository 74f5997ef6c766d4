// SPDX-License-Identifier: MIT
#include "compare.h"

#include "archive/bag_read.h"
#include "base/file.h"
#include "letter.h"
#include "model/dump.h"

#include <string.h>
#include <unistd.h>

enum { TEXT_MOST = 1024 * 1024 * 1024 };

// Takes the reference to `bytes`.
static struct compare_text *compare_text_new(const char *label, GBytes *bytes)
{
    struct compare_text *text = g_new0(struct compare_text, 1);
    size_t n;
    text->arena = arena_new();
    text->bytes = bytes;
    const char *data = g_bytes_get_data(bytes, &n);
    diff_read_text(text->arena, arena_strdup(text->arena, label), data, n, &text->side);
    return text;
}

void compare_text_free(struct compare_text *text)
{
    if (!text)
        return;
    g_bytes_unref(text->bytes);
    if (text->source_bytes)
        g_bytes_unref(text->source_bytes);
    g_free(text->source);
    g_free(text->source_name);
    arena_free(text->arena);
    g_free(text);
}

// report.json says which of the sources is the letter itself: "source/letter.txt".
static char *source_in_report(GBytes *report)
{
    size_t n;
    const char *data = g_bytes_get_data(report, &n);
    json_t *value = json_read("report.json", data, n, NULL);
    char *path = g_strdup(json_string_value(json_object_get(value, "source")));
    json_decref(value);
    return path;
}

static void find_source_of_version(struct compare_text *text, struct store_object *object,
                                   size_t number)
{
    GBytes *report = store_version_read(object, number, "report.json", NULL);
    char *path = report ? source_in_report(report) : NULL;
    size_t n;
    const struct store_file *files = store_version_files(object, number, &n);
    for (size_t i = 0; path && i < n; i++) {
        if (strcmp(files[i].path, path) == 0)
            text->source = g_strdup(files[i].source);
    }
    g_free(path);
    if (report)
        g_bytes_unref(report);
}

struct compare_text *compare_text_of_version(struct store_object *object, size_t number,
                                             GError **error)
{
    GBytes *bytes = store_version_read(object, number, "letter.txt", error);
    if (!bytes)
        return NULL;
    struct compare_text *text = compare_text_new(store_object_version(object, number)->name, bytes);
    find_source_of_version(text, object, number);
    return text;
}

static void find_source_in_bag(struct compare_text *text, const char *bag)
{
    enum { REPORT_MOST = 256 * 1024 * 1024 };
    GBytes *report = bag_read(bag, "report.json", REPORT_MOST, NULL);
    char *path = report ? source_in_report(report) : NULL;
    if (path) {
        text->source_bytes = bag_read(bag, path, TEXT_MOST, NULL);
        text->source_name = g_path_get_basename(path);
    }
    g_free(path);
    if (report)
        g_bytes_unref(report);
}

static GBytes *text_of_source(struct warraq *w, const char *path, GError **error)
{
    struct letter letter;
    if (!letter_open(w, path, NULL, &letter, error))
        return NULL;
    GString *text = g_string_new(NULL);
    bool ok = dump_text(letter.document, text, NULL, error);
    letter_close(&letter);
    if (ok)
        return g_string_free_to_bytes(text);
    g_string_free(text, TRUE);
    return NULL;
}

struct compare_text *compare_text_of_path(struct warraq *w, const char *path, GError **error)
{
    GBytes *bytes = bag_is(path) ? bag_read(path, "letter.txt", TEXT_MOST, error)
                                 : text_of_source(w, path, error);
    if (!bytes)
        return NULL;
    char *name = g_path_get_basename(path);
    struct compare_text *text = compare_text_new(name, bytes);
    g_free(name);
    if (bag_is(path))
        find_source_in_bag(text, path);
    else
        text->source = g_strdup(path);
    return text;
}

// The name is kept, for its ending tells the form.
static char *unpack_source(const struct compare_text *text, GError **error)
{
    GError *fault = NULL;
    char *folder = g_dir_make_tmp("warraq-XXXXXX", &fault);
    if (!folder) {
        fault_set(error, FAULT_IO, "%s", fault->message);
        g_error_free(fault);
        return NULL;
    }
    char *path = g_build_filename(folder, text->source_name, NULL);
    size_t n;
    const void *data = g_bytes_get_data(text->source_bytes, &n);
    if (!file_write(path, data, n, error)) {
        rmdir(folder);
        g_clear_pointer(&path, g_free);
    }
    g_free(folder);
    return path;
}

char *compare_text_source(const struct compare_text *text, GError **error)
{
    if (text->source)
        return g_strdup(text->source);
    if (text->source_bytes)
        return unpack_source(text, error);
    fault_set(error, FAULT_INVALID, "%s does not hold the source it was made from",
              text->side.label);
    return NULL;
}

void compare_text_source_done(const struct compare_text *text, char *path)
{
    if (path && !text->source) {
        char *folder = g_path_get_dirname(path);
        unlink(path);
        rmdir(folder);
        g_free(folder);
    }
    g_free(path);
}

struct compare_change compare_count(const struct compare_text *before,
                                    const struct compare_text *after)
{
    struct compare_change change = {.listed = (int64_t)after->side.n_entries};
    if (!before)
        return change;
    struct arena *arena = arena_new();
    const struct diff *diff = diff_make(arena, &before->side, &after->side);
    change.added = diff->n_added;
    change.removed = diff->n_removed;
    arena_free(arena);
    return change;
}
