// SPDX-License-Identifier: MIT
// Notes about the input: odd text, a missing glyph, an overfull line. Reading and setting never
// fail because of them; they are gathered here, each with a code and a place.
// Faults that end a job are GErrors instead.
#ifndef WARRAQ_BASE_DIAG_H
#define WARRAQ_BASE_DIAG_H

#include <glib.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum diag_severity { DIAG_NOTE, DIAG_WARNING, DIAG_ERROR };

/* Bytes [start, end) of a source; start == end names a point. */
struct span {
    size_t start, end;
};

#define SPAN_NONE ((struct span){(size_t)-1, (size_t)-1})

/* One note. The strings live as long as the diag. `line` and `column` count from 1, columns in
 * characters; both are 0 where the note has no place. */
struct diag_note {
    enum diag_severity severity;
    const char *code; /* lower-case words joined by '-', or a standard's own code (E092) */
    const char *file; /* NULL where the note has none */
    size_t line, column;
    struct span span;
    bool offers;    /* what to do is known: at the place, take `removes` characters out and put */
    size_t removes; /* `inserts` in */
    const char *inserts; /* a string constant */
    uint32_t character;  /* that it is about; 0 where it is about none */
    const char *message; /* English, for files and --json */
    const char *local;   /* in the user's language */
};

struct diag;

struct diag *diag_new(void);
void diag_free(struct diag *diag);

/* Sets the source that the spans of later notes refer to; `text` is borrowed and must outlive them.
 * text may be NULL: places are then not resolved to lines. */
void diag_set_source(struct diag *diag, const char *file, const char *text, size_t n);

/* The same for text that may be freed before the notes are: keeps a reference. */
void diag_set_source_bytes(struct diag *diag, const char *file, GBytes *text);

/* Adds a note. `code` is a string constant; `format` as printf. */
void diag_add(struct diag *diag, enum diag_severity severity, const char *code, struct span span,
              const char *format, ...) __attribute__((format(printf, 5, 6)));

/* A place in a file, for readers that know no bytes (a CSV row, a style file); lines and columns
 * from 1, 0 where there is none. */
struct diag_place {
    const char *file; /* copied */
    size_t line, column;
};

static inline struct diag_place diag_place(const char *file, size_t line, size_t column)
{
    return (struct diag_place){file, line, column};
}

/* The same at a place. */
void diag_add_at(struct diag *diag, enum diag_severity severity, const char *code,
                 struct diag_place place, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

/* The same for wrappers that take a format themselves. */
void diag_addv(struct diag *diag, enum diag_severity severity, const char *code, struct span span,
               const char *format, va_list args) __attribute__((format(printf, 5, 0)));
void diag_addv_at(struct diag *diag, enum diag_severity severity, const char *code,
                  struct diag_place place, const char *format, va_list args)
    __attribute__((format(printf, 5, 0)));

/* Says what would mend the note that was added last; `inserts` is a string constant. */
void diag_offer(struct diag *diag, size_t removes, const char *inserts);

/* Says which character the note that was added last is about. */
void diag_about(struct diag *diag, uint32_t character);

/* Repeats one of another diag's notes here: its words, and its file and place if it has them. */
void diag_repeat(struct diag *diag, const struct diag_note *note);

/* Gives `span` to the notes from index `from` on that have none: who adds them does not know where
 * in the source their text is, who calls does. */
void diag_give_span(struct diag *diag, size_t from, struct span span);
size_t diag_count(const struct diag *diag);
size_t diag_count_at_least(const struct diag *diag, enum diag_severity severity);
const struct diag_note *diag_get(const struct diag *diag, size_t index);

/* The note as people read it: `file:line:column: warning: text [code]`, then, where the source is
 * known and `caret` is set, the source line and a caret beneath. Ends with a newline.
 * The caller frees the string with g_free(). */
char *diag_format(const struct diag *diag, const struct diag_note *note, bool caret);

#endif
