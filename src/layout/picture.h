// SPDX-License-Identifier: MIT
// Pictures in the letter: their bytes, kind and size. Nothing is decoded here; whoever draws does.
#ifndef WARRAQ_LAYOUT_PICTURE_H
#define WARRAQ_LAYOUT_PICTURE_H

#include "layout/flow.h"

/* The picture `href` names, beside the letter's first source; opened once and kept as long as
 * the document.
 * NULL with FAULT_IO if it cannot be read, FAULT_INVALID if it is neither PNG, JPEG nor SVG or
 * says no size. */
const struct image *picture_open(struct flow *flow, const char *href, GError **error);

/* The QR code of the letter's link, a PNG; kept as long as the document. */
const struct image *picture_of_code(struct flow *flow, GBytes *png);

/* The same for whoever lays nothing out: opened each time it is asked for. */
const struct image *picture_read(const struct document *document, const char *href, GError **error);

/* Whether it lies on another machine, from which nothing is ever fetched. */
bool picture_is_remote(const char *href);

/* The size at which it is set: 96 pixels an inch, made smaller where it would not fit. */
struct point picture_fit(const struct image *image, len width, len height);

/* Finds kind and size in the file's first bytes. False if they are not there. */
bool picture_probe(const unsigned char *bytes, size_t n, struct image *ret);

#endif
