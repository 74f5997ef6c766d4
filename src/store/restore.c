// SPDX-License-Identifier: MIT
// A version brought back: as the bag it was, or as files.
#include "store/store.h"

#include "base/error.h"
#include "store/bag_note.h"
#include "store/fs.h"
#include "store/object.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

// Reads the stored bytes, into the new file `copy` unless NULL, and holds them to their digest.
static bool take_file(const struct store_object *object, const struct store_file *file,
                      const char *copy, GError **error)
{
    enum digest_kind kind = object->inventory->digest;
    const struct fs_bytes from = {NULL, file->source};
    struct fs_digests digests;
    if (!object_reach(object, file, error) || !fs_digest(&from, 1u << kind, copy, &digests, error))
        return false;
    if (strcmp(digests.hex[kind], file->digest) == 0)
        return true;
    fault_set(error, FAULT_INVALID, "%s is not what was stored [E092]", file->source);
    return false;
}

// ---- the bag ---------------------------------------------------------------------------------

bool object_note(struct store_object *object, size_t number, GBytes **ret, GError **error)
{
    const struct version_files *files = object_files(object, number);
    *ret = files->note->len
               ? object_read(object, &g_array_index(files->note, struct store_file, 0), error)
               : NULL;
    return *ret || files->note->len == 0;
}

static bool describe(struct store_object *object, const struct version_files *files,
                     struct bag *bag, json_t **ret_keep, GError **error)
{
    if (files->note->len == 0)
        return true;
    g_autoptr(GBytes) note =
        object_read(object, &g_array_index(files->note, struct store_file, 0), error);
    return note && bag_note_read(note, bag, ret_keep, error);
}

bool store_version_bag(struct store_object *object, size_t number, struct bag *ret,
                       json_t **ret_keep, GError **error)
{
    *ret_keep = NULL;
    return describe(object, object_files(object, number), ret, ret_keep, error);
}

bool store_version_date(struct store_object *object, size_t number, int64_t *ret, GError **error)
{
    struct bag bag = {.date = store_object_version(object, number)->created_at};
    json_t *keep = NULL;
    if (!describe(object, object_files(object, number), &bag, &keep, error))
        return false;
    if (keep)
        g_free((gpointer)bag.info);
    json_decref(keep);
    *ret = bag.date;
    return true;
}

static struct bag_file *payload_of(const struct version_files *files)
{
    struct bag_file *payload = g_new0(struct bag_file, files->payload->len + 1);
    for (guint i = 0; i < files->payload->len; i++) {
        const struct store_file *file = &g_array_index(files->payload, struct store_file, i);
        payload[i] = (struct bag_file){.path = file->path, .source = file->source};
    }
    return payload;
}

static bool check_payload(const struct store_object *object, const struct version_files *files,
                          GError **error)
{
    for (guint i = 0; i < files->payload->len; i++) {
        if (!take_file(object, &g_array_index(files->payload, struct store_file, i), NULL, error))
            return false;
    }
    return true;
}

bool store_restore_zip(struct store_object *object, size_t number, const char *path,
                       struct bag_written *ret, GError **error)
{
    const struct version_files *files = object_files(object, number);
    g_autofree char *name = bag_name_for(path);
    struct bag_file *payload = payload_of(files);
    json_t *keep = NULL;
    struct bag bag = {.name = name,
                      .files = payload,
                      .n_files = files->payload->len,
                      .date = store_object_version(object, number)->created_at};
    bool ok = check_payload(object, files, error) && describe(object, files, &bag, &keep, error) &&
              bag_write(&bag, path, ret, error);
    if (keep)
        g_free((gpointer)bag.info);
    json_decref(keep);
    g_free(payload);
    return ok;
}

// ---- a folder --------------------------------------------------------------------------------

static bool is_free(const char *folder, GError **error)
{
    if (!fs_exists(folder))
        return true;
    GDir *dir = g_dir_open(folder, 0, NULL);
    bool empty = dir && !g_dir_read_name(dir);
    if (dir)
        g_dir_close(dir);
    if (!empty)
        fault_set(error, FAULT_IO, "cannot write %s: there is something already", folder);
    return empty;
}

bool object_write_files(struct store_object *object, size_t number, const char *folder,
                        GError **error)
{
    const struct version_files *files = object_files(object, number);
    for (guint i = 0; i < files->payload->len; i++) {
        const struct store_file *file = &g_array_index(files->payload, struct store_file, i);
        const char *reason = bag_path_fault(file->path);
        if (reason) {
            fault_set_on(error, FAULT_INVALID, "cannot restore \"%s\": %s", file->path, reason);
            return false;
        }
        g_autofree char *to = g_build_filename(folder, file->path, NULL);
        g_autofree char *above = g_path_get_dirname(to);
        if (!fs_make_folders(folder, above, error) || !take_file(object, file, to, error))
            return false;
    }
    return fs_sync_tree(folder, error);
}

// What a killed restore to the same place left is overwritten by the next.
static bool restore_within(struct store_object *object, size_t number, const char *workshop,
                           const char *target, GError **error)
{
    g_autofree char *built = g_build_filename(workshop, "new", NULL);
    g_autofree char *above = g_path_get_dirname(target);
    fs_remove(built);
    if (mkdir(built, 0777) < 0)
        return fs_fault(error, FS_MAKE, built);
    return is_free(target, error) && object_write_files(object, number, built, error) &&
           fs_rename(built, target, error) && fs_sync_folder(above, error);
}

bool store_restore_folder(struct store_object *object, size_t number, const char *folder,
                          GError **error)
{
    g_autofree char *target = g_canonicalize_filename(folder, NULL);
    g_autofree char *above = g_path_get_dirname(target);
    g_autofree char *name = g_path_get_basename(target);
    g_autofree char *workshop = g_strdup_printf("%s/.%s.warraq-new", above, name);
    if (!is_free(target, error))
        return false;
    int fd = fs_workshop(workshop, error);
    if (fd < 0)
        return false;
    bool ok = restore_within(object, number, workshop, target, error);
    fs_remove(workshop);
    close(fd);
    return ok;
}
