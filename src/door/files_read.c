// SPDX-License-Identifier: MIT
#include "door/files_read.h"

#include "door/supplied.h"

#include <stdlib.h>
#include <string.h>

// How `resolved` is called from the folder `from`, both resolved: its path below it, else its name.
static char *seen_from(const char *from, const char *resolved)
{
    size_t n = strlen(from);
    return job_is_below(resolved, from) ? g_strdup(resolved + n + (n > 1))
                                        : g_path_get_basename(resolved);
}

json_t *files_read(struct warraq *w, const char *folder)
{
    const GPtrArray *inputs = job_inputs(w->job);
    char *from = folder ? realpath(folder, NULL) : NULL;
    json_t *list = json_array();
    for (guint i = 0; i < inputs->len; i++) {
        const char *path = g_ptr_array_index(inputs, i);
        char *resolved = realpath(path, NULL);
        bool data = resolved && supplied_is_own(w, resolved);
        char *name = from && resolved ? seen_from(from, resolved) : g_strdup(path);
        if (!data)
            json_array_append_new(list, json_text_or_null(name));
        g_free(name);
        free(resolved);
    }
    free(from);
    return list;
}

void files_read_keep(struct warraq *w, bool settled)
{
    if (w->read_settled)
        return;
    json_decref(w->read);
    w->read = files_read(w, NULL);
    w->read_settled = settled;
}
