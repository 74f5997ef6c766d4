// SPDX-License-Identifier: MIT
#include "read/list/head_table.h"

#include "base/error.h"
#include "base/file.h"
#include "read/list/head_fold.h"

#include <string.h>

enum { HEADS_BYTES_MOST = 4 * 1024 * 1024 };

static void senses_add(GHashTable *table, char *key, struct sense sense)
{
    GArray *senses = g_hash_table_lookup(table, key);
    if (!senses) {
        senses = g_array_new(FALSE, FALSE, sizeof(struct sense));
        g_hash_table_insert(table, g_strdup(key), senses);
    }
    g_array_append_val(senses, sense);
    g_free(key);
}

static void add_stem(struct heads *heads, const char *stem)
{
    char *first = g_strndup(stem, (gsize)(g_utf8_next_char(stem) - stem));
    GPtrArray *stems = g_hash_table_lookup(heads->stems, first);
    if (!stems) {
        stems = g_ptr_array_new_with_free_func(g_free);
        g_hash_table_insert(heads->stems, g_strdup(first), stems);
    }
    g_ptr_array_add(stems, g_strdup(stem));
    g_free(first);
}

static void add_phrase(struct heads *heads, int kind, const char *phrase)
{
    size_t n = strlen(phrase);
    bool exact = phrase[0] == '=', stem = n > 1 && phrase[n - 1] == '*';
    char *folded = head_fold(phrase + exact, n - exact - stem);
    struct sense sense = {(uint8_t)kind, (uint8_t)(heads->langs->len - 1), exact, stem};
    if (*folded) {
        if (stem)
            add_stem(heads, folded);
        else
            senses_add(heads->joined, head_join(folded), sense);
        senses_add(heads->phrases, g_strdup(folded), sense);
    }
    g_free(folded);
}

static bool add_line(struct heads *heads, const char *line, GError **error)
{
    size_t n = strlen(line);
    if (line[0] == '[' && line[n - 1] == ']') {
        g_ptr_array_add(heads->langs, g_strndup(line + 1, n - 2));
        return true;
    }
    const char *colon = strchr(line, ':');
    char *word = g_strndup(line, colon ? (gsize)(colon - line) : n);
    int kind = colon ? head_word_named(word) : -1;
    g_free(word);
    if (kind <= HEAD_NONE || heads->langs->len == 0 || heads->langs->len > LANGS_MOST) {
        fault_set(error, FAULT_INVALID,
                  "a line is \"kind: phrase | phrase\" below the [tag] of its "
                  "language");
        return false;
    }
    char **phrases = g_strsplit(colon + 1, "|", -1);
    for (char **phrase = phrases; *phrase; phrase++)
        add_phrase(heads, kind, g_strstrip(*phrase));
    g_strfreev(phrases);
    return true;
}

static bool add_lines(struct heads *heads, const char *path, const char *text, GError **error)
{
    char **lines = g_strsplit(text, "\n", -1);
    bool ok = true;
    for (size_t i = 0; ok && lines[i]; i++) {
        char *line = g_strstrip(lines[i]);
        if (*line && *line != '#')
            ok = add_line(heads, line, error);
        if (!ok)
            fault_prefix(error, "%s:%zu:1: ", path, i + 1);
    }
    g_strfreev(lines);
    return ok;
}

static void senses_free(void *senses)
{
    g_array_unref(senses);
}

static void stems_free(void *stems)
{
    g_ptr_array_unref(stems);
}

struct heads *heads_open(const char *data, GError **error)
{
    struct heads *heads = g_new0(struct heads, 1);
    heads->owners = 1;
    heads->phrases = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, senses_free);
    heads->joined = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, senses_free);
    heads->stems = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, stems_free);
    heads->langs = g_ptr_array_new_with_free_func(g_free);
    if (!data)
        return heads;
    char *path = g_build_filename(data, "read", "heads.txt", NULL);
    GBytes *bytes = file_read(path, HEADS_BYTES_MOST, error);
    gsize n = 0;
    const char *data_bytes = bytes ? g_bytes_get_data(bytes, &n) : NULL;
    char *text = data_bytes ? g_strndup(data_bytes, n) : NULL;
    bool ok = bytes != NULL;
    if (ok && !g_utf8_validate(text ? text : "", -1, NULL)) {
        fault_set(error, FAULT_INVALID, "%s: is not UTF-8", path);
        ok = false;
    }
    ok = ok && add_lines(heads, path, text ? text : "", error);
    g_free(text);
    g_free(path);
    if (bytes)
        g_bytes_unref(bytes);
    if (ok)
        return heads;
    heads_free(heads);
    return NULL;
}

struct heads *heads_ref(struct heads *heads)
{
    heads->owners++;
    return heads;
}

void heads_free(struct heads *heads)
{
    if (!heads || --heads->owners > 0)
        return;
    g_hash_table_unref(heads->phrases);
    g_hash_table_unref(heads->joined);
    g_hash_table_unref(heads->stems);
    g_ptr_array_unref(heads->langs);
    g_free(heads);
}
