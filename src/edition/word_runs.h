// SPDX-License-Identifier: MIT
// Text as runs of a Word paragraph: each of one direction and one language, for Word sets what is
// marked right to left with other faces, sizes and rules than the rest (ECMA-376, 17.3.2.30).
#ifndef WARRAQ_EDITION_WORD_RUNS_H
#define WARRAQ_EDITION_WORD_RUNS_H

#include "language/direction.h"

#include <glib.h>
#include <stdbool.h>

/* How a run looks and what it is in. */
struct word_look {
    const char *lang;               /* in force */
    bool rtl;                       /* of the paragraph */
    bool marked;                    /* the author said the language: it is not guessed */
    bool bold, slanted, code, mark; /* mark: a raised number */
    const char *style;              /* of characters; NULL */
};

/* Appends the runs of a text. */
void word_runs(GString *out, const char *text, const struct word_look *look);

/* "<w:rPr>…</w:rPr>" of a run in the direction `rtl`. */
void word_run_properties(GString *out, const struct word_look *look, const char *lang, bool rtl);

#endif
