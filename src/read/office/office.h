// SPDX-License-Identifier: MIT
// Where a word processor's paragraphs become blocks: runs of one look one inline, numbered
// paragraphs the entries of lists, what stands in a cell its lines. The readers of .docx and .odt
// tell it what they meet, in the document's order.
#ifndef WARRAQ_READ_OFFICE_OFFICE_H
#define WARRAQ_READ_OFFICE_OFFICE_H

#include "read/reader.h"

/* What a run of text looks like. Equal runs side by side become one. */
struct look {
    bool strong, emphasis, struck;
    int raised;       /* 1 above the line, -1 below it */
    const char *lang; /* as the file marks it; NULL: not */
    const char *href; /* of the link it is in */
};

/* What a paragraph is. */
struct para {
    enum node_kind kind; /* paragraph, heading, or a role that its style says */
    int level;           /* of a heading, from 1 */
    enum direction direction;
    const char *label; /* of an item of a list as it is shown, NULL: it is none; "" for none */
    int64_t number;    /* its value, or NUMBER_NONE */
    bool bullet;
    int depth;        /* of the item, from 0 */
    const void *list; /* items of one list say the same */
    bool continues;   /* a further paragraph of the item above */
};

struct office {
    struct reader *reader;
    struct arena *arena;
    struct node *holder;    /* where blocks go: root, a cell, a footnote */
    struct node *paragraph; /* being filled, parentless; NULL: none is */
    struct look look;       /* of `text` */
    GString *text;          /* not yet an inline */
    GString *struck;        /* the struck text of this paragraph */
    bool struck_first;      /* it began with struck text */
    bool after_struck;      /* the last run was */
    bool row_struck;        /* a cell of the row under way held nothing else */
    const void *list;       /* of the list that the last block of `holder` is */
    struct node *notes;     /* parentless; of footnotes, in the order they are referred to */
    size_t n_notes;
    size_t ordinal;    /* of the body's paragraph, from 1: what messages call its line */
    size_t rtl, ltr;   /* letters in paragraphs that run so */
    const char *title; /* by the file's properties; NULL: none */
};

void office_init(struct office *office, struct reader *reader);

/* A paragraph of the body, of a cell, a note or a box. */
void office_begin(struct office *office);
void office_end(struct office *office, const struct para *para);

/* Text of the paragraph; it is repaired as all text is (read/source.h). */
void office_text(struct office *office, const char *text, size_t n, const struct look *look);
void office_break(struct office *office);

/* A picture, its bytes within the letter. False for what is neither PNG nor JPEG. */
bool office_picture(struct office *office, GBytes *bytes, const char *alt);

/* Goes on with another holder until office_leave(), which brings back what was under way. */
struct office office_enter(struct office *office, struct node *holder);
void office_leave(struct office *office, struct office *outer);

/* The cells of a row have been filled: one whose name was struck out, or that holds nothing, goes.
 */
void office_end_row(struct office *office, struct node *row);

/* A reference to a new footnote, whose blocks go below what is returned. */
struct node *office_note(struct office *office);

/* What is left out of the letter and told, at the paragraph under way. */
void office_set_aside(struct office *office, const char *code, const char *text);

/* What is told of the whole file at its end. */
struct office_counts {
    size_t changes; /* tracked, and read as accepted */
    size_t pictures_lost, embedded, outside;
    size_t lists_lost; /* that begin with no number that can be */
};
void office_tell(struct reader *reader, const struct office_counts *counts);

/* Frees what is neither the document's nor the arena's. */
void office_clear(struct office *office);

/* Ends the document: notes, title, direction, lists of signatories, roles. False with FAULT_INVALID
 * where nothing was read. */
bool office_finish(struct office *office, GError **error);

#endif
