// SPDX-License-Identifier: MIT
#include "store/inventory_text.h"

static int append(const char *text, size_t n, void *data)
{
    g_string_append_len(data, text, (gssize)n);
    return 0;
}

static void print_plain(GString *out, const json_t *value)
{
    json_dump_callback(value, append, out, JSON_ENCODE_ANY);
}

static void print_indent(GString *out, unsigned depth)
{
    for (unsigned i = 0; i < depth; i++)
        g_string_append(out, "  ");
}

static void print_value(GString *out, const json_t *value, unsigned depth);

// Without the line's end behind the last.
static void print_members(GString *out, const json_t *object, unsigned depth)
{
    const char *key, *between = "";
    json_t *value;
    json_object_foreach((json_t *)object, key, value)
    {
        json_t *name = json_string(key);
        g_string_append(out, between);
        print_indent(out, depth);
        print_plain(out, name);
        g_string_append(out, ": ");
        print_value(out, value, depth);
        json_decref(name);
        between = ",\n";
    }
}

static void print_value(GString *out, const json_t *value, unsigned depth)
{
    if (json_object_size(value) == 0) {
        print_plain(out, value);
        return;
    }
    g_string_append(out, "{\n");
    print_members(out, value, depth + 1);
    g_string_append_c(out, '\n');
    print_indent(out, depth);
    g_string_append_c(out, '}');
}

GString *inventory_print(const json_t *json)
{
    GString *out = g_string_new(NULL);
    print_value(out, json, 0);
    g_string_append_c(out, '\n');
    return out;
}
