// SPDX-License-Identifier: MIT
// The letter's versions in a store: snapshot, log, restore.
#include "compare.h"

#include "base/error.h"
#include "base/quote.h"
#include "base/translate.h"
#include "payload.h"
#include "produce.h"
#include "versions.h"

#include "store/store.h"

#include <inttypes.h>
#include <string.h>

// ---- identifiers

// OCFL wants an object's id to be a URI. A plain name is kept as one, and told as it was given.
#define ID_PREFIX "urn:x-warraq:"

char *version_store_id(const char *id)
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

char *version_plain_id(const char *store_id)
{
    char *plain = NULL;
    if (g_str_has_prefix(store_id, ID_PREFIX))
        plain = g_uri_unescape_string(store_id + strlen(ID_PREFIX), NULL);
    return plain ? plain : g_strdup(store_id);
}

enum { NAMED_MOST = 8 };

// Some letters of a store by their plain ids, but for `other` (which may be NULL): "a, b, …".
// NULL if there is none.
static char *name_letters(struct store *store, const char *other)
{
    char **ids = store_ids(store, NAMED_MOST + 1);
    GString *names = g_string_new(NULL);
    size_t n = 0;
    for (size_t i = 0; ids[i]; i++) {
        char *plain = version_plain_id(ids[i]);
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
static bool tell_letters(struct store *store, const char *id, const char *full, GError **error)
{
    char *names = full && store_has(store, full) ? NULL : name_letters(store, NULL);
    if (!names)
        return false;
    if (id)
        fault_set(error, FAULT_IO, "the store has no letter \"%s\", only %s", id, names);
    else
        fault_set(error, FAULT_USAGE, "the store has several letters, say which: %s", names);
    g_free(names);
    return true;
}

struct store_object *version_open(struct store *store, const char *id, GError **error)
{
    GError *fault = NULL;
    char *full = id ? version_store_id(id) : NULL;
    struct store_object *object = store_object_open(store, full, &fault);
    bool several = fault && fault->code == FAULT_USAGE;
    if (!object && (id || several) && tell_letters(store, id, full, error))
        g_clear_error(&fault);
    if (fault)
        g_propagate_error(error, fault);
    g_free(full);
    return object;
}

// ---- snapshot -----------------------------------------------------------------------------

static bool snapshot_payload(const struct letter *letter, const char *store,
                             const struct payload *payload, const char *id,
                             struct store_written *ret, GError **error)
{
    const struct settings *settings = &letter->session->settings;
    struct bag bag = {
        .name = id,
        .files = (const struct bag_file *)payload->files->data,
        .n_files = payload->files->len,
        .info = (const struct bag_label *)payload->info->data,
        .n_info = payload->info->len,
        .date = letter->date,
    };
    struct store_job job = {
        .message = settings->message,
        .user = settings->user,
        .address = settings->address,
    };
    char *full = version_store_id(id);
    bool ok = store_snapshot(store, full, &bag, &job, letter->session->diag, ret, error);
    g_free(full);
    return ok;
}

static void tell_snapshot(struct warraq *w, const char *store, const char *id,
                          const struct store_written *written)
{
    char *version = g_strdup_printf("v%zu", written->version);
    if (written->unchanged)
        g_string_printf(w->text, translate("%s: nothing changed since %s\n"), id, version);
    else
        g_string_printf(w->text, translate("%s: %s, %zu new files, %" PRIu64 " bytes added\n"), id,
                        version, written->stored, written->added);
    session_json(w, json_pack("{s:o, s:o, s:s, s:b, s:I, s:I, s:s}", "file", session_string(store),
                              "id", session_string(id), "version", version, "unchanged",
                              written->unchanged, "entries", (json_int_t)written->entries, "bytes",
                              (json_int_t)written->bytes, "sha512", written->sha512));
    g_free(version);
}

// A source that was renamed begins another history unless it is told which one it goes on with.
static void tell_new_letter(struct warraq *w, const char *path, const char *id)
{
    struct store *store = store_open(path, NULL, NULL);
    char *others = store ? name_letters(store, id) : NULL;
    if (others)
        diag_add(w->diag, DIAG_NOTE, "store-new-letter", SPAN_NONE,
                 "%s is a new letter in this store, which has %s: --id adds a version to another",
                 id, others);
    g_free(others);
    store_close(store);
}

enum warraq_status warraq_snapshot(struct warraq *w, const char *store, const char *source)
{
    GError *error = NULL;
    struct letter letter;
    struct payload payload;
    struct store_written written;
    session_begin(w);
    struct letter_extra extra = letter_extra_record(w);
    if (!letter_open(w, source, &extra, &letter, &error))
        return session_fail(w, error);
    char *id = letter_id(&letter);
    // The record waits beside the store: inside, a checker would call it a stray file.
    bool ok = payload_make(&letter, store, &payload, &error);
    if (ok) {
        ok = snapshot_payload(&letter, store, &payload, id, &written, &error);
        payload_free(&payload);
    }
    letter_close(&letter);
    if (ok)
        tell_snapshot(w, store, id, &written);
    if (ok && written.stored && written.version == 1 && !w->settings.id)
        tell_new_letter(w, store, id);
    g_free(id);
    return ok ? session_done(w, produce_missing_glyphs(w) > 0) : session_fail(w, error);
}

// ---- log ----------------------------------------------------------------------------------

static void log_version(struct warraq *w, const struct store_version *version,
                        const struct compare_change *change, json_t *versions)
{
    GString *user = g_string_new(NULL);
    quote(user, version->user);
    g_string_append_printf(w->text, translate("  %s  %s  %s  %" PRId64 " signatories"),
                           version->name, version->created, user->str, change->listed);
    if (change->added || change->removed)
        g_string_append_printf(w->text, " (+%zu −%zu)", change->added, change->removed);
    g_string_append(w->text, *version->message ? "  " : "");
    quote(w->text, version->message);
    g_string_append_c(w->text, '\n');
    g_string_free(user, TRUE);
    json_array_append_new(
        versions,
        json_pack("{s:s, s:s, s:o, s:o, s:I, s:I, s:I}", "version", version->name, "created",
                  version->created, "message", session_string(version->message), "user",
                  session_string(version->user), "listed", (json_int_t)change->listed, "added",
                  (json_int_t)change->added, "removed", (json_int_t)change->removed));
}

static json_t *log_object(struct warraq *w, struct store_object *object, GError **error)
{
    json_t *versions = json_array();
    struct compare_text *before = NULL;
    bool ok = true;
    char *id = version_plain_id(store_object_id(object));
    quote(w->text, id);
    g_string_append_c(w->text, '\n');
    for (size_t number = 1; ok && number <= store_object_versions(object); number++) {
        struct compare_text *text = compare_text_of_version(object, number, error);
        ok = text != NULL;
        if (ok) {
            struct compare_change change = compare_count(before, text);
            log_version(w, store_object_version(object, number), &change, versions);
        }
        compare_text_free(before);
        before = text;
    }
    compare_text_free(before);
    json_t *value = NULL;
    if (ok)
        value = json_pack("{s:o, s:O}", "id", session_string(id), "versions", versions);
    json_decref(versions);
    g_free(id);
    return value;
}

static json_t *log_id(struct warraq *w, struct store *store, const char *id, GError **error)
{
    struct store_object *object = version_open(store, id, error);
    if (!object)
        return NULL;
    json_t *value = log_object(w, object, error);
    store_object_close(object);
    return value;
}

// Several letters: one object for all of them, "letters" beside the keys of a single one.
static json_t *log_all(struct warraq *w, struct store *store, GError **error)
{
    char **ids = store_ids(store, 0);
    json_t *letters = json_array();
    bool ok = true;
    for (size_t i = 0; ok && ids[i]; i++) {
        json_t *value = log_id(w, store, ids[i], error);
        ok = value && json_array_append_new(letters, value) == 0;
    }
    bool single = ids[0] && !ids[1];
    g_strfreev(ids);
    json_t *result = NULL;
    if (ok)
        result = single ? json_incref(json_array_get(letters, 0))
                        : json_pack("{s:O}", "letters", letters);
    json_decref(letters);
    return result;
}

enum warraq_status warraq_log(struct warraq *w, const char *path, const char *id)
{
    GError *error = NULL;
    session_begin(w);
    struct store *store = store_open(path, w->diag, &error);
    if (!store)
        return session_fail(w, error);
    json_t *value = id ? log_id(w, store, id, &error) : log_all(w, store, &error);
    store_close(store);
    if (!value)
        return session_fail(w, error);
    session_json(w, value);
    return session_done(w, false);
}

// ---- restore ------------------------------------------------------------------------------

static bool restore_version(struct warraq *w, struct store_object *object, const char *version,
                            const char *target, GError **error)
{
    size_t number;
    struct bag_written written = {0};
    if (!store_version_parse(object, version, &number, error))
        return false;
    bool zip = g_str_has_suffix(target, ".zip") || strcmp(target, "-") == 0;
    bool ok = zip ? store_restore_zip(object, number, target, &written, error)
                  : store_restore_folder(object, number, target, error);
    if (!ok)
        return false;
    const char *name = store_object_version(object, number)->name;
    char *id = version_plain_id(store_object_id(object));
    if (strcmp(target, "-") != 0)
        g_string_printf(w->text, "%s %s: %s\n", id, name, target);
    json_t *value = json_pack("{s:o, s:o, s:s}", "file", session_string(target), "id",
                              session_string(id), "version", name);
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
    session_begin(w);
    struct store *store = store_open(path, w->diag, &error);
    if (!store)
        return session_fail(w, error);
    struct store_object *object = version_open(store, id, &error);
    bool ok = object && restore_version(w, object, version, target, &error);
    if (object)
        store_object_close(object);
    store_close(store);
    return ok ? session_done(w, false) : session_fail(w, error);
}
