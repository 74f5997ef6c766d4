// SPDX-License-Identifier: MIT
// What the program says of a letter beside the letter's own words. Nothing is invented: it comes
// from those words, from what is counted, and from what whoever makes the record gives.
#ifndef WARRAQ_DERIVE_PARTICULARS_H
#define WARRAQ_DERIVE_PARTICULARS_H

#include "language/phrase.h"
#include "model/document.h"
#include "model/particulars.h"

struct words;

enum particulars_date { PARTICULARS_DATE_LONG, PARTICULARS_DATE_FIGURES, PARTICULARS_DATE_TYPED };

struct particulars_job {
    const struct document *document;
    const struct words *words; /* data/page.words, in the letter's language */
    const char *date;          /* ISO 8601; NULL: the letter has none and none was given */
    enum particulars_date format;
    enum phrase_months months;
    const char *link; /* where the letter is to be found; NULL */
    const char *lang; /* its second language, where the words are to be in that; or NULL */
    bool sums_up;     /* `document` is the letter that a smaller one is made of */
    const char *archive, *access; /* "PDF/A-2a", "PDF/UA-1"; NULL where not claimed */
    bool colophon;
};

/* Strings live in `arena`, and borrow from the job. */
void particulars_find(const struct particulars_job *job, struct arena *arena,
                      struct particulars *ret);

#endif
