// SPDX-License-Identifier: MIT
#include "door/merge_files.h"

#include "base/error.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

enum { NAME_LONGEST = 40 };

// ---- names ----

// "0007-ليلى-حداد": what is no letter, mark or digit is a dash.
static void append_plain(GString *out, const char *text)
{
    size_t n = 0;
    for (const char *p = text; *p && n < NAME_LONGEST; p = g_utf8_next_char(p), n++) {
        gunichar c = g_utf8_get_char(p);
        if (g_unichar_isalnum(c) || g_unichar_ismark(c))
            g_string_append_unichar(out, c);
        else if (out->len && out->str[out->len - 1] != '-')
            g_string_append_c(out, '-');
    }
}

static void append_field(const struct recipients *recipients, size_t row, const char *field,
                         GString *out)
{
    if (strcmp(field, "n") == 0) {
        g_string_append_printf(out, "%04zu", recipients_row(recipients, row)->number);
        return;
    }
    char *value = recipients_get(recipients, row, field);
    append_plain(out, value ? value : "");
    g_free(value);
}

static char *file_name(const struct recipients *recipients, size_t row, const char *pattern)
{
    GString *name = g_string_new(NULL);
    for (const char *p = pattern; *p;) {
        const char *end = *p == '{' ? strchr(p, '}') : NULL;
        size_t n = end ? (size_t)(end + 1 - p) : (size_t)(g_utf8_next_char(p) - p);
        char *piece = end ? g_strndup(p + 1, n - 2) : g_strndup(p, n);
        if (end)
            append_field(recipients, row, piece, name);
        else if (*piece == '_' || *piece == '.')
            g_string_append(name, piece);
        else
            append_plain(name, piece);
        g_free(piece);
        p += n;
    }
    while (name->len && strchr("-.", name->str[name->len - 1]))
        g_string_truncate(name, name->len - 1);
    while (name->len && name->str[0] == '.')
        g_string_erase(name, 0, 1);
    g_string_append(name, ".pdf");
    return g_string_free(name, FALSE);
}

GPtrArray *merge_files_name(const struct recipients *recipients, const char *pattern,
                            GError **error)
{
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    GHashTable *seen = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t row = 0; row < recipients->rows->len; row++) {
        char *name = file_name(recipients, row, pattern ? pattern : "{n}-{name}");
        size_t other = GPOINTER_TO_SIZE(g_hash_table_lookup(seen, name));
        g_ptr_array_add(names, name);
        if (other || strcmp(name, ".pdf") == 0 || strcmp(name, "all.pdf") == 0) {
            fault_set(error, FAULT_USAGE,
                      "the copies for rows %zu and %zu would both be called %s; {n} in --file-name "
                      "tells them apart",
                      other ? other : recipients_row(recipients, row)->line,
                      recipients_row(recipients, row)->line, name);
            g_ptr_array_unref(names);
            names = NULL;
            break;
        }
        g_hash_table_insert(seen, name, GSIZE_TO_POINTER(recipients_row(recipients, row)->line));
    }
    g_hash_table_unref(seen);
    return names;
}

// ---- what is there already ----

static bool is_wanted(const GPtrArray *names, const char *name)
{
    return strcmp(name, "all.pdf") == 0 || strcmp(name, "labels.pdf") == 0 ||
           strcmp(name, "envelopes.pdf") == 0 || g_str_has_prefix(name, "all-") ||
           g_ptr_array_find_with_equal_func((GPtrArray *)names, name, g_str_equal, NULL);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static GPtrArray *find_old(const char *folder, const GPtrArray *names)
{
    GPtrArray *old = g_ptr_array_new_with_free_func(g_free);
    GDir *open = g_dir_open(folder, 0, NULL);
    for (const char *name; open && (name = g_dir_read_name(open)) != NULL;) {
        bool copy = name[0] != '.' && g_str_has_suffix(name, ".pdf");
        if (copy && !is_wanted(names, name))
            g_ptr_array_add(old, g_strdup(name));
    }
    if (open)
        g_dir_close(open);
    g_ptr_array_sort(old, by_name);
    return old;
}

static bool remove_old(const char *folder, const GPtrArray *old, GError **error)
{
    bool ok = true;
    for (guint i = 0; ok && i < old->len; i++) {
        char *path = g_build_filename(folder, g_ptr_array_index(old, i), NULL);
        ok = g_unlink(path) == 0;
        if (!ok)
            fault_set_on(error, FAULT_IO, "cannot remove %s: %s", path, fault_reason(errno));
        g_free(path);
    }
    return ok;
}

static char *list_names(const GPtrArray *names)
{
    enum { TOLD_MOST = 5 };
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < names->len && i < TOLD_MOST; i++)
        g_string_append_printf(out, "%s%s", i ? ", " : "",
                               (const char *)g_ptr_array_index(names, i));
    if (names->len > TOLD_MOST)
        g_string_append(out, ", …");
    return g_string_free(out, FALSE);
}

bool merge_files_tidy(const char *folder, const GPtrArray *names, bool replace, struct diag *diag,
                      GError **error)
{
    GPtrArray *old = find_old(folder, names);
    char *listed = list_names(old);
    bool ok = true;
    if (old->len && !replace)
        diag_add(diag, DIAG_WARNING, "merge-old", SPAN_NONE,
                 "the folder holds %u copies of an earlier merge: %s (--replace removes them)",
                 old->len, listed);
    else if (old->len && (ok = remove_old(folder, old, error)))
        diag_add(diag, DIAG_NOTE, "merge-removed", SPAN_NONE,
                 "%u copies of an earlier merge are removed: %s", old->len, listed);
    g_free(listed);
    g_ptr_array_unref(old);
    return ok;
}
