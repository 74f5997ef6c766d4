// SPDX-License-Identifier: MIT
// A letter taken out of the store, all its versions. One rename brings the whole object into the
// stage, where whoever comes next clears it; so a crash leaves it whole or gone.
#include "store/store.h"

#include "base/error.h"
#include "store/fs.h"
#include "store/root.h"
#include "store/stage.h"

#include <string.h>

static bool holds_one_entry(const char *folder)
{
    GDir *dir = g_dir_open(folder, 0, NULL);
    bool one = dir && g_dir_read_name(dir) && !g_dir_read_name(dir);
    g_clear_pointer(&dir, g_dir_close);
    return one;
}

// OCFL allows no empty folders between root and objects (E073), not even for the moment between two
// calls. So what leaves is the highest folder that holds the object and nothing else: its path
// below the root. g_free()
static char *alone_with(const struct root *root, const char *object)
{
    char *part = g_strdup(object);
    for (char *slash = strrchr(part, '/'); slash; slash = strrchr(part, '/')) {
        g_autofree char *folder = g_strdup_printf("%s/%.*s", root->path, (int)(slash - part), part);
        if (!holds_one_entry(folder))
            break;
        *slash = '\0';
    }
    return part;
}

static bool take_out(const struct root *root, const char *object, GError **error)
{
    struct stage stage;
    if (!stage_open(root, &stage, error))
        return false;
    g_autofree char *leaving = alone_with(root, object);
    g_autofree char *from = g_build_filename(root->path, leaving, NULL);
    g_autofree char *to = g_build_filename(stage.content, "purged", NULL);
    g_autofree char *above = g_path_get_dirname(from);
    bool ok = fs_rename(from, to, error) && fs_sync_folder(above, error);
    stage_close(&stage);
    return ok;
}

static bool purge(const struct root *root, const char *id, struct diag *diag, GError **error)
{
    if (!stage_recover(root, diag, error))
        return false;
    g_autofree char *object = root_find(root, id);
    if (object)
        return take_out(root, object, error);
    fault_set(error, FAULT_IO, "the store has no letter \"%s\"", id);
    return false;
}

bool store_purge(const char *path, const char *id, struct diag *diag, GError **error)
{
    g_autofree char *resolved = root_resolve(path);
    struct root *root = root_open(resolved, ROOT_EXCLUSIVE, error);
    bool ok = root && purge(root, id, diag, error);
    root_close(root);
    return ok;
}
