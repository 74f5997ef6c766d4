// SPDX-License-Identifier: MIT
// What a file calls its encoding, and what is meant by it.
#ifndef WARRAQ_READ_ENCODING_LABEL_H
#define WARRAQ_READ_ENCODING_LABEL_H

/* The encoding as iconv names it, for a label as browsers take it (WHATWG Encoding, "Names and
 * labels"): what calls itself Latin-1 is Windows' own. A label that is none of these stays itself.
 */
const char *encoding_of_label(const char *label);

#endif
