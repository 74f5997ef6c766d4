// SPDX-License-Identifier: MIT
// Languages of a document that has been read.
#ifndef WARRAQ_READ_LANGS_H
#define WARRAQ_READ_LANGS_H

#include "read/reader.h"

/* Sets the root's language and direction unless the source said them, and those of blocks in
 * another language. Signatories keep what their source says. */
void langs_assign(struct reader *reader);

#endif
