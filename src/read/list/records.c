// SPDX-License-Identifier: MIT
#include "read/list/records.h"

#include "base/error.h"

#include <string.h>

enum { DEPTH_MOST = 16, KEYS_MOST = 256 };

// ---- finding them ----

static bool is_record(const struct yaml_value *value)
{
    return value->kind == YAML_MAP || (value->kind == YAML_TEXT && *value->text);
}

static size_t count_kind(const struct yaml_value *value, enum yaml_kind kind)
{
    size_t count = 0;
    for (size_t i = 0; i < value->count; i++)
        count += value->items[i]->kind == kind;
    return count;
}

// The list within a map that has the most records. Lists within records are not looked into.
static void find_list(const struct yaml_value *value, int depth, const struct yaml_value **best,
                      size_t *best_count)
{
    if (depth > DEPTH_MOST || value->kind == YAML_TEXT)
        return;
    if (value->kind == YAML_LIST) {
        size_t maps = count_kind(value, YAML_MAP), count = maps * 1000;
        for (size_t i = 0; i < value->count; i++)
            count += is_record(value->items[i]);
        if (count > *best_count) {
            *best = value;
            *best_count = count;
        }
        return;
    }
    for (size_t i = 0; i < value->count; i++)
        find_list(value->items[i], depth + 1, best, best_count);
}

static bool is_map_of_maps(const struct yaml_value *value)
{
    return value->kind == YAML_MAP && value->count >= 2 &&
           count_kind(value, YAML_MAP) == value->count;
}

static const struct yaml_value *list_of_one(struct arena *arena, const struct yaml_value *value)
{
    struct yaml_value *list = ARENA_NEW(arena, struct yaml_value);
    list->kind = YAML_LIST;
    list->line = value->line;
    list->count = value->kind == YAML_TEXT && !*value->text ? 0 : 1;
    list->items = arena_memdup(arena, &value, sizeof value); // NOLINT(bugprone-sizeof-expression)
    return list;
}

// Records of a map that has texts of its own are lists within one record: {name: …, roles: […]}.
static bool has_texts(const struct yaml_value *map)
{
    size_t texts = count_kind(map, YAML_TEXT);
    return texts > 0 && texts + count_kind(map, YAML_LIST) == map->count && texts >= map->count / 2;
}

const struct yaml_value *records_find(struct arena *arena, const struct yaml_value *value)
{
    static const char *const keys[] = {"signatories", "signatures", "signers"};
    for (size_t i = 0; i < G_N_ELEMENTS(keys); i++) {
        const struct yaml_value *named = yaml_value_get(value, keys[i]);
        if (named && named->kind == YAML_LIST)
            return named;
    }
    if (value->kind == YAML_LIST)
        return value;
    const struct yaml_value *best = NULL;
    size_t count = 0;
    find_list(value, 0, &best, &count);
    if (best && (count >= 1000 || !has_texts(value)))
        return best;
    return is_map_of_maps(value) ? value : list_of_one(arena, value);
}

bool records_are_texts(const struct yaml_value *records)
{
    return records->count == count_kind(records, YAML_TEXT);
}

// ---- JSON ----

static const struct yaml_value *of_json(struct arena *arena, json_t *value, int depth);

static void items_of_json(struct arena *arena, json_t *value, int depth, struct yaml_value *into)
{
    bool map = json_is_object(value);
    size_t n = map ? json_object_size(value) : json_array_size(value);
    into->kind = map ? YAML_MAP : YAML_LIST;
    // NOLINTNEXTLINE(bugprone-sizeof-expression): of pointers
    into->items = arena_alloc(arena, MAX(n, 1) * sizeof *into->items);
    into->keys = arena_alloc(arena, MAX(n, 1) * sizeof *into->keys);
    const char *key;
    json_t *member;
    if (map) {
        json_object_foreach(value, key, member)
        {
            into->keys[into->count] = arena_strdup(arena, key);
            into->items[into->count++] = of_json(arena, member, depth + 1);
        }
        return;
    }
    for (size_t i = 0; i < n; i++)
        into->items[into->count++] = of_json(arena, json_array_get(value, i), depth + 1);
}

static const char *text_of_json(struct arena *arena, json_t *value)
{
    if (json_is_string(value))
        return arena_strdup(arena, json_string_value(value));
    if (json_is_boolean(value))
        return json_is_true(value) ? "true" : "false";
    char *text = json_is_number(value) ? json_dumps(value, JSON_ENCODE_ANY) : NULL;
    const char *kept = arena_strdup(arena, text ? text : "");
    free(text);
    return kept;
}

static const struct yaml_value *of_json(struct arena *arena, json_t *value, int depth)
{
    struct yaml_value *own = ARENA_NEW(arena, struct yaml_value);
    own->text = "";
    if (depth > DEPTH_MOST)
        return own;
    if (json_is_array(value) || json_is_object(value))
        items_of_json(arena, value, depth, own);
    else
        own->text = text_of_json(arena, value);
    return own;
}

const struct yaml_value *records_of_json(struct arena *arena, json_t *value)
{
    return of_json(arena, value, 0);
}

// ---- a sheet of them ----

struct records_sheet {
    struct sheet sheet; // first: others see only this
    const struct yaml_value *records;
    size_t line_offset;
    GHashTable *columns; // path -> index + 1
    GPtrArray *heads;    // the paths
    GPtrArray *cells;    // char *, of the row handed out
    struct sheet_row row;
    size_t at;  // 0: the heads are next
    bool lists; // rows are lists of cells, and there are no keys
};

static void put_cell(struct records_sheet *sheet, const char *path, const char *text)
{
    size_t at = GPOINTER_TO_SIZE(g_hash_table_lookup(sheet->columns, path));
    if (!at || !*text)
        return;
    char **cell = (char **)&g_ptr_array_index(sheet->cells, at - 1);
    char *whole = *cell && **cell ? g_strconcat(*cell, ", ", text, NULL) : g_strdup(text);
    g_free(*cell);
    *cell = g_strdelimit(whole, "\n\t\r", ' ');
}

static void add_column(struct records_sheet *sheet, const char *path)
{
    if (g_hash_table_contains(sheet->columns, path))
        return;
    char *own = g_strdup(path);
    g_ptr_array_add(sheet->heads, own);
    g_hash_table_insert(sheet->columns, own, GSIZE_TO_POINTER((gsize)sheet->heads->len));
}

// Each text of a record, by the path of its keys.
static void walk(struct records_sheet *sheet, const struct yaml_value *value, const char *path,
                 int depth, void (*visit)(struct records_sheet *, const char *, const char *))
{
    if (depth > DEPTH_MOST)
        return;
    if (value->kind == YAML_TEXT) {
        visit(sheet, *path ? path : "name", value->text);
        return;
    }
    for (size_t i = 0; i < value->count; i++) {
        char *below = value->kind == YAML_MAP
                          ? g_strconcat(path, *path ? "." : "", value->keys[i], NULL)
                          : g_strdup(path);
        walk(sheet, value->items[i], below, depth + 1, visit);
        g_free(below);
    }
}

static void visit_key(struct records_sheet *sheet, const char *path, const char *text)
{
    (void)text;
    add_column(sheet, path);
}

static void clear_cells(struct records_sheet *sheet)
{
    for (guint i = 0; i < sheet->cells->len; i++)
        g_clear_pointer((char **)&g_ptr_array_index(sheet->cells, i), g_free);
}

static const struct sheet_row *hand_out(struct records_sheet *sheet, const char *const *cells,
                                        size_t line)
{
    sheet->row = (struct sheet_row){cells, sheet->heads->len, line, 0};
    return &sheet->row;
}

static void fill_cells(struct records_sheet *sheet, const struct yaml_value *record)
{
    clear_cells(sheet);
    for (size_t i = 0; sheet->lists && i < record->count; i++) {
        char *path = g_strdup_printf("%zu", i);
        if (record->items[i]->kind == YAML_TEXT)
            put_cell(sheet, path, record->items[i]->text);
        g_free(path);
    }
    if (!sheet->lists)
        walk(sheet, record, "", 0, put_cell);
    for (guint i = 0; i < sheet->cells->len; i++) {
        if (!g_ptr_array_index(sheet->cells, i))
            g_ptr_array_index(sheet->cells, i) = g_strdup("");
    }
}

static const struct sheet_row *records_next(struct sheet *own, struct arena *arena, GError **error)
{
    (void)arena;
    (void)error;
    struct records_sheet *sheet = (struct records_sheet *)own;
    if (sheet->at == 0 && sheet->lists)
        sheet->at = 1;
    if (sheet->at == 0) {
        sheet->at = 1;
        return hand_out(sheet, (const char *const *)sheet->heads->pdata, 1);
    }
    if (sheet->at > sheet->records->count)
        return NULL;
    const struct yaml_value *record = sheet->records->items[sheet->at++ - 1];
    fill_cells(sheet, record);
    size_t line = record->line ? record->line + sheet->line_offset : 0;
    return hand_out(sheet, (const char *const *)sheet->cells->pdata, line);
}

static bool records_rewind(struct sheet *own, GError **error)
{
    (void)error;
    ((struct records_sheet *)own)->at = 0;
    return true;
}

static void records_report_to(struct sheet *own, struct diag *diag)
{
    (void)own;
    (void)diag;
}

static void records_free(struct sheet *own)
{
    struct records_sheet *sheet = (struct records_sheet *)own;
    g_hash_table_unref(sheet->columns);
    g_ptr_array_unref(sheet->heads);
    g_ptr_array_unref(sheet->cells);
    g_free(sheet);
}

static void find_columns(struct records_sheet *sheet)
{
    const struct yaml_value *records = sheet->records;
    sheet->lists = records->count && count_kind(records, YAML_LIST) == records->count;
    for (size_t i = 0; i < records->count && sheet->heads->len <= KEYS_MOST; i++) {
        for (size_t k = 0; sheet->lists && k < records->items[i]->count; k++) {
            char *path = g_strdup_printf("%zu", k);
            add_column(sheet, path);
            g_free(path);
        }
        if (!sheet->lists)
            walk(sheet, records->items[i], "", 0, visit_key);
    }
}

struct sheet *records_sheet(const struct yaml_value *records, size_t line_offset, GError **error)
{
    struct records_sheet *sheet = g_new0(struct records_sheet, 1);
    sheet->sheet = (struct sheet){.rewind = records_rewind,
                                  .next = records_next,
                                  .report_to = records_report_to,
                                  .free = records_free};
    sheet->records = records;
    sheet->line_offset = line_offset;
    sheet->columns = g_hash_table_new(g_str_hash, g_str_equal);
    sheet->heads = g_ptr_array_new_with_free_func(g_free);
    sheet->cells = g_ptr_array_new_with_free_func(g_free);
    find_columns(sheet);
    sheet->sheet.heads_first = !sheet->lists;
    if (sheet->heads->len <= KEYS_MOST) {
        g_ptr_array_set_size(sheet->cells, (gint)sheet->heads->len);
        return &sheet->sheet;
    }
    fault_set(error, FAULT_INVALID, "its records have more than %d keys", KEYS_MOST);
    records_free(&sheet->sheet);
    return NULL;
}
