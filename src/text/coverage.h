// SPDX-License-Identifier: MIT
// What the faces of fonts/ can set, and the characters that none of them has. For `warraq fonts`
// and `warraq check`.
#ifndef WARRAQ_TEXT_COVERAGE_H
#define WARRAQ_TEXT_COVERAGE_H

#include "base/arena.h"
#include "text/font.h"

/* A face the role table names. Strings live as long as the font_set or the arena given. */
struct coverage_face {
    const struct face *face;
    const char *role;      /* "serif", "sans", … */
    const char *scripts;   /* ISO 15924 codes joined by spaces; "*" for any */
    const char *languages; /* BCP 47 tags joined by spaces; "*" for any */
    double scale;
    bool used;
};

/* Every face the table names, in its order, regular to bold italic; faces named twice come once,
 * with the first row's role and the scripts of all. Opens them all: for a report, not for setting.
 * Returns how many. */
size_t coverage_faces(struct font_set *fonts, struct arena *arena,
                      const struct coverage_face **ret);

/* A character that was to be set and that no face has. */
struct coverage_missing {
    hb_codepoint_t character;
    hb_script_t script;
    size_t places; /* how often it was met */
};

/* Those met since the set was opened, by character ascending. Returns how many. */
size_t coverage_missing(const struct font_set *fonts, struct arena *arena,
                        const struct coverage_missing **ret);

#endif
