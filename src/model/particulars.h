// SPDX-License-Identifier: MIT
// What the program says of a letter beside the letter's own words: on its pages as furniture, in
// its colophon, in a summary. Nothing of it is part of the letter. derive/particulars.h finds it.
#ifndef WARRAQ_MODEL_PARTICULARS_H
#define WARRAQ_MODEL_PARTICULARS_H

#include <glib.h>
#include <stddef.h>

enum { COLOPHON_ROWS = 6, FIGURES_MOST = 3 };

/* Of more addressees than these so many are named in the head, the others after the closing. */
enum { ADDRESSEES_MOST = 12, ADDRESSEES_NAMED = 3 };

/* A row of the colophon. */
struct particular_row {
    const char *label, *text;
    const char
        *figures; /* figures and letters that are copied out of it, from left to right; NULL */
};

/* How many there are of something, large, and what of. */
struct particular_figure {
    const char *number, *words;
    const char *below; /* in smaller type; NULL */
};

/* Strings are UTF-8 in the letter's language, NULL where there is nothing to say. Numbers are in
 * European digits: who sets them puts those of the letter in their place. */
struct particulars {
    const char *kind;        /* "Open letter" */
    size_t kind_end, to_end; /* bytes of the first addressee that are the kind, and with the word
                                "to" behind it: 0 where its words say neither */
    const char *date;        /* as the style asks: in words, in figures, as it was given */
    const char *to;          /* the word beside the addressees */
    const char *others;      /* "and 10 others …", of the addressees; NULL */
    const char *date_label, *reference_label; /* beside them, where they are a table */
    const char *pages_label;                  /* beside their number there; NULL */
    const char *enclosures_label, *copy_label;
    const char *page_of_pages;                       /* with {page} and {pages} */
    const char *signatories;                         /* the heading of their list */
    const char *counts;                              /* "321 organisations: 273 named below …" */
    const char *total;                               /* "321 organisations" */
    const char *listed, *stated, *unnamed, *missing; /* each number alone */
    struct particular_figure figures[FIGURES_MOST];  /* of a summary */
    size_t n_figures;
    bool sums_up; /* the document sums a letter up: what it has no room for is in the letter */
    const char *short_title;
    /* The colophon; `copy`, its heading, is NULL where there is none. */
    const char *copy;
    struct particular_row rows[COLOPHON_ROWS];
    size_t n_rows;
    const char *brief; /* all of it in one line */
    const char *link;
    const char *code_words; /* below the link's QR code */
    GBytes *code;           /* the code, a PNG; owned by who made it */
};

#endif
