// SPDX-License-Identifier: MIT
#include "store/root.h"

#include "base/error.h"
#include "base/file.h"
#include "base/json.h"
#include "store/extension.h"
#include "store/fs.h"
#include "store/inventory_load.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SMALL = 64 * 1024, DEEPEST = 64, TUPLE_MOST = 32 };

static const char *const declarations[] = {"0=ocfl_1.1", "0=ocfl_1.0"};

char *root_resolve(const char *path)
{
    g_autofree char *plain = g_canonicalize_filename(path, NULL);
    char *resolved = realpath(plain, NULL);
    if (resolved)
        return resolved;
    g_autofree char *folder = g_path_get_dirname(plain);
    g_autofree char *name = g_path_get_basename(plain);
    char *above = realpath(folder, NULL);
    char *joined = g_build_filename(above ? above : folder, name, NULL);
    free(above);
    return joined;
}

bool root_is(const char *path)
{
    for (size_t i = 0; i < G_N_ELEMENTS(declarations); i++) {
        g_autofree char *file = g_build_filename(path, declarations[i], NULL);
        if (fs_is_file(file))
            return true;
    }
    return false;
}

// ---- making one ------------------------------------------------------------------------------

// The declaration comes last: until it is there, this is no store.
static bool write_root(const char *folder, GError **error)
{
    static const struct {
        const char *path, *text;
    } files[] = {
        {"extensions/" LAYOUT_NAME "/config.json", "{\n  \"extensionName\": \"" LAYOUT_NAME "\",\n"
                                                   "  \"digestAlgorithm\": \"sha256\",\n"
                                                   "  \"tupleSize\": 3,\n"
                                                   "  \"numberOfTuples\": 3,\n"
                                                   "  \"shortObjectRoot\": false\n}\n"},
        {"ocfl_layout.json",
         "{\n  \"extension\": \"" LAYOUT_NAME "\",\n  \"description\": \"Hashed "
         "n-tuples: sha256 of the id, three folders of three digits\"\n}\n"},
        {"0=ocfl_1.1", "ocfl_1.1\n"},
    };
    g_autofree char *extension = g_build_filename(folder, "extensions", LAYOUT_NAME, NULL);
    if (!fs_make_folders(folder, extension, error))
        return false;
    for (size_t i = 0; i < G_N_ELEMENTS(files); i++) {
        g_autofree char *path = g_build_filename(folder, files[i].path, NULL);
        if (!file_write(path, files[i].text, strlen(files[i].text), error))
            return false;
    }
    return fs_sync_tree(folder, error);
}

static bool build_beside(const char *path, const char *workshop, GError **error)
{
    g_autofree char *built = g_build_filename(workshop, "root", NULL);
    fs_remove(built);
    if (mkdir(built, 0777) < 0)
        return fs_fault(error, FS_MAKE, built);
    if (!write_root(built, error) || !fs_rename(built, path, error))
        return false;
    g_autofree char *folder = g_path_get_dirname(path);
    return fs_sync_folder(folder, error);
}

static char *workshop_of(const char *path)
{
    g_autofree char *folder = g_path_get_dirname(path);
    g_autofree char *name = g_path_get_basename(path);
    return g_strdup_printf("%s/.%s.warraq-new", folder, name);
}

// Whoever holds the workshop now has nothing left to do in it: the store is there.
void root_tidy(const char *path)
{
    g_autofree char *workshop = workshop_of(path);
    if (fs_is_folder(workshop))
        fs_remove(workshop);
}

static bool make_beside(const char *path, GError **error)
{
    g_autofree char *workshop = workshop_of(path);
    int fd = fs_workshop(workshop, error);
    if (fd < 0)
        return false;
    bool ok = root_is(path) || build_beside(path, workshop, error);
    fs_remove(workshop);
    close(fd);
    return ok;
}

// Nothing but what an interrupted write_root() leaves.
static bool is_begun_or_empty(const char *path)
{
    GDir *dir = g_dir_open(path, 0, NULL);
    if (!dir)
        return false;
    bool only = true;
    for (const char *name; (name = g_dir_read_name(dir));)
        only = only && (strcmp(name, "extensions") == 0 || strcmp(name, "ocfl_layout.json") == 0 ||
                        g_str_has_suffix(name, ".part"));
    g_dir_close(dir);
    return only;
}

bool root_make(const char *path, GError **error)
{
    // Another process may be faster, and have put something into the store it made by now.
    if (fs_exists(path) && !is_begun_or_empty(path) && !root_is(path)) {
        fault_set(error, FAULT_USAGE, "%s is neither a store nor an empty folder", path);
        return false;
    }
    g_autoptr(GError) beside = NULL;
    if (make_beside(path, &beside))
        return true;
    // A disk mounted at `path` cannot be replaced by a rename; then it is filled where it is.
    if (fs_is_folder(path))
        return root_is(path) || write_root(path, error);
    g_propagate_error(error, g_steal_pointer(&beside));
    return false;
}

// ---- opening ---------------------------------------------------------------------------------

static int open_declaration(const char *path, unsigned *ret_spec)
{
    for (size_t i = 0; i < G_N_ELEMENTS(declarations); i++) {
        g_autofree char *file = g_build_filename(path, declarations[i], NULL);
        *ret_spec = i == 0 ? 11 : 10;
        // A lock over NFS needs a file open for writing; a read-only store has only readers.
        int fd = open(file, O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
        if (fd < 0)
            fd = open(file, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
        if (fd >= 0)
            return fd;
    }
    return -1;
}

// A file system without locks (ENOLCK, EOPNOTSUPP) leaves the caller alone with the store.
static bool take_lock(int fd, int how)
{
    while (flock(fd, how) < 0) {
        if (errno != EINTR)
            return errno != EWOULDBLOCK;
    }
    return true;
}

struct root *root_open(const char *path, enum root_lock lock, GError **error)
{
    unsigned spec;
    g_autofree char *resolved = root_resolve(path);
    if (!fs_is_folder(resolved)) {
        errno = fs_exists(resolved) ? ENOTDIR : ENOENT;
        fs_fault(error, FS_READ, path);
        return NULL;
    }
    int fd = open_declaration(resolved, &spec);
    if (fd < 0) {
        if (errno == EACCES || errno == EPERM)
            fs_fault(error, FS_READ, path);
        else
            fault_set(error, FAULT_INVALID, "%s is not an OCFL storage root", path);
        return NULL;
    }
    struct root *root = g_new0(struct root, 1);
    *root = (struct root){.path = g_steal_pointer(&resolved), .spec = spec, .lock = fd};
    if (lock != ROOT_UNLOCKED)
        take_lock(fd, lock == ROOT_SHARED ? LOCK_SH : LOCK_EX);
    if (!layout_read(root->path, &root->layout, error)) {
        root_close(root);
        return NULL;
    }
    return root;
}

bool root_relock(struct root *root, enum root_lock lock)
{
    return take_lock(root->lock, (lock == ROOT_SHARED ? LOCK_SH : LOCK_EX) | LOCK_NB);
}

void root_close(struct root *root)
{
    if (!root)
        return;
    close(root->lock);
    g_free(root->path);
    g_free(root);
}

// ---- layout ----------------------------------------------------------------------------------

static json_t *read_json(const char *path, GError **error)
{
    g_autoptr(GBytes) bytes = file_read(path, SMALL, error);
    if (!bytes)
        return NULL;
    gsize n;
    const char *data = g_bytes_get_data(bytes, &n);
    return json_read(path, data, n, error);
}

static bool number_member(const json_t *json, const char *key, size_t *value)
{
    const json_t *member = json_object_get(json, key);
    if (!member)
        return true;
    json_int_t number = json_integer_value(member);
    *value = (size_t)number;
    return json_is_integer(member) && number >= 0 && number <= TUPLE_MOST;
}

static bool layout_take(const json_t *config, struct layout *layout)
{
    const json_t *digest = json_object_get(config, "digestAlgorithm");
    const json_t *short_root = json_object_get(config, "shortObjectRoot");
    if (digest &&
        (!json_is_string(digest) || !digest_kind_parse(json_string_value(digest), &layout->digest)))
        return false;
    if (short_root && !json_is_boolean(short_root))
        return false;
    layout->short_root = json_is_true(short_root);
    if (!number_member(config, "tupleSize", &layout->tuple) ||
        !number_member(config, "numberOfTuples", &layout->tuples))
        return false;
    size_t used = layout->tuple * layout->tuples, whole = digest_hex_length(layout->digest);
    return (layout->tuple == 0) == (layout->tuples == 0) && used <= whole &&
           !(layout->short_root && used == whole);
}

static bool layout_configure(const char *path, struct layout *layout, GError **error)
{
    g_autofree char *file = g_build_filename(path, "extensions", LAYOUT_NAME, "config.json", NULL);
    if (!fs_exists(file))
        return true;
    json_t *config = read_json(file, error);
    if (!config)
        return false;
    bool ok = layout_take(config, layout);
    json_decref(config);
    if (!ok)
        fault_set(error, FAULT_INVALID, "%s: not a configuration of this layout", file);
    return ok;
}

bool layout_read(const char *path, struct layout *ret, GError **error)
{
    *ret = (struct layout){.digest = DIGEST_SHA256, .tuple = 3, .tuples = 3};
    g_autofree char *file = g_build_filename(path, "ocfl_layout.json", NULL);
    if (!fs_exists(file))
        return true;
    json_t *json = read_json(file, error);
    if (!json)
        return false;
    const char *name = json_member(json, "extension");
    g_strlcpy(ret->name, name ? name : "", sizeof ret->name);
    ret->known = strcmp(ret->name, LAYOUT_NAME) == 0;
    json_decref(json);
    return !ret->known || layout_configure(path, ret, error);
}

char *layout_path(const struct layout *layout, const char *id)
{
    char hex[DIGEST_HEX_MAX + 1];
    digest_bytes(layout->digest, id, strlen(id), hex);
    GString *path = g_string_new(NULL);
    for (size_t i = 0; i < layout->tuples; i++) {
        g_string_append_len(path, hex + i * layout->tuple, (gssize)layout->tuple);
        g_string_append_c(path, '/');
    }
    g_string_append(path, layout->short_root ? hex + layout->tuple * layout->tuples : hex);
    return g_string_free(path, FALSE);
}

// ---- finding ---------------------------------------------------------------------------------

static int compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static GPtrArray *sorted_names(const char *path)
{
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    GDir *dir = g_dir_open(path, 0, NULL);
    for (const char *name; dir && (name = g_dir_read_name(dir));)
        g_ptr_array_add(names, g_strdup(name));
    if (dir)
        g_dir_close(dir);
    g_ptr_array_sort(names, compare_names);
    return names;
}

static bool is_object(const GPtrArray *names)
{
    for (guint i = 0; i < names->len; i++) {
        if (g_str_has_prefix(names->pdata[i], "0=ocfl_object_"))
            return true;
    }
    return false;
}

// `path` is below the root; "" is the root itself, whose `extensions` is no place for objects.
static bool walk(const struct root *root, const char *path, int depth, root_found found, void *data)
{
    g_autofree char *folder = g_build_filename(root->path, path, NULL);
    if (depth > DEEPEST || !fs_is_folder(folder))
        return true;
    GPtrArray *names = sorted_names(folder);
    bool go_on = true;
    if (*path && is_object(names)) {
        go_on = found(path, data);
    } else {
        for (guint i = 0; i < names->len && go_on; i++) {
            g_autofree char *below = g_build_filename(path, names->pdata[i], NULL);
            if (*path || strcmp(below, "extensions") != 0)
                go_on = walk(root, below, depth + 1, found, data);
        }
    }
    g_ptr_array_unref(names);
    return go_on;
}

void root_each(const struct root *root, root_found found, void *data)
{
    walk(root, "", 0, found, data);
}

struct object_search {
    const struct root *root;
    const char *id;
    char *object;
};

static bool has_id(const struct root *root, const char *object, const char *id)
{
    g_autofree char *folder = g_build_filename(root->path, object, NULL);
    struct inventory *inventory = inventory_load(folder, NULL);
    bool has = inventory && strcmp(inventory->id, id) == 0;
    inventory_free(inventory);
    return has;
}

static bool search_found(const char *object, void *data)
{
    struct object_search *search = data;
    if (!has_id(search->root, object, search->id))
        return true;
    search->object = g_strdup(object);
    return false;
}

char *root_find(const struct root *root, const char *id)
{
    if (root->layout.known) {
        g_autofree char *object = layout_path(&root->layout, id);
        g_autofree char *folder = g_build_filename(root->path, object, NULL);
        return fs_is_folder(folder) ? g_steal_pointer(&object) : NULL;
    }
    struct object_search search = {root, id, NULL};
    root_each(root, search_found, &search);
    return search.object;
}
