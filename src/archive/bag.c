// SPDX-License-Identifier: MIT
// Members lie in the byte order of their names. That order happens to put the manifests behind the
// payload, which is what lets every payload file be read once: the digests that go into a manifest
// are those of the very bytes packed before it, even if a file should change meanwhile.
#include "archive/bag.h"

#include "archive/bag_info.h"
#include "archive/manifest.h"
#include "zip/name.h"
#include "archive/pack.h"
#include "base/digest.h"
#include "base/error.h"
#include "base/job.h"
#include "base/translate.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

struct payload_file {
    const struct bag_file *file;
    char *path; // NFC
    char *key;  // equal for names that some file system takes for the same
    uint64_t size;
    struct digest *digests[MANIFESTS];
};

struct tag_file {
    char *name;
    GBytes *bytes;
};

struct work;

// A manifest to be made once the payload is packed.
struct manifest {
    struct work *work;
    int which; // of manifest_kinds
};

struct work {
    const struct bag *bag;
    GPtrArray *payload; // struct payload_file, in byte order of their paths
    GArray *tags;       // struct tag_file: those already made
    struct manifest manifests[MANIFESTS];
    bag_vouch vouch; // or NULL
    void *vouch_data;
    GBytes *signed_over; // the tag manifest, once it is made
    struct pack *pack;
    size_t entries;
};

static void payload_free(gpointer data)
{
    struct payload_file *payload = data;
    for (int i = 0; i < MANIFESTS; i++)
        digest_free(payload->digests[i]);
    g_free(payload->path);
    g_free(payload->key);
    g_free(payload);
}

static void tag_clear(gpointer data)
{
    struct tag_file *tag = data;
    g_free(tag->name);
    g_bytes_unref(tag->bytes);
}

static bool payload_measure(struct payload_file *payload, GError **error)
{
    if (payload->file->bytes) {
        payload->size = g_bytes_get_size(payload->file->bytes);
        return true;
    }
    struct stat info;
    int code = stat(payload->file->source, &info) < 0 ? errno : 0;
    if (!code && !S_ISREG(info.st_mode))
        code = S_ISDIR(info.st_mode) ? EISDIR : EINVAL;
    if (code) {
        fault_set_on(error, FAULT_IO, "cannot read %s: %s", payload->file->source,
                     fault_reason(code));
        return false;
    }
    payload->size = (uint64_t)info.st_size;
    return true;
}

const char *bag_path_fault(const char *path)
{
    char *full = g_strconcat("data/", path, NULL);
    char *composed = g_utf8_normalize(full, -1, G_NORMALIZE_NFC); // as it will be written
    const char *reason = name_fault(full, strlen(full), NULL);
    if (!reason)
        reason = name_variance(composed, NULL);
    g_free(composed);
    g_free(full);
    return reason;
}

static bool payload_add(struct work *work, const struct bag_file *file, GError **error)
{
    const char *reason = bag_path_fault(file->path);
    if (reason) {
        char *shown = g_utf8_make_valid(file->path, -1);
        fault_set(error, FAULT_USAGE, "a bag cannot hold the path \"%s\": %s", shown, reason);
        g_free(shown);
        return false;
    }
    struct payload_file *payload = g_new0(struct payload_file, 1);
    payload->file = file;
    payload->path = g_utf8_normalize(file->path, -1, G_NORMALIZE_NFC);
    payload->key = name_key(payload->path);
    for (int i = 0; i < MANIFESTS; i++)
        payload->digests[i] = digest_new(manifest_kinds[i]);
    g_ptr_array_add(work->payload, payload);
    return payload_measure(payload, error);
}

static gint payload_compare(gconstpointer a, gconstpointer b)
{
    const struct payload_file *const *left = a, *const *right = b;
    return strcmp((*left)->path, (*right)->path);
}

static bool fault_clash(const char *a, const char *b, GError **error)
{
    fault_set(error, FAULT_USAGE,
              "the paths \"%s\" and \"%s\" cannot lie in one bag: some file systems take them "
              "for the same",
              a, b);
    return false;
}

// A file may not be another's folder either, nor may two folders differ in case alone.
static bool payload_folders_clash(GHashTable *seen, const struct payload_file *payload,
                                  GError **error)
{
    const char *key = payload->key, *path = payload->path;
    for (const char *slash = strchr(key, '/'); slash; slash = strchr(slash + 1, '/')) {
        path = strchr(path, '/');
        char *folder_key = g_strndup(key, (gsize)(slash - key));
        char *folder = g_strndup(payload->path, (gsize)(path - payload->path));
        const char *other = g_hash_table_lookup(seen, folder_key);
        bool clash = other && strcmp(other, folder) != 0;
        if (clash)
            fault_clash(other, folder, error);
        if (!other)
            g_hash_table_insert(seen, g_strdup(folder_key), g_strdup(folder));
        g_free(folder_key);
        g_free(folder);
        if (clash)
            return false;
        path++;
    }
    return true;
}

static bool payload_clash(struct work *work, GError **error)
{
    GHashTable *seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    bool ok = true;
    for (guint i = 0; ok && i < work->payload->len; i++)
        ok = payload_folders_clash(seen, work->payload->pdata[i], error);
    for (guint i = 0; ok && i < work->payload->len; i++) {
        const struct payload_file *payload = work->payload->pdata[i];
        const char *other = g_hash_table_lookup(seen, payload->key);
        if (other)
            ok = fault_clash(other, payload->path, error);
        else
            g_hash_table_insert(seen, g_strdup(payload->key), g_strdup(payload->path));
    }
    g_hash_table_unref(seen);
    return ok;
}

static bool work_gather(struct work *work, GError **error)
{
    const struct bag *bag = work->bag;
    const char *reason = name_fault(bag->name, strlen(bag->name), NULL);
    if (!reason)
        reason = name_variance(bag->name, NULL);
    if (!reason && strchr(bag->name, '/'))
        reason = N_("it is more than one folder");
    if (reason) {
        fault_set_on(error, FAULT_USAGE, "a bag cannot be named \"%s\": %s", bag->name, reason);
        return false;
    }
    for (size_t i = 0; i < bag->n_files; i++) {
        if (!payload_add(work, &bag->files[i], error))
            return false;
    }
    g_ptr_array_sort(work->payload, payload_compare);
    return payload_clash(work, error);
}

static void payload_watch(void *data, const void *bytes, size_t n)
{
    struct payload_file *payload = data;
    for (int i = 0; i < MANIFESTS; i++)
        digest_update(payload->digests[i], bytes, n);
    job_did(n);
}

static GBytes *payload_make(void *data)
{
    struct payload_file *payload = data;
    gsize n;
    const void *bytes = g_bytes_get_data(payload->file->bytes, &n);
    payload_watch(payload, bytes, n);
    return g_bytes_ref(payload->file->bytes);
}

// Remembers a tag file for the tag manifest and hands its bytes to the packer.
static GBytes *tag_keep(struct work *work, char *name, GString *text)
{
    struct tag_file tag = {.name = name, .bytes = g_string_free_to_bytes(text)};
    g_array_append_val(work->tags, tag);
    return g_bytes_ref(tag.bytes);
}

static GBytes *declaration_make(void *data)
{
    return tag_keep(data, g_strdup("bagit.txt"),
                    g_string_new("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"));
}

static GBytes *info_make(void *data)
{
    struct work *work = data;
    uint64_t bytes = 0;
    for (guint i = 0; i < work->payload->len; i++)
        bytes += ((struct payload_file *)work->payload->pdata[i])->size;
    return tag_keep(work, g_strdup("bag-info.txt"),
                    bag_info_write(work->bag, bytes, work->payload->len));
}

static GBytes *manifest_make(void *data)
{
    const struct manifest *manifest = data;
    struct work *work = manifest->work;
    int which = manifest->which;
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < work->payload->len; i++) {
        struct payload_file *payload = work->payload->pdata[i];
        char hex[DIGEST_HEX_MAX + 1];
        digest_finish(payload->digests[which], hex);
        payload->digests[which] = NULL;
        char *path = g_strconcat("data/", payload->path, NULL);
        manifest_add(text, hex, path);
        g_free(path);
    }
    return tag_keep(work, manifest_name("", manifest_kinds[which]), text);
}

static GBytes *tagmanifest_make(void *data)
{
    struct work *work = data;
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < work->tags->len; i++) {
        const struct tag_file *tag = &g_array_index(work->tags, struct tag_file, i);
        char hex[DIGEST_HEX_MAX + 1];
        gsize n;
        const void *bytes = g_bytes_get_data(tag->bytes, &n);
        digest_bytes(MANIFEST_TAGS, bytes, n, hex);
        manifest_add(text, hex, tag->name);
    }
    work->signed_over = g_string_free_to_bytes(text);
    return g_bytes_ref(work->signed_over);
}

static bool work_add_tag(struct work *work, const char *name, pack_make make, void *data,
                         GError **error)
{
    char *full = g_strconcat(work->bag->name, "/", name, NULL);
    bool ok = pack_add_made(work->pack, full, make, data, error);
    work->entries++;
    g_free(full);
    return ok;
}

static bool work_add_manifest(struct work *work, int which, GError **error)
{
    work->manifests[which] = (struct manifest){work, which};
    char *name = manifest_name("", manifest_kinds[which]);
    bool ok = work_add_tag(work, name, manifest_make, &work->manifests[which], error);
    g_free(name);
    return ok;
}

static bool work_add_payload(struct work *work, struct payload_file *payload, GError **error)
{
    char *full = g_strconcat(work->bag->name, "/data/", payload->path, NULL);
    bool ok = payload->file->bytes ? pack_add_made(work->pack, full, payload_make, payload, error)
                                   : pack_add_file(work->pack, full, payload->file->source,
                                                   payload->size, payload_watch, payload, error);
    work->entries++;
    g_free(full);
    return ok;
}

static bool work_add(struct work *work, GError **error)
{
    bool ok = work_add_tag(work, "bag-info.txt", info_make, work, error) &&
              work_add_tag(work, "bagit.txt", declaration_make, work, error);
    for (guint i = 0; ok && i < work->payload->len; i++)
        ok = work_add_payload(work, work->payload->pdata[i], error);
    for (int i = 0; ok && i < MANIFESTS; i++)
        ok = work_add_manifest(work, i, error);
    char *tags = manifest_name("tag", MANIFEST_TAGS);
    ok = ok && work_add_tag(work, tags, tagmanifest_make, work, error);
    g_free(tags);
    return ok;
}

static void expect_payload(const struct work *work)
{
    uint64_t bytes = 0;
    for (guint i = 0; i < work->payload->len; i++)
        bytes += ((const struct payload_file *)work->payload->pdata[i])->size;
    job_expect(bytes);
}

static bool work_pack(struct work *work, const char *path, struct bag_written *ret, GError **error)
{
    expect_payload(work);
    work->pack = pack_open(path, work->bag->date, error);
    if (!work->pack)
        return false;
    if (!work_add(work, error)) {
        pack_abandon(work->pack);
        return false;
    }
    ret->entries = work->entries;
    if (pack_close(work->pack, &ret->bytes, ret->sha512, error) &&
        (!work->vouch || work->vouch(work->vouch_data, work->signed_over, ret, error)))
        return pack_commit(work->pack, error);
    pack_abandon(work->pack);
    return false;
}

bool bag_write(const struct bag *bag, const char *path, struct bag_written *ret, GError **error)
{
    return bag_write_vouched(bag, path, NULL, NULL, ret, error);
}

bool bag_write_vouched(const struct bag *bag, const char *path, bag_vouch vouch, void *data,
                       struct bag_written *ret, GError **error)
{
    struct work work = {
        .bag = bag,
        .vouch = vouch,
        .vouch_data = data,
        .payload = g_ptr_array_new_with_free_func(payload_free),
        .tags = g_array_new(FALSE, FALSE, sizeof(struct tag_file)),
    };
    g_array_set_clear_func(work.tags, tag_clear);
    bool ok = work_gather(&work, error) && work_pack(&work, path, ret, error);
    g_ptr_array_unref(work.payload);
    g_array_unref(work.tags);
    g_clear_pointer(&work.signed_over, g_bytes_unref);
    return ok;
}

char *bag_name_for(const char *path)
{
    char *name = strcmp(path, "-") == 0 ? g_strdup("letter") : g_path_get_basename(path);
    if (g_str_has_suffix(name, ".zip") && strlen(name) > 4)
        name[strlen(name) - 4] = '\0';
    char *mended = name_mended(name);
    g_free(name);
    return mended;
}
