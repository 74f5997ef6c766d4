// SPDX-License-Identifier: MIT
// A letter as an e-book: EPUB 3.3 with EPUB Accessibility 1.1's metadata, its pages those of the
// record.
#ifndef WARRAQ_EDITION_EPUB_H
#define WARRAQ_EDITION_EPUB_H

#include "edition/markup.h"
#include "edition/package.h"

struct epub_options {
    struct markup_options markup; /* `picture` and `notes` are this edition's own affair */
    /* The bytes of a picture and its media type; NULL where it is not to be had, with *error set
     * if it should be there. */
    GBytes *(*picture)(void *context, const char *href, const char **ret_type, GError **error);
    const char *title;  /* where the letter has none */
    const char *source; /* the record that the pages are those of; NULL: none */
    const char *toc;    /* words for the table of contents, in the letter's language */
    const char *pages;  /* and for the list of pages */
    int64_t date;       /* of the job, seconds since 1970 */
};

/* The parts, mimetype first. */
bool epub_write(const struct document *document, const struct epub_options *options,
                struct package *ret, GError **error);

#endif
