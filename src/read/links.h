// SPDX-License-Identifier: MIT
// Where the links of a letter lead.
#ifndef WARRAQ_READ_LINKS_H
#define WARRAQ_READ_LINKS_H

#include "read/reader.h"

/* Makes plain text of every link that could do harm where it is followed (base/link.h), each with a
 * note. */
void links_keep_harmless(struct reader *reader);

#endif
