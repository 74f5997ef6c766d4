// SPDX-License-Identifier: MIT
// A version taken out of a store.
#include "base/quote.h"
#include "door/output.h"
#include "door/session_json.h"
#include "door/store_id.h"
#include "door/verified.h"

#include <string.h>

static bool restore_version(struct warraq *w, struct store_object *object, const char *version,
                            const char *target, GError **error)
{
    size_t number;
    struct bag_written written = {0};
    if (!store_version_parse(object, version, &number, error))
        return false;
    bool zip = output_is_zip(target);
    bool ok = zip ? store_restore_zip(object, number, target, &written, error)
                  : store_restore_folder(object, number, target, error);
    if (!ok)
        return false;
    const char *name = store_object_version(object, number)->name;
    char *id = store_id_plain(store_object_id(object));
    if (strcmp(target, "-") != 0)
        quote_printf(w->text, "%s %s: %s\n", id, name, target);
    json_t *value = json_pack("{s:o, s:o, s:s}", "file", json_text_or_null(target), "id",
                              json_text_or_null(id), "version", name);
    g_free(id);
    if (zip) {
        json_object_set_new(value, "bytes", json_integer((json_int_t)written.bytes));
        json_object_set_new(value, "sha512", json_string(written.sha512));
    }
    session_json(w, value);
    return true;
}

enum warraq_status warraq_restore(struct warraq *w, const char *path, const char *id,
                                  const char *version, const char *target)
{
    GError *error = NULL;
    if (!session_begin(w, 2, path, target))
        return WARRAQ_USAGE;
    enum output_form form = output_is_zip(target) ? OUTPUT_ARCHIVE : OUTPUT_FOLDER;
    if (!output_plan(w, target, form, &error))
        return session_fail(w, error);
    struct store *store = store_open(path, w->diag, &error);
    if (!store)
        return session_fail(w, error);
    struct store_object *object = store_id_open(store, id, &error);
    bool ok = object && verified_object(w, object, &error) &&
              restore_version(w, object, version, target, &error);
    if (object)
        store_object_close(object);
    store_close(store);
    return ok ? session_done(w, false) : session_fail(w, error);
}
