// SPDX-License-Identifier: MIT
// In which encoding a list's bytes are.
#ifndef WARRAQ_READ_LIST_LIST_ENCODING_H
#define WARRAQ_READ_LIST_LIST_ENCODING_H

#include "base/diag.h"

#include <glib.h>
#include <stdbool.h>

/* What the user says of it; NULL where nothing. */
struct encoding_wish {
    const char *list;   /* --list-encoding: so it is */
    const char *letter; /* --encoding: tried where the bytes are not UTF-8 */
};

/* In *ret the encoding's name for iconv, NULL for UTF-8; g_free() it. `bytes` instead of the file
 * where not NULL. A guess is noted in `diag` (NULL allowed).
 * False with FAULT_IO, or with FAULT_USAGE where the bytes fit no encoding (`list-encoding`). */
bool list_encoding_find(const char *path, GBytes *bytes, const struct encoding_wish *wish,
                        struct diag *diag, char **ret, GError **error);

#endif
