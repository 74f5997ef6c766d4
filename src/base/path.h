// SPDX-License-Identifier: MIT
// Names of files, as text: nothing is looked at.
#ifndef WARRAQ_BASE_PATH_H
#define WARRAQ_BASE_PATH_H

/* Where the file `name` is that the file `by` names: in its folder, unless the name is absolute.
 * g_free() */
char *path_beside(const char *by, const char *name);

#endif
