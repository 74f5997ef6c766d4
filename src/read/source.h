// SPDX-License-Identifier: MIT
// A file's bytes made into text that every reader can trust: valid UTF-8, LF line ends, composed,
// without the invisible characters that web pages leave in names. Each repair is noted. Spans go
// on referring to the text before the repair, so that a reported place can be found.
#ifndef WARRAQ_READ_SOURCE_H
#define WARRAQ_READ_SOURCE_H

#include "base/diag.h"

#include <glib.h>
#include <stdbool.h>

struct source {
    const char *path; /* as given, for messages */
    GBytes *origin;   /* UTF-8 as far as the file was; a lone CR is LF. What spans count in */
    GString *text;    /* repaired */
    GArray *shifts;   /* where text and origin part; see source_offset() */
    int owners;       /* who still reads it; see source_ref() */
};

/* Decodes from `encoding` (NULL: UTF-8, or what a byte order mark says) and repairs.
 * NULL with FAULT_INVALID for an empty (`source-empty`), binary (`source-binary`) or foreign
 * (`source-encoding`) file; FAULT_USAGE for an encoding nobody knows. */
struct source *source_new(const char *path, GBytes *bytes, const char *encoding, struct diag *diag,
                          GError **error);

/* Repairs text that came as such from within a file, and appends it to `out`; nothing is noted. */
void source_mend(const char *text, size_t n, GString *out);

/* One owner more; each ends with source_free(). `path` is not kept alive by it. */
struct source *source_ref(const struct source *source);
void source_free(struct source *source);

/* Refuses a line longer than `most` bytes: no letter has one. FAULT_INVALID, `source-line`. */
bool source_check_lines(const struct source *source, size_t most, GError **error);

/* Bytes of `origin` for bytes [start, end) of `text`. */
struct span source_span(const struct source *source, size_t start, size_t end);

/* The byte of `text` that byte `origin` of the origin became. */
size_t source_text_offset(const struct source *source, size_t origin);

#endif
