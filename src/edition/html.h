// SPDX-License-Identifier: MIT
// A letter as one page of the web that needs nothing but itself: no script, no fetched face, its
// pictures inside. Structure for assistive technology, light and dark, narrow and wide, paper.
#ifndef WARRAQ_EDITION_HTML_H
#define WARRAQ_EDITION_HTML_H

#include "edition/markup.h"

struct html_options {
    struct markup_options markup;
    const char *title; /* of the page, where the letter has none */
    const char
        *faces; /* what the style says of faces that lie in the page; NULL: the reader's own */
    const char *skip; /* words of the link to the list of signatories, in the letter's language */
};

/* Writes the letter. A long list is read and written entry by entry. */
bool html_write(const struct document *document, const struct html_options *options,
                struct file_out *out, GError **error);

/* How a letter's blocks look on a page of ours. Custom properties are html_colours'. */
extern const char html_letter_style[];

#endif
