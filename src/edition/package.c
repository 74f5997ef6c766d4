// SPDX-License-Identifier: MIT
#include "edition/package.h"

void package_start(struct package *package)
{
    package->parts = g_array_new(FALSE, TRUE, sizeof(struct package_part));
}

void package_clear(struct package *package)
{
    for (guint i = 0; i < package->parts->len; i++) {
        struct package_part *part = &g_array_index(package->parts, struct package_part, i);
        g_free(part->name);
        g_clear_pointer(&part->bytes, g_bytes_unref);
        file_out_abandon(part->file);
    }
    g_array_unref(package->parts);
}

void package_add(struct package *package, const char *name, GBytes *bytes)
{
    struct package_part part = {g_strdup(name), bytes, NULL};
    g_array_append_val(package->parts, part);
}

void package_add_text(struct package *package, const char *name, GString *text)
{
    package_add(package, name, g_string_free_to_bytes(text));
}

struct file_out *package_open(struct package *package, const char *name, GError **error)
{
    struct package_part part = {NULL, NULL, file_out_open_unnamed(NULL, error)};
    if (!part.file)
        return NULL;
    part.name = g_strdup(name);
    g_array_append_val(package->parts, part);
    return part.file;
}
