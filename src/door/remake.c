// SPDX-License-Identifier: MIT
// A version of a letter made anew from the sources that it keeps.
#include "base/file.h"
#include "door/payload.h"
#include "door/redact_parts.h"
#include "door/withdraw.h"
#include "model/dump.h"

#include <string.h>

static bool fault_remake(GError **error, const char *reason)
{
    fault_set(error, FAULT_INVALID, "%s", reason);
    return false;
}

// ---- The session that makes it ----

// Options are as the report has them; those that speak of columns which the kept copy of a sheet
// has no more are tried and left.
static void set_option(struct warraq *session, const char *payload, const char *name,
                       const char *value)
{
    char *kept = NULL;
    if (strcmp(name, "signatories") == 0)
        kept = g_build_filename(payload, "source", value, NULL);
    else if (strcmp(name, "style") == 0 && settings_is_style_file(value))
        kept = g_build_filename(payload, "style", value, NULL);
    session_set(session, name, kept ? kept : value, NULL);
    g_free(kept);
}

static void set_options(struct warraq *session, const char *payload, const json_t *options,
                        bool with_columns)
{
    const char *name;
    json_t *value, *one;
    size_t i;
    json_object_foreach((json_t *)options, name, value)
    {
        bool of_columns = strcmp(name, "consent") == 0 || strcmp(name, "keep-columns") == 0 ||
                          strcmp(name, "columns") == 0;
        if (of_columns && !with_columns)
            continue;
        if (json_is_string(value))
            set_option(session, payload, name, json_string_value(value));
        json_array_foreach(value, i, one)
            set_option(session, payload, name, json_string_value(one));
    }
}

static struct warraq *session_of(const struct redact_version *version, const char *payload,
                                 bool with_columns)
{
    const struct settings *settings = &version->w->settings;
    struct warraq *session = warraq_new();
    if (settings->data)
        session_set(session, "data", settings->data, NULL);
    session->settings.jobs = settings->jobs;
    session->settings.quiet = true;
    set_options(session, payload, json_object_get(version->report, "options"), with_columns);
    if (!session->settings.id)
        session_set(session, "id", version->was.name, NULL);
    for (guint i = 0; i < version->names->len; i++)
        session_set(session, "withdraw", g_array_index(version->names, struct redact_name, i).asked,
                    NULL);
    return session;
}

// ---- What it says ----

static bool is_withdrawn(const struct redact_version *version, const struct diff_side *side,
                         size_t entry)
{
    for (guint i = 0; i < version->names->len; i++) {
        size_t n;
        if (redact_find(side, &g_array_index(version->names, struct redact_name, i), &n) == entry)
            return true;
    }
    return false;
}

// The letter is what it was, but for those who withdrew.
static bool is_rest(const struct redact_version *version, const struct diff_side *after)
{
    const struct diff_side *before = &version->text->side;
    size_t k = 0;
    bool same = after->n_paragraphs == before->n_paragraphs;
    for (size_t i = 0; same && i < before->n_entries; i++) {
        const struct diff_entry *was = &before->entries[i];
        if (is_withdrawn(version, before, i))
            continue;
        same = k < after->n_entries && after->entries[k].number == was->number &&
               strcmp(after->entries[k].name, was->name) == 0;
        k++;
    }
    for (size_t i = 0; same && i < after->n_paragraphs; i++)
        same = strcmp(after->paragraphs[i], before->paragraphs[i]) == 0;
    return same && k == after->n_entries;
}

static GBytes *bytes_at(const struct payload *payload, const char *path)
{
    for (guint i = 0; i < payload->files->len; i++) {
        const struct bag_file *file = &g_array_index(payload->files, struct bag_file, i);
        if (strcmp(file->path, path) == 0)
            return file->bytes;
    }
    return NULL;
}

static bool payload_fits(const struct redact_version *version, const struct payload *payload)
{
    struct arena *arena = arena_new();
    struct diff_side side;
    gsize n;
    const char *text = g_bytes_get_data(bytes_at(payload, "letter.txt"), &n);
    GArray *lists = g_array_sized_new(FALSE, TRUE, sizeof(struct diff_lines), 1);
    for (guint i = 0; i < payload->lists->len; i++) {
        const struct dump_range *range = &g_array_index(payload->lists, struct dump_range, i);
        const struct diff_lines list = {range->first, range->last};
        g_array_append_val(lists, list);
    }
    diff_read_text(arena, "", text, n, (const struct diff_lines *)lists->data, lists->len, &side);
    bool fits = is_rest(version, &side);
    g_array_unref(lists);
    arena_free(arena);
    return fits;
}

static bool is_clean(const struct redact_version *version, const struct payload *payload)
{
    bool clean = true;
    for (guint i = 0; clean && i < payload->files->len; i++) {
        const struct bag_file *file = &g_array_index(payload->files, struct bag_file, i);
        GBytes *bytes =
            file->bytes ? g_bytes_ref(file->bytes) : file_read(file->source, (size_t)-1, NULL);
        // What the letter itself says of somebody is the letter's.
        clean = strcmp(file->path, "letter.txt") == 0 ||
                redact_holds(version, "letter.txt", bytes_at(payload, "letter.txt")) ||
                (bytes && !redact_holds(version, file->path, bytes));
        g_clear_pointer(&bytes, g_bytes_unref);
    }
    return clean;
}

// ---- Making ----

static bool fill(const struct redact_version *version, struct redact_made *made, GError **error)
{
    made->letter.date = version->was.date;
    made->letter.redacted = version->said;
    made->filled = payload_make(&made->letter, version->folder, &made->payload, error);
    if (!made->filled)
        return false;
    if (!payload_fits(version, &made->payload))
        return fault_remake(error, "made anew, the letter says something else than it did");
    if (!is_clean(version, &made->payload))
        return fault_remake(error, "made anew, it would still hold the name");
    made->bag = payload_bag(&made->payload, version->was.name, version->was.date);
    return true;
}

static bool make(const struct redact_version *version, const char *source, const char *payload,
                 bool with_columns, struct redact_made *made, GError **error)
{
    struct withdrawal withdrawal;
    made->session = session_of(version, payload, with_columns);
    session_begin(made->session, 0);
    struct letter_extra extra = letter_extra_record(made->session);
    if (!withdraw_begin(made->session, source, &withdrawal, error))
        return false;
    made->opened = letter_open(made->session, source, &extra, &made->letter, error);
    if (made->opened)
        withdraw_settle(&withdrawal, &made->letter);
    bool ok = made->opened && fill(version, made, error);
    withdraw_end(&withdrawal);
    return ok;
}

void redact_made_clear(struct redact_made *made)
{
    if (made->filled)
        payload_free(&made->payload);
    if (made->opened)
        letter_close(&made->letter);
    if (made->session) {
        session_done(made->session, false);
        warraq_free(made->session);
    }
    g_clear_pointer(&made->dropped, g_ptr_array_unref);
    *made = (struct redact_made){0};
}

bool redact_remake(const struct redact_version *version, struct redact_made *ret, GError **error)
{
    const char *path = json_string_value(json_object_get(version->report, "source"));
    char *payload = g_build_filename(version->folder, "payload", NULL);
    char *source = path ? g_build_filename(payload, path, NULL) : NULL;
    bool ok = false;
    *ret = (struct redact_made){0};
    if (!source || !version->text || !version->was.name)
        fault_remake(error, "it does not say what it was made from");
    else if (store_restore_folder(version->object, version->number, payload, error)) {
        ok = make(version, source, payload, true, ret, NULL);
        if (!ok) {
            redact_made_clear(ret);
            ok = make(version, source, payload, false, ret, error);
        }
    }
    if (!ok)
        redact_made_clear(ret);
    g_free(source);
    g_free(payload);
    return ok;
}
