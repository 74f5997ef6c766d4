// SPDX-License-Identifier: MIT
// A letter's blocks and inlines as elements of HTML: what the page of the web, the reading room and
// the e-book have in common. Blocks of text have the ids p1, p2 …, entries e1, e2 … and
// cells t1, t2 …, in the order of the letter, in each of them alike.
#ifndef WARRAQ_EDITION_MARKUP_H
#define WARRAQ_EDITION_MARKUP_H

#include "base/file.h"
#include "edition/page_finder.h"
#include "model/document.h"
#include "model/particulars.h"

/* Appends the picture that `href` names as an address that holds it ("data:…") or leads to it, or
 * nothing where it is not to be had. False with an error if it should be there and is not. */
typedef bool (*picture_fn)(void *context, const char *href, GString *out, GError **error);

struct markup_options {
    bool xml;      /* well-formed XML, for an e-book */
    bool listless; /* the signatories are left out, with a way to the page that has them */
    picture_fn picture;
    void *context;       /* of picture and word */
    const char *notes;   /* the file of the notes; "" where they are in the same */
    const char *heading; /* of the list of signatories, in the letter's language; NULL: none */
    const struct particulars *said; /* what the letter's head shows beside its words; or NULL */
    const struct page_start *starts;
    size_t n_starts; /* 0: pages of the record are not marked */
};

/* A place that a reader may want to go to. */
struct markup_place {
    char *label, *id;
    int level;     /* of a heading, from 1; 0: where a page of the record begins */
    unsigned part; /* how often the output was cut before it */
};

struct markup {
    const struct document *document;
    const struct markup_options *options;
    struct file_out *file; /* where `out` is written from time to time; may be changed at a cut */
    GString *out;          /* not written yet */
    /* Called in the midst of a long list, which is closed before and opened again after; NULL: no
     * cuts. */
    bool (*cut)(struct markup *markup, void *context, GError **error);
    void *cut_context;
    unsigned part;
    GArray *places;      /* struct markup_place */
    GPtrArray *notes;    /* struct node, in the order they are called */
    GHashTable *numbers; /* of notes, by name */
    size_t blocks, entries, cells, calls;
    bool pictured;  /* within what shows a picture: elsewhere the record shows none either */
    bool pictures;  /* one was shown */
    bool opened;    /* the first paragraph has begun */
    bool addressed; /* the first addressee has */
    struct page_finder *finder;
    GString *text; /* of the block under way */
};

void markup_start(struct markup *markup, const struct document *document,
                  const struct markup_options *options, struct file_out *file);
void markup_clear(struct markup *markup);

/* The letter without its notes, and the notes, if there are any. */
bool markup_blocks(struct markup *markup, GError **error);
bool markup_notes(struct markup *markup, GError **error);

/* Writes out what is held. */
bool markup_flush(struct markup *markup, GError **error);

#endif
