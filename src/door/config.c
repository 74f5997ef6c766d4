// SPDX-License-Identifier: MIT
#include "door/config.h"

#include "door/choices.h"

#include "base/file.h"
#include "base/path.h"

#include <stdlib.h>
#include <string.h>

#define CONFIG_NAME "warraq.conf"
enum { CONFIG_MOST = 1024 * 1024 };

#define ROW(group, key, ...)                                                                       \
    {                                                                                              \
        group, key, "[" group "] " key, __VA_ARGS__                                                \
    }

/* A key that stands for an option, or is asked for by config_get(). */
static const struct row {
    const char *group, *key, *name;
    const char *option;                   /* NULL: there is none like it */
    enum { WORDS, LIST, FILE_NAME } kind; /* a list's parts are parted by ';' */
    bool below;                           /* the letter's front matter stands over it: asked for */
    const char *meaning;
} rows[] = {
    ROW("letter", "style", "style", LIST, false, "Styles to set it in, parted by ;"),
    ROW("letter", "set", "set", LIST, false, "Properties of the style, parted by ;"),
    ROW("letter", "paper", "paper", WORDS, false, "Size of the pages."),
    ROW("letter", "pdf", "pdf", WORDS, false, "Standard that the PDF conforms to."),
    ROW("letter", "encoding", "encoding", WORDS, false,
        "Encoding of letters that do not say theirs."),
    ROW("letter", "quiet", "quiet", WORDS, false, "1: no notes, only errors."),
    ROW("letter", "lang", "lang", WORDS, true, "Language of letters that do not say theirs."),
    ROW("letter", "date", "date", WORDS, true, "Date of letters that have none."),
    ROW("letter", "from", NULL, WORDS, false,
        "Who sends a letter that does not say; a line for each \\n."),
    ROW("letter", "logo", NULL, FILE_NAME, false,
        "A picture at the head of letters that have none."),
    ROW("letter", "logo-text", NULL, WORDS, false,
        "What the logo says, for those who cannot see it."),
    ROW("letter", "keep-lines", NULL, WORDS, false,
        "Lines that are never set aside as a page's, by what they say; \\n between them."),
    ROW("list", "signatories", NULL, FILE_NAME, false, "The list of letters that have none."),
    ROW("list", "encoding", "list-encoding", WORDS, false, "Encoding of lists."),
    ROW("list", "columns", "columns", WORDS, false,
        "What the columns of a sheet hold, as --columns."),
    ROW("list", "consent", "consent", WORDS, false, "Which rows may be printed, as --consent."),
    ROW("list", "keep-columns", "keep-columns", WORDS, false,
        "What an archive keeps of a sheet, as --keep-columns."),
    ROW("description", "licence", NULL, WORDS, false,
        "By what licence the letter may be used: an address, or words."),
    ROW("description", "licence-name", NULL, WORDS, false, "What that address is called."),
    ROW("description", "publisher", NULL, WORDS, false,
        "Who publishes it; without it, Source-Organization."),
    ROW("description", "publisher-url", NULL, WORDS, false,
        "Their address, best that of the Research Organization Registry."),
    ROW("description", "author", NULL, WORDS, false, "Who wrote it; without it, the first sender."),
    ROW("description", "subject", NULL, WORDS, false, "What it is about."),
    ROW("archive", "series", "series", WORDS, false,
        "The series that archives belong to, as --series."),
    ROW("store", "user", "user", WORDS, false, "Who makes versions, as --user."),
    ROW("store", "address", "address", WORDS, false, "Their address, as --address."),
    ROW("verify", "authority", "authority", FILE_NAME, false,
        "Certificates to trust; only where --config names the file."),
    ROW("verify", "signers", "signers", FILE_NAME, false,
        "Signers to trust; only where --config names the file."),
    ROW("verify", "require", "require", LIST, false, "What must be there, parted by ;"),
};

bool config_choice(size_t index, struct warraq_choice *ret)
{
    if (index >= G_N_ELEMENTS(rows))
        return false;
    *ret = (struct warraq_choice){rows[index].name, rows[index].meaning};
    return true;
}

// Labels of bag-info.txt, whatever they are.
#define FREE_GROUP "bag-info"

struct config {
    char *path;
    bool beside; // the letter
    GBytes *bytes;
    GKeyFile *keys;
    GHashTable *values; // "group/key" -> the value, or the path of a file
    GPtrArray *taken;   // options that stand for this call
};

static void config_free(struct config *config)
{
    g_free(config->path);
    g_bytes_unref(config->bytes);
    g_key_file_unref(config->keys);
    g_hash_table_unref(config->values);
    g_ptr_array_unref(config->taken);
    g_free(config);
}

// ---- Reading ----

static const struct row *row_find(const char *group, const char *key)
{
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        if (strcmp(rows[i].group, group) == 0 && (!key || strcmp(rows[i].key, key) == 0))
            return &rows[i];
    }
    return NULL;
}

// The line of a key, from 1; of the group's head where `key` is NULL. GLib does not tell.
static size_t line_of(const struct config *config, const char *group, const char *key)
{
    gsize n;
    const char *data = g_bytes_get_data(config->bytes, &n);
    char *text = g_strndup(data, n), **lines = g_strsplit(text, "\n", -1);
    char *head = g_strdup_printf("[%s]", group);
    size_t found = 0;
    bool inside = false;
    for (size_t i = 0; lines[i] && !found; i++) {
        char *line = g_strstrip(lines[i]);
        if (*line == '[') {
            inside = strcmp(line, head) == 0;
            found = inside && !key ? i + 1 : 0;
        } else if (inside && key && g_str_has_prefix(line, key)) {
            const char *after = line + strlen(key);
            found = after[strspn(after, " \t")] == '=' ? i + 1 : 0;
        }
    }
    g_free(head);
    g_strfreev(lines);
    g_free(text);
    return found;
}

static bool fault_at(const struct config *config, const char *group, const char *key,
                     GError **error)
{
    fault_prefix(error, "%s:%zu: ", config->path, line_of(config, group, key));
    return false;
}

static bool fault_unknown(const struct config *config, const char *group, const char *key,
                          GError **error)
{
    if (key)
        fault_set(error, FAULT_INVALID, "[%s] has no key '%s' (man warraq lists them)", group, key);
    else
        fault_set(error, FAULT_INVALID, "there is no group [%s] (man warraq lists them)", group);
    fault_because(error, "config-key");
    return fault_at(config, group, key, error);
}

// A file that it names lies in its folder or below. g_free()
static char *named_file(const struct config *config, const char *value, GError **error)
{
    bool held;
    char *path = path_beside(config->path, value);
    if (file_may_read(path, config->path, &held, error))
        return path;
    g_free(path);
    return NULL;
}

// A picture is looked for beside the letter: so is one of a file that lies there too. g_free()
static char *logo_name(const struct config *config, const char *value, const char *path)
{
    return config->beside ? g_strdup(value) : g_canonicalize_filename(path, NULL);
}

static bool keep_value(struct config *config, const struct row *row, GError **error)
{
    char *value = g_key_file_get_string(config->keys, row->group, row->key, error);
    if (value && row->kind == FILE_NAME) {
        char *path = named_file(config, value, error);
        bool drawn = path && strcmp(row->key, "logo") == 0;
        char *kept = drawn ? logo_name(config, value, path) : g_strdup(path);
        g_free(path);
        g_free(value);
        value = kept;
    }
    if (!value || (row->below && !settings_takes(row->option, value, error))) {
        g_free(value);
        return fault_at(config, row->group, row->key, error);
    }
    g_hash_table_insert(config->values, g_strconcat(row->group, "/", row->key, NULL), value);
    return true;
}

static bool keep_group(struct config *config, const char *group, GError **error)
{
    bool ok = row_find(group, NULL) || fault_unknown(config, group, NULL, error);
    char **keys = g_key_file_get_keys(config->keys, group, NULL, NULL);
    for (char **key = keys; ok && key && *key; key++) {
        const struct row *row = row_find(group, *key);
        ok = row ? keep_value(config, row, error) : fault_unknown(config, group, *key, error);
    }
    g_strfreev(keys);
    return ok;
}

static bool keep_groups(struct config *config, GError **error)
{
    bool ok = true;
    char **groups = g_key_file_get_groups(config->keys, NULL);
    for (char **group = groups; ok && *group; group++)
        ok = strcmp(*group, FREE_GROUP) == 0 || keep_group(config, *group, error);
    g_strfreev(groups);
    return ok;
}

static bool parse(struct config *config, GError **error)
{
    GError *fault = NULL;
    if (g_key_file_load_from_bytes(config->keys, config->bytes, G_KEY_FILE_NONE, &fault))
        return keep_groups(config, error);
    fault_set(error, FAULT_INVALID, "%s: %s", config->path, fault->message);
    fault_because(error, "config-key");
    g_error_free(fault);
    return false;
}

static struct config *config_read(const char *path, bool beside, GBytes *bytes, GError **error)
{
    struct config *config = g_new0(struct config, 1);
    config->path = g_strdup(path);
    config->beside = beside;
    config->bytes = bytes;
    config->keys = g_key_file_new();
    config->values = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    config->taken = g_ptr_array_new();
    if (parse(config, error))
        return config;
    config_free(config);
    return NULL;
}

// ---- Finding ----

char *config_beside(const char *source)
{
    return path_beside(source, CONFIG_NAME);
}

// *ret is NULL where there is none. A letter in memory may have one in memory alone.
static bool find(const char *source, struct config **ret, GError **error)
{
    char *path = config_beside(source);
    GBytes *letter = job_lent(source), *lent = job_lent(path);
    bool there = lent || (!letter && g_file_test(path, G_FILE_TEST_EXISTS));
    GBytes *bytes = there ? file_read_named(path, source, CONFIG_MOST, error) : NULL;
    *ret = bytes ? config_read(path, true, bytes, error) : NULL;
    g_clear_pointer(&letter, g_bytes_unref);
    g_clear_pointer(&lent, g_bytes_unref);
    g_free(path);
    return !there || *ret;
}

static bool find_named(struct warraq *w, const char *path, struct config **ret, GError **error)
{
    GBytes *bytes = file_read(path, CONFIG_MOST, error);
    *ret = bytes ? config_read(path, false, bytes, error) : NULL;
    // Its own files are the user's word too: a logo that lies beside it.
    char *folder = g_path_get_dirname(path);
    if (*ret)
        job_allow(w->job, folder);
    g_free(folder);
    return *ret;
}

// ---- Standing for options ----

static bool take_list(struct warraq *w, const struct row *row, char **words, GError **error)
{
    bool ok = true;
    for (char **word = words; ok && *word; word++) {
        char *value = g_strstrip(*word);
        if (!*value)
            continue;
        bool file = strcmp(row->option, "style") == 0 && settings_is_style_file(value);
        char *path = file ? named_file(w->config, value, error) : g_strdup(value);
        ok = path && session_set(w, row->option, path, error);
        g_free(path);
    }
    return ok;
}

static bool take_row(struct warraq *w, const struct row *row, const char *value, GError **error)
{
    struct config *config = w->config;
    if (!row->option || row->below || settings_is_set(&w->settings, row->option))
        return true;
    g_ptr_array_add(config->taken, (void *)row->option);
    char **words = row->kind == LIST ? g_strsplit(value, ";", -1) : NULL;
    bool ok = words ? take_list(w, row, words, error) : session_set(w, row->option, value, error);
    g_strfreev(words);
    return ok || fault_at(config, row->group, row->key, error);
}

static bool take_rows(struct warraq *w, bool letter, GError **error)
{
    bool ok = true;
    for (size_t i = 0; ok && i < G_N_ELEMENTS(rows); i++) {
        // Who is trusted is no matter of a letter's folder.
        bool own = (strcmp(rows[i].group, "verify") == 0) != letter;
        const char *value = config_get(w, rows[i].group, rows[i].key);
        ok = !value || !own || take_row(w, &rows[i], value, error);
    }
    return ok;
}

static void tell_read(struct warraq *w)
{
    GString *names = g_string_new(NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        if (config_get(w, rows[i].group, rows[i].key))
            g_string_append_printf(names, "%s%s", names->len ? ", " : "", rows[i].key);
    }
    char **labels = config_labels(w);
    if (*labels)
        g_string_append(names, names->len ? ", " FREE_GROUP : FREE_GROUP);
    g_strfreev(labels);
    if (names->len)
        diag_add_at(w->diag, DIAG_NOTE, "config-read", diag_place(w->config->path, 0, 0),
                    "the organisation's file is read: %s (--no-config leaves it out)", names->str);
    g_string_free(names, TRUE);
}

bool config_take(struct warraq *w, const char *source, GError **error)
{
    const char *named = w->settings.config;
    bool found = true;
    config_release(w);
    if (w->settings.no_config)
        return true;
    if (named)
        found = find_named(w, named, &w->config, error);
    else if (source && strcmp(source, "-") != 0)
        found = find(source, &w->config, error);
    if (!found || !w->config)
        return found;
    w->at_end = config_release;
    tell_read(w);
    return take_rows(w, source != NULL, error);
}

void config_release(struct warraq *w)
{
    if (!w->config)
        return;
    for (guint i = 0; i < w->config->taken->len; i++)
        settings_unset(&w->settings, g_ptr_array_index(w->config->taken, i));
    g_clear_pointer(&w->config, config_free);
}

const char *config_path(const struct warraq *w)
{
    return w->config ? w->config->path : NULL;
}

GBytes *config_bytes(const struct warraq *w)
{
    return w->config ? w->config->bytes : NULL;
}

const char *config_get(const struct warraq *w, const char *group, const char *key)
{
    if (!w->config)
        return NULL;
    char *name = g_strconcat(group, "/", key, NULL);
    const char *value = g_hash_table_lookup(w->config->values, name);
    g_free(name);
    return value;
}

char **config_labels(const struct warraq *w)
{
    char **keys = w->config ? g_key_file_get_keys(w->config->keys, FREE_GROUP, NULL, NULL) : NULL;
    return keys ? keys : g_new0(char *, 1);
}

char *config_label(const struct warraq *w, const char *label)
{
    return g_key_file_get_string(w->config->keys, FREE_GROUP, label, NULL);
}

struct read_house config_house(const struct warraq *w)
{
    return (struct read_house){
        .lang = config_get(w, "letter", "lang"),
        .from = config_get(w, "letter", "from"),
        .logo = config_get(w, "letter", "logo"),
        .logo_text = config_get(w, "letter", "logo-text"),
        .signatories = config_get(w, "list", "signatories"),
        .keep = config_get(w, "letter", "keep-lines"),
    };
}
