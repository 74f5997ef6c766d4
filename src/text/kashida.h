// SPDX-License-Identifier: MIT
// What a line of Arabic can give besides its spaces: the gap after a letter that does not join, the
// body of a final letter, and the words that may be lengthened.
//
// A join bears a kashida where three rules meet: HarfBuzz's safe-to-insert flag (the font's own
// contextual forms and ligatures stay whole), both letters' outlines (the seam is the tatweel's
// stroke), and a table of letters and words that calligraphers' practice gives (DigitalKhatt's
// count of the Madina mushaf; Microsoft's and LibreOffice's classes; W3C "Arabic & Persian layout
// requirements", issue 225).
#ifndef WARRAQ_TEXT_KASHIDA_H
#define WARRAQ_TEXT_KASHIDA_H

#include "text/itemize.h"

/* A place where a word may be lengthened. */
struct kashida_place {
    size_t letter;     /* the character that is lengthened */
    size_t next;       /* the one its kashida runs into; the same: a final letter's own body */
    size_t first, end; /* the word's characters */
    uint32_t word;     /* the same for the same letters */
    int price;         /* of lengthening here, before what is around it is looked at */
    int steps_most;    /* of FORM_KASHIDA_STEPS */
    bool deep;         /* see struct letter_form */
    len em;
};

enum letter_rung {
    LETTER_GAP = 1 << 0,  /* the letter before it does not join it: the two may part a little */
    LETTER_FLAT = 1 << 1, /* a final letter with a long flat body: beh, feh, kaf */
    LETTER_BOWL = 1 << 2, /* one with a bowl: noon, seen, sad, lam, yeh, qaf */
};

/* The most that a final letter's own body is drawn out, in FORM_KASHIDA_STEPS. */
enum { KASHIDA_BODY_LONGEST = 8 };

struct kashida_places {
    struct kashida_place *list; /* by their letters; those of one word side by side */
    size_t n;
    uint8_t *rungs; /* of each character; NULL where no letter gives */
    bool unscaled;  /* there is text that pdf.js takes apart where a line is scaled */
};

/* How far the rungs go, in thousandths of the em: gaps either way, final letters wider, narrower.
 */
enum { RUNG_GAP = 15, RUNG_FLAT = 100, RUNG_FLAT_LESS = 60, RUNG_BOWL = 60, RUNG_BOWL_LESS = 40 };

/* What the shaped items give. Faces that bear no kashida (Nastaliq, Ruqaa, cubic outlines) give
 * nothing. */
struct kashida_places kashida_find(const struct chars *chars, const struct text_items *items,
                                   struct arena *arena);

/* A word's letters as the table sees them. */
struct kashida_letter {
    hb_codepoint_t code;
    size_t at;   /* its character */
    bool joined; /* to the next letter */
};

/* Ten times the priority of lengthening letter `i` towards the next; 0 where there is to be no
 * kashida. */
int kashida_price(const struct kashida_letter *letters, size_t n, size_t i);

/* Whether the letters are a word that is never lengthened. */
bool kashida_is_barred(const struct kashida_letter *letters, size_t n);

#endif
