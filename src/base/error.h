// SPDX-License-Identifier: MIT
// Faults that end a job: what a function that returned false or NULL says of the reason.
#ifndef WARRAQ_BASE_ERROR_H
#define WARRAQ_BASE_ERROR_H

#include <glib.h>

#define FAULT (fault_quark())
GQuark fault_quark(void);

/* One kind for each exit status of the program. */
enum fault {
    FAULT_INVALID, /* 1: the document or archive is not what it must be */
    FAULT_USAGE,   /* 2: the call is wrong */
    FAULT_IO,      /* 3: could not read, write or find */
    FAULT_STOPPED, /* 4: the caller of the library ended the job */
};

/* As g_set_error() in the domain FAULT. The error's message is English, for files and --json; what
 * fault_local() gives is the same by the translated format. */
void fault_set(GError **error, enum fault code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The same for texts that are made already, as a note's are. */
void fault_set_texts(GError **error, enum fault code, const char *message, const char *local);

/* The same for a format of two strings, of which the second is a phrase: marked with N_() in the
 * source and translated in fault_local(). */
void fault_set_on(GError **error, enum fault code, const char *format, const char *subject,
                  const char *phrase);

/* The system's words for an errno, always English: such a phrase. */
const char *fault_reason(int code);

/* As g_prefix_error(), before both texts: a place, such as "file:line:column: ", or words marked
 * with N_(), which are translated. */
void fault_prefix(GError **error, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Gives an error, if there is one, the word by which a program knows its reason: "output-is-input".
 * `code` is a constant. */
void fault_because(GError **error, const char *code);

/* That word; without one, "invalid", "usage", "io" or "stopped" by the error's kind. */
const char *fault_code(const GError *error);

/* The word for an errno: "not-found", "permission", "no-room" …; "io" for those without one. */
const char *fault_code_errno(int reason);

/* The message in the user's language; that of other domains as it is. Lives as long as `error`. */
const char *fault_local(const GError *error);

#endif
