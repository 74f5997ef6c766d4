// SPDX-License-Identifier: MIT
#include "text/role.h"

#include "base/error.h"
#include "base/file.h"

#include <string.h>

#define ROLES_MOST (1u << 20)
#define FIELDS 10

struct role_table {
    gatomicrefcount held;
    GArray *rows;           /* struct role_row */
    GStringChunk *words;    /* every name */
    GPtrArray *blocks;      /* scripts and languages, freed with the table */
    GPtrArray *hyphenation; /* language, file, language, file… */
};

static bool fault(GError **error, const char *path, unsigned line, const char *what,
                  const char *word)
{
    fault_set(error, FAULT_INVALID, "%s:%u: error: %s: %s [role]", path, line, what, word);
    return false;
}

static const hb_script_t *parse_scripts(struct role_table *table, const char *field)
{
    bool any = strcmp(field, "*") == 0;
    char **words = g_strsplit(any ? "" : field, ",", -1);
    guint n = g_strv_length(words);
    hb_script_t *scripts = g_new(hb_script_t, n + 1);
    for (guint i = 0; i < n; i++)
        scripts[i] = hb_script_from_string(words[i], -1);
    scripts[n] = HB_SCRIPT_INVALID;
    g_strfreev(words);
    g_ptr_array_add(table->blocks, scripts);
    return scripts;
}

static char **parse_languages(struct role_table *table, const char *field)
{
    if (strcmp(field, "*") == 0)
        return NULL;
    char **words = g_strsplit(field, ",", -1);
    for (char **word = words; *word; word++) {
        char *kept = g_string_chunk_insert_const(table->words, *word);
        g_free(*word);
        *word = kept;
    }
    g_ptr_array_add(table->blocks, words);
    return words;
}

static struct role_file parse_file(struct role_table *table, const char *field)
{
    if (strcmp(field, "-") == 0)
        return (struct role_file){NULL, 0};
    const char *hash = strchr(field, '#');
    if (!hash)
        return (struct role_file){g_string_chunk_insert_const(table->words, field), 0};
    char *name = g_string_chunk_insert_len(table->words, field, hash - field);
    return (struct role_file){name, (int)g_ascii_strtoll(hash + 1, NULL, 10)};
}

static bool parse_number(const char *field, double *ret)
{
    char *end;
    *ret = g_ascii_strtod(field, &end);
    return end != field && *end == '\0';
}

// The fields of a line; false for a blank or comment.
static bool split_line(char *line, GPtrArray *fields)
{
    g_ptr_array_set_size(fields, 0);
    for (char *p = line; *p;) {
        while (g_ascii_isspace(*p))
            *p++ = '\0';
        if (*p == '\0' || *p == '#')
            break;
        g_ptr_array_add(fields, p);
        while (*p && !g_ascii_isspace(*p))
            p++;
    }
    return fields->len > 0;
}

static bool parse_row(struct role_table *table, char **field, const char *path, unsigned line,
                      GError **error)
{
    struct role_row row = {.family = g_string_chunk_insert_const(table->words, field[1])};
    row.scripts = parse_scripts(table, field[2]);
    row.languages = parse_languages(table, field[3]);
    if (!parse_number(field[4], &row.scale) || !(row.scale > 0 && row.scale <= 10))
        return fault(error, path, line, "not a scale", field[4]);
    if (!parse_number(field[5], &row.rise) || !(row.rise >= -1000 && row.rise <= 1000))
        return fault(error, path, line, "not a rise", field[5]);
    for (int style = 0; style < ROLE_STYLES; style++)
        row.files[style] = parse_file(table, field[6 + style]);
    if (!row.files[ROLE_REGULAR].name)
        return fault(error, path, line, "no regular face", field[1]);
    g_array_append_val(table->rows, row);
    return true;
}

static void add_hyphenation(struct role_table *table, char **field)
{
    g_ptr_array_add(table->hyphenation, g_string_chunk_insert_const(table->words, field[1]));
    g_ptr_array_add(table->hyphenation, g_string_chunk_insert_const(table->words, field[2]));
}

static bool parse_table(struct role_table *table, char *text, const char *path, GError **error)
{
    GPtrArray *fields = g_ptr_array_new();
    bool good = true;
    unsigned number = 0;
    for (char *next, *line = text; line && good; line = next) {
        number++;
        next = strchr(line, '\n');
        if (next)
            *next++ = '\0';
        if (!split_line(line, fields))
            continue;
        if (strcmp(fields->pdata[0], "hyphen") == 0 && fields->len == 3)
            add_hyphenation(table, (char **)fields->pdata);
        else if (strcmp(fields->pdata[0], "face") != 0 || fields->len != FIELDS)
            good = fault(error, path, number, "not a row of the table", fields->pdata[0]);
        else
            good = parse_row(table, (char **)fields->pdata, path, number, error);
    }
    g_ptr_array_free(fields, TRUE);
    return good;
}

struct role_table *role_table_read(const char *path, GError **error)
{
    GBytes *bytes = file_read(path, ROLES_MOST, error);
    if (!bytes)
        return NULL;
    struct role_table *table = g_new0(struct role_table, 1);
    g_atomic_ref_count_init(&table->held);
    table->rows = g_array_new(FALSE, FALSE, sizeof(struct role_row));
    table->words = g_string_chunk_new(4096);
    table->blocks = g_ptr_array_new_with_free_func(g_free);
    table->hyphenation = g_ptr_array_new();
    gsize n;
    const char *data = g_bytes_get_data(bytes, &n);
    char *text = g_strndup(data, n);
    bool good = parse_table(table, text, path, error);
    g_free(text);
    g_bytes_unref(bytes);
    if (good)
        return table;
    role_table_free(table);
    return NULL;
}

struct role_table *role_table_hold(struct role_table *table)
{
    g_atomic_ref_count_inc(&table->held);
    return table;
}

void role_table_free(struct role_table *table)
{
    if (!table || !g_atomic_ref_count_dec(&table->held))
        return;
    g_array_free(table->rows, TRUE);
    g_string_chunk_free(table->words);
    g_ptr_array_free(table->blocks, TRUE);
    g_ptr_array_free(table->hyphenation, TRUE);
    g_free(table);
}

size_t role_table_size(const struct role_table *table)
{
    return table->rows->len;
}

const struct role_row *role_table_get(const struct role_table *table, size_t index)
{
    return &g_array_index(table->rows, struct role_row, index);
}

// Whether `lang` is `tag` or narrows it: ur-PK is ur.
static bool narrows(const char *lang, const char *tag)
{
    size_t n = strlen(tag);
    return g_ascii_strncasecmp(tag, lang, n) == 0 && (lang[n] == '\0' || lang[n] == '-');
}

const char *role_table_hyphenation(const struct role_table *table, const char *lang)
{
    const char *file = NULL;
    size_t longest = 0;
    for (guint i = 0; i + 1 < table->hyphenation->len; i += 2) {
        const char *tag = table->hyphenation->pdata[i];
        if (strlen(tag) > longest && narrows(lang, tag)) {
            longest = strlen(tag);
            file = table->hyphenation->pdata[i + 1];
        }
    }
    return file;
}

bool role_row_serves_script(const struct role_row *row, hb_script_t script)
{
    if (row->scripts[0] == HB_SCRIPT_INVALID)
        return true;
    for (const hb_script_t *s = row->scripts; *s != HB_SCRIPT_INVALID; s++)
        if (*s == script)
            return true;
    return false;
}

bool role_row_serves_language(const struct role_row *row, const char *lang)
{
    if (!row->languages)
        return true;
    for (char **tag = row->languages; *tag; tag++)
        if (narrows(lang, *tag))
            return true;
    return false;
}
