// SPDX-License-Identifier: MIT
#include "door/session.h"

#include "base/file.h"
#include "base/memory.h"
#include "base/quote.h"
#include "base/translate.h"
#include "door/kept.h"
#include "door/session_json.h"
#include "door/supplied.h"

#include <stdarg.h>
#include <string.h>

const char *warraq_version(void)
{
    return WARRAQ_VERSION;
}

void warraq_on_exhaustion(void (*fn)(size_t wanted))
{
    memory_on_end(fn);
}

void warraq_translate_with(const char *(*fn)(const char *english))
{
    translate_set(fn);
}

int warraq_version_num(void)
{
    return WARRAQ_VERSION_NUM;
}

// Bytes are told by the thousand.
static bool tell_bytes(void *context, uint64_t done, uint64_t total)
{
    const struct warraq *w = context;
    enum { KILO = 1000 };
    return session_progress(w, N_("kB"), (size_t)(done / KILO), (size_t)(total / KILO), NULL);
}

struct warraq *warraq_new(void)
{
    struct warraq *w = g_new0(struct warraq, 1);
    settings_init(&w->settings);
    w->diag = diag_new();
    w->kept = kept_new();
    w->said = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    w->job = job_new();
    job_on_step(w->job, tell_bytes, w);
    w->error = g_string_new(NULL);
    w->text = g_string_new(NULL);
    w->json = g_string_new(NULL);
    w->code = NULL;
    return w;
}

static void forget_results(struct warraq *w)
{
    g_string_truncate(w->error, 0);
    g_string_truncate(w->text, 0);
    w->code = NULL;
    session_json(w, NULL);
}

static void end_command(struct warraq *w)
{
    if (w->at_end)
        w->at_end(w);
    w->at_end = NULL;
}

void warraq_free(struct warraq *w)
{
    if (!w)
        return;
    end_command(w);
    settings_clear(&w->settings);
    g_free(w->found_data);
    diag_free(w->diag);
    g_hash_table_unref(w->said);
    kept_free(w->kept); // which has faces of the fonts
    font_set_free(w->fonts);
    job_free(w->job);
    g_string_free(w->error, TRUE);
    g_string_free(w->text, TRUE);
    json_decref(w->result);
    json_decref(w->read);
    g_string_free(w->json, TRUE);
    g_free(w);
}

void warraq_reset(struct warraq *w)
{
    if (!w)
        return;
    if (w->settings.data)
        supplied_forget(w);
    settings_clear(&w->settings);
    settings_init(&w->settings);
    job_reset(w->job);
    forget_results(w);
    warraq_on_message(w, NULL, NULL);
    warraq_on_progress(w, NULL, NULL);
}

static bool fault_null(GError **error)
{
    fault_set(error, FAULT_USAGE, "an argument that is needed is NULL");
    fault_because(error, "null");
    return false;
}

bool session_set(struct warraq *w, const char *name, const char *value, GError **error)
{
    if (!name || !value)
        return fault_null(error);
    if (strcmp(name, "style") == 0 && !supplied_has_style(w, value, error))
        return false;
    if (!settings_set(&w->settings, name, value, error))
        return false;
    if (strcmp(name, "data") == 0)
        supplied_forget(w);
    return true;
}

enum warraq_status warraq_set(struct warraq *w, const char *name, const char *value)
{
    GError *error = NULL;
    if (!w)
        return WARRAQ_USAGE;
    forget_results(w);
    return session_set(w, name, value, &error) ? WARRAQ_OK : session_fail(w, error);
}

enum warraq_status warraq_lend(struct warraq *w, const char *name, const void *data, size_t n)
{
    GError *error = NULL;
    if (!w)
        return WARRAQ_USAGE;
    forget_results(w);
    if (!name || (!data && n > 0)) {
        fault_null(&error);
        return session_fail(w, error);
    }
    GBytes *bytes = g_bytes_new(data, n);
    job_lend(w->job, name, bytes);
    g_bytes_unref(bytes);
    return WARRAQ_OK;
}

void warraq_write_with(struct warraq *w, warraq_write_fn fn, void *context)
{
    if (w)
        job_write_with(w->job, fn, context);
}

void warraq_on_message(struct warraq *w, warraq_message_fn fn, void *context)
{
    if (!w)
        return;
    w->message = fn;
    w->message_context = context;
}

void warraq_on_progress(struct warraq *w, warraq_progress_fn fn, void *context)
{
    if (!w)
        return;
    w->progress = fn;
    w->progress_context = context;
}

const char *warraq_error(const struct warraq *w)
{
    return w ? w->error->str : "";
}

const char *warraq_error_code(const struct warraq *w)
{
    return w && w->code ? w->code : "";
}

const char *warraq_text(const struct warraq *w)
{
    return w ? w->text->str : "";
}

const char *warraq_read_at(const struct warraq *w, size_t index)
{
    return w && w->read ? json_string_value(json_array_get(w->read, index)) : NULL;
}

char *warraq_quote(const char *text)
{
    if (!text)
        return NULL;
    GString *shown = g_string_new(NULL);
    quote_safe(shown, text, strlen(text));
    return g_string_free(shown, FALSE);
}

void warraq_abandon_all(void)
{
    file_out_abandon_all();
}

static void begin(struct warraq *w)
{
    diag_free(w->diag);
    w->diag = diag_new();
    w->passed_on = 0;
    g_clear_pointer(&w->read, json_decref);
    w->read_settled = w->notes_are_result = false;
    g_hash_table_remove_all(w->said);
    forget_results(w);
    job_begin(w->job);
}

// Whatever the command, what the settings name is read, and not written.
static void name_settings(struct warraq *w)
{
    const struct settings *settings = &w->settings;
    const char *const inputs[] = {settings->signatories, settings->sign,    settings->certificate,
                                  settings->authority,   settings->signers, settings->timestamp,
                                  settings->config};
    for (size_t i = 0; i < G_N_ELEMENTS(inputs); i++)
        job_names_input(w->job, inputs[i]);
    for (guint i = 0; i < settings->style->len; i++) {
        const char *style = g_ptr_array_index(settings->style, i);
        job_names_input(w->job, settings_is_style_file(style) ? style : NULL);
    }
    for (guint i = 0; i < settings->proof->len; i++)
        job_names_input(w->job, g_ptr_array_index(settings->proof, i));
    for (guint i = 0; i < settings->allow->len; i++)
        job_allow(w->job, g_ptr_array_index(settings->allow, i));
}

bool session_begin(struct warraq *w, int n, ...)
{
    va_list args;
    bool whole = w != NULL;
    va_start(args, n);
    for (int i = 0; i < n; i++)
        whole &= va_arg(args, const void *) != NULL; // NOLINT(clang-analyzer-valist.Uninitialized)
    va_end(args);
    if (!w)
        return false;
    begin(w);
    name_settings(w);
    if (whole)
        return true;
    GError *error = NULL;
    fault_null(&error);
    session_fail(w, error);
    return false;
}

void session_reads(struct warraq *w, const char *path)
{
    job_names_input(w->job, path);
}

bool session_writes(struct warraq *w, const char *path, GError **error)
{
    return job_names_output(w->job, path, error);
}

bool session_progress(const struct warraq *w, const char *unit, size_t done, size_t total,
                      GError **error)
{
    if (!w->progress || w->progress(w->progress_context, unit, done, total))
        return true;
    fault_set(error, FAULT_STOPPED, "stopped by the caller");
    return false;
}

void session_pass_notes(struct warraq *w)
{
    for (; w->passed_on < diag_count(w->diag); w->passed_on++) {
        if (!w->message)
            continue;
        const struct diag_note *note = diag_get(w->diag, w->passed_on);
        bool kept_back = w->settings.quiet && !w->notes_are_result && note->severity < DIAG_ERROR;
        if (kept_back)
            continue;
        char *formatted = diag_format(w->diag, note, true);
        if (!g_hash_table_add(w->said, formatted))
            continue; // passed on before; the table keeps one copy
        struct warraq_message message = {note->severity, note->code,    note->file, note->line,
                                         note->column,   note->message, formatted,  note->local};
        w->message(w->message_context, &message);
    }
}

static enum warraq_status status_of(const GError *error)
{
    static const enum warraq_status statuses[] = {
        [FAULT_INVALID] = WARRAQ_FAULTS,
        [FAULT_USAGE] = WARRAQ_USAGE,
        [FAULT_IO] = WARRAQ_IO,
        [FAULT_STOPPED] = WARRAQ_STOPPED,
    };
    return error->domain == FAULT ? statuses[error->code] : WARRAQ_IO;
}

enum warraq_status session_fail(struct warraq *w, GError *error)
{
    session_pass_notes(w);
    end_command(w);
    job_end(w->job);
    enum warraq_status status = status_of(error);
    g_string_assign(w->error, fault_local(error));
    w->code = fault_code(error);
    session_json(w, json_pack("{s:{s:i, s:s, s:o}}", "error", "status", status, "code", w->code,
                              "message", json_text_or_null(error->message)));
    g_error_free(error);
    return status;
}

enum warraq_status session_done(struct warraq *w, bool faults)
{
    session_pass_notes(w);
    if (w->read && json_is_object(w->result))
        json_object_set(w->result, "read", w->read);
    end_command(w);
    job_end(w->job);
    return faults ? WARRAQ_FAULTS : WARRAQ_OK;
}

unsigned session_threads(const struct warraq *w)
{
    return (unsigned)CLAMP(w->settings.jobs, 1, 1024);
}

size_t session_missing_glyphs(const struct warraq *w)
{
    size_t missing = 0;
    for (size_t i = 0; i < diag_count(w->diag); i++)
        missing += strcmp(diag_get(w->diag, i)->code, "glyph-missing") == 0;
    return missing;
}
