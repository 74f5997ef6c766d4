// SPDX-License-Identifier: MIT
#include "door/session_json.h"

#include <string.h>

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

json_t *session_json_notes(const struct diag *diag)
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
        json_object_set_new(w->result, "notes", session_json_notes(w->diag));
    if (w->result_with_text)
        json_object_set_new(w->result, "text", json_text(w->text->str, w->text->len));
    char *text = json_print(w->result);
    append_escaped(w->json, text);
    g_free(text);
    return w->json->str;
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
