// SPDX-License-Identifier: MIT
// The files that went into a letter, as the result and its archive list them.
#ifndef WARRAQ_DOOR_FILES_READ_H
#define WARRAQ_DOOR_FILES_READ_H

#include "door/session.h"

/* `["letter.md", "list.csv"]`: the files the command has read, in order, but for the program's own
 * data. As they were named; with `folder` not NULL as seen from there, or by the name alone where
 * they lie elsewhere. */
json_t *files_read(struct warraq *w, const char *folder);
/* The result will list what has been read until now; with `settled` for good: what comes later, of
 * a store that is written, is not the letter's. */
void files_read_keep(struct warraq *w, bool settled);

#endif
