// SPDX-License-Identifier: MIT
#include "read/list/relations.h"

#include "read/list/sax.h"

#include <string.h>

static char *resolve(const char *folder, const char *target)
{
    if (target[0] == '/')
        return g_strdup(target + 1);
    char *path = g_strconcat(folder, target, NULL);
    for (char *up; (up = strstr(path, "/../")) != NULL;) {
        char *before = up;
        while (before > path && before[-1] != '/')
            before--;
        memmove(before, up + 4, strlen(up + 4) + 1);
    }
    return path;
}

static const char *last_part(const char *type)
{
    const char *slash = type ? strrchr(type, '/') : NULL;
    return slash ? slash + 1 : "";
}

static void add_outside(struct relations *relations, const char *id, const char *target,
                        const char *type)
{
    if (strcmp(last_part(type), "hyperlink") == 0)
        g_hash_table_replace(relations->outside, g_strdup(id), g_strdup(target));
    else
        g_ptr_array_add(relations->fetched, g_strdup(target));
}

static void on_relation(void *data, const char *name, const struct sax_attributes *attributes)
{
    struct relations *relations = data;
    const char *id = sax_attribute(attributes, "Id");
    const char *target = sax_attribute(attributes, "Target");
    const char *type = sax_attribute(attributes, "Type");
    const char *mode = sax_attribute(attributes, "TargetMode");
    if (strcmp(name, "Relationship") != 0 || !id || !target)
        return;
    if (mode && g_ascii_strcasecmp(mode, "Internal") != 0) {
        add_outside(relations, id, target, type);
        return;
    }
    char *path = resolve(relations->folder, target);
    if (!g_hash_table_contains(relations->by_type, last_part(type)))
        g_hash_table_insert(relations->by_type, g_strdup(last_part(type)), g_strdup(path));
    g_hash_table_replace(relations->targets, g_strdup(id), path);
}

static GHashTable *strings_new(void)
{
    return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
}

struct relations relations_read(struct zip_view *view, const char *entry, const char *folder)
{
    static const struct sax_events events = {.start = on_relation};
    struct relations relations = {folder, strings_new(), strings_new(), strings_new(),
                                  g_ptr_array_new_with_free_func(g_free)};
    if (zip_view_find(view, entry))
        sax_read_entry(view, entry, &events, &relations, NULL);
    return relations;
}

struct relations relations_of_part(struct zip_view *view, const char *part, char **ret_folder)
{
    const char *slash = strrchr(part, '/');
    *ret_folder = g_strndup(part, slash ? (gsize)(slash + 1 - part) : 0);
    char *entry = g_strdup_printf("%s_rels/%s.rels", *ret_folder, part + strlen(*ret_folder));
    struct relations relations = relations_read(view, entry, *ret_folder);
    g_free(entry);
    return relations;
}

char *relations_document(struct zip_view *view)
{
    struct relations root = relations_read(view, "_rels/.rels", "");
    char *document = g_strdup(g_hash_table_lookup(root.by_type, "officeDocument"));
    relations_clear(&root);
    return document;
}

void relations_clear(struct relations *relations)
{
    g_hash_table_unref(relations->targets);
    g_hash_table_unref(relations->outside);
    g_hash_table_unref(relations->by_type);
    g_ptr_array_unref(relations->fetched);
}
