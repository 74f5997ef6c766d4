// SPDX-License-Identifier: MIT
#include "door/each_version.h"

#include "door/store_id.h"

// `id` NULL: no other object is meant.
static void of_object(struct store_object *object, const char *id, each_version_fn fn,
                      void *context)
{
    for (size_t number = 1; number <= store_object_versions(object); number++) {
        const char *name = store_object_version(object, number)->name;
        char *place = id ? g_strdup_printf("%s %s", id, name) : g_strdup(name);
        fn(context, object, number, place);
        g_free(place);
    }
}

static void of_store(struct store *store, each_version_fn fn, void *context)
{
    char **ids = store_ids(store, 0);
    for (size_t i = 0; ids[i]; i++) {
        struct store_object *object = store_object_open(store, ids[i], NULL);
        char *plain = store_id_plain(ids[i]);
        if (object)
            of_object(object, plain, fn, context);
        store_object_close(object);
        g_free(plain);
    }
    g_strfreev(ids);
}

void each_version(const char *path, bool root, each_version_fn fn, void *context)
{
    struct store *store = root ? store_open(path, NULL, NULL) : NULL;
    struct store_object *object = root ? NULL : store_object_in(path, NULL);
    if (store)
        of_store(store, fn, context);
    else if (object)
        of_object(object, NULL, fn, context);
    store_object_close(object);
    store_close(store);
}
