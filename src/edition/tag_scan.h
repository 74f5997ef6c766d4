// SPDX-License-Identifier: MIT
// The tags and the text between them of markup that this program writes: well formed, attributes in
// double quotes, no comments. Of anything else it gives some tags or others, and never reads past
// the end.
#ifndef WARRAQ_EDITION_TAG_SCAN_H
#define WARRAQ_EDITION_TAG_SCAN_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

struct tag_scan {
    const char *at, *end;
    /* The last tag. */
    const char *name, *attributes; /* borrowed; not ended */
    size_t n_name, n_attributes;
    bool closes, empty; /* "</p>"; "<br/>" */
};

/* Goes on to the next tag; the text before it is appended to `text` unless NULL. False at the end.
 */
bool tag_scan_next(struct tag_scan *scan, GString *text);

bool tag_scan_is(const struct tag_scan *scan, const char *name);

/* The value of an attribute; NULL if there is none. g_free() */
char *tag_scan_attribute(const struct tag_scan *scan, const char *name);

/* Whether an attribute has this very value. */
bool tag_scan_has(const struct tag_scan *scan, const char *name, const char *value);

#endif
