// SPDX-License-Identifier: MIT
// What a check found: every fault and warning, each with a code, a path and a message.
#ifndef WARRAQ_BASE_FINDINGS_H
#define WARRAQ_BASE_FINDINGS_H

#include <glib.h>
#include <stdbool.h>

struct finding {
    const char *code; /* lower-case words joined by '-', or a standard's own code; constant */
    char *path;       /* below the bag's folder; NULL if none */
    char *message;    /* English, for files and --json */
    char *local;      /* in the user's language */
};

/* In the order they were found. */
struct findings {
    const char *kind; /* "bag-zip", "bag", "ocfl-object", "ocfl-root", "pdf" */
    size_t files;     /* how many were looked at; 0 where that is not said */
    GArray *faults;   /* struct finding */
    GArray *warnings;
};

/* A hostile archive may hold a million faults: past this many of either sort the rest are only
 * counted, and the last finding, code "too-many", says how many there were. */
enum { FINDINGS_MOST = 10000 };

/* `kind` is a constant. The caller frees it with findings_free(), which accepts NULL. */
struct findings *findings_new(const char *kind);
void findings_free(struct findings *findings);

/* `path` may be NULL; it is copied. `format` as printf. Both are made valid UTF-8, and made
 * harmless on a terminal: control characters become %XX, as manifests spell line ends, and bidi
 * embeddings and overrides U+FFFD. */
void findings_fault(struct findings *findings, const char *code, const char *path,
                    const char *format, ...) __attribute__((format(printf, 4, 5)));
void findings_warning(struct findings *findings, const char *code, const char *path,
                      const char *format, ...) __attribute__((format(printf, 4, 5)));

/* The same for a format with one %s for a phrase. `phrase` is marked with N_() in the source and
 * translated in `local`. */
void findings_fault_on(struct findings *findings, const char *code, const char *path,
                       const char *format, const char *phrase);
void findings_warning_on(struct findings *findings, const char *code, const char *path,
                         const char *format, const char *phrase);

/* The same for an error met on the way, in both its texts. */
void findings_fault_of(struct findings *findings, const char *code, const char *path,
                       const GError *error);

#endif
