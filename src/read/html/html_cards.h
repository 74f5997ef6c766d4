// SPDX-License-Identifier: MIT
// Cards: children of one element that are alike, short, of a few lines each. A list of signatories
// is often made of them, and so is a row of teasers.
#ifndef WARRAQ_READ_HTML_HTML_CARDS_H
#define WARRAQ_READ_HTML_HTML_CARDS_H

#include "read/html/dom.h"

/* Sets dom.card, dom.is_card and dom.linked_card of every element below `root` that is one. */
void html_cards_find(struct dom *root);

#endif
