// SPDX-License-Identifier: MIT
// Reading: a store, its objects, their versions and files.
#include "store/object.h"

#include "base/error.h"
#include "base/file.h"
#include "store/extension.h"
#include "store/fs.h"
#include "store/inventory_load.h"
#include "store/ocfl_check.h"
#include "store/stage.h"

#include <string.h>

struct store {
    struct root *root;
    struct diag *diag;
};

// ---- the store -------------------------------------------------------------------------------

// In a layout of any other kind the letters are found by looking, which is safe and slow.
static void note_layout(const struct root *root, struct diag *diag)
{
    const char *name = root->layout.name;
    if (diag && *name && !extension_registered(name))
        diag_add(diag, DIAG_NOTE, "store-extension", SPAN_NONE,
                 "%s has a layout that is not known, %s: its letters are looked for", root->path,
                 name);
}

// What lies in a head that may still change is no version yet (extension 0005).
static void note_head(const struct store *store, const char *folder)
{
    g_autofree char *path = g_build_filename(folder, "extensions", "0005-mutable-head", NULL);
    if (store->diag && fs_exists(path))
        diag_add(store->diag, DIAG_NOTE, "store-extension", SPAN_NONE,
                 "%s has a head that may still change (extension 0005-mutable-head): what is not a "
                 "version yet is not read",
                 folder);
}

struct store *store_open(const char *path, struct diag *diag, GError **error)
{
    struct root *root = root_open(path, ROOT_SHARED, error);
    if (!root)
        return NULL;
    stage_settle(root, diag);
    note_layout(root, diag);
    struct store *store = g_new0(struct store, 1);
    *store = (struct store){root, diag};
    return store;
}

void store_close(struct store *store)
{
    if (!store)
        return;
    root_close(store->root);
    g_free(store);
}

struct listing {
    struct store *store;
    GPtrArray *ids;
    size_t most;
};

static bool list_object(const char *object, void *data)
{
    struct listing *listing = data;
    g_autoptr(GError) error = NULL;
    g_autofree char *folder = g_build_filename(listing->store->root->path, object, NULL);
    struct inventory *inventory = inventory_load(folder, &error);
    if (inventory)
        g_ptr_array_add(listing->ids, g_strdup(inventory->id));
    else if (listing->store->diag)
        diag_add(listing->store->diag, DIAG_WARNING, "store-object", SPAN_NONE, "%s",
                 error->message);
    inventory_free(inventory);
    return !listing->most || listing->ids->len < listing->most;
}

static int compare_texts(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

char **store_ids(struct store *store, size_t most)
{
    struct listing listing = {store, g_ptr_array_new(), most};
    root_each(store->root, list_object, &listing);
    g_ptr_array_sort(listing.ids, compare_texts);
    g_ptr_array_add(listing.ids, NULL);
    return (char **)g_ptr_array_free(listing.ids, FALSE);
}

bool store_has(const struct store *store, const char *id)
{
    g_autofree char *path = root_find(store->root, id);
    return path != NULL;
}

// ---- an object -------------------------------------------------------------------------------

static char *only_id(struct store *store, GError **error)
{
    char **ids = store_ids(store, 0);
    guint n = g_strv_length(ids);
    char *id = n == 1 ? g_strdup(ids[0]) : NULL;
    if (n == 0)
        fault_set(error, FAULT_IO, "%s holds nothing yet", store->root->path);
    else if (n > 1)
        fault_set(error, FAULT_USAGE, "%s holds %u letters: say which by its id", store->root->path,
                  n);
    g_strfreev(ids);
    return id;
}

static void read_version(struct store_object *object, size_t number)
{
    const json_t *block = inventory_version(object->inventory, number);
    const json_t *user = json_object_get(block, "user");
    const char *message = json_member(block, "message"), *name = json_member(user, "name");
    const char *address = json_member(user, "address");
    struct store_version *version = &object->versions[number - 1];
    version->number = number;
    version->name = object->names[number - 1] = version_name(number, object->inventory->width);
    version->created = json_member(block, "created");
    version->message = message ? message : "";
    version->user = name ? name : "";
    version->address = address ? address : "";
    gint64 created_at = 0;
    time_parse(version->created, &created_at);
    version->created_at = created_at;
}

static struct store_object *new_object(char *folder, struct inventory *inventory)
{
    struct store_object *object = g_new0(struct store_object, 1);
    size_t n = inventory->newest;
    *object = (struct store_object){.folder = folder, .inventory = inventory};
    object->versions = g_new0(struct store_version, n);
    object->names = g_new0(char *, n + 1);
    object->files = g_new0(struct version_files, n);
    for (size_t number = 1; number <= n; number++)
        read_version(object, number);
    return object;
}

struct store_object *store_object_open(struct store *store, const char *id, GError **error)
{
    g_autofree char *wanted = id ? g_strdup(id) : only_id(store, error);
    if (!wanted)
        return NULL;
    g_autofree char *path = root_find(store->root, wanted);
    if (!path) {
        fault_set(error, FAULT_IO, "%s has no letter with the id \"%s\"", store->root->path,
                  wanted);
        return NULL;
    }
    char *folder = g_build_filename(store->root->path, path, NULL);
    struct inventory *inventory = inventory_load(folder, error);
    if (inventory && strcmp(inventory->id, wanted) == 0) {
        note_head(store, folder);
        return new_object(folder, inventory);
    }
    if (inventory)
        fault_set(error, FAULT_INVALID,
                  "what lies where \"%s\" belongs says that it is another letter [E083]", wanted);
    inventory_free(inventory);
    g_free(folder);
    return NULL;
}

struct store_object *store_object_in(const char *folder, GError **error)
{
    struct inventory *inventory = inventory_load(folder, error);
    return inventory ? new_object(g_strdup(folder), inventory) : NULL;
}

struct findings *store_object_verify(const struct store_object *object, GError **error)
{
    return ocfl_verify_object(object->folder, error);
}

void store_object_close(struct store_object *object)
{
    if (!object)
        return;
    for (size_t i = 0; i < object->inventory->newest; i++) {
        g_clear_pointer(&object->files[i].payload, g_array_unref);
        g_clear_pointer(&object->files[i].note, g_array_unref);
    }
    g_free(object->files);
    g_strfreev(object->names);
    g_free(object->versions);
    inventory_free(object->inventory);
    g_free(object->folder);
    g_free(object);
}

const char *store_object_id(const struct store_object *object)
{
    return object->inventory->id;
}

size_t store_object_versions(const struct store_object *object)
{
    return object->inventory->newest;
}

const struct store_version *store_object_version(const struct store_object *object, size_t number)
{
    size_t newest = object->inventory->newest;
    if (number > newest)
        return NULL;
    return &object->versions[(number ? number : newest) - 1];
}

bool store_version_parse(const struct store_object *object, const char *text, size_t *ret,
                         GError **error)
{
    size_t newest = object->inventory->newest;
    guint64 number = newest;
    const char *digits = text && text[0] == 'v' ? text + 1 : text;
    bool read = !text || g_ascii_string_to_unsigned(digits, 10, 1, newest, &number, NULL);
    if (!read)
        fault_set(error, FAULT_USAGE, "there is no version \"%s\": there are v1 to v%zu", text,
                  newest);
    *ret = (size_t)number;
    return read;
}

// ---- files -----------------------------------------------------------------------------------

static void file_clear(gpointer data)
{
    struct store_file *file = data;
    g_free((gpointer)file->digest);
    g_free((gpointer)file->source);
}

static int compare_files(gconstpointer a, gconstpointer b)
{
    return strcmp(((const struct store_file *)a)->path, ((const struct store_file *)b)->path);
}

static void take_files(struct store_object *object, struct version_files *files, const char *digest,
                       const json_t *paths)
{
    const char *content = inventory_content(object->inventory, digest);
    for (size_t i = 0; i < json_array_size(paths); i++) {
        struct store_file file = {.path = json_string_value(json_array_get(paths, i)),
                                  .digest = g_ascii_strdown(digest, -1),
                                  .source = g_build_filename(object->folder, content, NULL)};
        bool note = strcmp(file.path, STORE_BAG_FILE) == 0;
        g_array_append_val(note ? files->note : files->payload, file);
    }
}

static GArray *new_files(void)
{
    GArray *files = g_array_new(FALSE, FALSE, sizeof(struct store_file));
    g_array_set_clear_func(files, file_clear);
    return files;
}

const struct version_files *object_files(struct store_object *object, size_t number)
{
    if (number == 0)
        number = object->inventory->newest;
    struct version_files *files = &object->files[number - 1];
    if (files->payload)
        return files;
    *files = (struct version_files){new_files(), new_files()};
    const char *digest;
    json_t *paths;
    json_object_foreach(json_object_get(inventory_version(object->inventory, number), "state"),
                        digest, paths)
    {
        take_files(object, files, digest, paths);
    }
    g_array_sort(files->payload, compare_files);
    return files;
}

const struct store_file *store_version_files(struct store_object *object, size_t number,
                                             size_t *ret_n)
{
    const struct version_files *files = object_files(object, number);
    *ret_n = files->payload->len;
    return (const struct store_file *)files->payload->data;
}

bool object_reach(const struct store_object *object, const struct store_file *file, GError **error)
{
    if (!fs_exists(file->source) || fs_is_straight(object->folder, file->source))
        return true;
    fault_set(error, FAULT_INVALID, "%s is no plain file, or lies behind a link [E090]",
              file->source);
    return false;
}

GBytes *object_read(const struct store_object *object, const struct store_file *file,
                    GError **error)
{
    char hex[DIGEST_HEX_MAX + 1];
    GBytes *bytes =
        object_reach(object, file, error) ? file_read(file->source, (size_t)-1, error) : NULL;
    if (!bytes)
        return NULL;
    gsize n;
    const void *data = g_bytes_get_data(bytes, &n);
    digest_bytes(object->inventory->digest, data, n, hex);
    if (strcmp(hex, file->digest) == 0)
        return bytes;
    g_bytes_unref(bytes);
    fault_set(error, FAULT_INVALID, "%s is not what was stored [E092]", file->source);
    return NULL;
}

GBytes *store_version_read(struct store_object *object, size_t number, const char *path,
                           GError **error)
{
    const struct store_file wanted = {.path = path};
    GArray *payload = object_files(object, number)->payload;
    guint at;
    if (g_array_binary_search(payload, &wanted, compare_files, &at))
        return object_read(object, &g_array_index(payload, struct store_file, at), error);
    fault_set(error, FAULT_IO, "%s has no file \"%s\"", store_object_version(object, number)->name,
              path);
    return NULL;
}
