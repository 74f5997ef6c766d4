// SPDX-License-Identifier: MIT
// The choice of a face for a character, by the role table: first the rows of the family for the
// script and language, then those of other families, then any face that has the character.
#ifndef WARRAQ_TEXT_FONT_CHOOSE_H
#define WARRAQ_TEXT_FONT_CHOOSE_H

#include "text/coverage.h"
#include "text/font.h"
#include "text/role.h"

struct font_query {
    const char *family; /* NULL for "serif" */
    hb_script_t script;
    const char *lang; /* never NULL */
    bool bold, italic;
};

/* A face and how it is set level beside the others. */
struct font_choice {
    const struct face *face;
    double scale; /* of the nominal size */
    double rise;  /* in ems, upward */
};

/* The rows that may serve a query, best first; owned by the font_set, good as long as it. */
struct font_candidates;
struct font_candidates *font_candidates_for(struct font_set *fonts, const struct font_query *query);

/* The best of the candidates that has every one of the `n` characters; the best that has the first
 * of them; the very first, if none has it. *ret_missing: the face has not all of them. A face is
 * opened when it is first considered; one that cannot be opened is passed over. */
struct font_choice font_choose(struct font_set *fonts, struct font_candidates *candidates,
                               const hb_codepoint_t *characters, size_t n, bool *ret_missing);

/* Whether this is what font_choose() last gave for the character alone. False where it would have
 * to look. */
bool font_is_choice(const struct font_candidates *candidates, hb_codepoint_t character,
                    const struct font_choice *choice);

/* Notes that the face is used, in order of first use. */
void font_set_use(struct font_set *fonts, const struct face *face);

/* Notes that no face has the character. True the first time. */
bool font_set_miss(struct font_set *fonts, hb_codepoint_t character, hb_script_t script);
const struct coverage_missing *font_set_missing(const struct font_set *fonts, size_t *ret_n);

struct hyphenators *font_set_hyphenators(struct font_set *fonts);
struct shape_cache *font_set_shape_cache(struct font_set *fonts);
struct line_cache *font_set_line_cache(struct font_set *fonts);

/* Paragraphs that other threads set; NULL if there are none. */
struct ahead *font_set_ahead(struct font_set *fonts);
/* Frees the one before, and this with the set. */
void font_set_keep_ahead(struct font_set *fonts, struct ahead *ahead, void (*free)(struct ahead *));

/* Emptied when it is taken. */
GString *font_set_key(struct font_set *fonts);

/* Scratch for one paragraph at a time, emptied when it is taken. */
struct arena *font_set_scratch(struct font_set *fonts);
const struct role_table *font_set_roles(const struct font_set *fonts);

/* Opens the face a row names for a style, bold and italic given up in turn where there is none.
 * NULL when the file cannot be opened. */
const struct face *font_set_face(struct font_set *fonts, size_t index, bool bold, bool italic);

#endif
