// SPDX-License-Identifier: MIT
// The letter that is open: where its text is, what may be written, and the way back.
//
// What is dropped stays in received/ as it came and is never written. The first change makes a
// working copy, letter.txt or letter.md, and from then on that is the letter.
#include "desk/folder.h"
#include "desk/state.h"

#include <gio/gio.h>
#include <assert.h>
#include <microhttpd.h>
#include <string.h>

enum { UNDO_MOST = 500 };

static const char EXAMPLE[] = "open-letter.ar.txt";

void desk_letter_close(struct desk *desk)
{
    struct open_letter *letter = &desk->letter;
    g_free(letter->name);
    g_free(letter->id);
    g_free(letter->path);
    g_free(letter->lent);
    g_clear_pointer(&letter->text, g_bytes_unref);
    g_clear_pointer(&letter->kept, g_hash_table_unref);
    if (letter->undone)
        g_queue_free_full(letter->undone, (GDestroyNotify)g_bytes_unref);
    *letter = (struct open_letter){0};
}

static bool ends_in(const char *name, const char *const *endings)
{
    char *small = g_ascii_strdown(name, -1);
    bool ends = false;
    for (size_t i = 0; endings[i] && !ends; i++)
        ends = g_str_has_suffix(small, endings[i]);
    g_free(small);
    return ends;
}

static bool is_text_form(const char *name)
{
    static const char *const endings[] = {".txt", ".text", ".md", ".markdown", NULL};
    return ends_in(name, endings);
}

static bool is_list(const char *name)
{
    struct warraq_choice ending;
    char *small = g_ascii_strdown(name, -1);
    bool is = false;
    for (size_t i = 0; !is && warraq_choice_at("list-ending", i, &ending); i++)
        is = g_str_has_suffix(small, ending.name);
    g_free(small);
    return is;
}

// As every command calls it: "open-letter" of "open-letter.ar.txt". g_free()
static char *id_of(const char *name)
{
    const char *point = *name ? strchr(name + 1, '.') : NULL;
    return point ? g_strndup(name, (size_t)(point - name)) : g_strdup(name);
}

static bool take_bytes(void *context, const void *data, size_t n)
{
    g_byte_array_append(context, data, (guint)n);
    return true;
}

// Clean Markdown of a source as the session reads it; NULL with `reply` an error.
static GBytes *import_source(struct desk *desk, const char *path, struct reply *reply)
{
    GByteArray *bytes = g_byte_array_new();
    warraq_write_with(desk->w, take_bytes, bytes);
    enum warraq_status status = warraq_import(desk->w, path, "-");
    if (status == WARRAQ_OK || (status == WARRAQ_FAULTS && bytes->len > 0))
        return g_byte_array_free_to_bytes(bytes);
    g_byte_array_unref(bytes);
    reply_result(reply, desk->w, status);
    return NULL;
}

// Of a form that cannot be mended as it is.
static GBytes *import_text(struct desk *desk, const char *path, struct reply *reply)
{
    warraq_reset(desk->w);
    return import_source(desk, path, reply);
}

static void reply_fault(struct reply *reply, GError *error)
{
    assert(error);
    bool absent = g_error_matches(error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
    bool full = g_error_matches(error, G_FILE_ERROR, G_FILE_ERROR_NOSPC);
    reply_error(reply, absent ? MHD_HTTP_NOT_FOUND : MHD_HTTP_INTERNAL_SERVER_ERROR,
                absent ? "not-found"
                : full ? "no-room"
                       : "io",
                error->message);
    g_error_free(error);
}

// Makes `text` the open letter.
static void desk_letter_begin(struct desk *desk, const char *name, GBytes *text)
{
    desk_letter_close(desk);
    desk->letter.name = g_strdup(name);
    desk->letter.id = id_of(name);
    desk->letter.text = text;
    desk->letter.undone = g_queue_new();
    desk->letter.kept = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    char *lines = house_kept_lines();
    aside_begin(&desk->letter, lines);
    g_free(lines);
}

bool desk_letter_open_file(struct desk *desk, const char *path, struct reply *reply)
{
    GError *error = NULL;
    bool is_text = is_text_form(path);
    GBytes *text = is_text ? folder_read(path, &error) : import_text(desk, path, reply);
    if (error)
        reply_fault(reply, error);
    if (!text)
        return false;
    char *name = g_path_get_basename(path);
    desk_letter_begin(desk, name, text);
    desk->letter.path = g_strdup(path);
    desk->letter.is_ours = is_text && !g_str_has_prefix(path, FOLDER_RECEIVED "/");
    desk->letter.lent = is_text ? NULL : g_strconcat(desk->letter.id, ".md", NULL);
    g_free(name);
    return true;
}

// The same bytes that lie there already are not kept twice. g_free(); NULL with *error set
static char *keep_received(const char *name, GBytes *bytes, GError **error)
{
    char *path = g_build_filename(FOLDER_RECEIVED, name, NULL);
    GBytes *there = folder_is_file(path) ? folder_read(path, NULL) : NULL;
    bool same = there && g_bytes_equal(there, bytes);
    g_clear_pointer(&there, g_bytes_unref);
    if (same)
        return path;
    g_free(path);
    path = folder_free_name(FOLDER_RECEIVED, name);
    if (!folder_write(path, bytes, error))
        g_clear_pointer(&path, g_free);
    return path;
}

bool desk_letter_receive(struct desk *desk, const char *name, GBytes *bytes, struct reply *reply)
{
    GError *error = NULL;
    char *path = keep_received(name, bytes, &error);
    bool ok = path != NULL;
    if (!ok)
        reply_fault(reply, error);
    else if (is_list(name))
        g_hash_table_replace(desk->settings, g_strdup("signatories"), g_strdup(path));
    else
        ok = desk_letter_open_file(desk, path, reply);
    g_free(path);
    return ok;
}

bool desk_is_picture(const char *name)
{
    static const char *const endings[] = {".png", ".jpg", ".jpeg", ".svg", NULL};
    return ends_in(name, endings);
}

bool desk_letter_open_example(struct desk *desk, struct reply *reply)
{
    GBytes *text = g_resources_lookup_data("/warraq/desk/open-letter.ar.txt", 0, NULL);
    if (!text) {
        reply_error(reply, MHD_HTTP_NOT_FOUND, "not-found", EXAMPLE);
        return false;
    }
    desk_letter_begin(desk, EXAMPLE, text);
    desk->letter.lent = g_strdup(EXAMPLE);
    return true;
}

static void set_option(void *name, void *value, void *w)
{
    char *accent = g_strconcat("page.accent=", value, NULL);
    if (strcmp(name, "accent") == 0)
        warraq_set(w, "set", accent);
    else
        warraq_set(w, name, value); // one that a file alone says is refused, and house_apply()'s
    g_free(accent);
}

const char *desk_letter_ready(struct desk *desk, struct reply *reply)
{
    struct open_letter *letter = &desk->letter;
    if (!letter->name) {
        reply_error(reply, MHD_HTTP_CONFLICT, "no-letter", "no letter is open");
        return NULL;
    }
    const char *astray = folder_astray();
    if (astray) {
        reply_error(reply, MHD_HTTP_CONFLICT, "link", astray);
        return NULL;
    }
    warraq_reset(desk->w);
    warraq_on_progress(desk->w, desk_job_step, &desk->job);
    g_hash_table_foreach(desk->settings, set_option, desk->w);
    aside_apply(desk);
    house_apply(desk);
    if (!letter->lent)
        return letter->path;
    size_t n;
    const void *data = g_bytes_get_data(letter->text, &n);
    warraq_lend(desk->w, letter->lent, data, n);
    warraq_set(desk->w, "allow", "."); // its list and its pictures lie in the folder
    return letter->lent;
}

// ---- requests -----------------------------------------------------------------------------

static void add_files(GString *json)
{
    GPtrArray *names = folder_list("");
    reply_key(json, "files");
    g_string_append_c(json, '[');
    for (guint i = 0; i < names->len; i++) {
        g_string_append(json, i ? ",{" : "{");
        reply_key(json, "name");
        reply_string(json, names->pdata[i]);
        reply_key(json, "changed");
        g_string_append_printf(json, "%" G_GINT64_FORMAT "}",
                               folder_changed(names->pdata[i]) / 1000);
    }
    g_string_append_c(json, ']');
    g_ptr_array_unref(names);
}

static void add_settings(struct desk *desk, GString *json)
{
    GList *names = g_list_sort(g_hash_table_get_keys(desk->settings), (GCompareFunc)strcmp);
    reply_key(json, "settings");
    g_string_append_c(json, '{');
    for (GList *at = names; at; at = at->next) {
        reply_key(json, at->data);
        reply_string(json, g_hash_table_lookup(desk->settings, at->data));
    }
    g_string_append_c(json, '}');
    g_list_free(names);
}

static void add_kept(const struct open_letter *letter, GString *json)
{
    GList *lines = g_list_sort(g_hash_table_get_keys(letter->kept), (GCompareFunc)strcmp);
    reply_key(json, "kept");
    g_string_append_c(json, '[');
    for (GList *at = lines; at; at = at->next) {
        g_string_append(json, at == lines ? "" : ",");
        reply_string(json, at->data);
    }
    g_string_append_c(json, ']');
    g_list_free(lines);
}

// Whether what is kept is not what the organisation's file keeps.
static void add_keeps_more(const struct open_letter *letter, GString *json)
{
    char *there = house_kept_lines(), *wanted = aside_wanted(letter, there);
    reply_key(json, "keeps_more");
    g_string_append(json, strcmp(there, wanted) != 0 ? "true" : "false");
    g_free(there);
    g_free(wanted);
}

static void add_letter(const struct open_letter *letter, GString *json)
{
    reply_key(json, "letter");
    g_string_append_c(json, '{');
    reply_key(json, "name");
    reply_string(json, letter->name);
    reply_key(json, "path");
    reply_string(json, letter->path ? letter->path : "");
    reply_key(json, "is_copy");
    g_string_append(json, letter->lent && letter->path ? "true" : "false");
    add_kept(letter, json);
    add_keeps_more(letter, json);
    reply_key(json, "undo");
    g_string_append_printf(json, "%u}", letter->undone->length);
}

void desk_letter_state(struct desk *desk, const struct request *request, struct reply *reply)
{
    (void)request;
    GString *json = g_string_new("{");
    reply_key(json, "folder");
    reply_string(json, desk->where);
    if (desk->letter.name)
        add_letter(&desk->letter, json);
    add_settings(desk, json);
    house_add_values(json);
    add_files(json);
    g_string_append_c(json, '}');
    reply_json(reply, json);
}

void desk_letter_open_request(struct desk *desk, const struct request *request, struct reply *reply)
{
    if (desk_letter_open_file(desk, request_value(request, "name"), reply))
        desk_letter_state(desk, request, reply);
}

void desk_letter_receive_request(struct desk *desk, const struct request *request,
                                 struct reply *reply)
{
    if (desk_letter_receive(desk, request_value(request, "name"), request->body, reply))
        desk_letter_state(desk, request, reply);
}

void desk_letter_logo_request(struct desk *desk, const struct request *request, struct reply *reply)
{
    GError *error = NULL;
    const char *name = request_value(request, "name");
    if (!desk_is_picture(name)) {
        reply_error(reply, MHD_HTTP_BAD_REQUEST, "option-value", name);
        return;
    }
    char *path = keep_received(name, request->body, &error);
    if (path) {
        g_hash_table_replace(desk->settings, g_strdup("logo"), path);
        desk->set = g_get_real_time();
        desk_letter_state(desk, request, reply);
    } else {
        reply_fault(reply, error);
    }
}

void desk_letter_example_request(struct desk *desk, const struct request *request,
                                 struct reply *reply)
{
    if (desk_letter_open_example(desk, reply))
        desk_letter_state(desk, request, reply);
}

void desk_letter_text_request(struct desk *desk, const struct request *request, struct reply *reply)
{
    (void)request;
    if (desk_letter_ready(desk, reply))
        reply_bytes(reply, "text/plain;charset=utf-8", g_bytes_ref(desk->letter.text));
}

// Somebody else's change is seen, and never written over.
static bool changed_outside(const struct open_letter *letter)
{
    if (!letter->is_ours)
        return false;
    GBytes *there = folder_read(letter->path, NULL);
    bool changed = !there || !g_bytes_equal(there, letter->text);
    g_clear_pointer(&there, g_bytes_unref);
    return changed;
}

// The letter's own file, made at its first change.
static void make_ours(struct open_letter *letter)
{
    if (letter->is_ours)
        return;
    bool markdown = letter->lent && letter->path; // of another form
    markdown |= ends_in(letter->name, (const char *const[]){".md", ".markdown", NULL});
    g_free(letter->path);
    letter->path = folder_free_name("", markdown ? "letter.md" : "letter.txt");
    g_clear_pointer(&letter->lent, g_free);
    letter->is_ours = true;
}

static bool desk_letter_write(struct desk *desk, GBytes *text, struct reply *reply)
{
    struct open_letter *letter = &desk->letter;
    GError *error = NULL;
    if (changed_outside(letter)) {
        reply_error(reply, MHD_HTTP_CONFLICT, "changed-outside", letter->path);
        return false;
    }
    make_ours(letter);
    if (!folder_write(letter->path, text, &error)) {
        reply_fault(reply, error);
        return false;
    }
    return true;
}

void desk_letter_save_request(struct desk *desk, const struct request *request, struct reply *reply)
{
    struct open_letter *letter = &desk->letter;
    if (!desk_letter_ready(desk, reply) || !desk_letter_write(desk, request->body, reply))
        return;
    g_queue_push_tail(letter->undone, letter->text);
    letter->text = g_bytes_ref(request->body);
    if (letter->undone->length > UNDO_MOST)
        g_bytes_unref(g_queue_pop_head(letter->undone));
    desk_letter_state(desk, request, reply);
}

// A letter of text becomes a clean Markdown one, whose head can say more. Its list, where that is a
// sheet, stays one; what it was lies where it lay.
void desk_letter_copy_request(struct desk *desk, const struct request *request, struct reply *reply)
{
    struct open_letter *letter = &desk->letter;
    GError *error = NULL;
    if (!desk_letter_ready(desk, reply))
        return;
    size_t n;
    const void *data = g_bytes_get_data(letter->text, &n);
    warraq_reset(desk->w);
    aside_apply(desk);
    if (letter->lent)
        warraq_lend(desk->w, letter->lent, data, n);
    GBytes *text = import_source(desk, letter->lent ? letter->lent : letter->path, reply);
    char *path = text ? folder_free_name("", "letter.md") : NULL;
    if (text && folder_write(path, text, &error)) {
        char *name = g_strdup(letter->name);
        desk_letter_begin(desk, name, text);
        letter->path = g_steal_pointer(&path);
        letter->is_ours = true;
        g_free(name);
        desk_letter_state(desk, request, reply);
    } else if (text) {
        reply_fault(reply, error);
        g_bytes_unref(text);
    }
    g_free(path);
}

void desk_letter_undo_request(struct desk *desk, const struct request *request, struct reply *reply)
{
    struct open_letter *letter = &desk->letter;
    if (!desk_letter_ready(desk, reply))
        return;
    GBytes *before = g_queue_peek_tail(letter->undone);
    if (before && desk_letter_write(desk, before, reply)) {
        g_bytes_unref(letter->text);
        letter->text = g_queue_pop_tail(letter->undone);
    } else if (before) {
        return;
    }
    desk_letter_state(desk, request, reply);
}
