// SPDX-License-Identifier: MIT
// Adds a version to an object: stage, sync, rename (stage.h).
//
// A version's folder should hold a copy of the inventory (W010). The inventory grows with every
// version, so that copies in all of them would grow with the square of their number: after fifty
// versions of a letter they would be half of the store. So a copy is made as long as the inventory
// is small, and after that in every second, fourth, eighth … version: the number by which the
// copy's bytes, spread over so many versions, are a small share of what each of them brings. A
// store of few versions has all its copies, a store of many has them at growing distances, and what
// a version costs stays in proportion to what is new in it.
#include "store/store.h"

#include "base/error.h"
#include "base/translate.h"
#include "store/bag_note.h"
#include "store/extension.h"
#include "store/fs.h"
#include "store/inventory_load.h"
#include "store/inventory_text.h"
#include "store/root.h"
#include "store/stage.h"

#include <string.h>

enum { COPY_ALWAYS = 24 * 1024, COPY_SHARE = 25 }; // bytes; one part in so many

#define KINDS (1u << DIGEST_SHA512 | 1u << DIGEST_SHA256)

struct snapshot_entry {
    const char *path;
    struct fs_bytes from;
    struct fs_digests digests;
    const char *hex; // by the object's algorithm
};

struct making {
    const struct bag *bag;
    const struct store_job *job;
    struct root *root;
    const char *id;
    char *object, *folder; // below the root, and whole
    bool fresh;            // the object is not there yet
    struct inventory *inventory;
    struct snapshot_entry *entries; // in byte order of paths; the last in time is bag.json
    size_t n_entries;
    GBytes *note;
    char *version; // "v7"
    size_t number;
    struct store_written *ret;
};

// ---- the payload -----------------------------------------------------------------------------

static int compare_entries(const void *a, const void *b)
{
    return path_compare(((const struct snapshot_entry *)a)->path,
                        ((const struct snapshot_entry *)b)->path);
}

static bool usage(GError **error, const char *format, const char *path)
{
    fault_set(error, FAULT_USAGE, format, path);
    return false;
}

static bool check_paths(const struct making *m, GError **error)
{
    for (size_t i = 0; i < m->n_entries; i++) {
        const char *path = m->entries[i].path;
        if (path_fault(path) || !g_utf8_validate(path, -1, NULL))
            return usage(error, N_("\"%s\" cannot be the path of a payload file"), path);
        if (i > 0 && path_within(m->entries[i - 1].path, path))
            return usage(error, N_("\"%s\" clashes with another path of the payload"), path);
    }
    return true;
}

static bool gather(struct making *m, GError **error)
{
    const struct bag *bag = m->bag;
    m->n_entries = bag->n_files + 1;
    m->entries = g_new0(struct snapshot_entry, m->n_entries);
    for (size_t i = 0; i < bag->n_files; i++)
        m->entries[i] = (struct snapshot_entry){
            .path = bag->files[i].path, .from = {bag->files[i].bytes, bag->files[i].source}};
    m->note = bag_note_write(bag);
    m->entries[bag->n_files] =
        (struct snapshot_entry){.path = STORE_BAG_FILE, .from = {m->note, NULL}};
    qsort(m->entries, m->n_entries, sizeof *m->entries, compare_entries);
    if (!check_paths(m, error))
        return false;
    for (size_t i = 0; i < m->n_entries; i++) {
        struct snapshot_entry *entry = &m->entries[i];
        if (!fs_digest(&entry->from, KINDS, NULL, &entry->digests, error))
            return false;
        m->ret->bytes += strcmp(entry->path, STORE_BAG_FILE) ? entry->digests.size : 0;
    }
    m->ret->entries = bag->n_files;
    return true;
}

// ---- the inventory ---------------------------------------------------------------------------

static struct inventory *new_inventory(const char *id)
{
    struct inventory *inventory = g_new0(struct inventory, 1);
    json_t *json = inventory->json = json_object();
    json_object_set_new(json, "id", json_text(id, strlen(id)));
    json_object_set_new(json, "type", json_string(OCFL_TYPE("1.1")));
    json_object_set_new(json, "digestAlgorithm", json_string("sha512"));
    json_object_set_new(json, "head", json_string("v1"));
    json_object_set_new(json, "manifest", inventory->manifest = json_object());
    json_object_set_new(json, "versions", inventory->versions = json_object());
    json_object_set_new(json, "fixity", inventory->fixity = json_object());
    inventory->content = "content";
    inventory->digest = DIGEST_SHA512;
    inventory->digest_known = true;
    return inventory;
}

// The manifest keys as they are spelt there, found by their lower-case form.
static GHashTable *manifest_keys(const struct inventory *inventory)
{
    GHashTable *keys = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    const char *digest;
    json_t *paths;
    json_object_foreach(inventory->manifest, digest, paths)
    {
        g_hash_table_insert(keys, g_ascii_strdown(digest, -1), (gpointer)digest);
    }
    return keys;
}

static json_t *state_of(const struct making *m, GHashTable *keys)
{
    json_t *state = json_object();
    for (size_t i = 0; i < m->n_entries; i++) {
        const struct snapshot_entry *entry = &m->entries[i];
        const char *key = g_hash_table_lookup(keys, entry->hex);
        json_t *paths = json_object_get(state, key ? key : entry->hex);
        if (!paths)
            json_object_set_new(state, key ? key : entry->hex, paths = json_array());
        json_array_append_new(paths, json_string(entry->path));
    }
    return state;
}

// The same paths with the same digests, in whatever order another tool may have written them.
static bool same_state(json_t *state, const struct making *m)
{
    GHashTable *known = inventory_paths(state);
    bool same = g_hash_table_size(known) == m->n_entries;
    for (size_t i = 0; same && i < m->n_entries; i++) {
        const char *digest = g_hash_table_lookup(known, m->entries[i].path);
        same = digest && g_ascii_strcasecmp(digest, m->entries[i].hex) == 0;
    }
    g_hash_table_unref(known);
    return same;
}

static void add_to(json_t *block, const char *digest, const char *path)
{
    json_t *paths = json_object_get(block, digest);
    if (!paths)
        json_object_set_new(block, digest, paths = json_array());
    json_array_append_new(paths, json_string(path));
}

// An object's member that is an object; it is made if it is missing.
static json_t *block_of(json_t *object, const char *key)
{
    json_t *block = json_object_get(object, key);
    if (!block)
        json_object_set_new(object, key, block = json_object());
    return block;
}

static json_t *version_block(const struct making *m, json_t *state)
{
    const struct store_job *job = m->job;
    g_autofree char *created = time_print(m->job->created);
    const char *message = job->message ? job->message : "";
    const char *user = job->user && *job->user ? job->user : "warraq";
    const char *address = job->address && *job->address ? job->address : "urn:warraq";
    json_t *who = json_object(), *block = json_object();
    json_object_set_new(who, "name", json_text(user, strlen(user)));
    json_object_set_new(who, "address", json_text(address, strlen(address)));
    json_object_set_new(block, "created", json_string(created));
    json_object_set_new(block, "message", json_text(message, strlen(message)));
    json_object_set_new(block, "user", who);
    json_object_set_new(block, "state", state);
    return block;
}

// ---- writing ---------------------------------------------------------------------------------

// Where in the stage the version is built: in the whole new object, or by itself.
static char *stage_object(const struct making *m, const struct stage *stage)
{
    return m->fresh ? g_build_filename(stage->content, "tree", m->object, NULL)
                    : g_strdup(stage->content);
}

// The source may have changed since it was read first; what is stored must be what is promised.
static bool copy_entry(const struct snapshot_entry *entry, const char *to, GError **error)
{
    struct fs_digests again;
    if (!fs_digest(&entry->from, KINDS, to, &again, error))
        return false;
    if (strcmp(again.hex[DIGEST_SHA512], entry->digests.hex[DIGEST_SHA512]) == 0)
        return true;
    fault_set(error, FAULT_IO, "%s changed while it was read",
              entry->from.source ? entry->from.source : entry->path);
    return false;
}

static bool store_entry(struct making *m, const struct snapshot_entry *entry, const char *base,
                        GError **error)
{
    g_autofree char *content =
        g_strdup_printf("%s/%s/%s", m->version, m->inventory->content, entry->path);
    g_autofree char *to = g_build_filename(base, content, NULL);
    g_autofree char *folder = g_path_get_dirname(to);
    if (!fs_make_folders(base, folder, error) || !copy_entry(entry, to, error))
        return false;
    enum digest_kind other = m->inventory->digest == DIGEST_SHA512 ? DIGEST_SHA256 : DIGEST_SHA512;
    json_t *fixity = block_of(block_of(m->inventory->json, "fixity"), digest_name(other));
    add_to(block_of(m->inventory->json, "manifest"), entry->hex, content);
    add_to(fixity, entry->digests.hex[other], content);
    m->ret->stored++;
    m->ret->added += entry->digests.size;
    return true;
}

static bool store_entries(struct making *m, GHashTable *keys, const char *base, GError **error)
{
    for (size_t i = 0; i < m->n_entries; i++) {
        const struct snapshot_entry *entry = &m->entries[i];
        if (g_hash_table_contains(keys, entry->hex))
            continue;
        if (!store_entry(m, entry, base, error))
            return false;
        g_hash_table_insert(keys, g_strdup(entry->hex), (gpointer)entry->hex);
    }
    return true;
}

static bool wants_copy(const struct making *m, size_t bytes)
{
    size_t distance = 1;
    if (m->fresh || m->job->every_inventory || bytes <= COPY_ALWAYS)
        return true;
    while (distance < m->number && distance * m->ret->added < bytes * COPY_SHARE)
        distance *= 2;
    return distance * m->ret->added >= bytes * COPY_SHARE && m->number % distance == 0;
}

static bool write_inventory(const struct making *m, const char *folder, const GString *text,
                            const char *hex, GError **error)
{
    g_autofree char *path = g_build_filename(folder, "inventory.json", NULL);
    g_autofree char *sidecar = g_strdup_printf("%s.%s", path, digest_name(m->inventory->digest));
    g_autofree char *line = g_strdup_printf("%s inventory.json\n", hex);
    return fs_write(path, text->str, text->len, error) &&
           fs_write(sidecar, line, strlen(line), error);
}

// Other tools' objects may be addressed by another digest than the one that is reported.
static void set_digest(const struct making *m, const char *text, size_t n, const char *hex)
{
    if (m->inventory->digest == DIGEST_SHA512)
        g_strlcpy(m->ret->sha512, hex, sizeof m->ret->sha512);
    else
        digest_bytes(DIGEST_SHA512, text, n, m->ret->sha512);
}

static bool write_inventories(const struct making *m, const char *base, const GString *text,
                              GError **error)
{
    char hex[DIGEST_HEX_MAX + 1];
    g_autofree char *folder = g_build_filename(base, m->version, NULL);
    if (text->len > INVENTORY_MOST) {
        fault_set(error, FAULT_USAGE, "%s: its inventory is full, begin another with a new id",
                  m->id);
        return false;
    }
    digest_bytes(m->inventory->digest, text->str, text->len, hex);
    set_digest(m, text->str, text->len, hex);
    return fs_make_folders(base, folder, error) &&
           (!wants_copy(m, text->len) || write_inventory(m, folder, text, hex, error)) &&
           write_inventory(m, base, text, hex, error);
}

static bool build(struct making *m, const struct stage *stage, GHashTable *keys, GError **error)
{
    g_autofree char *base = stage_object(m, stage);
    if (m->fresh) {
        g_autofree char *declaration = g_build_filename(base, "0=ocfl_object_1.1", NULL);
        if (!fs_make_folders(stage->content, base, error) ||
            !fs_write(declaration, "ocfl_object_1.1\n", strlen("ocfl_object_1.1\n"), error))
            return false;
    }
    if (!store_entries(m, keys, base, error))
        return false;
    json_t *json = m->inventory->json;
    json_object_set_new(json, "head", json_string(m->version));
    json_object_set_new(block_of(json, "versions"), m->version,
                        version_block(m, state_of(m, keys)));
    GString *text = inventory_print(json);
    bool ok = write_inventories(m, base, text, error);
    g_string_free(text, TRUE);
    return ok;
}

static bool write_version(struct making *m, GError **error)
{
    struct stage stage;
    if (!stage_open(m->root, &stage, error))
        return false;
    GHashTable *keys = manifest_keys(m->inventory);
    bool ok =
        build(m, &stage, keys, error) &&
        (m->fresh ? stage_commit_object(&stage, m->object, error)
                  : stage_commit_version(&stage, m->object, m->version, m->inventory->hex, error));
    g_hash_table_unref(keys);
    stage_close(&stage);
    return ok;
}

// ---- the whole -------------------------------------------------------------------------------

static bool find_object(struct making *m, GError **error)
{
    m->object = root_find(m->root, m->id);
    m->fresh = !m->object;
    if (m->fresh && !m->root->layout.known) {
        fault_set(error, FAULT_USAGE,
                  "%s has a layout this program adds no objects to, only versions", m->root->path);
        return false;
    }
    if (m->fresh)
        m->object = layout_path(&m->root->layout, m->id);
    m->folder = g_build_filename(m->root->path, m->object, NULL);
    m->inventory = m->fresh ? new_inventory(m->id) : inventory_load(m->folder, error);
    if (!m->inventory)
        return false;
    if (m->fresh || strcmp(m->inventory->id, m->id) == 0)
        return true;
    fault_set(error, FAULT_INVALID, "%s holds \"%s\" where \"%s\" belongs", m->folder,
              m->inventory->id, m->id);
    return false;
}

static bool unchanged(struct making *m)
{
    size_t newest = m->inventory->newest;
    const json_t *head = newest ? inventory_version(m->inventory, newest) : NULL;
    if (!head || !same_state(json_object_get(head, "state"), m))
        return false;
    gsize n;
    const char *text = g_bytes_get_data(m->inventory->bytes, &n);
    set_digest(m, text, n, m->inventory->hex);
    m->ret->version = newest;
    m->ret->unchanged = true;
    return true;
}

static bool make(struct making *m, GError **error)
{
    if (!find_object(m, error))
        return false;
    for (size_t i = 0; i < m->n_entries; i++)
        m->entries[i].hex = m->entries[i].digests.hex[m->inventory->digest];
    if (unchanged(m))
        return true;
    m->number = m->inventory->newest + 1;
    m->version = version_name(m->number, m->inventory->width);
    m->ret->version = m->number;
    if (m->inventory->width && m->version[1] != '0') {
        fault_set(error, FAULT_USAGE, "%s: its version names have no room for %s", m->folder,
                  m->version);
        return false;
    }
    return write_version(m, error);
}

static struct root *open_root(const char *path, struct diag *diag, GError **error)
{
    g_autofree char *resolved = root_resolve(path);
    if (!root_is(resolved) && !root_make(resolved, error))
        return NULL;
    struct root *root = root_open(resolved, ROOT_EXCLUSIVE, error);
    if (root && !stage_recover(root, diag, error))
        g_clear_pointer(&root, root_close);
    return root;
}

bool store_snapshot(const char *path, const char *id, const struct bag *bag,
                    const struct store_job *job, struct diag *diag, struct store_written *ret,
                    GError **error)
{
    *ret = (struct store_written){0};
    if (!*id || !g_utf8_validate(id, -1, NULL))
        return usage(error, N_("\"%s\" cannot be the id of an object"), id);
    struct making m = {.bag = bag, .job = job, .id = id, .ret = ret};
    bool ok = gather(&m, error) && (m.root = open_root(path, diag, error)) && make(&m, error);
    inventory_free(m.inventory);
    root_close(m.root);
    g_clear_pointer(&m.note, g_bytes_unref);
    g_free(m.entries);
    g_free(m.object);
    g_free(m.folder);
    g_free(m.version);
    return ok;
}
