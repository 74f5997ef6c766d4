// SPDX-License-Identifier: MIT
// All that is known of a paragraph once it is shaped, before its lines are chosen.
#ifndef WARRAQ_TEXT_SETTING_H
#define WARRAQ_TEXT_SETTING_H

#include "text/kashida.h"
#include "text/measure.h"
#include "text/units.h"
#include "text/fast/plain_words.h"

struct setting {
    struct font_set *fonts;
    struct chars *chars;
    struct plain_words words;
    struct text_units units; /* none in plain text */
    const struct text_items *items;
    struct measured *measured;    /* see setting_measured() */
    struct kashida_places places; /* none unless the style and the text allow them */
    const struct paragraph_style *style;
    len measure;
    const char *text;      /* the paragraph's bytes, borrowed */
    struct arena *arena;   /* of the result */
    struct arena *scratch; /* of this paragraph */
    struct diag *diag;
};

/* Decodes, resolves, itemises and shapes. The scratch is the font_set's: one setting at a
 * time. */
struct setting setting_new(struct font_set *fonts, const struct styled_text *text,
                           const struct paragraph_style *style, len measure, struct arena *arena,
                           struct diag *diag);

/* The advances, measured when they are first asked for: most names need only the whole. */
const struct measured *setting_measured(const struct setting *setting);

/* Whether the whole text goes on one line: nothing more need then be found out about it. */
bool setting_is_one_line(const struct setting *setting);

/* Finds breaks and kashida, and sums up what lies between. */
void setting_find_breaks(struct setting *setting);

/* The measure left by the indent of the first or of another line. */
len setting_room(const struct setting *setting, bool is_first);

/* How much of a space's natural width may be taken at most. */
#define SETTING_SHRINK 0.33

/* How much of it may be given, and how much taken, before it shows. */
double setting_stretch(const struct setting *setting);
double setting_shrink(const struct setting *setting);

/* How much of a line's width its scaling gives or takes. */
double setting_scale(const struct setting *setting);

/* Finds where words may be parted, which most paragraphs can do without. False if none may. */
bool setting_hyphenate(const struct setting *setting);

/* Which item holds a character. */
size_t setting_item_at(const struct setting *setting, size_t at);

/* The glyph that shows where a word is parted. */
hb_codepoint_t setting_hyphen(const struct text_item *item);

/* The hyphen's width where the word is parted before character `at`. */
len setting_hyphen_width(const struct setting *setting, size_t at);

/* The end of the text before `at` once the white space there is taken off, not before `floor`. */
size_t setting_visible_end(const struct setting *setting, size_t at, size_t floor);

#endif
