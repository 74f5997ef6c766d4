// SPDX-License-Identifier: MIT
// A line's slack spread over its spaces and, where the script has none, the gaps between its
// characters: both grow in one ratio (total_fit.h).
#ifndef WARRAQ_TEXT_JUSTIFY_H
#define WARRAQ_TEXT_JUSTIFY_H

#include "text/line.h"

/* Brings the line, whose width is known, to `room`: fills its ratio, the runs' space_extra and the
 * advances of what is spaced apart. A line that cannot be set tight enough keeps its tightest
 * spaces and stays too wide. */
void justify_line(const struct setting *setting, const struct line_plan *plan, struct line *line,
                  len room);

#endif
