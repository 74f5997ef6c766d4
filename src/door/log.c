// SPDX-License-Identifier: MIT
// The versions of a store's letters, and the names over time as a picture.
#include "base/quote.h"
#include "base/translate.h"
#include "door/diff_side.h"
#include "door/kept.h"
#include "door/output.h"
#include "door/redacted.h"
#include "door/report.h"
#include "door/session_json.h"
#include "door/store_id.h"
#include "door/supplied.h"
#include "language/direction.h"
#include "page/plot.h"
#include "paint/paint.h"

#include <inttypes.h>
#include <string.h>

enum { PLOT_DPI = 150 };

// "2020-09-09"
static char *day_of(int64_t seconds)
{
    g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc(seconds);
    return time ? g_date_time_format(time, "%Y-%m-%d") : g_strdup("");
}

// How the list changed, and when somebody was taken out of it.
struct log_change {
    struct compare_change list;
    char *redacted;
};

static void log_version(struct warraq *w, const struct store_version *version, int64_t date,
                        const struct log_change *change, json_t *versions)
{
    g_autofree char *day = day_of(date);
    GString *user = g_string_new(NULL);
    quote(user, version->user);
    quote_printf(w->text, translate("  %s  %s  %s  %" PRId64 " signatories"), version->name,
                 version->created, user->str, change->list.listed);
    if (change->list.added || change->list.removed)
        quote_printf(w->text, " (+%zu −%zu)", change->list.added, change->list.removed);
    if (!g_str_has_prefix(version->created, day))
        quote_printf(w->text, translate(", dated %s"), day);
    if (change->redacted)
        quote_printf(w->text, translate(", redacted %s"), change->redacted);
    g_string_append(w->text, *version->message ? "  " : "");
    quote(w->text, version->message);
    g_string_append_c(w->text, '\n');
    g_string_free(user, TRUE);
    json_t *value = json_pack(
        "{s:s, s:s, s:s, s:o, s:o, s:I, s:I, s:I}", "version", version->name, "created",
        version->created, "date", day, "message", json_text_or_null(version->message), "user",
        json_text_or_null(version->user), "listed", (json_int_t)change->list.listed, "added",
        (json_int_t)change->list.added, "removed", (json_int_t)change->list.removed);
    if (change->redacted)
        json_object_set_new(value, "redacted", json_string(change->redacted));
    json_array_append_new(versions, value);
}

// ---- The picture --------------------------------------------------------------------------

static int64_t moment(const char *created)
{
    g_autoptr(GDateTime) time = g_date_time_new_from_iso8601(created, NULL);
    return time ? g_date_time_to_unix(time) : 0;
}

// [{version, created, listed}] as points; names and times are borrowed from the list.
static GArray *points_of(const json_t *versions)
{
    GArray *points = g_array_new(FALSE, FALSE, sizeof(struct plot_point));
    for (size_t i = 0; i < json_array_size(versions); i++) {
        const json_t *version = json_array_get(versions, i);
        const char *created = json_string_value(json_object_get(version, "created"));
        struct plot_point point = {
            .name = json_string_value(json_object_get(version, "version")),
            .time = created,
            .when = moment(created),
            .count = json_integer_value(json_object_get(version, "listed")),
        };
        g_array_append_val(points, point);
    }
    return points;
}

static bool write_picture(const struct warraq *w, const struct page *page, GError **error)
{
    struct picture_options options = {.dpi = PLOT_DPI};
    struct pictures *pictures = pictures_open(w->settings.plot, &options, error);
    if (!pictures)
        return false;
    if (pictures_add(pictures, page, error))
        return pictures_finish(pictures, error);
    pictures_abandon(pictures);
    return false;
}

static char *title_of(struct warraq *w, const char *lang, const char *id)
{
    char *path = supplied_path(w, "data/summary.words");
    const struct words *words = kept_words(w->kept, path, lang, NULL);
    char *signatories = words ? words_get(words, "words", "signatories") : g_strdup("");
    char *title = g_strdup_printf("%s · \u2068%s\u2069", signatories, id);
    g_free(signatories);
    g_free(path);
    return title;
}

static bool log_plot(struct warraq *w, json_t *letter, GError **error)
{
    struct font_set *fonts = supplied_fonts(w, error);
    if (!fonts)
        return false;
    const char *lang = w->settings.lang ? w->settings.lang : "en";
    char *title = title_of(w, lang, json_string_value(json_object_get(letter, "id")));
    GArray *points = points_of(json_object_get(letter, "versions"));
    struct plot plot = {.title = title,
                        .lang = lang,
                        .rtl = direction_of_language(lang) == DIRECTION_RTL,
                        .points = (const struct plot_point *)(void *)points->data,
                        .n = points->len};
    struct page *page = plot_page(fonts, &plot, w->diag);
    bool ok = write_picture(w, page, error);
    if (ok)
        json_object_set_new(letter, "plot", report_file(w->settings.plot));
    page_free(page);
    g_array_unref(points);
    g_free(title);
    return ok;
}

// ---- The log ------------------------------------------------------------------------------

static json_t *log_object(struct warraq *w, struct store_object *object, GError **error)
{
    json_t *versions = json_array();
    struct compare_text *before = NULL;
    bool ok = true;
    char *id = store_id_plain(store_object_id(object));
    quote(w->text, id);
    g_string_append_c(w->text, '\n');
    for (size_t number = 1; ok && number <= store_object_versions(object); number++) {
        int64_t date;
        struct compare_text *text = compare_text_of_version(object, number, error);
        ok = text && store_version_date(object, number, &date, error);
        if (ok) {
            struct log_change change = {compare_count(before, text), redacted_when(object, number)};
            log_version(w, store_object_version(object, number), date, &change, versions);
            g_free(change.redacted);
        }
        compare_text_free(before);
        before = text;
    }
    compare_text_free(before);
    json_t *value = NULL;
    if (ok)
        value = json_pack("{s:o, s:O}", "id", json_text_or_null(id), "versions", versions);
    json_decref(versions);
    g_free(id);
    return value;
}

static json_t *log_id(struct warraq *w, struct store *store, const char *id, GError **error)
{
    struct store_object *object = store_id_open(store, id, error);
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

static bool plot_one(struct warraq *w, json_t *letter, GError **error)
{
    if (json_object_get(letter, "versions"))
        return log_plot(w, letter, error);
    fault_set(error, FAULT_USAGE, "--plot draws one letter: name it by its ID");
    return false;
}

enum warraq_status warraq_log(struct warraq *w, const char *path, const char *id)
{
    GError *error = NULL;
    if (!session_begin(w, 1, path))
        return WARRAQ_USAGE;
    if (!output_plan(w, w->settings.plot, OUTPUT_PICTURE, &error))
        return session_fail(w, error);
    struct store *store = store_open(path, w->diag, &error);
    if (!store)
        return session_fail(w, error);
    json_t *value = id ? log_id(w, store, id, &error) : log_all(w, store, &error);
    store_close(store);
    if (value && w->settings.plot && !plot_one(w, value, &error))
        g_clear_pointer(&value, json_decref);
    if (!value)
        return session_fail(w, error);
    session_json(w, value);
    return session_done(w, false);
}
