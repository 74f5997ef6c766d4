// SPDX-License-Identifier: MIT
// A letter as a Word document, for receivers that take nothing else: styles that say what each
// paragraph is, right-to-left paragraphs and runs, the list's own numbers with their gaps,
// footnotes, languages; no macro.
#ifndef WARRAQ_EDITION_DOCX_H
#define WARRAQ_EDITION_DOCX_H

#include "edition/package.h"
#include "edition/receiver.h"
#include "model/document.h"

struct docx_picture {
    GBytes *bytes;          /* the caller's */
    const char *type;       /* "image/png" or "image/jpeg" */
    unsigned width, height; /* pixels, 96 an inch */
};

struct docx_options {
    const struct receiver *receiver;
    /* False where it is not to be had in a Word file, with *error set if it should be there. */
    bool (*picture)(void *context, const char *href, struct docx_picture *ret, GError **error);
    void *context;
    const char *title;   /* where the letter has none */
    const char *heading; /* of the list of signatories, in the letter's language */
    int64_t date;        /* of the job, seconds since 1970 */
};

/* The parts. Blocks are bookmarked with the ids that the other editions give them: p1, e1, t1. */
bool docx_write(const struct document *document, const struct docx_options *options,
                struct package *ret, GError **error);

#endif
