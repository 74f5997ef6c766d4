// SPDX-License-Identifier: MIT
// The encoding that a page says it is in.
#ifndef WARRAQ_READ_HTML_HTML_ENCODING_H
#define WARRAQ_READ_HTML_HTML_ENCODING_H

#include <glib.h>

/* What the page's first bytes declare (HTML 13.2.3.2: <meta charset>, <meta http-equiv>, <?xml
 * encoding?>), to be freed; NULL if nothing is declared, or if the bytes are UTF-8 whatever they
 * say. */
char *html_declared_encoding(GBytes *bytes);

#endif
