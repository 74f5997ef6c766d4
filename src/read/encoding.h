// SPDX-License-Identifier: MIT
// In which encoding a letter's bytes are: what is asked for, the byte order mark, what they
// declare, UTF-8, and last a guess, which is told.
#ifndef WARRAQ_READ_ENCODING_H
#define WARRAQ_READ_ENCODING_H

#include "base/diag.h"

#include <glib.h>

/* The name for source_new(), g_free(); NULL for UTF-8, and where nothing fits. `wish` is what the
 * user or a container says (NULL: nothing), `declared` looks for what the bytes say of themselves
 * (NULL: they have no way to). */
char *encoding_find(const char *path, GBytes *bytes, const char *wish,
                    char *(*declared)(GBytes *bytes), struct diag *diag);

#endif
