// SPDX-License-Identifier: MIT
// A receipt: what was handed over and how anyone can check it without warraq.
#ifndef WARRAQ_ARCHIVE_RECEIPT_H
#define WARRAQ_ARCHIVE_RECEIPT_H

#include "archive/bag.h"

#include <glib.h>

/* Plain text, at most 79 columns but for the digest's halves, to be printed and kept. `name` is
 * the ZIP's file name without folders. g_free(). */
char *receipt_write(const struct bag *bag, const char *name, const struct bag_written *written);

#endif
