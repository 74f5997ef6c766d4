// SPDX-License-Identifier: MIT
// Somebody who withdrew is taken out of the versions that a store has kept. What stays is that it
// was done, when, and a digest of a salt and the name: whoever is given both can prove later that
// the name was there, and nobody can find the name from the digest, for the salt is not kept.
#include "base/digest.h"
#include "base/quote.h"
#include "base/translate.h"
#include "door/describe.h"
#include "door/redact_parts.h"
#include "door/session_json.h"
#include "door/store_id.h"
#include "door/withdraw_name.h"

#include <string.h>

struct commitment {
    struct redact_name name;
    char salt[SALT_HEX + 1], digest[DIGEST_HEX_MAX + 1];
    size_t found; // versions that held it
};

struct redacting {
    struct warraq *w;
    int64_t at;
    GArray *commitments;
    GPtrArray *changed; // names of versions
    json_t *dropped;
    bool still_named;
    // The version under way:
    struct redact_made made;
    struct compare_text *text;
    json_t *report, *keep;
    struct bag was;
    GArray *names;
    GPtrArray *said;
};

// ---- Commitments ----

static bool commit_to(const char *asked, struct commitment *ret, GError **error)
{
    *ret = (struct commitment){.name = {.asked = asked}};
    ret->name.name = withdraw_asked(asked, &ret->name.number);
    if (!digest_salt(ret->salt)) {
        fault_set(error, FAULT_IO, "the system gives no random numbers");
        return false;
    }
    char *text = g_strdup_printf("%s\n%s", ret->salt, ret->name.name);
    digest_bytes(DIGEST_SHA512, text, strlen(text), ret->digest);
    g_free(text);
    return true;
}

static bool commit_all(struct redacting *r, GError **error)
{
    const GPtrArray *asked = r->w->settings.name;
    if (asked->len == 0) {
        fault_set(error, FAULT_USAGE, "say who withdrew with --name, as in --name \"Ann Lee\"");
        return false;
    }
    for (guint i = 0; i < asked->len; i++) {
        struct commitment commitment;
        bool ok = commit_to(asked->pdata[i], &commitment, error);
        g_array_append_val(r->commitments, commitment);
        if (!ok)
            return false;
    }
    return true;
}

// "2026-11-28T12:00:00Z, names taken out: 1; sha512 of salt and name: …"
static char *said_of(const struct redacting *r, const GArray *held)
{
    g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc(r->at);
    char *when = g_date_time_format(time, "%Y-%m-%dT%H:%M:%SZ");
    GString *said = g_string_new(NULL);
    g_string_append_printf(said, "%s, names taken out: %u; sha512 of salt and name: ", when,
                           held->len);
    for (guint i = 0; i < held->len; i++)
        g_string_append_printf(said, "%s%s", i ? ", " : "",
                               g_array_index(held, const struct commitment *, i)->digest);
    g_free(when);
    return g_string_free(said, FALSE);
}

// ---- A version ----

static bool files_hold(const struct redacting *r, struct store_object *object, size_t number,
                       const struct redact_name *name, bool *ret, GError **error)
{
    size_t n;
    const struct store_file *files = store_version_files(object, number, &n);
    GArray *one = g_array_new(FALSE, FALSE, sizeof *name);
    g_array_append_vals(one, name, 1);
    struct redact_version version = {.w = r->w, .object = object, .number = number, .names = one};
    bool ok = true;
    *ret = false;
    for (size_t i = 0; ok && !*ret && i < n; i++) {
        GBytes *bytes = store_version_read(object, number, files[i].path, error);
        ok = bytes != NULL;
        *ret = ok && redact_holds(&version, files[i].path, bytes);
        g_clear_pointer(&bytes, g_bytes_unref);
    }
    g_array_unref(one);
    return ok;
}

static bool bytes_name(GBytes *bytes, const char *name)
{
    gsize n;
    const char *data = g_bytes_get_data(bytes, &n);
    return n > 0 && memmem(data, n, name, strlen(name));
}

static bool fault_several(const struct store_object *object, size_t number,
                          const struct redact_name *name, GError **error)
{
    fault_set(error, FAULT_USAGE, "in %s several sign as \"%s\": say which with the number",
              store_object_version(object, number)->name, name->asked);
    fault_because(error, "withdraw-several");
    return false;
}

// Those of the names that the version holds, as pointers into the commitments.
static bool find_held(struct redacting *r, struct store_object *object, size_t number, GArray *held,
                      GError **error)
{
    for (guint i = 0; i < r->commitments->len; i++) {
        struct commitment *commitment = &g_array_index(r->commitments, struct commitment, i);
        size_t n = 0;
        bool holds = false;
        if (r->text)
            redact_find(&r->text->side, &commitment->name, &n);
        if (n > 1)
            return fault_several(object, number, &commitment->name, error);
        // With a number, or where it is printed, somebody else may have the name.
        bool printed = r->text && bytes_name(r->text->bytes, commitment->name.name);
        if (n == 0 && !commitment->name.number && !printed &&
            !files_hold(r, object, number, &commitment->name, &holds, error))
            return false;
        if (n == 0 && !holds)
            continue;
        commitment->found++;
        g_array_append_val(held, commitment);
        g_array_append_val(r->names, commitment->name);
    }
    return true;
}

static void forget_version(struct redacting *r)
{
    redact_made_clear(&r->made);
    compare_text_free(r->text);
    r->text = NULL;
    g_clear_pointer(&r->report, json_decref);
    if (r->keep)
        g_free((gpointer)r->was.info);
    g_clear_pointer(&r->keep, json_decref);
    g_clear_pointer(&r->names, g_array_unref);
    g_clear_pointer(&r->said, g_ptr_array_unref);
    r->was = (struct bag){0};
}

static void add_earlier(struct redacting *r)
{
    for (size_t i = 0; i < r->was.n_info; i++) {
        if (strcmp(r->was.info[i].label, REDACTED_LABEL) == 0)
            g_ptr_array_add(r->said, g_strdup(r->was.info[i].value));
    }
}

static bool open_version(struct redacting *r, struct store_object *object, size_t number,
                         GError **error)
{
    GBytes *report = store_version_read(object, number, "report.json", NULL);
    r->names = g_array_new(FALSE, FALSE, sizeof(struct redact_name));
    r->said = g_ptr_array_new_with_free_func(g_free);
    r->text = compare_text_of_version(object, number, NULL);
    r->report = report ? json_read_bytes("report.json", report, NULL) : NULL;
    r->was.date = store_object_version(object, number)->created_at;
    return store_version_bag(object, number, &r->was, &r->keep, error);
}

static void note_dropped(struct redacting *r, const char *version, const char *reason)
{
    const GPtrArray *paths = r->made.dropped;
    GString *names = g_string_new(NULL);
    for (guint i = 0; i < paths->len; i++) {
        g_string_append_printf(names, "%s%s", i ? ", " : "", (const char *)paths->pdata[i]);
        json_array_append_new(r->dropped, json_pack("{s:s, s:o}", "version", version, "path",
                                                    json_text_or_null(paths->pdata[i])));
    }
    diag_add(r->w->diag, DIAG_WARNING, "redact-dropped", SPAN_NONE,
             "%s: %s; left out, since they may hold the name: %s", version, reason, names->str);
    g_string_free(names, TRUE);
}

static bool make_anew(struct redacting *r, const struct redact_version *version, GError **error)
{
    g_autoptr(GError) reason = NULL;
    const char *name = store_object_version(version->object, version->number)->name;
    if (!redact_remake(version, &r->made, &reason)) {
        if (!redact_drop(version, &r->made, error))
            return false;
        note_dropped(r, name, reason->message);
    }
    for (size_t i = 0; i < r->made.bag.n_files; i++) {
        const struct bag_file *file = &r->made.bag.files[i];
        r->still_named |=
            strcmp(file->path, "letter.txt") == 0 && redact_holds(version, file->path, file->bytes);
    }
    g_ptr_array_add(r->changed, g_strdup(name));
    return true;
}

static bool make_version(void *data, struct store_object *object, size_t number, const char *folder,
                         struct bag *ret, GError **error)
{
    struct redacting *r = data;
    GArray *held = g_array_new(FALSE, FALSE, sizeof(struct commitment *));
    bool ok = open_version(r, object, number, error) && find_held(r, object, number, held, error);
    if (ok && held->len) {
        struct redact_version version = {
            .w = r->w,
            .object = object,
            .number = number,
            .folder = folder,
            .names = r->names,
            .said = r->said,
            .text = r->text,
            .report = r->report,
            .was = r->was,
        };
        add_earlier(r);
        g_ptr_array_add(r->said, said_of(r, held));
        ok = make_anew(r, &version, error);
        *ret = r->made.bag;
    }
    g_array_unref(held);
    if (!ok)
        forget_version(r);
    return ok;
}

static void version_done(void *data)
{
    forget_version(data);
}

// A message may say who withdrew.
static char *message_of(void *data, const char *was)
{
    const struct redacting *r = data;
    char *message = g_strdup(was);
    for (guint i = 0; i < r->commitments->len; i++) {
        const struct commitment *commitment = &g_array_index(r->commitments, struct commitment, i);
        char **parts = g_strsplit(message, commitment->name.name, -1);
        g_free(message);
        message = g_strjoinv("[…]", parts);
        g_strfreev(parts);
    }
    if (strcmp(message, was) == 0)
        g_clear_pointer(&message, g_free);
    return message;
}

static bool finish(void *data, GError **error)
{
    const struct redacting *r = data;
    for (guint i = 0; i < r->commitments->len; i++) {
        const struct commitment *commitment = &g_array_index(r->commitments, struct commitment, i);
        if (commitment->found)
            continue;
        fault_set(error, FAULT_USAGE, "no version names \"%s\": give the name as it is printed",
                  commitment->name.asked);
        fault_because(error, "withdraw-nobody");
        return false;
    }
    return true;
}

// ---- The command ----

static char *changed_names(const struct redacting *r)
{
    GString *names = g_string_new(NULL);
    for (guint i = 0; i < r->changed->len; i++)
        g_string_append_printf(names, "%s%s", i ? ", " : "", (const char *)r->changed->pdata[i]);
    return g_string_free(names, FALSE);
}

static void print(struct redacting *r, const char *store, const char *id)
{
    json_t *versions = json_array(), *redactions = json_array();
    char *names = changed_names(r);
    quote_printf(r->w->text, translate("%s: made anew: %s\n"), id, names);
    for (guint i = 0; i < r->changed->len; i++)
        json_array_append_new(versions, json_string(r->changed->pdata[i]));
    for (guint i = 0; i < r->commitments->len; i++) {
        const struct commitment *commitment = &g_array_index(r->commitments, struct commitment, i);
        quote_printf(r->w->text,
                     translate("  salt %s (kept nowhere: with the name it proves later what was "
                               "taken out)\n  sha512 %s\n"),
                     commitment->salt, commitment->digest);
        json_array_append_new(redactions, json_pack("{s:s, s:s, s:I}", "salt", commitment->salt,
                                                    "sha512", commitment->digest, "versions",
                                                    (json_int_t)commitment->found));
    }
    if (r->still_named)
        diag_add(r->w->diag, DIAG_WARNING, "withdrawn-named", SPAN_NONE,
                 "the letter itself still names somebody who withdrew, outside of the entry");
    session_json(r->w, json_pack("{s:o, s:o, s:o, s:o, s:O}", "file", json_text_or_null(store),
                                 "id", json_text_or_null(id), "versions", versions, "redactions",
                                 redactions, "dropped", r->dropped));
    g_free(names);
}

static bool full_id(struct warraq *w, const char *path, const char *id, char **ret, GError **error)
{
    struct store *store = store_open(path, w->diag, error);
    struct store_object *object = store ? store_id_open(store, id, error) : NULL;
    *ret = object ? g_strdup(store_object_id(object)) : NULL;
    store_object_close(object);
    store_close(store);
    return *ret;
}

static bool redact(struct redacting *r, const char *store, const char *id, GError **error)
{
    char *full;
    if (!settings_created(&r->w->settings, &r->at, error) || !commit_all(r, error) ||
        !full_id(r->w, store, id, &full, error))
        return false;
    const struct store_rewriter rewriter = {r, make_version, version_done, message_of, finish};
    bool ok = store_rewrite(store, full, &rewriter, r->w->diag, error);
    if (ok) {
        char *plain = store_id_plain(full);
        print(r, store, plain);
        g_free(plain);
    }
    g_free(full);
    return ok;
}

static void commitment_clear(gpointer data)
{
    g_free(((struct commitment *)data)->name.name);
}

enum warraq_status warraq_redact(struct warraq *w, const char *store, const char *id)
{
    GError *error = NULL;
    if (!session_begin(w, 2, store, id))
        return WARRAQ_USAGE;
    struct redacting r = {
        .w = w,
        .commitments = g_array_new(FALSE, FALSE, sizeof(struct commitment)),
        .changed = g_ptr_array_new_with_free_func(g_free),
        .dropped = json_array(),
    };
    g_array_set_clear_func(r.commitments, commitment_clear);
    bool ok = redact(&r, store, id, &error);
    g_array_unref(r.commitments);
    g_ptr_array_unref(r.changed);
    json_decref(r.dropped);
    return ok ? session_done(w, false) : session_fail(w, error);
}
