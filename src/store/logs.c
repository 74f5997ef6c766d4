// SPDX-License-Identifier: MIT
// What was seen of an object over the years, in its folder `logs`.
#include "base/error.h"
#include "store/fs.h"
#include "store/inventory_load.h"
#include "store/repair.h"
#include "store/root.h"
#include "store/stage.h"

#include <string.h>

static bool add_place(const char *place, void *data)
{
    g_ptr_array_add(data, g_strdup(place));
    return true;
}

char **store_places(const char *path, GError **error)
{
    struct root *root = root_open(path, ROOT_SHARED, error);
    if (!root)
        return NULL;
    GPtrArray *places = g_ptr_array_new();
    root_each(root, add_place, places);
    root_close(root);
    g_ptr_array_add(places, NULL);
    return (char **)g_ptr_array_free(places, FALSE);
}

char *store_place_id(const char *path, const char *place)
{
    g_autofree char *folder = g_build_filename(path, place, NULL);
    struct inventory *inventory = inventory_load(folder, NULL);
    char *id = inventory ? g_strdup(inventory->id) : NULL;
    inventory_free(inventory);
    return id;
}

// "fixity-….xml", "fixity-…-2.xml"
static char *free_name(const char *folder, const char *name)
{
    const char *dot = strrchr(name, '.');
    int stem = (int)(dot ? dot - name : (gssize)strlen(name));
    char *path = g_build_filename(folder, name, NULL);
    for (unsigned n = 2; fs_exists(path); n++) {
        g_free(path);
        path = g_strdup_printf("%s/%.*s-%u%s", folder, stem, name, n, dot ? dot : "");
    }
    return path;
}

static bool put(const struct root *root, const char *place, const char *name, GBytes *bytes,
                GError **error)
{
    struct stage stage;
    if (!stage_recover(root, NULL, error) || !stage_open(root, &stage, error))
        return false;
    g_autofree char *object = g_build_filename(root->path, place, NULL);
    g_autofree char *folder = g_build_filename(object, "logs", NULL);
    g_autofree char *staged = g_build_filename(stage.content, "log", NULL);
    g_autofree char *to = free_name(folder, name);
    gsize n;
    const void *data = g_bytes_get_data(bytes, &n);
    bool ok = fs_write(staged, data, n, error) && fs_make_folders(object, folder, error) &&
              fs_rename(staged, to, error) && fs_sync_folder(folder, error);
    stage_close(&stage);
    return ok;
}

bool store_log(const char *path, const char *place, const char *name, GBytes *bytes, GError **error)
{
    g_autofree char *resolved = root_resolve(path);
    struct root *root = root_open(resolved, ROOT_EXCLUSIVE, error);
    bool ok = root && put(root, place, name, bytes, error);
    root_close(root);
    return ok;
}
