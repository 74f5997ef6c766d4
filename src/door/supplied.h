// SPDX-License-Identifier: MIT
// What comes with the program: the folder of its styles, faces and data, wherever it was put.
#ifndef WARRAQ_DOOR_SUPPLIED_H
#define WARRAQ_DOOR_SUPPLIED_H

#include "door/session.h"

/* A path below that folder; free with g_free(). */
char *supplied_path(struct warraq *w, const char *name);

/* What lies in a folder below it under names with the ending, without it and in order:
 * "letter, print, ...". g_free() */
char *supplied_names(struct warraq *w, const char *folder, const char *ending);

/* Whether a style can be named so: a supplied one, or a file. FAULT_USAGE with their list if not.
 */
bool supplied_has_style(struct warraq *w, const char *name, GError **error);

/* The faces; NULL with *error if they cannot be opened. */
struct font_set *supplied_fonts(struct warraq *w, GError **error);

/* Whether a file is one of them; `resolved` is its path without links. */
bool supplied_is_own(struct warraq *w, const char *resolved);

/* The folder is another from here on, and so are the faces. */
void supplied_forget(struct warraq *w);

#endif
