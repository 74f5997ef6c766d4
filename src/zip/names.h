// SPDX-License-Identifier: MIT
// The names of a ZIP's entries, each by itself and all together.
#ifndef WARRAQ_ZIP_NAMES_H
#define WARRAQ_ZIP_NAMES_H

#include "zip/directory.h"

/* Reports every name that could leave the folder it is unpacked into, that two readers write
 * differently, or that some file system takes for another entry's; of an entry whose name cannot be
 * trusted `named` is false from then on. */
void zip_names_check(struct zip_directory *directory, struct findings *findings);

#endif
