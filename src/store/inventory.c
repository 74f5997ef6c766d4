// SPDX-License-Identifier: MIT
#include "store/inventory.h"

#include "base/error.h"
#include "base/file.h"
#include "store/inventory_text.h"

#include <stdio.h>
#include <string.h>

enum { SIDECAR_MOST = 4096, VERSION_DIGITS_MOST = 9 };

void inventory_free(struct inventory *inventory)
{
    if (!inventory)
        return;
    json_decref(inventory->json);
    g_clear_pointer(&inventory->bytes, g_bytes_unref);
    g_free(inventory);
}

bool version_name_parse(const char *name, size_t n, size_t *ret_number, unsigned *ret_width)
{
    if (n < 2 || n - 1 > VERSION_DIGITS_MOST || name[0] != 'v')
        return false;
    size_t number = 0;
    for (size_t i = 1; i < n; i++) {
        if (!g_ascii_isdigit(name[i]))
            return false;
        number = number * 10 + (size_t)(name[i] - '0');
    }
    *ret_number = number;
    *ret_width = name[1] == '0' ? (unsigned)(n - 1) : 0;
    return number > 0;
}

char *version_name(size_t number, unsigned width)
{
    return g_strdup_printf("v%0*zu", (int)width, number);
}

json_t *inventory_version(const struct inventory *inventory, size_t number)
{
    g_autofree char *name = version_name(number, inventory->width);
    return json_object_get(inventory->versions, name);
}

const char *inventory_content(const struct inventory *inventory, const char *digest)
{
    return json_string_value(json_array_get(json_object_get(inventory->manifest, digest), 0));
}

GHashTable *inventory_paths(json_t *block)
{
    GHashTable *table = g_hash_table_new(g_str_hash, g_str_equal);
    const char *digest;
    json_t *paths, *path;
    size_t i;
    json_object_foreach(block, digest, paths)
    {
        json_array_foreach(paths, i, path)
        {
            if (json_is_string(path))
                g_hash_table_insert(table, (gpointer)json_string_value(path), (gpointer)digest);
        }
    }
    return table;
}

const char *json_member(const json_t *object, const char *key)
{
    return json_string_value(json_object_get(object, key));
}

unsigned inventory_spec(const char *type)
{
    if (g_strcmp0(type, OCFL_TYPE("1.1")) == 0)
        return 11;
    return g_strcmp0(type, OCFL_TYPE("1.0")) == 0 ? 10 : 0;
}

// RFC 3339 is stricter than what GLib reads as ISO 8601: seconds and a zone are required.
static bool time_shaped(const char *text)
{
    static const char shape[] = "dddd-dd-ddTdd:dd:dd";
    size_t i = 0;
    for (; shape[i]; i++) {
        bool fits = shape[i] == 'd'   ? g_ascii_isdigit(text[i])
                    : shape[i] == 'T' ? text[i] == 'T' || text[i] == 't'
                                      : text[i] == shape[i];
        if (!fits)
            return false;
    }
    if (text[i] == '.' && g_ascii_isdigit(text[i + 1]))
        i += 1 + strspn(text + i + 1, "0123456789");
    const char *zone = text + i;
    if ((zone[0] == 'Z' || zone[0] == 'z') && !zone[1])
        return true;
    return (zone[0] == '+' || zone[0] == '-') && strlen(zone) == 6 && zone[3] == ':' &&
           g_ascii_isdigit(zone[1]) && g_ascii_isdigit(zone[2]) && g_ascii_isdigit(zone[4]) &&
           g_ascii_isdigit(zone[5]);
}

bool time_parse(const char *text, gint64 *ret)
{
    if (!time_shaped(text))
        return false;
    g_autofree char *upper = g_ascii_strup(text, -1);
    g_autoptr(GDateTime) time = g_date_time_new_from_iso8601(upper, NULL);
    if (!time)
        return false;
    *ret = g_date_time_to_unix(time);
    return true;
}

char *time_print(gint64 seconds)
{
    g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc(seconds);
    return time ? g_strdup_printf("%04d-%02d-%02dT%02d:%02d:%02dZ", g_date_time_get_year(time),
                                  g_date_time_get_month(time), g_date_time_get_day_of_month(time),
                                  g_date_time_get_hour(time), g_date_time_get_minute(time),
                                  g_date_time_get_second(time))
                : g_strdup("1970-01-01T00:00:00Z");
}

int path_fault(const char *path)
{
    size_t n = strlen(path);
    if (n == 0 || path[0] == '/' || path[n - 1] == '/')
        return 1;
    for (const char *part = path;; part++) {
        size_t m = strcspn(part, "/");
        if (m == 0 || (m == 1 && part[0] == '.') || (m == 2 && part[0] == '.' && part[1] == '.'))
            return 2;
        part += m;
        if (!*part)
            return 0;
    }
}

static unsigned path_rank(char c)
{
    return c == '/' ? 1 : c == '\0' ? 0 : (unsigned char)c + 1u;
}

int path_compare(const char *a, const char *b)
{
    while (*a && *a == *b)
        a++, b++;
    return (int)path_rank(*a) - (int)path_rank(*b);
}

bool path_within(const char *folder, const char *path)
{
    size_t n = strlen(folder);
    return strncmp(folder, path, n) == 0 && (path[n] == '/' || path[n] == '\0');
}

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

struct inventory *inventory_load_excerpt(const char *folder, const char *const *wanted, size_t n,
                                         GError **error)
{
    g_autoptr(GBytes) bytes = read_text(folder, error);
    if (!bytes)
        return NULL;
    struct inventory *inventory = inventory_excerpt(bytes, wanted, n);
    if (!inventory)
        inventory = parse_strictly(folder, bytes, error);
    return agreeing(inventory, folder, bytes, error);
}
