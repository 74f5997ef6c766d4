// SPDX-License-Identifier: MIT
// What the faces of fonts/ can set: which serves which script, whether any has a character, and
// which characters were asked for in vain. For `warraq fonts` and `warraq check`.
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

/* Whether any face has a glyph for the character. */
bool coverage_has(struct font_set *fonts, hb_codepoint_t character);

/* The face that serves a script in a family ("serif") and language; NULL where no row names the
 * script, so that only chance would find a glyph. */
const struct face *coverage_face_for(struct font_set *fonts, const char *family, hb_script_t script,
                                     const char *lang);

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
