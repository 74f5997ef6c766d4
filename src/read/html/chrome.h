// SPDX-License-Identifier: MIT
// Elements that say themselves that they are no text: navigation, what is hidden, the fields that
// a reader fills in, a colleague's comments in a document.
#ifndef WARRAQ_READ_HTML_CHROME_H
#define WARRAQ_READ_HTML_CHROME_H

#include "read/html/dom.h"

bool html_is_chrome(const struct dom *element);

#endif
