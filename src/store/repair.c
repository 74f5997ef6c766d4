// SPDX-License-Identifier: MIT
// What is damaged in a store, taken from another copy of it. The object's own inventory says what
// has to be there; the copy only gives bytes that have the digests it promises. So a copy that is
// older, or from before a redaction, brings nothing back that left the store. Each file takes its
// place by one rename: killed at any moment, the store is as damaged as before or less.
#include "store/repair.h"

#include "base/error.h"
#include "store/inventory_load.h"
#include "store/listing.h"
#include "store/object_check.h"
#include "store/root.h"
#include "store/stage.h"
#include "store/fs.h"

#include <assert.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct repairing {
    struct root *root, *from;
    struct stage stage;
    struct diag *diag;
    GPtrArray *repaired;
    unsigned files; // in the stage, so far
    // The object under way:
    const char *place;
    char *folder, *other; // other: NULL where the copy has none
    struct inventory *inventory, *copy;
};

static void refuse(const struct repairing *r, const char *path, const char *reason)
{
    if (r->diag)
        diag_add(r->diag, DIAG_WARNING, "repair-refused", SPAN_NONE, "%s/%s: not repaired: %s",
                 r->place, path, reason);
}

// ---- files -----------------------------------------------------------------------------------

static bool has_digest(const char *path, enum digest_kind kind, const char *hex)
{
    struct fs_digests digests;
    return fs_is_file(path) &&
           fs_digest(&(struct fs_bytes){NULL, path}, 1u << kind, NULL, &digests, NULL) &&
           g_ascii_strcasecmp(digests.hex[kind], hex) == 0;
}

// A link in the way of a file or of its folders is not followed but goes.
static void clear_way(const struct repairing *r, const char *path)
{
    g_autofree char *at = g_build_filename(r->folder, path, NULL);
    assert(at);
    for (char *end = at + strlen(r->folder); end && *end; end = strchr(end + 1, '/')) {
        char kept = *end;
        *end = '\0';
        if (g_file_test(at, G_FILE_TEST_IS_SYMLINK))
            unlink(at);
        *end = kept;
    }
    if (g_file_test(at, G_FILE_TEST_IS_SYMLINK))
        unlink(at);
}

// Puts a copy of `source`, or the bytes, in the place of `path` in the object.
static bool put(struct repairing *r, const struct fs_bytes *from, const char *path)
{
    g_autoptr(GError) error = NULL;
    struct fs_digests unused;
    g_autofree char *to = g_build_filename(r->folder, path, NULL);
    g_autofree char *above = g_path_get_dirname(to);
    g_autofree char *staged = g_strdup_printf("%s/%u", r->stage.content, r->files++);
    clear_way(r, path);
    bool ok = fs_digest(from, 0, staged, &unused, &error) &&
              fs_make_folders(r->folder, above, &error) && fs_rename(staged, to, &error) &&
              fs_sync_folder(above, &error);
    if (ok)
        g_ptr_array_add(r->repaired, g_strdup_printf("%s/%s", r->place, path));
    else
        refuse(r, path, error->message);
    return ok;
}

static bool put_from(struct repairing *r, const char *folder, const char *own, const char *path)
{
    g_autofree char *source = g_build_filename(folder, own, NULL);
    return put(r, &(struct fs_bytes){NULL, source}, path);
}

// ---- inventories -----------------------------------------------------------------------------

static char *sidecar_of(const struct inventory *inventory)
{
    return g_strconcat("inventory.json.", digest_name(inventory->digest), NULL);
}

// An inventory with its sidecar, out of `folder` into the object's folder `version`, "" for its
// own.
static void put_inventory(struct repairing *r, const char *folder,
                          const struct inventory *inventory, const char *version)
{
    g_autofree char *sidecar = sidecar_of(inventory);
    g_autofree char *first = g_build_filename(version, "inventory.json", NULL);
    g_autofree char *second = g_build_filename(version, sidecar, NULL);
    if (put_from(r, folder, "inventory.json", first))
        put_from(r, folder, sidecar, second);
}

// The highest version that has a folder; 0 for none. *ret_name: that folder's.
static size_t highest_version(const char *folder, char **ret_name)
{
    GPtrArray *list = listing_read(folder);
    size_t highest = 0;
    *ret_name = NULL;
    for (guint i = 0; list && i < list->len; i++) {
        const struct listing_entry *entry = list->pdata[i];
        size_t number;
        unsigned width;
        if (entry->kind != LISTING_FOLDER ||
            !version_name_parse(entry->name, strlen(entry->name), &number, &width) ||
            number <= highest)
            continue;
        highest = number;
        g_free(*ret_name);
        *ret_name = g_strdup(entry->name);
    }
    g_clear_pointer(&list, g_ptr_array_unref);
    return highest;
}

// A copy from before a redaction has other notes: it must not bring back who left.
static bool is_same_history(const struct repairing *r, size_t highest)
{
    if (!r->copy || r->copy->newest != highest)
        return false;
    for (size_t number = 1; number <= highest; number++) {
        g_autofree char *name = version_name(number, r->copy->width);
        g_autofree char *path = g_build_filename(name, r->copy->content, "bag.json", NULL);
        g_autofree char *own = g_build_filename(r->folder, path, NULL);
        g_autofree char *other = g_build_filename(r->other, path, NULL);
        struct fs_digests digests;
        if (fs_is_file(own) && (!fs_digest(&(struct fs_bytes){NULL, other}, 1u << DIGEST_SHA512,
                                           NULL, &digests, NULL) ||
                                !has_digest(own, DIGEST_SHA512, digests.hex[DIGEST_SHA512])))
            return false;
    }
    return true;
}

// The object's inventory, if need be its newest version's copy of it, or that of the other store.
static bool mend_inventory(struct repairing *r)
{
    g_autofree char *version = NULL;
    size_t highest = highest_version(r->folder, &version);
    r->inventory = inventory_load(r->folder, NULL);
    if (r->inventory && r->inventory->newest >= highest)
        return true;
    g_clear_pointer(&r->inventory, inventory_free);
    g_autofree char *own = g_build_filename(r->folder, version ? version : "v1", NULL);
    r->inventory = inventory_load(own, NULL);
    if (r->inventory && r->inventory->newest == highest) {
        put_inventory(r, own, r->inventory, "");
        return true;
    }
    g_clear_pointer(&r->inventory, inventory_free);
    if (!is_same_history(r, highest)) {
        refuse(r, "inventory.json",
               r->copy ? N_("the copy has other versions than are here")
                       : N_("the copy does not have the letter, or its inventory is damaged too"));
        return false;
    }
    r->inventory = inventory_load(r->other, NULL);
    put_inventory(r, r->other, r->inventory, "");
    return true;
}

// A version need not have an inventory of its own: one that is missing comes back where both stores
// are the same otherwise.
static bool is_same_copy(const struct repairing *r)
{
    return r->copy && g_bytes_equal(r->copy->bytes, r->inventory->bytes);
}

static void mend_version(struct repairing *r, size_t number)
{
    g_autofree char *name = version_name(number, r->inventory->width);
    g_autofree char *folder = g_build_filename(r->folder, name, NULL);
    g_autofree char *path = g_build_filename(name, "inventory.json", NULL);
    g_autofree char *file = g_build_filename(folder, "inventory.json", NULL);
    g_autofree char *other = r->other ? g_build_filename(r->other, name, NULL) : NULL;
    struct inventory *own = inventory_load(folder, NULL), *copy = NULL;
    bool head = number == r->inventory->newest;
    bool right =
        own && own->newest == number && (!head || g_bytes_equal(own->bytes, r->inventory->bytes));
    bool there = fs_exists(file);
    if (!right && !head)
        copy = other ? inventory_load(other, NULL) : NULL;
    if (!right && head && (there || is_same_copy(r))) {
        put_inventory(r, r->folder, r->inventory, name);
    } else if (!right && (there || (copy && is_same_copy(r)))) {
        if (copy && copy->newest == number && strcmp(copy->id, r->inventory->id) == 0)
            put_inventory(r, other, copy, name);
        else
            refuse(r, path, N_("the copy has no sound one of this version"));
    }
    inventory_free(own);
    inventory_free(copy);
}

// ---- content ---------------------------------------------------------------------------------

// The path of the bytes in the copy, by their digest; NULL if it does not have them whole.
static char *find_copy(const struct repairing *r, const char *digest)
{
    if (!r->copy || r->copy->digest != r->inventory->digest)
        return NULL;
    const char *key;
    json_t *paths, *path;
    size_t i;
    json_object_foreach(r->copy->manifest, key, paths)
    {
        if (g_ascii_strcasecmp(key, digest) != 0)
            continue;
        json_array_foreach(paths, i, path)
        {
            char *file = g_build_filename(r->other, json_string_value(path), NULL);
            if (has_digest(file, r->copy->digest, digest))
                return file;
            g_free(file);
        }
    }
    return NULL;
}

static void mend_file(struct repairing *r, const char *digest, const char *path)
{
    g_autofree char *file = g_build_filename(r->folder, path, NULL);
    if (fs_is_straight(r->folder, file) && has_digest(file, r->inventory->digest, digest))
        return;
    g_autofree char *copy = find_copy(r, digest);
    if (copy)
        put(r, &(struct fs_bytes){NULL, copy}, path);
    else
        refuse(r, path, N_("the copy does not have these bytes either"));
}

static void mend_content(struct repairing *r)
{
    const char *digest;
    json_t *paths, *path;
    size_t i;
    json_object_foreach(r->inventory->manifest, digest, paths)
    {
        json_array_foreach(paths, i, path) mend_file(r, digest, json_string_value(path));
    }
}

static void mend_declaration(struct repairing *r)
{
    const char *version = inventory_spec(r->inventory->type) == 10 ? "1.0" : "1.1";
    g_autofree char *name = g_strdup_printf("0=ocfl_object_%s", version);
    g_autofree char *text = g_strdup_printf("ocfl_object_%s\n", version);
    g_autofree char *file = g_build_filename(r->folder, name, NULL);
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
    char hex[DIGEST_HEX_MAX + 1];
    digest_bytes(DIGEST_SHA512, text, strlen(text), hex);
    if (!has_digest(file, DIGEST_SHA512, hex))
        put(r, &(struct fs_bytes){bytes, NULL}, name);
}

// ---- objects ---------------------------------------------------------------------------------

static bool is_damaged(const char *folder)
{
    struct findings *findings = findings_new("ocfl-object");
    bool damaged = !object_check(folder, "", findings, NULL) || findings->faults->len > 0;
    findings_free(findings);
    return damaged;
}

// What is left is for whoever verifies next to see; files that nothing names are not removed.
static void mend_object(struct repairing *r)
{
    if (!mend_inventory(r))
        return;
    mend_declaration(r);
    mend_content(r);
    for (size_t number = 1; number <= r->inventory->newest; number++)
        mend_version(r, number);
}

static void open_copy(struct repairing *r)
{
    struct inventory *own = inventory_load(r->folder, NULL);
    g_autofree char *place = own ? root_find(r->from, own->id) : g_strdup(r->place);
    inventory_free(own);
    r->other = place ? g_build_filename(r->from->path, place, NULL) : NULL;
    r->copy = r->other ? inventory_load(r->other, NULL) : NULL;
}

static void visit(struct repairing *r, const char *place)
{
    r->place = place;
    r->folder = g_build_filename(r->root->path, place, NULL);
    if (is_damaged(r->folder)) {
        open_copy(r);
        mend_object(r);
    }
    g_clear_pointer(&r->inventory, inventory_free);
    g_clear_pointer(&r->copy, inventory_free);
    g_clear_pointer(&r->other, g_free);
    g_clear_pointer(&r->folder, g_free);
}

static bool add_place(const char *place, void *data)
{
    g_ptr_array_add(data, g_strdup(place));
    return true;
}

// An object that lost its declaration is found where the copy has one.
static void add_lost(const struct repairing *r, GPtrArray *places)
{
    GPtrArray *others = g_ptr_array_new_with_free_func(g_free);
    root_each(r->from, add_place, others);
    for (guint i = 0; i < others->len; i++) {
        g_autofree char *folder = g_build_filename(r->root->path, others->pdata[i], NULL);
        if (fs_is_folder(folder) &&
            !g_ptr_array_find_with_equal_func(places, others->pdata[i], g_str_equal, NULL))
            g_ptr_array_add(places, g_strdup(others->pdata[i]));
    }
    g_ptr_array_unref(others);
}

static bool repair(struct repairing *r, GError **error)
{
    struct stat own, other;
    if (fstat(r->root->lock, &own) == 0 && fstat(r->from->lock, &other) == 0 &&
        own.st_dev == other.st_dev && own.st_ino == other.st_ino) {
        fault_set(error, FAULT_USAGE, "a store cannot be repaired from itself: name its copy");
        return false;
    }
    if (!stage_recover(r->root, r->diag, error) || !stage_open(r->root, &r->stage, error))
        return false;
    GPtrArray *places = g_ptr_array_new_with_free_func(g_free);
    root_each(r->root, add_place, places);
    add_lost(r, places);
    for (guint i = 0; i < places->len; i++)
        visit(r, places->pdata[i]);
    g_ptr_array_unref(places);
    stage_close(&r->stage);
    return true;
}

bool store_repair(const char *path, const char *from, struct diag *diag, GPtrArray *ret_repaired,
                  GError **error)
{
    g_autofree char *resolved = root_resolve(path);
    struct repairing r = {.diag = diag, .repaired = ret_repaired};
    r.from = root_open(from, ROOT_UNLOCKED, error);
    r.root = r.from ? root_open(resolved, ROOT_EXCLUSIVE, error) : NULL;
    bool ok = r.root && repair(&r, error);
    root_close(r.root);
    root_close(r.from);
    return ok;
}
