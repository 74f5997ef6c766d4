// SPDX-License-Identifier: MIT
// Languages of a document that has been read.
#ifndef WARRAQ_READ_LANGS_H
#define WARRAQ_READ_LANGS_H

#include "read/reader.h"

/* Sets the root's language and direction unless the source said them, and those of blocks in
 * another language. Signatories keep what their source says. */
void langs_assign(struct reader *reader);

/* The same for a document that is only `list`, by its first names. False with an error only if a
 * streamed list cannot be read. */
bool langs_assign_list(struct reader *reader, const struct node *list, GError **error);

#endif
