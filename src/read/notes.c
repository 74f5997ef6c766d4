// SPDX-License-Identifier: MIT
#include "read/notes.h"

#include <glib.h>
#include <stdarg.h>
#include <string.h>

struct note_kind {
    const char *code;
    enum diag_severity severity;
    size_t count;
};

struct notes {
    struct diag *diag;
    unsigned most;
    GArray *kinds; // in order of first appearance; there are a few dozen codes in all
};

struct notes *notes_new(struct diag *diag, unsigned most)
{
    struct notes *notes = g_new0(struct notes, 1);
    notes->diag = diag;
    notes->most = most;
    notes->kinds = g_array_new(FALSE, FALSE, sizeof(struct note_kind));
    return notes;
}

static bool notes_take(struct notes *notes, enum diag_severity severity, const char *code)
{
    if (!notes->diag)
        return false;
    for (guint i = 0; i < notes->kinds->len; i++) {
        struct note_kind *kind = &g_array_index(notes->kinds, struct note_kind, i);
        if (strcmp(kind->code, code) == 0)
            return ++kind->count <= notes->most;
    }
    struct note_kind kind = {code, severity, 1};
    g_array_append_val(notes->kinds, kind);
    return true;
}

bool notes_skip(struct notes *notes, const char *code)
{
    for (guint i = 0; i < notes->kinds->len; i++) {
        struct note_kind *kind = &g_array_index(notes->kinds, struct note_kind, i);
        if (strcmp(kind->code, code) == 0 && kind->count >= notes->most) {
            kind->count++;
            return true;
        }
    }
    return !notes->diag;
}

void notes_addv(struct notes *notes, enum diag_severity severity, const char *code,
                struct span span, const char *format, va_list args)
{
    if (notes_take(notes, severity, code))
        diag_addv(notes->diag, severity, code, span, format, args);
}

void notes_add(struct notes *notes, enum diag_severity severity, const char *code, struct span span,
               const char *format, ...)
{
    va_list args;
    va_start(args, format);
    notes_addv(notes, severity, code, span, format, args);
    va_end(args);
}

void notes_addv_at(struct notes *notes, enum diag_severity severity, const char *code,
                   struct diag_place place, const char *format, va_list args)
{
    if (notes_take(notes, severity, code))
        diag_addv_at(notes->diag, severity, code, place, format, args);
}

void notes_add_at(struct notes *notes, enum diag_severity severity, const char *code,
                  struct diag_place place, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    notes_addv_at(notes, severity, code, place, format, args);
    va_end(args);
}

void notes_offer(struct notes *notes, size_t removes, const char *inserts)
{
    if (notes->diag)
        diag_offer(notes->diag, removes, inserts);
}

void notes_finish(struct notes *notes)
{
    for (guint i = 0; i < notes->kinds->len; i++) {
        const struct note_kind *kind = &g_array_index(notes->kinds, struct note_kind, i);
        if (kind->count > notes->most)
            diag_add(notes->diag, kind->severity, kind->code, SPAN_NONE,
                     "and %zu more of this kind", kind->count - notes->most);
    }
    g_array_unref(notes->kinds);
    g_free(notes);
}
