// SPDX-License-Identifier: MIT
#include "door/redacted.h"

#include "door/describe.h"
#include "door/each_version.h"

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

static void say_version(void *context, struct store_object *object, size_t number,
                        const char *place)
{
    char *when = redacted_when(object, number);
    if (when)
        findings_warning(context, "redacted", place,
                         "somebody who withdrew was taken out of this version: it was written "
                         "anew at %s",
                         when);
    g_free(when);
}

void redacted_say(const char *path, struct findings *findings)
{
    each_version(path, strcmp(findings->kind, "ocfl-root") == 0, say_version, findings);
}
