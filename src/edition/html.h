// SPDX-License-Identifier: MIT
// A letter as one page of the web that needs nothing but itself: no script, no fetched face, its
// pictures inside. Structure for assistive technology, light and dark, narrow and wide, paper.
#ifndef WARRAQ_EDITION_HTML_H
#define WARRAQ_EDITION_HTML_H

#include "base/file.h"
#include "model/document.h"

/* Appends the picture that `href` names as an address that holds it ("data:…"), or nothing where it
 * is not to be had. False with an error if it should be there and is not. */
typedef bool (*html_picture_fn)(void *context, const char *href, GString *out, GError **error);

struct html_options {
    const char *title; /* of the page, where the letter has none */
    html_picture_fn picture;
    void *context;
};

/* Writes the letter. Blocks of text have the ids p1, p2 … and entries e1, e2 …, in the order of the
 * letter. A long list is read and written entry by entry. */
bool html_write(const struct document *document, const struct html_options *options,
                struct file_out *out, GError **error);

#endif
