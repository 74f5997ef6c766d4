// SPDX-License-Identifier: MIT
// BagIt's tag files as text: decoded, their lines ended by LF.
#ifndef WARRAQ_ARCHIVE_TAG_TEXT_H
#define WARRAQ_ARCHIVE_TAG_TEXT_H

#include "base/findings.h"

#include <glib.h>

/* What bagit.txt declares. */
struct tag_declaration {
    int major, minor; /* BagIt-Version; 1.0 if it cannot be read */
    char *encoding;   /* Tag-File-Character-Encoding, g_free(); "UTF-8" if it cannot be read */
};

/* Reads bagit.txt and reports every fault in it; frees `raw`. */
struct tag_declaration tag_declaration_read(GString *raw, struct findings *findings);

/* Whether the bag is of an earlier version than this. */
bool tag_before(const struct tag_declaration *declaration, int major, int minor);

/* The text of a tag file in UTF-8 with LF at the end of each line; NULL, with a finding, if it
 * is not in the encoding. `path` names it in the fault. Frees `raw`; g_free(). */
char *tag_text_decode(GString *raw, const char *encoding, const char *path,
                      struct findings *findings);

#endif
