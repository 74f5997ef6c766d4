// SPDX-License-Identifier: MIT
#include "door/report.h"

#include "paint/svg_fonts.h"

#include "base/file.h"
#include "base/memory.h"
#include "base/translate.h"

#include <dlfcn.h>
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

struct warraq *warraq_new(void)
{
    struct warraq *w = g_new0(struct warraq, 1);
    json_take_memory();
    settings_init(&w->settings);
    w->diag = diag_new();
    w->said = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    w->error = g_string_new(NULL);
    w->text = g_string_new(NULL);
    w->json = g_string_new(NULL);
    return w;
}

void warraq_free(struct warraq *w)
{
    if (!w)
        return;
    settings_clear(&w->settings);
    g_free(w->found_data);
    diag_free(w->diag);
    g_hash_table_unref(w->said);
    font_set_free(w->fonts);
    g_string_free(w->error, TRUE);
    g_string_free(w->text, TRUE);
    json_decref(w->result);
    g_string_free(w->json, TRUE);
    g_free(w);
}

enum warraq_status warraq_set(struct warraq *w, const char *name, const char *value)
{
    GError *error = NULL;
    g_string_truncate(w->error, 0);
    session_json(w, NULL);
    if (settings_set(&w->settings, name, value, &error))
        return WARRAQ_OK;
    return session_fail(w, error);
}

void warraq_on_message(struct warraq *w, warraq_message_fn fn, void *context)
{
    w->message = fn;
    w->message_context = context;
}

void warraq_on_progress(struct warraq *w, warraq_progress_fn fn, void *context)
{
    w->progress = fn;
    w->progress_context = context;
}

const char *warraq_error(const struct warraq *w)
{
    return w->error->str;
}

const char *warraq_text(const struct warraq *w)
{
    return w->text->str;
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
    return value;
}

json_t *session_notes(const struct diag *diag)
{
    json_t *notes = json_array();
    for (size_t i = 0; i < diag_count(diag); i++)
        json_array_append_new(notes, note_json(diag_get(diag, i)));
    return notes;
}

const char *warraq_json(const struct warraq *w)
{
    if (!w->result || w->json->len)
        return w->json->str;
    if (w->result_with_notes)
        json_object_set_new(w->result, "notes", session_notes(w->diag));
    if (w->result_with_text)
        json_object_set_new(w->result, "text", json_text(w->text->str, w->text->len));
    char *text = json_print(w->result);
    g_string_assign(w->json, text);
    g_free(text);
    return w->json->str;
}

void warraq_abandon_all(void)
{
    file_out_abandon_all();
}

void session_begin(struct warraq *w)
{
    diag_free(w->diag);
    w->diag = diag_new();
    w->told = 0;
    g_hash_table_remove_all(w->said);
    g_string_truncate(w->error, 0);
    g_string_truncate(w->text, 0);
    session_json(w, NULL);
}

void session_tell(struct warraq *w)
{
    for (; w->told < diag_count(w->diag); w->told++) {
        if (!w->message)
            continue;
        const struct diag_note *note = diag_get(w->diag, w->told);
        char *formatted = diag_format(w->diag, note, true);
        if (!g_hash_table_add(w->said, formatted))
            continue; // told before; the table keeps one copy
        struct warraq_message message = {note->severity, note->code,    note->file, note->line,
                                         note->column,   note->message, formatted};
        w->message(w->message_context, &message);
    }
}

enum warraq_status session_fail(struct warraq *w, GError *error)
{
    session_tell(w);
    g_string_assign(w->error, fault_local(error));
    enum warraq_status status = WARRAQ_IO;
    if (error->domain == FAULT && error->code == FAULT_USAGE)
        status = WARRAQ_USAGE;
    else if (error->domain == FAULT && error->code == FAULT_INVALID)
        status = WARRAQ_FAULTS;
    session_json(w, json_pack("{s:{s:i, s:o}}", "error", "status", status, "message",
                              session_string(error->message)));
    g_error_free(error);
    return status;
}

enum warraq_status session_done(struct warraq *w, bool faults)
{
    session_tell(w);
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

struct font_set *session_fonts(struct warraq *w, GError **error)
{
    if (!w->fonts) {
        char *folder = session_data(w, "fonts");
        w->fonts = font_set_open(folder, error);
        char *faces = g_build_filename(folder, "faces", NULL);
        svg_fonts_use(faces); // for text in letterheads
        g_free(faces);
        g_free(folder);
    }
    return w->fonts;
}

size_t session_missing_glyphs(const struct warraq *w)
{
    size_t missing = 0;
    for (size_t i = 0; i < diag_count(w->diag); i++)
        missing += strcmp(diag_get(w->diag, i)->code, "glyph-missing") == 0;
    return missing;
}
