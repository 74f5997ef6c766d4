// SPDX-License-Identifier: MIT
// Where Arabic words may be lengthened, and the lengthening: U+0640 put into a shadow of the text
// that is shaped again, never a glyph stretched.
//
// A join is allowed where two rules meet: HarfBuzz's safe-to-insert flag (the font's own contextual
// forms and ligatures stay whole) and the order of preference that calligraphers' manuals and word
// processors share (LibreOffice, Uniscribe; W3C "Arabic & Persian layout requirements"), found by
// Unicode's Joining_Group.
#ifndef WARRAQ_TEXT_KASHIDA_H
#define WARRAQ_TEXT_KASHIDA_H

#include "text/itemize.h"

#define KASHIDA_PRIORITIES 7
#define KASHIDA_UNITS_MOST 2 /* in one word */
#define KASHIDA_WORDS_MOST 4 /* in one line */

/* One word's best join. */
struct kashida_join {
    size_t before; /* the character that tatweel may precede */
    size_t letter; /* the letter that is lengthened */
    int priority;  /* 1 best */
    len unit;      /* width of one tatweel */
};

struct kashida_joins {
    struct kashida_join *joins; /* ascending */
    size_t n;
};

/* The best join of each word of the items that are shaped. None in faces that cannot bear it
 * (Nastaliq, Ruqaa). */
struct kashida_joins kashida_find(const struct chars *chars, const struct text_items *items,
                                  struct arena *arena);

/* What preference a join has: between the letters `letter` and `next` (whose own next, if it joins,
 * makes it medial); 0 where there is to be none. */
int kashida_priority(hb_codepoint_t letter, hb_codepoint_t next, bool next_is_final);

#endif
