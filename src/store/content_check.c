// SPDX-License-Identifier: MIT
#include "store/content_check.h"

#include "base/arena.h"
#include "base/job.h"
#include "store/fs.h"

#include <string.h>
#include <sys/stat.h>

struct promise {
    enum digest_kind kind;
    const char *hex;
    const char *code; // E092 from a manifest, E093 from a fixity block
};

struct content_check {
    struct arena *arena;  // of the promises' strings
    GHashTable *found;    // content paths
    GHashTable *promised; // content path to GArray of struct promise
};

struct content_check *content_check_new(void)
{
    struct content_check *check = g_new0(struct content_check, 1);
    check->arena = arena_new();
    check->found = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    check->promised =
        g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_array_unref);
    return check;
}

void content_check_free(struct content_check *check)
{
    g_hash_table_unref(check->found);
    g_hash_table_unref(check->promised);
    arena_free(check->arena);
    g_free(check);
}

void content_check_found(struct content_check *check, const char *path)
{
    g_hash_table_add(check->found, g_strdup(path));
}

// Prior inventories repeat the newest; a promise is kept once.
static void add_promise(struct content_check *check, const char *path, struct promise promise)
{
    GArray *promises = g_hash_table_lookup(check->promised, path);
    if (!promises) {
        promises = g_array_new(FALSE, FALSE, sizeof promise);
        g_hash_table_insert(check->promised, arena_strdup(check->arena, path), promises);
    }
    for (guint i = 0; i < promises->len; i++) {
        const struct promise *old = &g_array_index(promises, struct promise, i);
        if (old->kind == promise.kind && strcmp(old->code, promise.code) == 0 &&
            g_ascii_strcasecmp(old->hex, promise.hex) == 0)
            return;
    }
    promise.hex = arena_strdup(check->arena, promise.hex);
    g_array_append_val(promises, promise);
}

static void promise_block(struct content_check *check, json_t *block, enum digest_kind kind,
                          const char *code)
{
    const char *digest;
    json_t *paths, *path;
    size_t i;
    json_object_foreach(block, digest, paths)
    {
        json_array_foreach(paths, i, path)
        {
            const char *text = json_string_value(path);
            if (text && path_fault(text) == 0)
                add_promise(check, text, (struct promise){kind, digest, code});
        }
    }
}

void content_check_promise(struct content_check *check, const struct inventory *inventory)
{
    const char *algorithm;
    json_t *block;
    enum digest_kind kind;
    if (inventory->digest_known)
        promise_block(check, inventory->manifest, inventory->digest, "E092");
    json_object_foreach(inventory->fixity, algorithm, block)
    {
        if (digest_kind_parse(algorithm, &kind))
            promise_block(check, block, kind, "E093");
    }
}

static int compare_texts(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

// Findings come in the order of paths, whatever the hash table's.
static GPtrArray *sorted_keys(GHashTable *table)
{
    GPtrArray *keys = g_ptr_array_sized_new(g_hash_table_size(table));
    GHashTableIter iter;
    gpointer key;
    g_hash_table_iter_init(&iter, table);
    while (g_hash_table_iter_next(&iter, &key, NULL))
        g_ptr_array_add(keys, key);
    g_ptr_array_sort(keys, compare_texts);
    return keys;
}

void content_check_unlisted(const struct content_check *check, const struct inventory *inventory,
                            const char *where, struct findings *findings)
{
    GHashTable *listed = inventory_paths(inventory->manifest);
    GPtrArray *found = sorted_keys(check->found);
    for (guint i = 0; i < found->len; i++) {
        if (!g_hash_table_contains(listed, found->pdata[i]))
            findings_fault(findings, "E023", where, "the manifest does not list the file %s",
                           (const char *)found->pdata[i]);
    }
    g_ptr_array_unref(found);
    g_hash_table_unref(listed);
}

static void report_missing(const GArray *promises, const char *place, struct findings *findings)
{
    bool manifest = false, fixity = false;
    for (guint i = 0; i < promises->len; i++) {
        bool first = g_array_index(promises, struct promise, i).code[3] == '2';
        manifest |= first;
        fixity |= !first;
    }
    if (manifest)
        findings_fault(findings, "E092", place, "the manifest lists this file, but it is missing");
    if (fixity)
        findings_fault(findings, "E093", place,
                       "the fixity block lists this file, but it is missing");
}

static void read_file(const GArray *promises, const char *file, const char *place,
                      struct findings *findings)
{
    unsigned kinds = 0;
    const struct fs_bytes from = {NULL, file};
    struct fs_digests digests;
    g_autoptr(GError) error = NULL;
    for (guint i = 0; i < promises->len; i++)
        kinds |= 1u << g_array_index(promises, struct promise, i).kind;
    if (!fs_digest(&from, kinds, NULL, &digests, &error)) {
        findings_fault_of(findings, "E092", place, error);
        return;
    }
    for (guint i = 0; i < promises->len; i++) {
        const struct promise *promise = &g_array_index(promises, struct promise, i);
        if (g_ascii_strcasecmp(promise->hex, digests.hex[promise->kind]) != 0)
            findings_fault(findings, promise->code, place,
                           "the %s digest is %.16s…, but %.16s… was promised",
                           digest_name(promise->kind), digests.hex[promise->kind], promise->hex);
    }
}

static uint64_t bytes_below(const char *folder, const GPtrArray *paths)
{
    uint64_t bytes = 0;
    for (guint i = 0; i < paths->len; i++) {
        g_autofree char *file = g_build_filename(folder, paths->pdata[i], NULL);
        struct stat info;
        bytes += lstat(file, &info) == 0 && S_ISREG(info.st_mode) ? (uint64_t)info.st_size : 0;
    }
    return bytes;
}

void content_check_read(const struct content_check *check, const char *folder, const char *prefix,
                        struct findings *findings)
{
    GPtrArray *paths = sorted_keys(check->promised);
    job_expect(bytes_below(folder, paths));
    for (guint i = 0; i < paths->len && job_did(0); i++) {
        const char *path = paths->pdata[i];
        const GArray *promises = g_hash_table_lookup(check->promised, path);
        g_autofree char *file = g_build_filename(folder, path, NULL);
        g_autofree char *place = g_strconcat(prefix, path, NULL);
        if (g_hash_table_contains(check->found, path))
            read_file(promises, file, place, findings);
        else
            report_missing(promises, place, findings);
    }
    g_ptr_array_unref(paths);
}
