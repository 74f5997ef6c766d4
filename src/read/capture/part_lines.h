// SPDX-License-Identifier: MIT
// Lines of a capture that are two, and two that are one.
#ifndef WARRAQ_READ_CAPTURE_PART_LINES_H
#define WARRAQ_READ_CAPTURE_PART_LINES_H

#include "read/capture/capture_lines.h"

/* Parts "Signed by: Ana Ruiz, Li Wei, ..." behind the colon, and joins a number on a line of its
 * own to the name below it where such numbers count. */
void capture_part_lines(struct capture *capture);

#endif
