// SPDX-License-Identifier: MIT
#include "zip/view.h"

#include "base/error.h"
#include "zip/names.h"
#include "zip/stream.h"

#include <string.h>

const struct zip_limits zip_limits_default = {
    .bytes = (uint64_t)8 << 30,
    .ratio = 250,
    .entries = 100000,
};

struct zip_view {
    struct zip_input input;
    GBytes *bytes; // or NULL
    char *name;
    struct zip_directory *directory;
    struct findings *findings;
};

void zip_view_close(struct zip_view *view)
{
    if (!view)
        return;
    zip_directory_free(view->directory);
    zip_input_close(&view->input);
    g_clear_pointer(&view->bytes, g_bytes_unref);
    g_free(view->name);
    g_free(view);
}

static void fault_of_findings(const struct zip_view *view, GError **error)
{
    const GArray *faults = view->findings->faults;
    const char *reason = faults->len > 0
                             ? g_array_index(faults, struct finding, faults->len - 1).message
                             : "no reason given";
    fault_set(error, FAULT_INVALID, "%s: %s", view->name, reason);
}

// Takes `view`.
static struct zip_view *view_read(struct zip_view *view, const struct zip_limits *limits,
                                  GError **error)
{
    view->directory = zip_directory_read(&view->input, limits, view->findings);
    if (view->directory) {
        zip_names_check(view->directory, view->findings);
        return view;
    }
    fault_of_findings(view, error);
    zip_view_close(view);
    return NULL;
}

static struct zip_view *view_new(const char *name, struct findings *findings)
{
    struct zip_view *view = g_new0(struct zip_view, 1);
    view->input.fd = -1;
    view->name = g_strdup(name);
    view->findings = findings;
    return view;
}

struct zip_view *zip_view_open(const char *path, const struct zip_limits *limits,
                               struct findings *findings, GError **error)
{
    struct zip_view *view = view_new(path, findings);
    if (zip_input_open(&view->input, path, error))
        return view_read(view, limits, error);
    zip_view_close(view);
    return NULL;
}

struct zip_view *zip_view_open_bytes(GBytes *bytes, const char *name,
                                     const struct zip_limits *limits, struct findings *findings,
                                     GError **error)
{
    struct zip_view *view = view_new(name, findings);
    size_t n;
    const void *data = g_bytes_get_data(bytes, &n);
    view->bytes = g_bytes_ref(bytes);
    zip_input_open_bytes(&view->input, data, n);
    return view_read(view, limits, error);
}

struct zip_directory *zip_view_directory(struct zip_view *view)
{
    return view->directory;
}

struct zip_entry *zip_view_find(struct zip_view *view, const char *name)
{
    struct zip_entry *found = NULL;
    for (guint i = 0; i < view->directory->entries->len; i++) {
        struct zip_entry *entry = zip_directory_entry(view->directory, i);
        if (strcmp(entry->name, name) != 0)
            continue;
        if (found || !entry->named || !entry->sound)
            return NULL; // twice, or not to be trusted
        found = entry;
    }
    return found;
}

static void append(void *data, const void *bytes, size_t n)
{
    g_byte_array_append(data, bytes, (guint)n);
}

GBytes *zip_view_read(struct zip_view *view, const char *name, size_t most, GError **error)
{
    struct zip_entry *entry = zip_view_find(view, name);
    most = MIN(most, (size_t)G_MAXUINT - 1); // a GByteArray counts in guint
    if (!entry || entry->folder) {
        fault_set(error, FAULT_IO, "%s holds no %s that could be read for certain", view->name,
                  name);
        return NULL;
    }
    if (entry->size > most) {
        fault_set(error, FAULT_INVALID, "%s in %s is larger than the limit of %zu bytes", name,
                  view->name, most);
        return NULL;
    }
    GByteArray *into = g_byte_array_new();
    if (zip_stream(view->directory, entry, append, into, view->findings))
        return g_byte_array_free_to_bytes(into);
    g_byte_array_unref(into);
    fault_of_findings(view, error);
    return NULL;
}
