// SPDX-License-Identifier: MIT
// The organisation's file: the settings that are for every letter of the folder go into it when
// somebody says so, who has seen before what would change.
#include "desk/folder.h"
#include "desk/state.h"

#include <string.h>

#define ACCENT "page.accent="

// The page's settings by their place in the file. Of an accent the list "set" has one part.
static const struct house_row {
    const char *setting, *group, *key;
    bool is_option; /* the library takes it without the file */
} rows[] = {
    {"style", "letter", "style", true},   {"paper", "letter", "paper", true},
    {"date", "letter", "date", true},     {"lang", "letter", "lang", true},
    {"accent", "letter", "set", true},    {"from", "letter", "from", false},
    {"logo", "letter", "logo", false},    {"signatories", "list", "signatories", true},
    {"columns", "list", "columns", true}, {"consent", "list", "consent", true},
};

char *house_there(void)
{
    GBytes *bytes = folder_read(FOLDER_HOUSE, NULL);
    if (!bytes)
        return g_strdup("");
    size_t n;
    const char *data = g_bytes_get_data(bytes, &n);
    char *text = g_strndup(data ? data : "", n);
    g_bytes_unref(bytes);
    return text;
}

static GKeyFile *parsed(const char *text)
{
    GKeyFile *file = g_key_file_new();
    g_key_file_load_from_data(file, text, strlen(text),
                              G_KEY_FILE_KEEP_COMMENTS | G_KEY_FILE_KEEP_TRANSLATIONS, NULL);
    return file;
}

static bool is_accent(const struct house_row *row)
{
    return strcmp(row->setting, "accent") == 0;
}

// "set" without its accent, then with the new one. g_free()
static char *list_with_accent(GKeyFile *file, const struct house_row *row, const char *accent)
{
    char *list = g_key_file_get_value(file, row->group, row->key, NULL);
    char **parts = g_strsplit(list ? list : "", ";", -1);
    GString *made = g_string_new(NULL);
    for (char **part = parts; *part; part++) {
        if (**part && !g_str_has_prefix(g_strchug(*part), ACCENT))
            g_string_append_printf(made, "%s;", *part);
    }
    g_string_append_printf(made, ACCENT "%s", accent);
    g_strfreev(parts);
    g_free(list);
    return g_string_free(made, FALSE);
}

static void put(GKeyFile *file, const struct house_row *row, const char *value)
{
    char *list = is_accent(row) ? list_with_accent(file, row, value) : NULL;
    if (list)
        g_key_file_set_value(file, row->group, row->key, list);
    else
        g_key_file_set_string(file, row->group, row->key, value);
    g_free(list);
}

#define KEPT "letter", "keep-lines"

static char *kept_lines(GKeyFile *file)
{
    char *lines = g_key_file_get_string(file, KEPT, NULL);
    return lines ? lines : g_strdup("");
}

char *house_kept_lines(void)
{
    char *there = house_there();
    GKeyFile *file = parsed(there);
    char *lines = kept_lines(file);
    g_key_file_unref(file);
    g_free(there);
    return lines;
}

// Lines kept by hand, and those of other letters. Whether they differ from what is there.
static bool put_kept(const struct desk *desk, GKeyFile *file)
{
    if (!desk->letter.name)
        return false;
    char *there = kept_lines(file), *wanted = aside_wanted(&desk->letter, there);
    bool differs = strcmp(there, wanted) != 0;
    if (differs && *wanted)
        g_key_file_set_string(file, KEPT, wanted);
    else if (differs)
        g_key_file_remove_key(file, KEPT, NULL);
    g_free(there);
    g_free(wanted);
    return differs;
}

// The file as the settings would have it; the same text where they say nothing. g_free()
char *house_wanted(const struct desk *desk, const char *there, bool *ret_beyond_options)
{
    GKeyFile *file = parsed(there);
    bool differs = false;
    *ret_beyond_options = false;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        const char *value = g_hash_table_lookup(desk->settings, rows[i].setting);
        if (!value)
            continue;
        put(file, &rows[i], value);
        differs = true;
        *ret_beyond_options |= !rows[i].is_option;
    }
    if (put_kept(desk, file))
        differs = *ret_beyond_options = true;
    char *text = differs ? g_key_file_to_data(file, NULL, NULL) : g_strdup(there);
    g_key_file_unref(file);
    return text;
}

void house_apply(struct desk *desk)
{
    bool beyond;
    char *there = house_there(), *wanted = house_wanted(desk, there, &beyond);
    if (beyond)
        warraq_lend(desk->w, FOLDER_HOUSE, wanted, strlen(wanted));
    if (beyond || folder_is_file(FOLDER_HOUSE))
        warraq_set(desk->w, "config", FOLDER_HOUSE);
    g_free(there);
    g_free(wanted);
}

// What an accent's part of the list says; g_free(). NULL: nothing
static char *accent_of(const char *list)
{
    const char *at = strstr(list, ACCENT);
    return at ? g_strndup(at + strlen(ACCENT), strcspn(at + strlen(ACCENT), "; ")) : NULL;
}

void house_add_values(GString *json)
{
    char *there = house_there();
    GKeyFile *file = parsed(there);
    reply_key(json, "house");
    g_string_append_c(json, '{');
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        char *value = g_key_file_get_string(file, rows[i].group, rows[i].key, NULL);
        char *shown = value && is_accent(&rows[i]) ? accent_of(value) : g_strdup(value);
        if (shown) {
            reply_key(json, rows[i].setting);
            reply_string(json, shown);
        }
        g_free(shown);
        g_free(value);
    }
    g_string_append_c(json, '}');
    g_key_file_unref(file);
    g_free(there);
}

void house_settle(struct desk *desk)
{
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
        g_hash_table_remove(desk->settings, rows[i].setting);
}
