// SPDX-License-Identifier: MIT
#include "store/inventory.h"

#include <stdio.h>
#include <string.h>

enum { VERSION_DIGITS_MOST = 9 };

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
