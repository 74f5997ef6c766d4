// SPDX-License-Identifier: MIT
#include "store/tree.h"

#include "base/file.h"

#include <string.h>
#include <sys/stat.h>

enum { DECLARATION_MOST = 256 };

const struct tree_declaration tree_object_declaration = {"ocfl_object_", "E003", "E003", "E006",
                                                         "E007"};
const struct tree_declaration tree_root_declaration = {"ocfl_", "E069", "E076", "E079", "E080"};

static void entry_free(gpointer data)
{
    struct tree_entry *entry = data;
    g_free(entry->name);
    g_free(entry);
}

static int compare_entries(gconstpointer a, gconstpointer b)
{
    const struct tree_entry *const *first = a, *const *second = b;
    return strcmp((*first)->name, (*second)->name);
}

static enum tree_kind kind_of(const char *path)
{
    struct stat info;
    if (lstat(path, &info) < 0)
        return TREE_OTHER;
    return S_ISREG(info.st_mode)   ? TREE_FILE
           : S_ISDIR(info.st_mode) ? TREE_FOLDER
           : S_ISLNK(info.st_mode) ? TREE_LINK
                                   : TREE_OTHER;
}

GPtrArray *tree_list(const char *folder)
{
    GDir *dir = g_dir_open(folder, 0, NULL);
    if (!dir)
        return NULL;
    GPtrArray *list = g_ptr_array_new_with_free_func(entry_free);
    for (const char *name; (name = g_dir_read_name(dir));) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        struct tree_entry *entry = g_new(struct tree_entry, 1);
        *entry = (struct tree_entry){kind_of(path), g_strdup(name)};
        g_ptr_array_add(list, entry);
    }
    g_dir_close(dir);
    g_ptr_array_sort(list, compare_entries);
    return list;
}

const struct tree_entry *tree_find(const GPtrArray *list, const char *name)
{
    for (guint i = 0; i < list->len; i++) {
        const struct tree_entry *entry = list->pdata[i];
        if (strcmp(entry->name, name) == 0)
            return entry;
    }
    return NULL;
}

static unsigned version_of(const struct tree_declaration *kind, const char *name)
{
    const char *version = name + strlen("0=") + strlen(kind->prefix);
    if (!g_str_has_prefix(name + strlen("0="), kind->prefix))
        return 0;
    return strcmp(version, "1.1") == 0 ? 11 : strcmp(version, "1.0") == 0 ? 10 : 0;
}

static bool says_its_name(const char *path, const char *value)
{
    g_autoptr(GBytes) bytes = file_read(path, DECLARATION_MOST, NULL);
    if (!bytes)
        return false;
    gsize n;
    const char *text = g_bytes_get_data(bytes, &n);
    size_t m = strlen(value);
    return n == m + 1 && memcmp(text, value, m) == 0 && text[m] == '\n';
}

static unsigned check_declaration(const struct tree_declaration *kind, const char *folder,
                                  const struct tree_entry *entry, const char *where,
                                  struct findings *findings)
{
    g_autofree char *path = g_build_filename(folder, entry->name, NULL);
    g_autofree char *place = g_strconcat(where, entry->name, NULL);
    unsigned spec = version_of(kind, entry->name);
    if (!spec)
        findings_fault(findings, kind->unknown, place, "this declares nothing of OCFL 1.0 or 1.1");
    else if (!says_its_name(path, entry->name + strlen("0=")))
        findings_fault(findings, kind->wrong, place,
                       "the declaration does not hold its own name and a newline");
    return spec;
}

unsigned tree_declared(const struct tree_declaration *kind, const char *folder,
                       const GPtrArray *list, const char *where, struct findings *findings)
{
    unsigned spec = 0, count = 0;
    g_autofree char *place = *where ? g_strndup(where, strlen(where) - 1) : NULL;
    for (guint i = 0; i < list->len; i++) {
        const struct tree_entry *entry = list->pdata[i];
        if (entry->kind != TREE_FILE || !g_str_has_prefix(entry->name, "0="))
            continue;
        spec = MAX(spec, check_declaration(kind, folder, entry, where, findings));
        count++;
    }
    if (count == 0)
        findings_fault(findings, kind->missing, place, "the declaration 0=%s… is missing",
                       kind->prefix);
    else if (count > 1)
        findings_fault(findings, kind->several, place, "there are %u declarations", count);
    return spec;
}
