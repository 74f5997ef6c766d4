// SPDX-License-Identifier: MIT
#include "door/redact_parts.h"

#include "door/withdraw_edit.h"
#include "door/withdraw_name.h"
#include "zip/directory.h"
#include "zip/view.h"

#include <string.h>

enum { PART_MOST = 256 * 1024 * 1024 };

size_t redact_find(const struct diff_side *side, const struct redact_name *name, size_t *ret_n)
{
    size_t found = SIZE_MAX;
    *ret_n = 0;
    for (size_t i = 0; i < side->n_entries; i++) {
        const struct diff_entry *entry = &side->entries[i];
        if ((name->number && entry->number != name->number) ||
            !withdraw_fits(entry->name, name->name))
            continue;
        found = i;
        ++*ret_n;
    }
    return found;
}

static bool bytes_hold(const struct redact_version *version, GBytes *bytes)
{
    for (guint i = 0; i < version->names->len; i++) {
        if (withdraw_count(bytes, g_array_index(version->names, struct redact_name, i).name) > 0)
            return true;
    }
    return false;
}

static bool package_holds(const struct redact_version *version, const char *path, GBytes *bytes)
{
    struct findings *findings = findings_new("zip");
    struct zip_view *view = zip_view_open_bytes(bytes, path, &zip_limits_default, findings, NULL);
    const struct zip_directory *directory = view ? zip_view_directory(view) : NULL;
    bool held = false;
    for (guint i = 0; directory && !held && i < directory->entries->len; i++) {
        const char *name = zip_directory_shown(directory, zip_directory_entry(directory, i));
        GBytes *part = zip_view_read(view, name, PART_MOST, NULL);
        held = part && bytes_hold(version, part);
        g_clear_pointer(&part, g_bytes_unref);
    }
    zip_view_close(view);
    findings_free(findings);
    return held;
}

bool redact_holds(const struct redact_version *version, const char *path, GBytes *bytes)
{
    gsize n;
    const char *data = g_bytes_get_data(bytes, &n);
    bool package = n > 4 && memcmp(data, "PK\003\004", 4) == 0;
    return bytes_hold(version, bytes) || (package && package_holds(version, path, bytes));
}
