// SPDX-License-Identifier: MIT
#include "store/stage.h"

#include "base/error.h"
#include "base/file.h"
#include "store/fs.h"
#include "store/inventory.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SMALL = 4096 };

static char *place_beside(const struct root *root)
{
    g_autofree char *folder = g_path_get_dirname(root->path);
    g_autofree char *name = g_path_get_basename(root->path);
    return g_strdup_printf("%s/.%s.warraq-part", folder, name);
}

static char *place_inside(const struct root *root)
{
    return g_build_filename(root->path, "extensions", "warraq-part", NULL);
}

bool stage_left(const struct root *root)
{
    g_autofree char *beside = place_beside(root), *inside = place_inside(root);
    return fs_exists(beside) || fs_exists(inside);
}

static bool same_disk(const char *a, const char *b)
{
    struct stat first, second;
    return stat(a, &first) == 0 && stat(b, &second) == 0 && first.st_dev == second.st_dev;
}

bool stage_open(const struct root *root, struct stage *ret, GError **error)
{
    g_autofree char *above = g_path_get_dirname(root->path);
    *ret = (struct stage){.root = root, .folder = place_beside(root)};
    if (!same_disk(above, root->path) || mkdir(ret->folder, 0777) < 0) {
        g_free(ret->folder);
        ret->folder = place_inside(root);
        if (!fs_make_folders(root->path, ret->folder, error)) {
            g_clear_pointer(&ret->folder, g_free);
            return false;
        }
    }
    ret->content = g_build_filename(ret->folder, "new", NULL);
    if (mkdir(ret->content, 0777) == 0)
        return true;
    fs_fault(error, FS_MAKE, ret->content);
    stage_close(ret);
    return false;
}

void stage_close(struct stage *stage)
{
    if (!stage->folder)
        return;
    g_autofree char *ready = g_build_filename(stage->folder, "ready", NULL);
    if (!fs_exists(ready))
        fs_remove(stage->folder);
    g_clear_pointer(&stage->folder, g_free);
    g_clear_pointer(&stage->content, g_free);
}

// ---- a new object ----------------------------------------------------------------------------

// How much of OBJECT is there already, as the length of that part without its slash.
static size_t present_length(const struct root *root, const char *object)
{
    size_t n = 0;
    for (const char *slash = object; (slash = strchr(slash, '/')); slash++) {
        g_autofree char *part = g_strndup(object, (gsize)(slash - object));
        g_autofree char *folder = g_build_filename(root->path, part, NULL);
        if (!fs_is_folder(folder))
            break;
        n = (size_t)(slash - object);
    }
    return n;
}

bool stage_commit_object(struct stage *stage, const char *object, GError **error)
{
    size_t present = present_length(stage->root, object);
    size_t first = present ? present + 1 : 0;
    size_t end = first + strcspn(object + first, "/");
    g_autofree char *missing = g_strndup(object, end);
    g_autofree char *from = g_build_filename(stage->content, "tree", missing, NULL);
    g_autofree char *to = g_build_filename(stage->root->path, missing, NULL);
    g_autofree char *above = g_path_get_dirname(to);
    return fs_sync_tree(stage->content, error) && fs_rename(from, to, error) &&
           fs_sync_folder(above, error);
}

// ---- a new version ---------------------------------------------------------------------------

static bool is_sidecar(const char *name)
{
    return g_str_has_prefix(name, "inventory.json.");
}

// The version's folder first: content that no inventory names does no harm to a reader, an
// inventory without content does. The sidecar, of whatever algorithm, last.
static GPtrArray *pieces_of(const char *ready, const char *version)
{
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    GDir *dir = g_dir_open(ready, 0, NULL);
    g_ptr_array_add(names, g_strdup(version));
    g_ptr_array_add(names, g_strdup("inventory.json"));
    for (const char *name; dir && (name = g_dir_read_name(dir));) {
        if (is_sidecar(name))
            g_ptr_array_add(names, g_strdup(name));
    }
    if (dir)
        g_dir_close(dir);
    return names;
}

static bool move_piece(const char *ready, const char *name, const char *object, GError **error)
{
    g_autofree char *from = g_build_filename(ready, name, NULL);
    g_autofree char *to = g_build_filename(object, name, NULL);
    return rename(from, to) == 0 || errno == ENOENT || fs_fault(error, FS_PLACE, to);
}

// Can be repeated from wherever it was broken off: a piece that is gone from the stage is in place.
// Between the renames the object is not valid to others, so that nothing else is called there;
// syncing can wait, for the stage is there until it is done.
static bool move_pieces(const char *ready, const char *object, const char *version, GError **error)
{
    GPtrArray *names = pieces_of(ready, version);
    bool ok = true;
    for (guint i = 0; i < names->len && ok; i++)
        ok = move_piece(ready, names->pdata[i], object, error);
    g_ptr_array_unref(names);
    return ok && fs_sync_folder(object, error);
}

// As long as the object's own inventory is the old one, the version can be taken out again.
static void take_back(const struct stage *stage, const char *ready, const char *object,
                      const char *version)
{
    g_autofree char *inventory = g_build_filename(ready, "inventory.json", NULL);
    g_autofree char *from = g_build_filename(object, version, NULL);
    g_autofree char *to = g_build_filename(ready, version, NULL);
    if (!fs_exists(inventory) || (!fs_exists(to) && rename(from, to) < 0))
        return;
    if (rename(ready, stage->content) == 0)
        fs_sync_folder(stage->folder, NULL);
}

bool stage_commit_version(struct stage *stage, const char *object, const char *version,
                          const char *before, GError **error)
{
    g_autofree char *note = g_build_filename(stage->content, "target", NULL);
    g_autofree char *ready = g_build_filename(stage->folder, "ready", NULL);
    g_autofree char *folder = g_build_filename(stage->root->path, object, NULL);
    g_autofree char *text = g_strdup_printf("%s\n%s\n%s\n", object, version, before);
    if (!fs_write(note, text, strlen(text), error) || !fs_sync_tree(stage->content, error) ||
        !fs_rename(stage->content, ready, error) || !fs_sync_folder(stage->folder, error))
        return false;
    if (!move_pieces(ready, folder, version, error)) {
        take_back(stage, ready, folder, version);
        return false;
    }
    // No longer ready: what is left is debris that stage_close() clears.
    return fs_rename(ready, stage->content, error);
}

// ---- an object for another -------------------------------------------------------------------

#define REPLACEMENT "replacement" // in the place of a version's name

static bool has_digest(const char *folder, const char *before)
{
    struct fs_digests digests;
    bool short_one = strlen(before) == digest_hex_length(DIGEST_SHA256);
    enum digest_kind kind = short_one ? DIGEST_SHA256 : DIGEST_SHA512;
    g_autofree char *there = g_build_filename(folder, "inventory.json", NULL);
    return fs_digest(&(struct fs_bytes){NULL, there}, 1u << kind, NULL, &digests, NULL) &&
           strcmp(digests.hex[kind], before) == 0;
}

// Can be repeated from wherever it was broken off.
static bool exchange(const char *ready, const char *folder, const char *before, GError **error)
{
    g_autofree char *made = g_build_filename(ready, "object", NULL);
    g_autofree char *old = g_build_filename(ready, "old", NULL);
    g_autofree char *above = g_path_get_dirname(folder);
    bool there = fs_exists(folder);
    if (there && !has_digest(folder, before))
        return true;
    if (there && fs_exchange(made, folder))
        return fs_sync_folder(above, error);
    return (!there || fs_rename(folder, old, error)) && fs_rename(made, folder, error) &&
           fs_sync_folder(above, error);
}

bool stage_commit_replacement(struct stage *stage, const char *object, const char *before,
                              GError **error)
{
    g_autofree char *note = g_build_filename(stage->content, "target", NULL);
    g_autofree char *ready = g_build_filename(stage->folder, "ready", NULL);
    g_autofree char *folder = g_build_filename(stage->root->path, object, NULL);
    g_autofree char *text = g_strdup_printf("%s\n" REPLACEMENT "\n%s\n", object, before);
    return fs_write(note, text, strlen(text), error) && fs_sync_tree(stage->content, error) &&
           fs_rename(stage->content, ready, error) && fs_sync_folder(stage->folder, error) &&
           exchange(ready, folder, before, error) && fs_rename(ready, stage->content, error);
}

// ---- recovery --------------------------------------------------------------------------------

// The three lines of STAGE/ready/target; what is not safe to use is not used.
static char **read_target(const char *ready)
{
    size_t number;
    unsigned width;
    g_autofree char *path = g_build_filename(ready, "target", NULL);
    g_autoptr(GBytes) bytes = file_read(path, SMALL, NULL);
    gsize n = 0;
    const char *data = bytes ? g_bytes_get_data(bytes, &n) : NULL;
    g_autofree char *text = g_strndup(data, n);
    char **lines = g_strsplit(text ? text : "", "\n", 4);
    if (g_strv_length(lines) == 4 && path_fault(lines[0]) == 0 &&
        (strcmp(lines[1], REPLACEMENT) == 0 ||
         version_name_parse(lines[1], strlen(lines[1]), &number, &width)))
        return lines;
    g_strfreev(lines);
    return NULL;
}

// Whether the object is still the one the version was made for: its inventory is the one that was
// there then, or it is the new one already. A store may have been removed or brought back from a
// copy since.
static bool fits(const char *ready, const char *folder, const char *before)
{
    g_autofree char *made = g_build_filename(ready, "inventory.json", NULL);
    g_autofree char *there = g_build_filename(folder, "inventory.json", NULL);
    return fs_exists(there) && (!fs_exists(made) || has_digest(folder, before));
}

// An object that was replaced: what took its place is there already, or waits with its declaration.
static bool fits_replacement(const char *ready)
{
    g_autofree char *made = g_build_filename(ready, "object", "inventory.json", NULL);
    return fs_exists(made);
}

// Sets *ret_done if there was something to finish that could be.
static bool finish(const struct root *root, const char *ready, struct diag *diag, bool *ret_done,
                   GError **error)
{
    char **target = read_target(ready);
    g_autofree char *folder = target ? g_build_filename(root->path, target[0], NULL) : NULL;
    bool whole = target && strcmp(target[1], REPLACEMENT) == 0;
    *ret_done = target && (whole ? fits_replacement(ready) : fits(ready, folder, target[2]));
    bool ok = !*ret_done || (whole ? exchange(ready, folder, target[2], error)
                                   : move_pieces(ready, folder, target[1], error));
    if (ok && *ret_done && whole && diag)
        diag_add(diag, DIAG_NOTE, "store-recovered", SPAN_NONE,
                 "%s: put %s in place, which an interrupted redaction had finished", root->path,
                 target[0]);
    else if (ok && *ret_done && diag)
        diag_add(diag, DIAG_NOTE, "store-recovered", SPAN_NONE,
                 "%s: put %s of %s in place, which an interrupted snapshot had finished",
                 root->path, target[1], target[0]);
    g_strfreev(target);
    return ok;
}

static bool recover_at(const struct root *root, const char *folder, struct diag *diag,
                       GError **error)
{
    if (!fs_exists(folder))
        return true;
    g_autofree char *ready = g_build_filename(folder, "ready", NULL);
    bool made = fs_exists(ready), done = false;
    g_autofree char *debris = g_build_filename(folder, "new", NULL);
    if (made && (!finish(root, ready, diag, &done, error) || !fs_rename(ready, debris, error)))
        return false;
    if (!fs_remove(folder))
        return fs_fault(error, FS_REMOVE, folder);
    if (!done && diag)
        diag_add(diag, DIAG_NOTE, "store-cleaned", SPAN_NONE,
                 "%s: cleared %s, left by an interrupted snapshot", root->path, folder);
    return true;
}

bool stage_recover(const struct root *root, struct diag *diag, GError **error)
{
    g_autofree char *beside = place_beside(root), *inside = place_inside(root);
    root_tidy(root->path);
    return recover_at(root, beside, diag, error) && recover_at(root, inside, diag, error);
}

void stage_settle(struct root *root, struct diag *diag)
{
    if (!stage_left(root) || !root_relock(root, ROOT_EXCLUSIVE))
        return;
    g_autoptr(GError) error = NULL;
    if (!stage_recover(root, diag, &error) && diag)
        diag_add(diag, DIAG_WARNING, "store-interrupted", SPAN_NONE,
                 "an interrupted snapshot is not finished yet: %s", error->message);
    root_relock(root, ROOT_SHARED);
}
