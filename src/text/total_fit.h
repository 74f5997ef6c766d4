// SPDX-License-Identifier: MIT
// Chooses the breaks that give a paragraph its least total demerits.
// Knuth & Plass, "Breaking Paragraphs into Lines", 1981. What gives besides the spaces enters as
// rungs of a ladder that all move together by one ratio; a kashida as a length at a price, so that
// it is weighed with them and not patched in afterwards.
#ifndef WARRAQ_TEXT_TOTAL_FIT_H
#define WARRAQ_TEXT_TOTAL_FIT_H

#include "base/arena.h"
#include "base/unit.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A gap between such characters opens as a space of this part of their width would. */
#define FIT_LOOSE_PART 0.125

/* What has been passed from the paragraph's start, in logical order: lengths in len. */
struct fit_sum {
    int64_t width;
    int64_t space_width;     /* of the spaces that stretch, natural */
    int64_t more, less;      /* what letters and gaps may give, and take, before it shows */
    uint32_t spaces, places; /* how many, of kashida too */
    uint32_t joins;          /* of the places those that are no final letter's own body */
    int64_t loose; /* advances of characters that may be spaced apart: scripts without spaces */
};

/* A place where a line may end. The line's visible text ends with `before`; the next line's starts
 * with `after`: white space lies between. */
struct fit_point {
    size_t at; /* the caller's: the character the next line starts with */
    struct fit_sum before, after;
    len hyphen; /* added to the line that ends here */
    double penalty;
    bool torn;    /* within a word, which nothing but need allows */
    bool forced;  /* a line must end here */
    bool flagged; /* hyphenated: two in a row cost more */
};

enum fit_shape { FIT_JUSTIFIED, FIT_RAGGED, FIT_BALANCED /* ragged, the last line too */ };

/* Where and how far words may be lengthened. Lengths are steps, each a part of the em. */
struct fit_kashida {
    const int64_t *x; /* of each place, from the paragraph's start, ascending */
    size_t n;
    double step;                        /* in len */
    int shortest, comfortable, longest; /* steps */
    int longest_body;                   /* where a line has no joins */
    int most;                           /* in a line */
    int64_t apart;                      /* two of a line, at least */
    double cost;                        /* of one, as badness */
};

struct fit_style {
    enum fit_shape shape;
    len first, rest;        /* the measure of the first line and of the others */
    double stretch, shrink; /* growth of a space, and taking away, of its natural width, that does
                               not show yet: with all other rungs, badness 100 */
    double tightest;        /* the most that is taken of a space */
    double scale;           /* of the line's width, either way: a rung */
    struct fit_kashida kashida;
    int looseness;
};

/* How a line's slack is spent. */
struct fit_line {
    int kashidas, steps; /* words to lengthen, and how far each */
    double ratio;        /* by which all rungs move; past 1, and below -1, spaces alone do */
};

/* points[0] is the start, points[n-1] the end, forced. The result is the indices of the points
 * that end lines, ascending, in `arena`; *ret_n how many, at least 1 where n > 1. Never fails:
 * a line nothing can mend is overfull. */
const size_t *total_fit(const struct fit_point *points, size_t n, const struct fit_style *style,
                        struct arena *arena, size_t *ret_n);

/* The best spending of `slack` on a line from `a` to `b`. */
struct fit_line fit_spend(const struct fit_style *style, const struct fit_point *a,
                          const struct fit_point *b, int64_t slack);

/* Whether the line is wider than its measure even when it is set as tight as may be. */
bool fit_is_overfull(const struct fit_style *style, const struct fit_point *a,
                     const struct fit_point *b, int64_t slack);

/* Whether a last line so short looks forgotten below the paragraph. */
bool fit_is_stub(const struct fit_point *a, const struct fit_point *b, len measure);

/* The line's natural width, hyphen included. */
int64_t fit_width(const struct fit_point *a, const struct fit_point *b);

#endif
