// SPDX-License-Identifier: MIT
// What stands above the body of a letter.
#ifndef WARRAQ_READ_CAPTURE_ROLES_HEAD_H
#define WARRAQ_READ_CAPTURE_ROLES_HEAD_H

#include "read/capture/role_block.h"

/* Gives the blocks above the body their kinds. Returns the index of the first block of the body. */
guint head_assign(struct roles *roles);

#endif
