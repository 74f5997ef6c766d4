// SPDX-License-Identifier: MIT
// What an element is to whoever judges a page by its shape.
#ifndef WARRAQ_READ_HTML_HTML_KIND_H
#define WARRAQ_READ_HTML_HTML_KIND_H

#include "read/html/dom.h"

/* Part of a line of text; so is what HTML does not know. */
bool html_is_in_line(const struct dom *element);

/* Nothing in it is text of the page: scripts, drawings, fields to fill in. */
bool html_is_script(const struct dom *element);

/* Of one name and class. */
bool html_is_alike(const struct dom *a, const struct dom *b);

#endif
