// SPDX-License-Identifier: MIT
// A version that cannot be made anew: what holds a name is left out of it.
#include "archive/catalogue.h"
#include "door/describe.h"
#include "door/payload.h"
#include "door/redact_parts.h"
#include "language/label.h"

#include <string.h>

// The entries' lines of letter.txt, in ascending order, whose entry goes: size_t, from 1.
static GArray *lines_to_go(const struct redact_version *version, const char *text)
{
    GArray *lines = g_array_new(FALSE, FALSE, sizeof(size_t));
    const json_t *lists = json_object_get(version->report, "lists");
    char **all = g_strsplit(text, "\n", -1);
    size_t n = g_strv_length(all), at = 0, i;
    json_t *list;
    json_array_foreach(lists, i, list)
    {
        size_t first = (size_t)json_integer_value(json_object_get(list, "first_line"));
        size_t last = (size_t)json_integer_value(json_object_get(list, "last_line"));
        for (size_t line = first; line > 0 && line <= MIN(last, n); line++, at++) {
            bool goes = false;
            for (guint k = 0; !goes && k < version->names->len; k++) {
                size_t unused;
                goes = redact_find(&version->text->side,
                                   &g_array_index(version->names, struct redact_name, k),
                                   &unused) == at;
            }
            if (goes)
                g_array_append_val(lines, line);
        }
    }
    g_strfreev(all);
    return lines;
}

static GBytes *text_without(const char *text, const GArray *lines)
{
    GString *out = g_string_new(NULL);
    char **all = g_strsplit(text, "\n", -1);
    guint k = 0;
    for (size_t i = 0; all[i]; i++) {
        bool goes = k < lines->len && g_array_index(lines, size_t, k) == i + 1;
        k += goes;
        if (!goes)
            g_string_append_printf(out, "%s%s", all[i], all[i + 1] ? "\n" : "");
    }
    g_strfreev(all);
    return g_string_free_to_bytes(out);
}

static void move_line(json_t *list, const char *key, const GArray *lines, bool end)
{
    json_int_t line = json_integer_value(json_object_get(list, key)), gone = 0;
    for (guint i = 0; i < lines->len; i++) {
        json_int_t one = (json_int_t)g_array_index(lines, size_t, i);
        gone += one < line || (end && one == line);
    }
    json_object_set_new(list, key, json_integer(line - gone));
}

// What the report quotes of the letter may be the name.
static void drop_quotes(const struct redact_version *version, json_t *report, const char *key)
{
    json_t *list = json_object_get(report, key);
    for (size_t i = json_array_size(list); i > 0; i--) {
        char *text = json_dumps(json_array_get(list, i - 1), JSON_COMPACT);
        GBytes *bytes = g_bytes_new_take(text, strlen(text));
        if (redact_holds(version, "report.json", bytes))
            json_array_remove(list, i - 1);
        g_bytes_unref(bytes);
    }
}

static GBytes *report_without(const struct redact_version *version, const GArray *lines)
{
    json_t *report = json_deep_copy(version->report), *list;
    json_t *counts = json_object_get(report, "signatories");
    json_int_t listed = json_integer_value(json_object_get(counts, "listed"));
    size_t i;
    json_array_foreach(json_object_get(report, "lists"), i, list)
    {
        move_line(list, "first_line", lines, false);
        move_line(list, "last_line", lines, true);
    }
    if (counts)
        json_object_set_new(counts, "listed", json_integer(listed - (json_int_t)lines->len));
    drop_quotes(version, report, "notes");
    drop_quotes(version, report, "set_aside");
    json_object_set_new(report, "editions", json_array());
    json_object_del(report, "record");
    json_object_del(report, "records");
    json_object_del(report, "volume_words");
    char *text = json_print(report);
    json_decref(report);
    return g_bytes_new_take(text, strlen(text));
}

// ---- Files ----

// Made of the letter, or a description of files that are gone: the name may be in it though it is
// not seen there.
static bool may_hide(const char *path)
{
    static const char *const gone[] = {"premis.xml", "ro-crate-metadata.json",
                                       "ro-crate-preview.html", "letter.txt", "report.json"};
    for (size_t i = 0; i < G_N_ELEMENTS(gone); i++) {
        if (strcmp(path, gone[i]) == 0)
            return true;
    }
    return g_str_has_prefix(path, "letter") || g_str_has_suffix(path, ".pdf");
}

static bool keep_file(const struct redact_version *version, const struct store_file *file,
                      struct redact_made *made, GError **error)
{
    GBytes *bytes = store_version_read(version->object, version->number, file->path, error);
    if (!bytes)
        return false;
    bool own = strcmp(file->path, "letter.txt") == 0 || strcmp(file->path, "report.json") == 0;
    if (!may_hide(file->path) && !redact_holds(version, file->path, bytes)) {
        payload_add_bytes(&made->payload, g_strdup(file->path), bytes);
        return true;
    }
    g_bytes_unref(bytes);
    if (!own)
        g_ptr_array_add(made->dropped, g_strdup(file->path));
    return true;
}

static bool add_premis(const struct redact_version *version, struct payload *payload,
                       GError **error)
{
    guint n = payload->files->len;
    struct crate_file *files = g_new0(struct crate_file, n + 1);
    GArray *events = g_array_new(FALSE, FALSE, sizeof(struct crate_event));
    struct crate crate = {
        .date = json_string_value(json_object_get(version->report, "date")),
        .tool = "warraq",
        .tool_version = warraq_version(),
        .files = files,
        .n_files = n,
    };
    bool ok = true;
    for (guint i = 0; ok && i < n; i++) {
        const struct bag_file *file = &g_array_index(payload->files, struct bag_file, i);
        files[i] = (struct crate_file){.path = file->path, .format = "application/octet-stream"};
        ok = crate_measure(file, &files[i], error);
    }
    for (guint i = 0; i < version->said->len; i++) {
        struct crate_event event = describe_redaction(payload, version->said->pdata[i], i);
        g_array_append_val(events, event);
    }
    crate.events = (const struct crate_event *)events->data;
    crate.n_events = events->len;
    if (ok)
        payload_add_bytes(payload, g_strdup("premis.xml"), premis_write(&crate));
    g_array_unref(events);
    g_free(files);
    return ok;
}

static bool add_letter(const struct redact_version *version, struct redact_made *made,
                       GError **error)
{
    GBytes *bytes = store_version_read(version->object, version->number, "letter.txt", error);
    if (!bytes)
        return false;
    gsize n;
    const char *data = g_bytes_get_data(bytes, &n);
    char *text = g_strndup(data, n);
    GArray *lines = lines_to_go(version, text);
    payload_add_bytes(&made->payload, g_strdup("letter.txt"), text_without(text, lines));
    payload_add_bytes(&made->payload, g_strdup("report.json"), report_without(version, lines));
    g_array_unref(lines);
    g_free(text);
    g_bytes_unref(bytes);
    return true;
}

static void add_labels(const struct redact_version *version, struct payload *payload)
{
    for (size_t i = 0; i < version->was.n_info; i++) {
        if (strcmp(version->was.info[i].label, REDACTED_LABEL) != 0)
            g_array_append_val(payload->info, version->was.info[i]);
    }
    for (guint i = 0; i < version->said->len; i++) {
        struct bag_label label = {REDACTED_LABEL, version->said->pdata[i]};
        g_array_append_val(payload->info, label);
    }
}

bool redact_drop(const struct redact_version *version, struct redact_made *ret, GError **error)
{
    size_t n;
    const struct store_file *files = store_version_files(version->object, version->number, &n);
    *ret = (struct redact_made){.filled = true, .dropped = g_ptr_array_new_with_free_func(g_free)};
    payload_init(&ret->payload);
    if (!version->text || !version->report || !version->was.name) {
        fault_set(
            error, FAULT_INVALID,
            "%s was not made by warraq: what of it holds a name cannot be seen (purge removes "
            "the letter)",
            store_object_version(version->object, version->number)->name);
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        if (!keep_file(version, &files[i], ret, error))
            return false;
    }
    if (!add_letter(version, ret, error) || !add_premis(version, &ret->payload, error))
        return false;
    add_labels(version, &ret->payload);
    ret->bag = payload_bag(&ret->payload, version->was.name, version->was.date);
    return true;
}
