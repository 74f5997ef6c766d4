// SPDX-License-Identifier: MIT
#include "door/kept.h"
#include "door/report.h"

#include "paint/svg_fonts.h"

#include "base/file.h"
#include "base/memory.h"
#include "base/quote.h"
#include "base/translate.h"

#include <dlfcn.h>
#include <stdarg.h>
#include <stdlib.h>
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

// Another data folder has other faces.
static void forget_data(struct warraq *w)
{
    g_clear_pointer(&w->fonts, font_set_free);
    kept_forget_data(w->kept);
    g_clear_pointer(&w->found_data, g_free);
}

void warraq_reset(struct warraq *w)
{
    if (!w)
        return;
    if (w->settings.data)
        forget_data(w);
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
    if (strcmp(name, "style") == 0 && !session_has_style(w, value, error))
        return false;
    if (!settings_set(&w->settings, name, value, error))
        return false;
    if (strcmp(name, "data") == 0)
        forget_data(w);
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

static json_t *note_json(const struct diag_note *note)
{
    static const char *const severities[] = {"note", "warning", "error"};
    json_t *value = json_object();
    json_object_set_new(value, "code", json_string(note->code));
    json_object_set_new(value, "severity", json_string(severities[note->severity]));
    if (note->file) {
        // The name alone: where the file lay is nobody's business and differs between machines.
        char *name = g_path_get_basename(note->file);
        json_object_set_new(value, "file", json_text(name, strlen(name)));
        g_free(name);
    }
    json_object_set_new(value, "line", json_integer((json_int_t)note->line));
    json_object_set_new(value, "column", json_integer((json_int_t)note->column));
    json_object_set_new(value, "message", json_text(note->message, strlen(note->message)));
    if (note->offers)
        json_object_set_new(
            value, "offer",
            json_pack("{s:I, s:s}", "remove", (json_int_t)note->removes, "insert", note->inserts));
    return value;
}

json_t *session_notes(const struct diag *diag)
{
    json_t *notes = json_array();
    for (size_t i = 0; i < diag_count(diag); i++)
        json_array_append_new(notes, note_json(diag_get(diag, i)));
    return notes;
}

// What a terminal or a line of text would obey leaves as JSON's own escapes: it can only be within
// a string. In files it stays as it is.
static void append_escaped(GString *out, const char *json)
{
    for (const char *p = json; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        bool obeyed =
            (c >= 0x7F && c < 0xA0) || (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
        if (obeyed)
            g_string_append_printf(out, "\\u%04x", c);
        else
            g_string_append_len(out, p, g_utf8_next_char(p) - p);
    }
}

const char *warraq_json(const struct warraq *w)
{
    if (!w)
        return "";
    if (!w->result || w->json->len)
        return w->json->str;
    if (w->result_with_notes)
        json_object_set_new(w->result, "notes", session_notes(w->diag));
    if (w->result_with_text)
        json_object_set_new(w->result, "text", json_text(w->text->str, w->text->len));
    char *text = json_print(w->result);
    append_escaped(w->json, text);
    g_free(text);
    return w->json->str;
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

bool session_is_style_file(const char *name)
{
    return strchr(name, '/') || g_str_has_suffix(name, ".style");
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
        job_names_input(w->job, session_is_style_file(style) ? style : NULL);
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
                              "message", session_string(error->message)));
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

void session_json(struct warraq *w, json_t *value)
{
    json_decref(w->result);
    w->result = value;
    w->result_with_notes = w->result_with_text = false;
    g_string_truncate(w->json, 0);
}

void session_json_with_notes(struct warraq *w, json_t *value)
{
    session_json(w, value);
    w->result_with_notes = true;
}

void session_json_with_text(struct warraq *w, json_t *value)
{
    session_json(w, value);
    w->result_with_text = true;
}

json_t *session_string(const char *text)
{
    return text ? json_text(text, strlen(text)) : json_null();
}

// The data of an installed program or library lies in share/warraq beside the folder it is in, or
// one further up (lib/x86_64-linux-gnu), wherever the whole was put.
static char *installed_data(void)
{
    Dl_info self;
    if (dladdr((const void *)warraq_version, &self) == 0 || !self.dli_fname)
        return NULL;
    // A program found on the path is known to the linker by its bare name.
    const char *name = strchr(self.dli_fname, '/') ? self.dli_fname : "/proc/self/exe";
    char *folder = realpath(name, NULL), *found = NULL;
    for (int up = 0; folder && up < 4 && !found; up++) {
        char *slash = strrchr(folder, '/');
        if (!slash)
            break;
        *slash = '\0';
        char *data = g_build_filename(folder, "share", "warraq", NULL);
        char *styles = g_build_filename(data, "styles", NULL);
        found = g_file_test(styles, G_FILE_TEST_IS_DIR) ? g_strdup(data) : NULL;
        g_free(styles);
        g_free(data);
    }
    free(folder);
    return found;
}

// Run from the tree it was built in, the program finds the tree's own folders.
static const char *data_folder(struct warraq *w)
{
    if (w->settings.data)
        return w->settings.data;
    if (!w->found_data)
        w->found_data = installed_data();
    if (!w->found_data)
        w->found_data = g_strdup(WARRAQ_SOURCE_DIR);
    return w->found_data;
}

char *session_data(struct warraq *w, const char *name)
{
    return g_build_filename(data_folder(w), name, NULL);
}

void session_keep_read(struct warraq *w, bool settled)
{
    if (w->read_settled)
        return;
    json_decref(w->read);
    w->read = session_files_read(w, NULL);
    w->read_settled = settled;
}

// In the tree the program was built in, others lie beside its data.
static bool is_own_data(const char *resolved, const char *folder)
{
    static const char *const parts[] = {"data", "fonts", "styles"};
    bool own = false;
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
        char *part = g_build_filename(folder, parts[i], NULL);
        own |= job_is_below(resolved, part);
        g_free(part);
    }
    return own;
}

// How `resolved` is called from the folder `from`, both resolved: its path below it, else its name.
static char *seen_from(const char *from, const char *resolved)
{
    size_t n = strlen(from);
    return job_is_below(resolved, from) ? g_strdup(resolved + n + (n > 1))
                                        : g_path_get_basename(resolved);
}

json_t *session_files_read(struct warraq *w, const char *folder)
{
    const GPtrArray *inputs = job_inputs(w->job);
    char *own = realpath(data_folder(w), NULL), *from = folder ? realpath(folder, NULL) : NULL;
    json_t *list = json_array();
    for (guint i = 0; i < inputs->len; i++) {
        const char *path = g_ptr_array_index(inputs, i);
        char *resolved = realpath(path, NULL);
        bool data = own && resolved && is_own_data(resolved, own);
        char *name = from && resolved ? seen_from(from, resolved) : g_strdup(path);
        if (!data)
            json_array_append_new(list, session_string(name));
        g_free(name);
        free(resolved);
    }
    free(own);
    free(from);
    return list;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

// The supplied styles by name: "letter, print, ...". g_free()
static char *style_names(const char *folder)
{
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    GDir *dir = g_dir_open(folder, 0, NULL);
    for (const char *name; dir && (name = g_dir_read_name(dir));) {
        if (g_str_has_suffix(name, ".style"))
            g_ptr_array_add(names, g_strndup(name, strlen(name) - strlen(".style")));
    }
    if (dir)
        g_dir_close(dir);
    g_ptr_array_sort(names, by_name);
    g_ptr_array_add(names, NULL);
    char *list = g_strjoinv(", ", (char **)names->pdata);
    g_ptr_array_unref(names);
    return list;
}

bool session_has_style(struct warraq *w, const char *name, GError **error)
{
    if (session_is_style_file(name))
        return true; // which is looked at when it is read
    char *folder = session_data(w, "styles");
    char *path = g_strdup_printf("%s/%s.style", folder, name);
    bool has = g_file_test(path, G_FILE_TEST_IS_REGULAR);
    if (!has) {
        char *names = style_names(folder);
        fault_set(error, FAULT_USAGE,
                  "there is no style '%s'; it is one of %s, or a file whose name ends in .style",
                  name, names);
        fault_because(error, "option-value");
        g_free(names);
    }
    g_free(path);
    g_free(folder);
    return has;
}

unsigned session_threads(const struct warraq *w)
{
    return (unsigned)CLAMP(w->settings.jobs, 1, 1024);
}

struct font_set *session_fonts(struct warraq *w, GError **error)
{
    if (!w->fonts) {
        char *folder = session_data(w, "fonts");
        w->fonts = font_set_open(folder, error);
        g_free(folder);
    }
    char *faces = session_data(w, "fonts/faces");
    svg_fonts_use(faces); // for text in letterheads
    g_free(faces);
    return w->fonts;
}

size_t session_missing_glyphs(const struct warraq *w)
{
    size_t missing = 0;
    for (size_t i = 0; i < diag_count(w->diag); i++)
        missing += strcmp(diag_get(w->diag, i)->code, "glyph-missing") == 0;
    return missing;
}
