// SPDX-License-Identifier: MIT
#include "door/evidence_groups.h"

#include "archive/sign.h"
#include "archive/tree_folder.h"
#include "base/error.h"
#include "door/each_version.h"
#include "door/store_id.h"
#include "store/ocfl_check.h"

#include <errno.h>
#include <string.h>

static GPtrArray *groups_new(void)
{
    return g_ptr_array_new_with_free_func((GDestroyNotify)evidence_group_free);
}

static void add_file(struct evidence_group *group, const char *path)
{
    char *name = g_path_get_basename(path);
    struct evidence_file *file = evidence_file_new(path, name);
    evidence_group_add(group, file);
    evidence_file_unref(file);
    g_free(name);
}

// ---- archives --------------------------------------------------------------------------------

// Signatures and time stamps beside an archive: the record dates them too.
static void add_proofs(struct evidence_group *group, const char *path)
{
    static const char *const extensions[] = {".p7s", ".sig", ".tsr"};
    for (size_t i = 0; i < G_N_ELEMENTS(extensions); i++) {
        char *proof = sign_beside(path, extensions[i]);
        if (sign_is_there(proof))
            add_file(group, proof);
        g_free(proof);
    }
}

static struct evidence_group *group_of_file(const char *path)
{
    char *name = g_path_get_basename(path);
    struct evidence_group *group = evidence_group_new(name);
    add_file(group, path);
    add_proofs(group, path);
    g_free(name);
    return group;
}

static void add_tree(struct evidence_group *group, const struct tree *tree, const char *path)
{
    for (guint i = 0; i < tree->files->len; i++) {
        const char *below = g_array_index(tree->files, struct tree_file, i).path;
        char *place = g_build_filename(path, below, NULL);
        struct evidence_file *file = evidence_file_new(place, below);
        evidence_group_add(group, file);
        evidence_file_unref(file);
        g_free(place);
    }
}

static struct evidence_group *group_of_bag(const char *path, GError **error)
{
    struct findings *findings = findings_new("bag");
    struct tree *tree = tree_folder_new(path, &zip_limits_default, findings, error);
    struct evidence_group *group = NULL;
    if (tree && findings->faults->len > 0) {
        fault_set(error, FAULT_INVALID, "%s: %s", path,
                  g_array_index(findings->faults, struct finding, 0).message);
    } else if (tree) {
        char *name = g_path_get_basename(path);
        group = evidence_group_new(name);
        add_tree(group, tree, path);
        add_proofs(group, path);
        g_free(name);
    }
    tree_folder_free(tree);
    findings_free(findings);
    return group;
}

static int by_name(const void *a, const void *b)
{
    const struct evidence_group *one = *(struct evidence_group *const *)a;
    const struct evidence_group *other = *(struct evidence_group *const *)b;
    return strcmp(one->name, other->name);
}

// As verify takes a folder of archives.
static bool is_archive(const char *name)
{
    size_t n = strlen(name);
    return *name != '.' && n > 4 && g_ascii_strcasecmp(name + n - 4, ".zip") == 0;
}

static bool add_archives(GPtrArray *groups, const char *folder, GError **error)
{
    GDir *dir = g_dir_open(folder, 0, NULL);
    int why = dir ? 0 : errno;
    for (const char *name; dir && (name = g_dir_read_name(dir));) {
        char *path = g_build_filename(folder, name, NULL);
        if (is_archive(name))
            g_ptr_array_add(groups, group_of_file(path));
        g_free(path);
    }
    g_clear_pointer(&dir, g_dir_close);
    g_ptr_array_sort(groups, by_name);
    if (why)
        fault_set_on(error, FAULT_IO, "cannot read %s: %s", folder, fault_reason(why));
    else if (groups->len == 0)
        fault_set(error, FAULT_INVALID,
                  "%s is no store and no bag, and there is no archive (.zip) in it", folder);
    return groups->len > 0;
}

// ---- stores ----------------------------------------------------------------------------------

struct version_gathering {
    GPtrArray *groups;
    GHashTable *files; /* path -> struct evidence_file: bytes that did not change lie once */
};

static struct evidence_file *file_at(const struct version_gathering *all,
                                     const struct store_file *stored)
{
    struct evidence_file *file = g_hash_table_lookup(all->files, stored->source);
    if (!file) {
        file = evidence_file_new(stored->source, stored->path);
        g_hash_table_insert(all->files, file->path, file);
    }
    return file;
}

static void gather(void *context, struct store_object *object, size_t number, const char *place)
{
    const struct version_gathering *all = context;
    char *id = store_id_plain(store_object_id(object));
    char *safe = g_uri_escape_string(id, NULL, TRUE);
    char *name = g_strdup_printf("%s.%s", safe, store_object_version(object, number)->name);
    struct evidence_group *group = evidence_group_new_version(name, id, place);
    size_t n;
    const struct store_file *files = store_version_files(object, number, &n);
    for (size_t i = 0; i < n; i++)
        evidence_group_add(group, file_at(all, &files[i]));
    if (n > 0)
        g_ptr_array_add(all->groups, group);
    else
        evidence_group_free(group);
    g_free(id);
    g_free(safe);
    g_free(name);
}

static bool add_versions(GPtrArray *groups, const char *path, bool root, GError **error)
{
    struct version_gathering all = {
        groups,
        g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)evidence_file_unref)};
    each_version(path, root, gather, &all);
    g_hash_table_unref(all.files);
    if (groups->len == 0)
        fault_set(error, FAULT_INVALID, "%s holds no version that could be read", path);
    return groups->len > 0;
}

// ---- any -------------------------------------------------------------------------------------

static bool is_bag(const char *folder)
{
    char *mark = g_build_filename(folder, "bagit.txt", NULL);
    bool is = sign_is_there(mark);
    g_free(mark);
    return is;
}

static bool add_one(GPtrArray *groups, struct evidence_group *group)
{
    if (group)
        g_ptr_array_add(groups, group);
    return group != NULL;
}

GPtrArray *evidence_groups(const char *source, GError **error)
{
    GPtrArray *groups = groups_new();
    bool folder = g_file_test(source, G_FILE_TEST_IS_DIR), ok;
    enum ocfl_kind kind = folder ? ocfl_kind_of(source) : OCFL_NEITHER;
    if (!folder)
        ok = add_one(groups, group_of_file(source));
    else if (kind != OCFL_NEITHER)
        ok = add_versions(groups, source, kind == OCFL_ROOT, error);
    else if (is_bag(source))
        ok = add_one(groups, group_of_bag(source, error));
    else
        ok = add_archives(groups, source, error);
    if (!ok)
        g_clear_pointer(&groups, g_ptr_array_unref);
    return groups;
}

char *evidence_record_path(const char *folder, const struct evidence_group *group)
{
    char *name = g_strconcat(group->name, ".ers", NULL);
    char *path = g_build_filename(folder, name, NULL);
    g_free(name);
    return path;
}
