// SPDX-License-Identifier: MIT
// How a letter ends.
#ifndef WARRAQ_READ_CAPTURE_ROLES_TAIL_H
#define WARRAQ_READ_CAPTURE_ROLES_TAIL_H

#include "read/capture/role_block.h"

/* Closing, signatories and what follows them; blocks before `body` are not looked at. */
void tail_assign(struct roles *roles, guint body);

#endif
