// SPDX-License-Identifier: MIT
#include "door/store_id.h"

#include "base/error.h"
#include "base/quote.h"

#include <string.h>

// OCFL wants an object's id to be a URI. A plain name is kept as one, and shown as it was given.
#define ID_PREFIX "urn:x-warraq:"

char *store_id_full(const char *id)
{
    char *scheme = g_uri_parse_scheme(id);
    bool uri = scheme != NULL;
    g_free(scheme);
    if (uri)
        return g_strdup(id);
    char *escaped = g_uri_escape_string(id, NULL, FALSE);
    char *full = g_strconcat(ID_PREFIX, escaped, NULL);
    g_free(escaped);
    return full;
}

char *store_id_plain(const char *store_id)
{
    char *plain = NULL;
    if (g_str_has_prefix(store_id, ID_PREFIX))
        plain = g_uri_unescape_string(store_id + strlen(ID_PREFIX), NULL);
    return plain ? plain : g_strdup(store_id);
}

enum { NAMED_MOST = 8 };

char *store_id_others(struct store *store, const char *other)
{
    char **ids = store_ids(store, NAMED_MOST + 1);
    GString *names = g_string_new(NULL);
    size_t n = 0;
    for (size_t i = 0; ids[i]; i++) {
        char *plain = store_id_plain(ids[i]);
        if (g_strcmp0(plain, other) != 0 && n++ < NAMED_MOST) {
            g_string_append(names, n > 1 ? ", " : "");
            quote(names, plain);
        }
        g_free(plain);
    }
    if (n > NAMED_MOST)
        g_string_append(names, ", \u2026");
    g_strfreev(ids);
    return g_string_free(names, n == 0);
}

// Says which letters there are, where none or another was asked for. False if that is not the
// matter.
static bool fault_names_letters(struct store *store, const char *id, const char *full,
                                GError **error)
{
    char *names = full && store_has(store, full) ? NULL : store_id_others(store, NULL);
    if (!names)
        return false;
    if (id)
        fault_set(error, FAULT_IO, "the store has no letter \"%s\", only %s", id, names);
    else
        fault_set(error, FAULT_USAGE, "the store has several letters, say which: %s", names);
    g_free(names);
    return true;
}

struct store_object *store_id_open(struct store *store, const char *id, GError **error)
{
    GError *fault = NULL;
    char *full = id ? store_id_full(id) : NULL;
    struct store_object *object = store_object_open(store, full, &fault);
    bool several = fault && fault->code == FAULT_USAGE;
    if (!object && (id || several) && fault_names_letters(store, id, full, error))
        g_clear_error(&fault);
    if (fault)
        g_propagate_error(error, fault);
    g_free(full);
    return object;
}
