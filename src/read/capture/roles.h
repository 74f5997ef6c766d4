// SPDX-License-Identifier: MIT
// What each block of a letter is.
#ifndef WARRAQ_READ_CAPTURE_ROLES_H
#define WARRAQ_READ_CAPTURE_ROLES_H

#include "read/reader.h"

/* Decides what each block is: title, addressee, closing, signatories, note or residue. */
void roles_assign(struct reader *reader);

#endif
