// SPDX-License-Identifier: MIT
// Adds a version to an object: stage, sync, rename (stage.h).
#include "store/store.h"

#include "base/error.h"
#include "store/bag_note.h"
#include "store/inventory_load.h"
#include "store/making.h"
#include "store/root.h"
#include "store/stage.h"

#include <string.h>

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

// Where in the stage the version is built: in the whole new object, or by itself.
static char *stage_object(const struct making *m, const struct stage *stage)
{
    return m->fresh ? g_build_filename(stage->content, "tree", m->object, NULL)
                    : g_strdup(stage->content);
}

static bool build(struct making *m, const struct stage *stage, GError **error)
{
    g_autofree char *base = stage_object(m, stage);
    if (m->fresh) {
        g_autofree char *declaration = g_build_filename(base, "0=ocfl_object_1.1", NULL);
        if (!fs_make_folders(stage->content, base, error) ||
            !fs_write(declaration, "ocfl_object_1.1\n", strlen("ocfl_object_1.1\n"), error))
            return false;
    }
    return making_write(m, base, error);
}

static bool write_version(struct making *m, GError **error)
{
    struct stage stage;
    if (!stage_open(m->root, &stage, error))
        return false;
    bool ok =
        build(m, &stage, error) &&
        (m->fresh ? stage_commit_object(&stage, m->object, error)
                  : stage_commit_version(&stage, m->object, m->version, m->inventory->hex, error));
    stage_close(&stage);
    return ok;
}

// ---- the whole -------------------------------------------------------------------------------

static bool find_object(struct making *m, GError **error)
{
    m->object = root_find(m->root, m->id);
    m->fresh = !m->object;
    if (m->fresh && !m->root->layout.known) {
        fault_set(
            error, FAULT_USAGE,
            "%s has the layout %s, in which another tool has to put a letter first; versions of "
            "letters that are there can be added. A store of another name takes it now",
            m->root->path, *m->root->layout.name ? m->root->layout.name : "?");
        fault_because(error, "store-layout");
        return false;
    }
    if (m->fresh)
        m->object = layout_path(&m->root->layout, m->id);
    m->folder = g_build_filename(m->root->path, m->object, NULL);
    m->inventory = m->fresh ? making_inventory(m->id) : inventory_load(m->folder, error);
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
    making_digest(m, text, n, m->inventory->hex);
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
    if (!*id || !g_utf8_validate(id, -1, NULL)) {
        fault_set(error, FAULT_USAGE, "\"%s\" cannot be the id of an object", id);
        return false;
    }
    struct making m = {.bag = bag, .job = job, .id = id, .ret = ret, .note = bag_note_write(bag)};
    bool ok =
        making_gather(&m, error) && (m.root = open_root(path, diag, error)) && make(&m, error);
    root_close(m.root);
    making_clear(&m);
    return ok;
}
