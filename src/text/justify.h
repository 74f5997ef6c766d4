// SPDX-License-Identifier: MIT
// A line's slack spread over what gives: first over all rungs in one ratio, then what is left over
// its spaces and, where the script has none, the gaps between its characters (total_fit.h).
#ifndef WARRAQ_TEXT_JUSTIFY_H
#define WARRAQ_TEXT_JUSTIFY_H

#include "text/line.h"

/* Opens or closes the gaps after letters that do not join and scales the line, whose width is
 * known, as far as these go together with the spaces. */
void justify_rungs(const struct setting *setting, const struct line_plan *plan, struct line *line,
                   len room);

/* Brings the line, whose width is known, to `room`: fills its ratio, the runs' space_extra and the
 * advances of what is spaced apart. A line that cannot be set tight enough keeps its tightest
 * spaces and stays too wide. */
void justify_spaces(const struct setting *setting, const struct line_plan *plan, struct line *line,
                    len room);

#endif
