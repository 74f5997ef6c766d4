// SPDX-License-Identifier: MIT
#include "door/redacted.h"

#include "door/describe.h"
#include "door/store_id.h"

#include <string.h>

char *redacted_when(struct store_object *object, size_t number)
{
    struct bag bag = {0};
    json_t *keep = NULL;
    char *when = NULL;
    if (!store_version_bag(object, number, &bag, &keep, NULL))
        return NULL;
    for (size_t i = 0; i < bag.n_info; i++) {
        const char *value = bag.info[i].value;
        if (strcmp(bag.info[i].label, REDACTED_LABEL) != 0)
            continue;
        g_free(when);
        when = g_strndup(value, strcspn(value, ","));
    }
    if (keep)
        g_free((gpointer)bag.info);
    json_decref(keep);
    return when;
}

// `id` NULL: the findings are of this letter alone.
static void say_object(struct store_object *object, const char *id, struct findings *findings)
{
    for (size_t number = 1; number <= store_object_versions(object); number++) {
        char *when = redacted_when(object, number);
        const char *name = store_object_version(object, number)->name;
        char *place = id ? g_strdup_printf("%s %s", id, name) : g_strdup(name);
        if (when)
            findings_warning(findings, "redacted", place,
                             "somebody who withdrew was taken out of this version: it was written "
                             "anew at %s",
                             when);
        g_free(place);
        g_free(when);
    }
}

static void say_store(struct store *store, struct findings *findings)
{
    char **ids = store_ids(store, 0);
    for (size_t i = 0; ids[i]; i++) {
        struct store_object *object = store_object_open(store, ids[i], NULL);
        char *plain = store_id_plain(ids[i]);
        if (object)
            say_object(object, plain, findings);
        store_object_close(object);
        g_free(plain);
    }
    g_strfreev(ids);
}

void redacted_say(const char *path, struct findings *findings)
{
    bool root = strcmp(findings->kind, "ocfl-root") == 0;
    struct store *store = root ? store_open(path, NULL, NULL) : NULL;
    struct store_object *object = root ? NULL : store_object_in(path, NULL);
    if (store)
        say_store(store, findings);
    else if (object)
        say_object(object, NULL, findings);
    store_object_close(object);
    store_close(store);
}
