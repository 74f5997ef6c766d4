// SPDX-License-Identifier: MIT
// What a reader of one form is handed, and the steps the readers share.
#ifndef WARRAQ_READ_READER_H
#define WARRAQ_READ_READER_H

#include "model/document.h"
#include "read/read.h"
#include "read/source.h"
#include "read/tables.h"

struct form;
struct heads;

/* All borrowed; `document` is filled. */
struct reader {
    struct document *document;
    const struct source *source; /* of a binary form only its path */
    GBytes *bytes;               /* the file's own */
    const char *address;         /* of the page, where that is known: its own places begin so */
    const struct tables *tables;
    const struct read_options *options;
    struct diag *diag;
    bool head_given;        /* title and addressees are in front matter: none is looked for */
    bool closing_given;     /* so does the closing */
    bool signatories_given; /* the list is marked, comes from a file, or there is none */
    bool authored;          /* written for us, so nothing in it is residue */
    bool alone;             /* nobody marked its parts, but nothing stands around the letter */
    GHashTable *marks;      /* node to struct mark: what the form knows of it; NULL: nothing */
    GHashTable
        *kept_lines;     /* numbers of the lines that the house keeps; NULL: none, or not asked */
    struct heads *heads; /* opened when a table is met; reader_heads() */
};

/* What reads a form. */
struct form_reader {
    const struct form *form;
    /* Turns the source into blocks below the document's root; NULL: a list's form alone. */
    bool (*read)(struct reader *reader, GError **error);
    /* The encoding that the bytes say they are in, to be freed; NULL: the form has no way to. */
    char *(*declared_encoding)(GBytes *bytes);
};

/* Reads `path` in this form, whatever its ending; else as read_document(). */
struct document *read_document_as(const struct form_reader *how, const char *path,
                                  const struct read_options *options, struct diag *diag,
                                  GError **error);

/* The forms: each turns `source` into blocks below `document->root`. */
bool capture_read(struct reader *reader, GError **error);
bool markdown_read(struct reader *reader, GError **error);
bool html_read(struct reader *reader, GError **error);
bool office_read(struct reader *reader, GError **error);
bool mail_read(struct reader *reader, GError **error);
bool warc_read(struct reader *reader, GError **error);
bool wacz_read(struct reader *reader, GError **error);

/* What columns are called, read when first asked for. NULL with the faults of its file. */
struct heads *reader_heads(struct reader *reader, GError **error);

/* Puts lines of the source aside, with a note. `source` is the bytes they take in it (or
 * SPAN_NONE), `code` says why. */
void reader_set_aside(struct reader *reader, struct span source, size_t first_line,
                      size_t last_line, const char *code, const char *text, size_t n);

/* Whether the letter may stand among what is no part of it, as on a page of the web. */
bool reader_may_hold_residue(const struct reader *reader);

/* What a file of others marks as a language: the tag, the one that was probably meant ("ar-EG" for
 * "ar_EG"), or NULL where it names none. In `arena`. */
const char *reader_marked_language(struct arena *arena, const char *tag);

/* Makes `title` the letter's where it has none of its own, and this one names a letter. */
void reader_offer_title(struct reader *reader, const char *title);

/* Finds the lines that the house keeps, in the source's text. */
void reader_find_kept(struct reader *reader);

/* Whether a line from `first` to `last` was asked to be kept, whatever of a page it looks like. */
bool reader_keeps(const struct reader *reader, size_t first, size_t last);

/* Whether what is left of a block when struck text is taken out is no more than what was said of
 * it: nothing, or ", painter". */
bool reader_is_remnant(const struct node *node);

/* A block below root for bytes [start, end) of the repaired text that begin on `line`. */
struct node *reader_block(struct reader *reader, enum node_kind kind, size_t start, size_t end,
                          size_t line);

#endif
