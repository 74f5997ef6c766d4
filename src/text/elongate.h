// SPDX-License-Identifier: MIT
// A line's kashidas: which words get them, and the letters exchanged for longer ones.
#ifndef WARRAQ_TEXT_ELONGATE_H
#define WARRAQ_TEXT_ELONGATE_H

#include "text/setting.h"

enum { ELONGATIONS_MOST = 2, WORDS_REMEMBERED = 4 };

/* What the lines above had, so that the next avoid it. */
struct elongations_above {
    int64_t x[ELONGATIONS_MOST]; /* of the line above, from its start side */
    size_t n;
    uint32_t words[WORDS_REMEMBERED]; /* lengthened last, the newest first; 0 for none */
};

/* A word of the line and how far it is lengthened, in FORM_KASHIDA_STEPS. */
struct elongation {
    const struct kashida_place *place;
    int steps;
};

struct elongations {
    struct elongation list[ELONGATIONS_MOST]; /* by place in the text */
    size_t n;
};

/* The characters of a line, and what it is to spend. */
struct elongations_line {
    size_t first, end;
    struct fit_line spent;
};

/* The cheapest places for the line's kashidas, apart from one another and not beneath those above.
 * Fewer than it was to spend where there are none that may be. */
struct elongations elongations_choose(const struct setting *setting,
                                      const struct elongations_line *line,
                                      const struct elongations_above *above);

/* Makes `above` what the line after this one is to avoid. */
void elongations_remember(const struct setting *setting, const struct elongations_line *line,
                          const struct elongations *chosen, struct elongations_above *above);

/* The least distance of two in a line. */
int64_t elongations_apart(const struct setting *setting);

/* Exchanges the letters of the runs, which are the line's own. Gives how many words are longer. */
unsigned elongations_apply(const struct setting *setting, const struct elongations *chosen,
                           struct line *line);

#endif
