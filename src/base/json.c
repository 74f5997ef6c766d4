// SPDX-License-Identifier: MIT
#include "base/json.h"

#include "base/error.h"

#include <stdlib.h>
#include <string.h>

json_t *json_read(const char *name, const char *data, size_t n, GError **error)
{
    json_error_t fault;
    json_t *value = json_loadb(data, n, JSON_REJECT_DUPLICATES, &fault);
    if (!value)
        fault_set(error, FAULT_INVALID, "%s:%d:%d: not JSON: %s", name, fault.line, fault.column,
                  fault.text);
    return value;
}

json_t *json_read_bytes(const char *name, GBytes *bytes, GError **error)
{
    if (!bytes)
        return NULL;
    size_t n;
    const char *data = g_bytes_get_data(bytes, &n);
    json_t *value = json_read(name, data, n, error);
    g_bytes_unref(bytes);
    return value;
}

char *json_print(const json_t *value)
{
    char *text = json_dumps(value, JSON_INDENT(2) | JSON_ENCODE_ANY);
    char *line = g_strconcat(text ? text : "null", "\n", NULL);
    free(text);
    return line;
}

json_t *json_text(const char *text, size_t n)
{
    char *valid = g_utf8_make_valid(text, (gssize)n);
    json_t *value = json_string(valid);
    g_free(valid);
    return value;
}

json_t *json_text_or_null(const char *text)
{
    return text ? json_text(text, strlen(text)) : json_null();
}
