// SPDX-License-Identifier: MIT
// A letter removed from a store, all its versions: what the law may ask.
#include "base/quote.h"
#include "base/translate.h"
#include "door/session.h"
#include "door/session_json.h"
#include "door/store_id.h"

// The letter's full id and how many versions it has. False with the faults of finding it.
static bool look(struct warraq *w, const char *path, const char *id, char **ret_id,
                 size_t *ret_versions, GError **error)
{
    struct store *store = store_open(path, w->diag, error);
    if (!store)
        return false;
    struct store_object *object = store_id_open(store, id, error);
    if (object) {
        *ret_id = g_strdup(store_object_id(object));
        *ret_versions = store_object_versions(object);
        store_object_close(object);
    }
    store_close(store);
    return object != NULL;
}

static bool purge(struct warraq *w, const char *path, const char *full, size_t versions,
                  GError **error)
{
    char *id = store_id_plain(full);
    bool ok = w->settings.yes;
    if (!ok) {
        fault_set(
            error, FAULT_USAGE,
            "%s and its versions, %zu in all, would be gone for good from %s: --yes says that "
            "this is meant",
            id, versions, path);
        fault_because(error, "not-confirmed");
    }
    ok = ok && store_purge(path, full, w->diag, error);
    if (ok) {
        quote_printf(w->text, translate("%s: removed, versions in all: %zu\n"), id, versions);
        session_json(w, json_pack("{s:o, s:o, s:I}", "file", json_text_or_null(path), "id",
                                  json_text_or_null(id), "versions", (json_int_t)versions));
    }
    g_free(id);
    return ok;
}

enum warraq_status warraq_purge(struct warraq *w, const char *store, const char *id)
{
    GError *error = NULL;
    char *full = NULL;
    size_t versions;
    if (!session_begin(w, 2, store, id))
        return WARRAQ_USAGE;
    bool ok =
        look(w, store, id, &full, &versions, &error) && purge(w, store, full, versions, &error);
    g_free(full);
    return ok ? session_done(w, false) : session_fail(w, error);
}
