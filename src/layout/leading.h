// SPDX-License-Identifier: MIT
// The line heights of a style, made to suit the script that they are used with.
#ifndef WARRAQ_LAYOUT_LEADING_H
#define WARRAQ_LAYOUT_LEADING_H

#include "layout/layout.h"
#include "style/property.h"

/* `ret` is `job`'s style as it is in `lang`, with the line heights of a text that runs that way;
 * its strings are the style's or in `arena`. */
void leading_adjust(const struct layout_job *job, const char *lang, bool rtl, struct arena *arena,
                    struct style *ret);

#endif
