// SPDX-License-Identifier: MIT
#include "read/list/signatories.h"

#include "base/error.h"
#include "base/file.h"
#include "base/json.h"
#include "read/list/columns.h"
#include "read/list/csv_stream.h"
#include "read/list/entry.h"
#include "read/fold.h"
#include "read/source.h"

#include <string.h>
#include <sys/stat.h>

// A table longer than this is read row by row whenever it is needed; a shorter one is kept.
enum { KEPT_MOST = 5000, FILE_BYTES_MOST = 512 * 1024 * 1024 };

// ---- from keys and values ----

struct named {
    const char *at[COLUMN_COUNT + 1]; // the last is the part of a name before the rest
};

static void named_set(struct named *named, const char *key, const char *value)
{
    int column = column_named(key);
    if (column >= 0 && named->at[column])
        column = column_more(column);
    if (column >= 0 && !named->at[column])
        named->at[column] = value;
}

static struct node *named_entry(struct arena *arena, struct node *list, const struct named *named)
{
    const char *name = named->at[COLUMN_NAME];
    const char *given = named->at[COLUMN_COUNT];
    if (given)
        name = name ? arena_printf(arena, "%s %s", given, name) : given;
    struct signatory signatory = {.number = named->at[COLUMN_NUMBER],
                                  .name = name ? name : named->at[COLUMN_AFFILIATION],
                                  .affiliation = name ? named->at[COLUMN_AFFILIATION] : NULL,
                                  .place = named->at[COLUMN_PLACE],
                                  .lang = named->at[COLUMN_LANG],
                                  .more_affiliation = named->at[COLUMN_MORE_AFFILIATION],
                                  .more_place = named->at[COLUMN_MORE_PLACE]};
    if (!signatory.name || !*signatory.name)
        return NULL;
    return entry_new(arena, list, &signatory);
}

static struct node *text_entry(struct arena *arena, struct node *list, const char *text)
{
    struct signatory signatory = {.name = text};
    struct node *entry = entry_new(arena, list, &signatory);
    entry_take_label(arena, entry);
    return entry;
}

// ---- YAML ----

static void entry_from_yaml(struct arena *arena, struct node *list, const struct yaml_value *value,
                            size_t line_offset)
{
    struct node *entry = NULL;
    if (value->kind == YAML_TEXT && *value->text) {
        entry = text_entry(arena, list, value->text);
    } else if (value->kind == YAML_MAP) {
        struct named named = {{NULL}};
        for (size_t i = 0; i < value->count; i++) {
            if (value->items[i]->kind == YAML_TEXT)
                named_set(&named, value->keys[i], value->items[i]->text);
        }
        entry = named_entry(arena, list, &named);
    }
    if (entry)
        entry->line = value->line + line_offset;
}

void signatories_from_yaml(struct arena *arena, struct node *list, const struct yaml_value *value,
                           size_t line_offset)
{
    const struct yaml_value *inner = yaml_value_get(value, "signatories");
    if (inner && inner->kind == YAML_LIST)
        value = inner;
    if (value->kind != YAML_LIST) {
        entry_from_yaml(arena, list, value, line_offset);
        return;
    }
    for (size_t i = 0; i < value->count; i++)
        entry_from_yaml(arena, list, value->items[i], line_offset);
}

static bool read_yaml(struct reader *reader, struct node *list, const char *path,
                      const struct source *source, GError **error)
{
    struct arena *scratch = arena_new();
    const struct yaml_value *value =
        yaml_value_read(scratch, source->text->str, source->text->len, error);
    if (value)
        signatories_from_yaml(reader->document->arena, list, value, 0);
    else
        fault_prefix(error, "%s: ", path);
    arena_free(scratch);
    return value != NULL;
}

// A signer's own page: the block between "---" lines tells who, the text below it is theirs.
static bool read_page(struct reader *reader, struct node *list, const char *path,
                      const struct source *source, GError **error)
{
    const char *text = source->text->str;
    const char *end = g_str_has_prefix(text, "---\n") ? strstr(text + 3, "\n---") : NULL;
    if (!end) {
        fault_set(error, FAULT_INVALID,
                  "%s:1:1: a signatory's page begins with \"---\" [front-matter]", path);
        return false;
    }
    struct arena *scratch = arena_new();
    const struct yaml_value *value =
        yaml_value_read(scratch, text + 4, end > text + 3 ? (size_t)(end - text - 3) : 0, error);
    if (value)
        signatories_from_yaml(reader->document->arena, list, value, 1);
    else
        fault_prefix(error, "%s: ", path);
    arena_free(scratch);
    return value != NULL;
}

// ---- JSON ----

static const char *json_scalar(struct arena *arena, const json_t *value)
{
    if (json_is_string(value))
        return json_string_value(value);
    if (json_is_integer(value))
        return arena_printf(arena, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
    return NULL;
}

static void entry_from_json(struct arena *arena, struct node *list, json_t *value)
{
    if (json_is_string(value) && *json_string_value(value)) {
        text_entry(arena, list, json_string_value(value));
    } else if (json_is_object(value)) {
        struct named named = {{NULL}};
        const char *key;
        json_t *member;
        json_object_foreach(value, key, member)
        {
            const char *text = json_scalar(arena, member);
            if (text)
                named_set(&named, key, text);
        }
        named_entry(arena, list, &named);
    }
}

static void entries_from_json(struct arena *arena, struct node *list, json_t *value)
{
    json_t *inner = json_is_object(value) ? json_object_get(value, "signatories") : NULL;
    if (json_is_array(inner))
        value = inner;
    if (!json_is_array(value)) {
        entry_from_json(arena, list, value);
        return;
    }
    for (size_t i = 0; i < json_array_size(value); i++)
        entry_from_json(arena, list, json_array_get(value, i));
}

static bool read_json(struct reader *reader, struct node *list, const char *path,
                      const struct source *source, GError **error)
{
    json_t *value = json_read(path, source->text->str, source->text->len, error);
    if (!value)
        return false;
    entries_from_json(reader->document->arena, list, value);
    json_decref(value);
    return true;
}

// ---- a name a line ----

static bool read_lines(struct reader *reader, struct node *list, const char *path,
                       const struct source *source, GError **error)
{
    (void)path;
    (void)error;
    size_t line = 1;
    for (const char *p = source->text->str; *p; line++) {
        size_t n = strcspn(p, "\n"), lead = text_leading(p, n);
        size_t length = text_trimmed(p + lead, n - lead);
        if (length) {
            char *text = g_strndup(p + lead, length);
            text_entry(reader->document->arena, list, text)->line = line;
            g_free(text);
        }
        p += n + (p[n] == '\n');
    }
    return true;
}

typedef bool (*list_reader)(struct reader *reader, struct node *list, const char *path,
                            const struct source *source, GError **error);

static list_reader reader_for(const char *path)
{
    static const struct {
        const char *suffix;
        list_reader read;
    } kinds[] = {
        {".json", read_json}, {".yaml", read_yaml}, {".yml", read_yaml}, {".md", read_page}};
    char *lower = g_ascii_strdown(path, -1);
    list_reader found = read_lines;
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        if (g_str_has_suffix(lower, kinds[i].suffix))
            found = kinds[i].read;
    }
    g_free(lower);
    return found;
}

static bool read_file(struct reader *reader, struct node *list, const char *path, const char *by,
                      GError **error)
{
    GBytes *bytes = by ? file_read_named(path, by, FILE_BYTES_MOST, error)
                       : file_read(path, FILE_BYTES_MOST, error);
    if (!bytes)
        return false;
    struct stat info;
    bool known = stat(path, &info) == 0;
    document_add_source(reader->document, path, bytes, known ? info.st_mtime : -1);
    struct source *source = source_new(path, bytes, reader->options->encoding, reader->diag, error);
    bool ok = source && reader_for(path)(reader, list, path, source, error);
    source_free(source);
    g_bytes_unref(bytes);
    return ok;
}

// ---- a file each ----

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static GPtrArray *folder_files(const char *path, GError **error)
{
    GError *reason = NULL;
    GDir *folder = g_dir_open(path, 0, &reason);
    if (!folder) {
        fault_set(error, FAULT_IO, "cannot read %s: %s", path, reason->message);
        g_error_free(reason);
        return NULL;
    }
    GPtrArray *files = g_ptr_array_new_with_free_func(g_free);
    for (const char *name; (name = g_dir_read_name(folder)) != NULL;) {
        if (name[0] != '.')
            g_ptr_array_add(files, g_build_filename(path, name, NULL));
    }
    g_dir_close(folder);
    g_ptr_array_sort(files, by_name);
    return files;
}

static bool read_folder(struct reader *reader, struct node *list, const char *path, const char *by,
                        GError **error)
{
    GPtrArray *files = folder_files(path, error);
    bool ok = files != NULL;
    for (guint i = 0; ok && i < files->len; i++) {
        const char *file = g_ptr_array_index(files, i);
        if (!g_file_test(file, G_FILE_TEST_IS_DIR))
            ok = read_file(reader, list, file, by, error);
    }
    if (files)
        g_ptr_array_unref(files);
    return ok;
}

// ---- tables ----

// Rows, as far as it matters.
static bool count_rows(struct node_stream *stream, size_t most, size_t *ret, GError **error)
{
    GError *fault = NULL;
    struct arena *scratch = arena_new();
    *ret = 0;
    if (stream->rewind(stream, &fault)) {
        while (*ret < most && stream->next(stream, scratch, &fault)) {
            (*ret)++;
            arena_reset(scratch);
        }
    }
    arena_free(scratch);
    if (fault)
        g_propagate_error(error, fault);
    return fault == NULL;
}

static bool keep_rows(struct reader *reader, struct node *list, struct node_stream *stream,
                      GError **error)
{
    GError *fault = NULL;
    struct node *entry;
    bool ok = stream->rewind(stream, &fault);
    while (ok && (entry = stream->next(stream, reader->document->arena, &fault)) != NULL)
        node_append_child(list, entry);
    if (fault)
        g_propagate_error(error, fault);
    stream->free(stream);
    return fault == NULL;
}

static bool has_suffix(const char *path, const char *suffix)
{
    char *lower = g_ascii_strdown(path, -1);
    bool has = g_str_has_suffix(lower, suffix);
    g_free(lower);
    return has;
}

static bool read_table(struct reader *reader, struct node *list, const char *path, const char *by,
                       GError **error)
{
    bool held, tabs = !has_suffix(path, ".csv");
    if (!file_may_read(path, by, &held, error))
        return false;
    GBytes *bytes = held ? file_read(path, FILE_BYTES_MOST, error) : NULL;
    if (held && !bytes)
        return false;
    struct stat info;
    bool known = stat(path, &info) == 0;
    document_add_source(reader->document, path, bytes, known ? info.st_mtime : -1);
    struct node_stream *stream =
        csv_stream_open(path, bytes, reader->options->encoding, tabs, error);
    if (bytes)
        g_bytes_unref(bytes);
    size_t rows;
    bool ok = stream && count_rows(stream, KEPT_MOST + 1, &rows, error);
    if (stream)
        csv_stream_tell(stream, reader->diag);
    if (ok && rows <= KEPT_MOST)
        return keep_rows(reader, list, stream, error);
    if (ok)
        list->list.stream = stream;
    else if (stream)
        stream->free(stream);
    return ok;
}

struct node *signatories_read(struct reader *reader, const char *path, const char *by,
                              GError **error)
{
    struct node *list = node_new(reader->document->arena, NULL, NODE_LIST);
    list->list.kind = LIST_SIGNATORIES;
    bool ok;
    if (g_file_test(path, G_FILE_TEST_IS_DIR))
        ok = read_folder(reader, list, path, by, error);
    else if (has_suffix(path, ".csv") || has_suffix(path, ".tsv") || has_suffix(path, ".tab"))
        ok = read_table(reader, list, path, by, error);
    else
        ok = read_file(reader, list, path, by, error);
    return ok ? list : NULL;
}

void signatories_place(struct document *document, struct node *list)
{
    struct node *after = NULL, *before = NULL;
    for (struct node *node = document->root->first; node; node = node->next) {
        if (node->kind == NODE_CLOSING || node->kind == NODE_SIGNATURE)
            after = node;
        if (!before && (node->kind == NODE_NOTE || node->kind == NODE_FOOTNOTE))
            before = node;
    }
    if (after)
        node_insert_after(list, after);
    else if (before)
        node_insert_before(list, before);
    else
        node_append_child(document->root, list);
}
