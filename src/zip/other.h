// SPDX-License-Identifier: MIT
// A file that is a ZIP from its end and something else from its beginning.
#ifndef WARRAQ_ZIP_OTHER_H
#define WARRAQ_ZIP_OTHER_H

#include "base/findings.h"
#include "zip/input.h"

/* Reports a file that programs which read several formats, as libarchive does, take for a tar
 * archive or an image of a disc before they take it for a ZIP. */
void zip_other_check(const struct zip_input *input, struct findings *findings);

#endif
