// SPDX-License-Identifier: MIT
#include "store/inventory_load.h"

#include "base/error.h"
#include "base/file.h"

enum { SIDECAR_MOST = 4096 };

static bool fault(GError **error, const char *folder, const char *text)
{
    fault_set_on(error, FAULT_INVALID, "%s: %s", folder, text);
    return false;
}

// Sets the inventory's `hex`.
static bool sidecar_agrees(struct inventory *inventory, const char *folder, GBytes *bytes,
                           GError **error)
{
    g_autofree char *path =
        g_strdup_printf("%s/inventory.json.%s", folder, digest_name(inventory->digest));
    g_autoptr(GBytes) sidecar = file_read(path, SIDECAR_MOST, error);
    if (!sidecar)
        return false;
    gsize n, m;
    const void *data = g_bytes_get_data(bytes, &n);
    const char *text = g_bytes_get_data(sidecar, &m);
    digest_bytes(inventory->digest, data, n, inventory->hex);
    size_t length = digest_hex_length(inventory->digest);
    bool agrees = m > length && g_ascii_strncasecmp(text, inventory->hex, length) == 0;
    return agrees ||
           fault(error, folder, "the inventory does not have its sidecar's digest [E060]");
}

static struct inventory *parse_strictly(const char *folder, GBytes *bytes, GError **error)
{
    gsize n;
    const void *data = g_bytes_get_data(bytes, &n);
    struct findings *findings = findings_new("ocfl-object");
    struct inventory *inventory = inventory_parse(data, n, "inventory.json", findings);
    if (findings->faults->len) {
        const struct finding *first = &g_array_index(findings->faults, struct finding, 0);
        g_autofree char *text = g_strdup_printf("%s [%s]", first->message, first->code);
        fault(error, folder, text);
        inventory_free(inventory);
        inventory = NULL;
    }
    findings_free(findings);
    return inventory;
}

static GBytes *read_text(const char *folder, GError **error)
{
    g_autofree char *path = g_build_filename(folder, "inventory.json", NULL);
    return file_read(path, INVENTORY_MOST, error);
}

static struct inventory *agreeing(struct inventory *inventory, const char *folder, GBytes *bytes,
                                  GError **error)
{
    if (inventory && !sidecar_agrees(inventory, folder, bytes, error))
        g_clear_pointer(&inventory, inventory_free);
    if (inventory)
        inventory->bytes = g_bytes_ref(bytes);
    return inventory;
}

struct inventory *inventory_load(const char *folder, GError **error)
{
    g_autoptr(GBytes) bytes = read_text(folder, error);
    if (!bytes)
        return NULL;
    return agreeing(parse_strictly(folder, bytes, error), folder, bytes, error);
}
