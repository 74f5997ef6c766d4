// SPDX-License-Identifier: MIT
// A run cut into cells: what one code, or the codes of one cluster, show. Most cells are one
// character; a mark is a cell of its own in right-to-left text, whatever HarfBuzz joined it to.
#ifndef WARRAQ_RECORD_CELLS_H
#define WARRAQ_RECORD_CELLS_H

#include "text/glyph_run.h"

#include <glib.h>
#include <stdbool.h>

enum { CELL_TEXT = 64, CELL_NOT_HELD = -1 };

struct cell {
    const struct glyph *glyphs;
    size_t n_glyphs;
    gunichar text[CELL_TEXT]; /* logical order */
    size_t n_text;
    int32_t gain; /* units of the font shown in: what its advance gives to, or takes from, the cell
                     beside it */
    int32_t held; /* the code's advance in the same units; CELL_NOT_HELD: that of its glyphs */
};

/* Joiners that have no code of their own yet: they go before the text of the next. */
struct joiners {
    gunichar text[8];
    size_t n;
};

/* The cell at glyph `start` of a run read rightward; gives the glyph after it. What `joiners` holds
 * goes before its text, and joiners that end it are left there for the next cell. `whole`: a
 * cluster is shown as it stands, for the face has no composites. */
size_t cell_read(const struct glyph_run *run, size_t start, bool whole, struct joiners *joiners,
                 struct cell *ret);

/* All cells of a run read leftward, left to right, into `cells` (of struct cell). */
void cells_read(const struct glyph_run *run, bool whole, GArray *cells);

bool cell_is_space(const struct cell *cell);
bool cell_is_mark(gunichar c);
/* A sign without width that joins or parts: ZWJ, ZWNJ, a zero-width space. */
bool cell_is_joiner(gunichar c);

/* The characters of a cell that are neither marks nor joiners. */
int64_t cell_letters(const struct cell *cell);

/* The sum of its glyphs' advances, units of the run's face. */
int64_t cell_advance(const struct cell *cell);

/* The outermost character of a run, 0 where it has none. */
gunichar cells_leftmost(const struct glyph_run *run);
gunichar cells_rightmost(const struct glyph_run *run);

#endif
