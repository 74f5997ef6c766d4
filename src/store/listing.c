// SPDX-License-Identifier: MIT
#include "store/listing.h"

#include "base/file.h"
#include "store/extension.h"

#include <string.h>
#include <sys/stat.h>

enum { DECLARATION_MOST = 256 };

const struct listing_declaration listing_object_declaration = {
    .prefix = "ocfl_object_",
    .missing_code = "E003",
    .several_code = "E003",
    .unknown_code = "E006",
    .wrong_code = "E007",
};
const struct listing_declaration listing_root_declaration = {
    .prefix = "ocfl_",
    .missing_code = "E069",
    .several_code = "E076",
    .unknown_code = "E079",
    .wrong_code = "E080",
};

static void entry_free(gpointer data)
{
    struct listing_entry *entry = data;
    g_free(entry->name);
    g_free(entry);
}

static int compare_entries(gconstpointer a, gconstpointer b)
{
    const struct listing_entry *const *first = a, *const *second = b;
    return strcmp((*first)->name, (*second)->name);
}

static enum listing_kind kind_of(const char *path)
{
    struct stat info;
    if (lstat(path, &info) < 0)
        return LISTING_OTHER;
    return S_ISREG(info.st_mode)   ? LISTING_FILE
           : S_ISDIR(info.st_mode) ? LISTING_FOLDER
           : S_ISLNK(info.st_mode) ? LISTING_LINK
                                   : LISTING_OTHER;
}

GPtrArray *listing_read(const char *folder)
{
    GDir *dir = g_dir_open(folder, 0, NULL);
    if (!dir)
        return NULL;
    GPtrArray *list = g_ptr_array_new_with_free_func(entry_free);
    for (const char *name; (name = g_dir_read_name(dir));) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        struct listing_entry *entry = g_new(struct listing_entry, 1);
        *entry = (struct listing_entry){kind_of(path), g_strdup(name)};
        g_ptr_array_add(list, entry);
    }
    g_dir_close(dir);
    g_ptr_array_sort(list, compare_entries);
    return list;
}

const struct listing_entry *listing_find(const GPtrArray *list, const char *name)
{
    guint low = 0, high = list->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        const struct listing_entry *entry = list->pdata[middle];
        int order = strcmp(entry->name, name);
        if (order == 0)
            return entry;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

static unsigned version_of(const struct listing_declaration *kind, const char *name)
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

static unsigned check_declaration(const struct listing_declaration *kind, const char *folder,
                                  const struct listing_entry *entry, const char *where,
                                  struct findings *findings)
{
    g_autofree char *path = g_build_filename(folder, entry->name, NULL);
    g_autofree char *place = g_strconcat(where, entry->name, NULL);
    unsigned spec = version_of(kind, entry->name);
    if (!spec)
        findings_fault(findings, kind->unknown_code, place,
                       "this declares nothing of OCFL 1.0 or 1.1");
    else if (!says_its_name(path, entry->name + strlen("0=")))
        findings_fault(findings, kind->wrong_code, place,
                       "the declaration does not hold its own name and a newline");
    return spec;
}

unsigned listing_declared(const struct listing_declaration *kind, const char *folder,
                          const GPtrArray *list, const char *where, struct findings *findings)
{
    unsigned spec = 0, count = 0;
    g_autofree char *place = *where ? g_strndup(where, strlen(where) - 1) : NULL;
    for (guint i = 0; i < list->len; i++) {
        const struct listing_entry *entry = list->pdata[i];
        if (entry->kind != LISTING_FILE || !g_str_has_prefix(entry->name, "0="))
            continue;
        spec = MAX(spec, check_declaration(kind, folder, entry, where, findings));
        count++;
    }
    if (count == 0)
        findings_fault(findings, kind->missing_code, place, "the declaration 0=%s… is missing",
                       kind->prefix);
    else if (count > 1)
        findings_fault(findings, kind->several_code, place, "there are %u declarations", count);
    return spec;
}

void listing_extensions(const char *folder, const char *where, const char *stray_code,
                        const char *unknown_code, struct findings *findings)
{
    g_autofree char *path = g_build_filename(folder, "extensions", NULL);
    GPtrArray *list = listing_read(path);
    for (guint i = 0; list && i < list->len; i++) {
        const struct listing_entry *entry = list->pdata[i];
        g_autofree char *place = g_strconcat(where, "extensions/", entry->name, NULL);
        if (entry->kind != LISTING_FOLDER)
            findings_fault(findings, stray_code, place, "not the folder of an extension");
        else if (!extension_registered(entry->name))
            findings_warning(findings, unknown_code, place,
                             "not the name of a registered extension");
    }
    if (list)
        g_ptr_array_unref(list);
}
