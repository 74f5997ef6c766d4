// SPDX-License-Identifier: MIT
// A version added to a store.
#include "base/quote.h"
#include "base/translate.h"
#include "door/files_read.h"
#include "door/payload.h"
#include "door/record_file.h"
#include "door/session_json.h"
#include "door/store_id.h"
#include "door/values.h"
#include "door/withdraw.h"

#include <inttypes.h>

static bool snapshot_payload(const struct letter *letter, const char *store,
                             const struct payload *payload, const char *id,
                             struct store_written *ret, GError **error)
{
    const struct settings *settings = &letter->session->settings;
    struct bag bag = payload_bag(payload, id, letter->date);
    struct store_job job = {
        .message = settings->message,
        .user = settings->user,
        .address = settings->address,
    };
    if (!settings_created(settings, &job.created, error))
        return false;
    char *full = store_id_full(id);
    bool ok = store_snapshot(store, full, &bag, &job, letter->session->diag, ret, error);
    g_free(full);
    return ok;
}

static void print_snapshot(struct warraq *w, const char *store, const char *id,
                           const struct store_written *written)
{
    char *version = g_strdup_printf("v%zu", written->version);
    if (written->unchanged)
        quote_printf(w->text, translate("%s: nothing changed since %s\n"), id, version);
    else
        quote_printf(w->text, translate("%s: %s, %zu new files, %" PRIu64 " bytes added\n"), id,
                     version, written->stored, written->added);
    session_json(w,
                 json_pack("{s:o, s:o, s:s, s:b, s:I, s:I, s:s}", "file", json_text_or_null(store),
                           "id", json_text_or_null(id), "version", version, "unchanged",
                           written->unchanged, "entries", (json_int_t)written->entries, "bytes",
                           (json_int_t)written->bytes, "sha512", written->sha512));
    g_free(version);
}

// A source that was renamed begins another history unless it is told which one it goes on with.
static void note_new_letter(struct warraq *w, const char *path, const char *id)
{
    struct store *store = store_open(path, NULL, NULL);
    char *others = store ? store_id_others(store, id) : NULL;
    if (others)
        diag_add(w->diag, DIAG_NOTE, "store-new-letter", SPAN_NONE,
                 "%s is a new letter in this store, which has %s: --id adds a version to another",
                 id, others);
    g_free(others);
    store_close(store);
}

// Nothing of what is kept may have a name that was taken out, unless the letter still says it.
static bool check_withdrawn(const struct withdrawal *withdrawal, const struct payload *payload,
                            struct diag *diag, GError **error)
{
    const struct bag bag = payload_bag(payload, "", 0);
    char *place = withdrawal->names->len ? withdraw_remains(withdrawal, &bag) : NULL;
    if (!place)
        return true;
    bool said = strcmp(place, "letter.txt") == 0;
    if (said)
        diag_add(
            diag, DIAG_WARNING, "withdrawn-named", SPAN_NONE,
            "the letter still names somebody who withdrew, outside of the entry that was taken "
            "out");
    else
        fault_set(
            error, FAULT_INVALID,
            "%s would still hold the name of somebody who withdrew: take it out of the source",
            place);
    fault_because(error, "withdrawn-named");
    g_free(place);
    return said;
}

static bool make_version(struct warraq *w, const char *store, const struct letter *letter,
                         const struct withdrawal *withdrawal, struct store_written *ret,
                         GError **error)
{
    struct payload payload;
    char *id = letter_id(letter);
    char *folder =
        g_file_test(store, G_FILE_TEST_IS_DIR) ? g_strdup(store) : g_path_get_dirname(store);
    bool ok = letter_has_id(letter, error) && payload_make(letter, folder, &payload, error);
    if (ok) {
        files_read_keep(w, true);
        ok = check_withdrawn(withdrawal, &payload, w->diag, error) &&
             snapshot_payload(letter, store, &payload, id, ret, error);
        payload_free(&payload);
    }
    g_free(folder);
    g_free(id);
    return ok;
}

enum warraq_status warraq_snapshot(struct warraq *w, const char *store, const char *source)
{
    GError *error = NULL;
    struct letter letter;
    struct withdrawal withdrawal;
    struct store_written written;
    if (!session_begin(w, 2, store, source))
        return WARRAQ_USAGE;
    session_reads(w, source);
    struct letter_extra extra = letter_extra_record(w);
    if (!withdraw_begin(w, source, &withdrawal, &error))
        return session_fail(w, error);
    if (!letter_open(w, source, &extra, &letter, &error)) {
        withdraw_end(&withdrawal);
        return session_fail(w, error);
    }
    withdraw_settle(&withdrawal, &letter);
    char *id = letter_id(&letter);
    bool ok = make_version(w, store, &letter, &withdrawal, &written, &error);
    letter_close(&letter);
    withdraw_end(&withdrawal);
    if (ok)
        print_snapshot(w, store, id, &written);
    if (ok && written.stored && written.version == 1 && !w->settings.id)
        note_new_letter(w, store, id);
    g_free(id);
    return ok ? session_done(w, session_missing_glyphs(w) > 0) : session_fail(w, error);
}
