// SPDX-License-Identifier: MIT
// What is seen of a unit by itself: its length, words, capitals, stops, the words it holds.
#ifndef WARRAQ_READ_FIND_MEASURE_H
#define WARRAQ_READ_FIND_MEASURE_H

#include "read/find/unit.h"
#include "read/tables.h"

/* Fills columns, words and those traits that need neither neighbour nor table. */
void unit_measure(struct unit *unit);

/* Fills topics, and the traits that the tables tell. */
void unit_read_words(struct unit *unit, const struct tables *tables);

/* The parts of a text between marks of one kind. */
struct pieces {
    size_t count, longest; /* columns of the longest */
    size_t capitals;       /* those that begin with a capital, or in a script without */
    gunichar mark;         /* 0: none has two or more */
};

/* The mark (of ; | · 、 and wide gaps, of commas too where `commas`) that parts the text most. */
struct pieces pieces_of(const char *text, size_t n, bool commas);

/* How many parts the commas of any script make of a text. */
size_t pieces_by_comma(const char *text, size_t n);

/* Of two to four ideographs or syllables, or longer with a point within: names of China, Japan,
 * Korea. */
bool text_is_wide_name(const char *text, size_t n);

/* Whether the commas of a text part three such names or more, and nothing else. */
bool pieces_are_wide_names(const char *text, size_t n);

/* "Signed by: Ana Ruiz, Li Wei, ...": the bytes of what heads the names in one line with them, its
 * colon and white space included; 0 where a text is not so. */
size_t run_in_cue(const struct tables *tables, const char *text, size_t n);

/* The end of the piece that begins at `p`; *ret_next is where the next one begins. `end` if it is
 * the last. */
const char *piece_end(const char *p, const char *end, gunichar mark, const char **ret_next);

#endif
