// SPDX-License-Identifier: MIT
// Which footnotes are called, in which order, and by what marks: known before any of them is set.
#ifndef WARRAQ_LAYOUT_NOTE_CALLS_H
#define WARRAQ_LAYOUT_NOTE_CALLS_H

#include "layout/flow.h"

struct called_note {
    const struct node *node;
    bool called;
    unsigned number;   /* 0: not yet */
    unsigned foreseen; /* the number it is likely to have; 0: not thought of */
    bool offered;      /* to be set ahead */
    uint32_t element;  /* 0: not yet set */
};

struct note_call {
    struct called_note *note;
    uint32_t reference; /* element */
};

struct note_calls {
    GHashTable *by_name; /* name to struct called_note */
    GArray *waiting;     /* struct note_call, whose notes are still to be set */
    unsigned last_number, last_foreseen;
};

/* Finds the document's footnotes and which of them are called. */
struct note_calls *note_calls_new(const struct document *document);
void note_calls_free(struct note_calls *notes);

/* The mark of the note called `name`, in the document's digits; a note called for the first time
 * takes the next number. NULL, with `footnote-missing` noted, if there is no such note. */
const char *note_calls_mark(struct flow *flow, const char *name);

/* The same before its turn: a guess, which changes and reports nothing. */
const char *note_calls_foresee(struct flow *flow, const char *name);

/* The note called `name`; NULL if there is none. */
struct called_note *note_calls_find(const struct flow *flow, const char *name);

/* `number` as the mark of a note. */
const char *note_calls_number(const struct flow *flow, unsigned number);

/* A reference was set as element `reference`; its note follows when the block is done. */
void note_calls_add(struct flow *flow, const char *name, uint32_t reference);

/* Whether the note is called anywhere; one that is not is set where it is written. */
bool note_calls_has(const struct flow *flow, const struct node *note);

#endif
