// SPDX-License-Identifier: MIT
// Which face serves what, which a letter uses, and what none covers.
#include "door/letter.h"
#include "door/session_json.h"
#include "door/supplied.h"

#include "base/quote.h"
#include "base/translate.h"

#include "text/coverage.h"

#include <string.h>

static bool lay_out_nowhere(struct warraq *w, const char *source, GError **error)
{
    struct letter letter;
    struct page_sink nowhere = page_sink_nowhere();
    if (!letter_open(w, source, NULL, &letter, error))
        return false;
    bool ok = letter_lay_out(&letter, &nowhere, NULL, error);
    letter_close(&letter);
    return ok;
}

static json_t *split_words(const char *words)
{
    json_t *list = json_array();
    char **parts = g_strsplit(words, " ", -1);
    for (size_t i = 0; parts[i]; i++)
        json_array_append_new(list, json_string(parts[i]));
    g_strfreev(parts);
    return list;
}

static void print_face(struct warraq *w, const struct coverage_face *row, json_t *faces)
{
    const struct face *face = row->face;
    quote_printf(w->text, "%c %-36s %-28s %-12s %s\n", row->used ? '*' : ' ', face->file,
                 face->family, face->style, row->scripts);
    json_array_append_new(
        faces, json_pack("{s:o, s:o, s:o, s:o, s:s, s:s, s:o, s:b}", "file",
                         json_text_or_null(face->file), "family", json_text_or_null(face->family),
                         "style", json_text_or_null(face->style), "version",
                         json_text_or_null(face->version), "sha512", face_sha512(face), "role",
                         row->role, "scripts", split_words(row->scripts), "used", row->used));
}

static void print_missing(struct warraq *w, const struct coverage_missing *missing, json_t *list)
{
    char character[8] = {0}, code[16], script[5] = {0};
    g_unichar_to_utf8(missing->character, character);
    hb_tag_to_string(missing->script, script);
    g_snprintf(code, sizeof code, "U+%04X", missing->character);
    quote_printf(w->text, translate("missing %s %s (%s), %zu places\n"), code, character, script,
                 missing->places);
    json_array_append_new(list, json_pack("{s:s, s:s, s:s, s:I}", "char", character, "code", code,
                                          "script", script, "places", (json_int_t)missing->places));
}

// A letter shows the faces it uses; without one, all there are.
static void print_faces(struct warraq *w, bool only_used)
{
    struct arena *arena = arena_new();
    const struct coverage_face *faces;
    const struct coverage_missing *missing;
    json_t *face_list = json_array(), *missing_list = json_array();
    size_t n = coverage_faces(w->fonts, arena, &faces);
    for (size_t i = 0; i < n; i++) {
        if (faces[i].used || !only_used)
            print_face(w, &faces[i], face_list);
    }
    n = coverage_missing(w->fonts, arena, &missing);
    for (size_t i = 0; i < n; i++)
        print_missing(w, &missing[i], missing_list);
    session_json(w, json_pack("{s:o, s:o}", "faces", face_list, "missing", missing_list));
    arena_free(arena);
}

enum warraq_status warraq_fonts(struct warraq *w, const char *source)
{
    GError *error = NULL;
    if (!session_begin(w, 0))
        return WARRAQ_USAGE;
    if (!supplied_fonts(w, &error) || (source && !lay_out_nowhere(w, source, &error)))
        return session_fail(w, error);
    print_faces(w, source != NULL);
    return session_done(w, false);
}
