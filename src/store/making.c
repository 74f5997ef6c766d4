// SPDX-License-Identifier: MIT
// A version's folder should hold a copy of the inventory (W010). The inventory grows with every
// version, so that copies in all of them would grow with the square of their number: after fifty
// versions of a letter they would be half of the store. So a copy is made as long as the inventory
// is small, and after that in every second, fourth, eighth … version: the number by which the
// copy's bytes, spread over so many versions, are a small share of what each of them brings. A
// store of few versions has all its copies, a store of many has them at growing distances, and what
// a version costs stays in proportion to what is new in it.
#include "store/making.h"

#include "base/error.h"
#include "base/translate.h"
#include "store/inventory_text.h"

#include <string.h>

enum { COPY_ALWAYS = 24 * 1024, COPY_SHARE = 25 }; // bytes; one part in so many

#define KINDS (1u << DIGEST_SHA512 | 1u << DIGEST_SHA256)

// ---- the payload -----------------------------------------------------------------------------

static int compare_entries(const void *a, const void *b)
{
    return path_compare(((const struct making_entry *)a)->path,
                        ((const struct making_entry *)b)->path);
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

bool making_gather(struct making *m, GError **error)
{
    const struct bag *bag = m->bag;
    m->n_entries = bag->n_files + (m->note != NULL);
    m->entries = g_new0(struct making_entry, m->n_entries + 1);
    for (size_t i = 0; i < bag->n_files; i++)
        m->entries[i] = (struct making_entry){.path = bag->files[i].path,
                                              .from = {bag->files[i].bytes, bag->files[i].source}};
    if (m->note)
        m->entries[bag->n_files] =
            (struct making_entry){.path = STORE_BAG_FILE, .from = {m->note, NULL}};
    qsort(m->entries, m->n_entries, sizeof *m->entries, compare_entries);
    if (!check_paths(m, error))
        return false;
    for (size_t i = 0; i < m->n_entries; i++) {
        struct making_entry *entry = &m->entries[i];
        if (!fs_digest(&entry->from, KINDS, NULL, &entry->digests, error))
            return false;
        m->ret->bytes += strcmp(entry->path, STORE_BAG_FILE) ? entry->digests.size : 0;
    }
    m->ret->entries = bag->n_files;
    return true;
}

// ---- the inventory ---------------------------------------------------------------------------

struct inventory *making_inventory(const char *id)
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
        const struct making_entry *entry = &m->entries[i];
        const char *key = g_hash_table_lookup(keys, entry->hex);
        json_t *paths = json_object_get(state, key ? key : entry->hex);
        if (!paths)
            json_object_set_new(state, key ? key : entry->hex, paths = json_array());
        json_array_append_new(paths, json_string(entry->path));
    }
    return state;
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

// The block of a version that is written again, with what its files are now.
static json_t *block_again(const struct making *m, json_t *state)
{
    json_t *block = json_copy((json_t *)m->was);
    json_object_set_new(block, "state", state);
    if (m->message)
        json_object_set_new(block, "message", json_text(m->message, strlen(m->message)));
    return block;
}

static json_t *version_block(const struct making *m, json_t *state)
{
    if (m->was)
        return block_again(m, state);
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

// The source may have changed since it was read first; what is stored must be what is promised.
static bool copy_entry(const struct making_entry *entry, const char *to, GError **error)
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

static bool store_entry(struct making *m, const struct making_entry *entry, const char *base,
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
        const struct making_entry *entry = &m->entries[i];
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
    if (m->copy_said)
        return m->copy;
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
void making_digest(const struct making *m, const char *text, size_t n, const char *hex)
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
    making_digest(m, text->str, text->len, hex);
    return fs_make_folders(base, folder, error) &&
           (!wants_copy(m, text->len) || write_inventory(m, folder, text, hex, error)) &&
           (m->part || write_inventory(m, base, text, hex, error));
}

bool making_write(struct making *m, const char *base, GError **error)
{
    GHashTable *keys = manifest_keys(m->inventory);
    bool ok = store_entries(m, keys, base, error);
    if (ok) {
        json_t *json = m->inventory->json;
        json_object_set_new(json, "head", json_string(m->version));
        json_object_set_new(block_of(json, "versions"), m->version,
                            version_block(m, state_of(m, keys)));
        GString *text = inventory_print(json);
        ok = write_inventories(m, base, text, error);
        g_string_free(text, TRUE);
    }
    g_hash_table_unref(keys);
    return ok;
}

void making_clear(struct making *m)
{
    inventory_free(m->inventory);
    g_clear_pointer(&m->note, g_bytes_unref);
    g_clear_pointer(&m->entries, g_free);
    g_clear_pointer(&m->object, g_free);
    g_clear_pointer(&m->folder, g_free);
    g_clear_pointer(&m->version, g_free);
}
