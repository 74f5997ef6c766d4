// SPDX-License-Identifier: MIT
#include "door/diff_side.h"

#include "archive/bag_read.h"
#include "base/file.h"
#include "door/letter.h"
#include "door/verified.h"
#include "model/dump.h"

#include <string.h>
#include <unistd.h>

enum { TEXT_MOST = 1024 * 1024 * 1024 };

// Takes the reference to `bytes`. `lists` holds struct diff_lines; NULL: not known.
static struct compare_text *compare_text_new(const char *label, GBytes *bytes, const GArray *lists)
{
    struct compare_text *text = g_new0(struct compare_text, 1);
    size_t n;
    text->arena = arena_new();
    text->bytes = bytes;
    const char *data = g_bytes_get_data(bytes, &n);
    diff_read_text(text->arena, label, data, n,
                   lists ? (const struct diff_lines *)lists->data : NULL, lists ? lists->len : 0,
                   &text->side);
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

// report.json says which of the sources is the letter itself ("source/letter.txt"), and in which
// lines of letter.txt the signatories stand. Takes the reference; NULL if there is no report.
static json_t *report_open(GBytes *bytes)
{
    return json_read_bytes("report.json", bytes, NULL);
}

// Not empty inside, for no lists are not the same as lists that are not known.
static GArray *lines_new(void)
{
    return g_array_sized_new(FALSE, TRUE, sizeof(struct diff_lines), 1);
}

static GArray *lists_in_report(const json_t *report)
{
    const json_t *lists = json_object_get(report, "lists");
    if (!json_is_array(lists))
        return NULL;
    GArray *lines = lines_new();
    for (size_t i = 0; i < json_array_size(lists); i++) {
        const json_t *list = json_array_get(lists, i);
        struct diff_lines range = {(size_t)json_integer_value(json_object_get(list, "first_line")),
                                   (size_t)json_integer_value(json_object_get(list, "last_line"))};
        g_array_append_val(lines, range);
    }
    return lines;
}

static const char *said_in_report(struct compare_text *text, const json_t *report, const char *key)
{
    const char *value = json_string_value(json_object_get(report, key));
    return value && *value ? arena_strdup(text->arena, value) : NULL;
}

// Takes the reference to `bytes`.
static struct compare_text *text_with_report(const char *label, GBytes *bytes, const json_t *report)
{
    GArray *lists = lists_in_report(report);
    struct compare_text *text = compare_text_new(label, bytes, lists);
    text->side.title = said_in_report(text, report, "title");
    text->side.lang = said_in_report(text, report, "lang");
    text->side.date = said_in_report(text, report, "date");
    if (lists)
        g_array_unref(lists);
    return text;
}

static void find_source_of_version(struct compare_text *text, struct store_object *object,
                                   size_t number, const json_t *report)
{
    size_t n;
    const char *path = json_string_value(json_object_get(report, "source"));
    const struct store_file *files = store_version_files(object, number, &n);
    for (size_t i = 0; path && i < n; i++) {
        if (strcmp(files[i].path, path) == 0)
            text->source = g_strdup(files[i].source);
    }
}

struct compare_text *compare_text_of_version(struct store_object *object, size_t number,
                                             GError **error)
{
    GBytes *bytes = store_version_read(object, number, "letter.txt", error);
    if (!bytes)
        return NULL;
    const char *label = store_object_version(object, number)->name;
    json_t *report = report_open(store_version_read(object, number, "report.json", NULL));
    struct compare_text *text = text_with_report(label, bytes, report);
    find_source_of_version(text, object, number, report);
    json_decref(report);
    return text;
}

static struct compare_text *text_of_bag(struct warraq *w, const char *label, const char *bag,
                                        GError **error)
{
    enum { REPORT_MOST = 256 * 1024 * 1024 };
    if (!verified_path(w, bag, error))
        return NULL;
    GBytes *bytes = bag_read(bag, "letter.txt", TEXT_MOST, error);
    if (!bytes)
        return NULL;
    json_t *report = report_open(bag_read(bag, "report.json", REPORT_MOST, NULL));
    struct compare_text *text = text_with_report(label, bytes, report);
    const char *path = json_string_value(json_object_get(report, "source"));
    if (path) {
        text->source_bytes = bag_read(bag, path, TEXT_MOST, NULL);
        text->source_name = g_path_get_basename(path);
    }
    json_decref(report);
    return text;
}

static GArray *lists_in_dump(const GArray *ranges)
{
    GArray *lines = lines_new();
    for (guint i = 0; i < ranges->len; i++) {
        const struct dump_range *range = &g_array_index(ranges, struct dump_range, i);
        const struct diff_lines list = {range->first, range->last};
        g_array_append_val(lines, list);
    }
    return lines;
}

// Takes the text.
static struct compare_text *text_of_dump(const char *label, const struct document *document,
                                         GString *dump, const GArray *ranges)
{
    GArray *lists = lists_in_dump(ranges);
    struct compare_text *text = compare_text_new(label, g_string_free_to_bytes(dump), lists);
    struct diff_side *side = &text->side;
    side->title = *document->title ? arena_strdup(text->arena, document->title) : NULL;
    side->lang = arena_strdup(text->arena, document->root->lang);
    side->date = document->date ? arena_strdup(text->arena, document->date) : NULL;
    g_array_unref(lists);
    return text;
}

static struct compare_text *text_of_source(struct warraq *w, const char *label, const char *path,
                                           GError **error)
{
    struct letter letter;
    if (!letter_open(w, path, NULL, &letter, error))
        return NULL;
    struct compare_text *text = NULL;
    GString *dump = g_string_new(NULL);
    GArray *ranges = g_array_new(FALSE, FALSE, sizeof(struct dump_range));
    if (dump_text(letter.document, dump, ranges, error))
        text = text_of_dump(label, letter.document, dump, ranges);
    else
        g_string_free(dump, TRUE);
    g_array_unref(ranges);
    letter_close(&letter);
    if (text)
        text->source = g_strdup(path);
    return text;
}

struct compare_text *compare_text_of_path(struct warraq *w, const char *path, GError **error)
{
    char *name = g_path_get_basename(path);
    struct compare_text *text =
        bag_is(path) ? text_of_bag(w, name, path, error) : text_of_source(w, name, path, error);
    g_free(name);
    return text;
}

// The name is kept, for its ending says the form.
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
