// SPDX-License-Identifier: MIT
// uchardet, opened for the rare file whose encoding nobody tells.
#ifndef WARRAQ_READ_LIST_LATE_UCHARDET_H
#define WARRAQ_READ_LIST_LATE_UCHARDET_H

#include <glib.h>
#include <stddef.h>

/* What uchardet thinks the bytes are, g_free(); NULL if it does not know or is not there. */
char *late_uchardet_guess(const char *bytes, size_t n);

#endif
