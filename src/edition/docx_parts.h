// SPDX-License-Identifier: MIT
// What a Word document has around its text: relations, numberings, styles, pictures, properties.
#ifndef WARRAQ_EDITION_DOCX_PARTS_H
#define WARRAQ_EDITION_DOCX_PARTS_H

#include "edition/docx.h"
#include "edition/word_runs.h"

struct docx_edition {
    const struct document *document;
    const struct docx_options *options;
    struct package *package;
    struct file_out *file; /* the document's part; `out` is written there from time to time */
    GString *out;
    GString *relations;
    unsigned n_relations;
    GString *formats, *numberings; /* of lists: how numbers look, and where each run starts */
    GHashTable *format_ids;        /* by how a number looks */
    unsigned n_numberings, numbering, format, paragraphs;
    int64_t last;        /* number of the entry before, in `numbering` */
    GHashTable *numbers; /* of notes, by name */
    GPtrArray *notes;    /* struct node, in the order they are called */
    size_t blocks, entries, cells;
    unsigned marks, pictures;
    int quoted;
    bool rtl; /* around */
    bool pictured, in_note, note_begun;
};

bool docx_start(struct docx_edition *docx, const struct document *document,
                const struct docx_options *options, struct package *package, GError **error);
void docx_finish(struct docx_edition *docx);
void docx_clear(struct docx_edition *docx);

void docx_open_body(struct docx_edition *docx);
void docx_close_body(struct docx_edition *docx);
bool docx_flush(struct docx_edition *docx, GError **error);

/* The part of the notes, and its end. */
GString *docx_notes_start(void);
void docx_notes_end(struct docx_edition *docx);

/* A relation of the document to an address or a part; its number. */
unsigned docx_relate(struct docx_edition *docx, const char *kind, const char *target, bool outside);

/* The numbering that gives an entry its very label, going on with the one before where it can; 0
 * where none can: its label is text then. docx_end_run() ends what may be gone on with. */
unsigned docx_numbering(struct docx_edition *docx, const struct node *entry);
void docx_end_run(struct docx_edition *docx);

/* The numbering of the letter's paragraphs. */
unsigned docx_paragraph_numbering(struct docx_edition *docx);

/* A picture in a run. */
bool docx_picture(struct docx_edition *docx, const struct node *image, GError **error);

#endif
