// SPDX-License-Identifier: MIT
#include "door/keep.h"

#include "archive/catalogue.h"
#include "store/ocfl_check.h"
#include "store/repair.h"

#include <string.h>

enum { NOTED_MOST = 40 };

static bool is_store(const struct warraq *w, const char *path, GError **error)
{
    if ((!w->settings.repair && !w->settings.log) || ocfl_kind_of(path) == OCFL_ROOT)
        return true;
    fault_set(error, FAULT_USAGE, "--repair and --log are for stores, which %s is not", path);
    return false;
}

bool keep_repair(struct warraq *w, const char *path, struct keep *ret, GError **error)
{
    *ret = (struct keep){0};
    if (!is_store(w, path, error))
        return false;
    if (!w->settings.repair)
        return true;
    ret->repaired = g_ptr_array_new_with_free_func(g_free);
    return store_repair(path, w->settings.repair, w->diag, ret->repaired, error);
}

static bool lies_in(const char *path, const char *place)
{
    size_t n = strlen(place);
    return path && strncmp(path, place, n) == 0 && (path[n] == '/' || !path[n]);
}

// "E092 v1/content/letter.pdf: …", of the faults at a place.
static GString *faults_at(const struct findings *findings, const char *place, guint *ret_n)
{
    GString *text = g_string_new(NULL);
    *ret_n = 0;
    for (guint i = 0; i < findings->faults->len; i++) {
        const struct finding *fault = &g_array_index(findings->faults, struct finding, i);
        if (!lies_in(fault->path, place) || ++*ret_n > NOTED_MOST)
            continue;
        g_string_append_printf(text, "%s%s%s: %s", text->len ? "; " : "", fault->code,
                               fault->path + strlen(place), fault->message);
    }
    return text;
}

static GString *repaired_at(const struct keep *keep, const char *place, guint *ret_n)
{
    GString *text = g_string_new(NULL);
    *ret_n = 0;
    for (guint i = 0; keep->repaired && i < keep->repaired->len; i++) {
        const char *path = keep->repaired->pdata[i];
        if (lies_in(path, place) && ++*ret_n <= NOTED_MOST)
            g_string_append_printf(text, "%s%s", text->len ? ", " : "", path + strlen(place) + 1);
    }
    return text;
}

static bool log_event(const char *path, const char *place, const char *kind,
                      const struct crate_event *event, GError **error)
{
    char *id = store_place_id(path, place);
    char *compact = g_strdup(event->date), *to = compact;
    for (const char *p = event->date; *p; p++) {
        if (*p != '-' && *p != ':')
            *to++ = *p;
    }
    *to = '\0';
    char *name = g_strdup_printf("%s-%s.xml", kind, compact);
    GBytes *bytes = premis_write_event(id ? id : place, event, "warraq", warraq_version());
    bool ok = store_log(path, place, name, bytes, error);
    g_bytes_unref(bytes);
    g_free(name);
    g_free(compact);
    g_free(id);
    return ok;
}

static bool log_place(const struct warraq *w, const char *path, const char *place,
                      const struct findings *findings, struct keep *keep, const char *when,
                      GError **error)
{
    guint faults, repaired;
    GString *seen = faults_at(findings, place, &faults);
    GString *mended = repaired_at(keep, place, &repaired);
    const struct crate_event repair = {
        .id = "repair",
        .type = "recovery",
        .detail = "Damaged files were taken from another copy of the store, by their digests",
        .date = when,
        .note = mended->str,
        .outcome = "success",
    };
    const struct crate_event check = {
        .id = "fixity",
        .type = "fixity check",
        .detail = "Every file was read and held against the digests of the object's inventories",
        .date = when,
        .note = faults ? seen->str : NULL,
        .outcome = faults ? "fail" : "pass",
    };
    bool logs = w->settings.log || repaired, ok = true;
    if (repaired)
        ok = log_event(path, place, "repair", &repair, error);
    if (ok && logs)
        ok = log_event(path, place, "fixity", &check, error);
    keep->logged += ok && logs;
    g_string_free(seen, TRUE);
    g_string_free(mended, TRUE);
    return ok;
}

bool keep_log(struct warraq *w, const char *path, const struct findings *findings,
              struct keep *keep, GError **error)
{
    int64_t at;
    if (!w->settings.log && !(keep->repaired && keep->repaired->len))
        return true;
    if (!settings_created(&w->settings, &at, error))
        return false;
    char **places = store_places(path, error);
    if (!places)
        return false;
    g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc(at);
    char *when = g_date_time_format(time, "%Y-%m-%dT%H:%M:%SZ");
    bool ok = true;
    for (size_t i = 0; ok && places[i]; i++)
        ok = log_place(w, path, places[i], findings, keep, when, error);
    g_free(when);
    g_strfreev(places);
    return ok;
}

void keep_clear(struct keep *keep)
{
    g_clear_pointer(&keep->repaired, g_ptr_array_unref);
}
