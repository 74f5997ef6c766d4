// SPDX-License-Identifier: MIT
// An object written anew, all its versions: what was in it before is nowhere in the store then.
// OCFL's versions are not to be changed; so this is another object under the same id, which takes
// the place of the old one in one step (stage.h).
#include "store/store.h"

#include "base/error.h"
#include "store/bag_note.h"
#include "store/listing.h"
#include "store/making.h"
#include "store/object.h"
#include "store/stage.h"

#include <string.h>
#include <sys/stat.h>

struct rewriting {
    const struct store_rewriter *rewriter;
    struct root *root;
    struct store_object *object;
    struct inventory *inventory; // the new one
    struct stage stage;
    char *base; // where the object is built
};

// ---- what is kept ----------------------------------------------------------------------------

static bool copy_tree(const char *from, const char *to, GError **error)
{
    GPtrArray *list = listing_read(from);
    if (list && mkdir(to, 0777) < 0) {
        g_ptr_array_unref(list);
        return fs_fault(error, FS_MAKE, to);
    }
    bool ok = true;
    for (guint i = 0; list && ok && i < list->len; i++) {
        const struct listing_entry *entry = list->pdata[i];
        g_autofree char *source = g_build_filename(from, entry->name, NULL);
        g_autofree char *target = g_build_filename(to, entry->name, NULL);
        struct fs_digests unused;
        if (entry->kind == LISTING_FOLDER)
            ok = copy_tree(source, target, error);
        else if (entry->kind == LISTING_FILE)
            ok = fs_digest(&(struct fs_bytes){NULL, source}, 0, target, &unused, error);
    }
    g_clear_pointer(&list, g_ptr_array_unref);
    return ok;
}

static bool keep_folders(const struct rewriting *r, GError **error)
{
    static const char *const names[] = {"logs", "extensions"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *from = g_build_filename(r->object->folder, names[i], NULL);
        g_autofree char *to = g_build_filename(r->base, names[i], NULL);
        if (!copy_tree(from, to, error))
            return false;
    }
    return true;
}

// Type, algorithm, names of content and versions are the object's own.
static struct inventory *inventory_like(const struct inventory *old)
{
    struct inventory *inventory = making_inventory(old->id);
    json_object_set_new(inventory->json, "type", json_string(old->type));
    json_object_set_new(inventory->json, "digestAlgorithm", json_string(digest_name(old->digest)));
    if (json_object_get(old->json, "contentDirectory"))
        json_object_set_new(inventory->json, "contentDirectory", json_string(old->content));
    inventory->content = old->content;
    inventory->digest = old->digest;
    inventory->width = old->width;
    return inventory;
}

static bool declare(const struct rewriting *r, GError **error)
{
    const char *version = inventory_spec(r->object->inventory->type) == 10 ? "1.0" : "1.1";
    g_autofree char *text = g_strdup_printf("ocfl_object_%s\n", version);
    g_autofree char *path = g_strdup_printf("%s/0=ocfl_object_%s", r->base, version);
    return fs_make_folders(r->stage.content, r->base, error) &&
           fs_write(path, text, strlen(text), error);
}

// ---- versions --------------------------------------------------------------------------------

// A version that stays: its files where they are, its note byte for byte.
static bool take_as_it_is(const struct rewriting *r, size_t number, struct bag *bag, GBytes **ret,
                          GError **error)
{
    size_t n;
    const struct store_file *files = store_version_files(r->object, number, &n);
    struct bag_file *list = g_new0(struct bag_file, n + 1);
    for (size_t i = 0; i < n; i++)
        list[i] = (struct bag_file){.path = files[i].path, .source = files[i].source};
    *bag = (struct bag){.files = list, .n_files = n};
    return object_note(r->object, number, ret, error);
}

static bool had_copy(const struct rewriting *r, const char *version)
{
    g_autofree char *path = g_build_filename(r->object->folder, version, "inventory.json", NULL);
    return fs_exists(path);
}

static bool write_version(struct rewriting *r, size_t number, const struct bag *bag, GBytes *note,
                          GError **error)
{
    size_t newest = r->object->inventory->newest;
    struct store_written unused = {0};
    const struct store_version *version = store_object_version(r->object, number);
    g_autofree char *message = r->rewriter->message(r->rewriter->data, version->message);
    struct making m = {
        .bag = bag,
        .was = inventory_version(r->object->inventory, number),
        .message = message,
        .root = r->root,
        .id = r->inventory->id,
        .part = number < newest,
        .copy_said = true,
        .copy = had_copy(r, version->name),
        .inventory = r->inventory,
        .note = note,
        .version = g_strdup(version->name),
        .number = number,
        .ret = &unused,
    };
    bool ok = making_gather(&m, error);
    for (size_t i = 0; ok && i < m.n_entries; i++)
        m.entries[i].hex = m.entries[i].digests.hex[m.inventory->digest];
    ok = ok && making_write(&m, r->base, error);
    m.inventory = NULL; // goes on to the next
    making_clear(&m);
    return ok;
}

static bool rewrite_version(struct rewriting *r, size_t number, GError **error)
{
    g_autofree char *folder = g_strdup_printf("%s/work-%zu", r->stage.content, number);
    struct bag bag = {0};
    GBytes *note = NULL;
    if (mkdir(folder, 0700) < 0)
        return fs_fault(error, FS_MAKE, folder);
    if (!r->rewriter->make(r->rewriter->data, r->object, number, folder, &bag, error))
        return false;
    bool kept = !bag.name, ok = true;
    if (kept)
        ok = take_as_it_is(r, number, &bag, &note, error);
    else
        note = bag_note_write(&bag);
    if (ok)
        ok = write_version(r, number, &bag, note, error);
    if (kept)
        g_free((gpointer)bag.files);
    r->rewriter->done(r->rewriter->data);
    return ok && (fs_remove(folder) || fs_fault(error, FS_REMOVE, folder));
}

static bool rewrite_all(struct rewriting *r, GError **error)
{
    bool ok = declare(r, error);
    for (size_t number = 1; ok && number <= r->object->inventory->newest; number++)
        ok = rewrite_version(r, number, error);
    return ok && r->rewriter->finish(r->rewriter->data, error) && keep_folders(r, error);
}

// ---- the whole -------------------------------------------------------------------------------

static bool is_sound(const struct store_object *object, GError **error)
{
    struct findings *findings = store_object_verify(object, error);
    if (!findings)
        return false;
    guint n = findings->faults->len;
    if (n > 0)
        fault_set(error, FAULT_INVALID,
                  "the letter's versions are not valid: %s (verify tells all %u faults; verify "
                  "--repair mends what another copy has)",
                  g_array_index(findings->faults, struct finding, 0).message, n);
    findings_free(findings);
    return n == 0;
}

static bool rewrite_in(struct rewriting *r, const char *object, GError **error)
{
    if (!stage_open(r->root, &r->stage, error))
        return false;
    r->base = g_build_filename(r->stage.content, "object", NULL);
    r->inventory = inventory_like(r->object->inventory);
    bool ok = rewrite_all(r, error) &&
              stage_commit_replacement(&r->stage, object, r->object->inventory->hex, error);
    stage_close(&r->stage);
    inventory_free(r->inventory);
    g_free(r->base);
    return ok;
}

static bool rewrite(struct rewriting *r, const char *id, struct diag *diag, GError **error)
{
    if (!stage_recover(r->root, diag, error))
        return false;
    g_autofree char *object = root_find(r->root, id);
    if (!object) {
        fault_set(error, FAULT_IO, "the store has no letter \"%s\"", id);
        return false;
    }
    g_autofree char *folder = g_build_filename(r->root->path, object, NULL);
    r->object = store_object_in(folder, error);
    bool ok = r->object && is_sound(r->object, error) && rewrite_in(r, object, error);
    store_object_close(r->object);
    return ok;
}

bool store_rewrite(const char *path, const char *id, const struct store_rewriter *rewriter,
                   struct diag *diag, GError **error)
{
    g_autofree char *resolved = root_resolve(path);
    struct rewriting r = {.rewriter = rewriter};
    r.root = root_open(resolved, ROOT_EXCLUSIVE, error);
    bool ok = r.root && rewrite(&r, id, diag, error);
    root_close(r.root);
    return ok;
}
