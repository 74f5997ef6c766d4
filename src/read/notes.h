// SPDX-License-Identifier: MIT
// Notes in bounded number: a file with a million odd bytes gets a note for each of the first few
// and the rest in one line for each kind.
#ifndef WARRAQ_READ_NOTES_H
#define WARRAQ_READ_NOTES_H

#include "base/diag.h"

struct notes;

/* At most `most` notes of each code go to `diag`, which is borrowed and may be NULL. */
struct notes *notes_new(struct diag *diag, unsigned most);

/* If `code` has reached its limit: counts this one and returns true, so that the caller need not
 * compute its position, which may take a walk through a long block. */
bool notes_skip(struct notes *notes, const char *code);

/* As diag_add(); `code` must be a string constant. */
void notes_add(struct notes *notes, enum diag_severity severity, const char *code, struct span span,
               const char *format, ...) __attribute__((format(printf, 5, 6)));

/* As diag_add_at(). */
void notes_add_at(struct notes *notes, enum diag_severity severity, const char *code,
                  struct diag_place place, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

/* As diag_addv() and diag_addv_at(). */
void notes_addv(struct notes *notes, enum diag_severity severity, const char *code,
                struct span span, const char *format, va_list args)
    __attribute__((format(printf, 5, 0)));
void notes_addv_at(struct notes *notes, enum diag_severity severity, const char *code,
                   struct diag_place place, const char *format, va_list args)
    __attribute__((format(printf, 5, 0)));

/* As diag_offer(), of the note that was added just now. */
void notes_offer(struct notes *notes, size_t removes, const char *inserts);

/* Tells how many more there were of each code, and frees `notes`. */
void notes_finish(struct notes *notes);

#endif
