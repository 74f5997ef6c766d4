// SPDX-License-Identifier: MIT
// The readers: a source of any form becomes a document. Odd input is noted and read on; only a
// file that cannot be read at all is a fault.
#ifndef WARRAQ_READ_READ_H
#define WARRAQ_READ_READ_H

#include "model/document.h"

struct fact_store;
struct tables;

/* What an organisation says for all its letters, where a letter says nothing; NULL: nothing. */
struct read_house {
    const char *lang, *from; /* a line each, parted by newlines; so `keep` */
    const char *logo, *logo_text;
    const char *signatories; /* a file */
    const char *keep;        /* lines that are never set aside, by what they say */
};

struct read_options {
    const struct read_house *house; /* or NULL */
    const char *form;     /* "capture", "markdown", "html", "signatories" (a list alone); NULL: by
                             the file's name */
    const char *encoding; /* NULL: UTF-8 */
    const char *part;     /* of what holds several letters: its number or part of its name */
    const char *lang;     /* NULL: the source's own, else decided from its text */
    const char *signatories;     /* a file that brings the list; NULL: the letter's own */
    const char *list_encoding;   /* of that file; NULL: found */
    const char *columns;         /* "name=Your name,affiliation=Org"; NULL: by their heads */
    const char *consent;         /* "Published=yes": who may be printed; NULL: by the heads */
    const char *keep_columns;    /* of the copy for archive and store: heads, or "all" */
    const char *sheet;           /* of a workbook; NULL: the one that opens */
    bool count_cells;            /* gather what `check` reports of a list's columns */
    const char *phrases;         /* the residue phrases file */
    const char *keep;            /* lines not to be set aside as a page's: "12,20-25" or "all" */
    const char *data;            /* the folder `data`, whose read/ holds the tables; NULL: none */
    const struct tables *tables; /* opened already, for many letters; NULL: those of `data` */
    struct fact_store *facts;    /* what was found out of lists before; NULL: nothing is kept */
    unsigned threads;            /* how many may work at it; the document is the same for any */
    bool stream;                 /* a long captured list is a node_stream and no children */
};

/* Reads `path` ("-": standard input). NULL with FAULT_IO if it cannot be read, FAULT_INVALID if
 * it is empty, binary or larger than memory allows (`source-empty`, `source-binary`).
 * The caller owns the document. */
struct document *read_document(const char *path, const struct read_options *options,
                               struct diag *diag, GError **error);

#endif
