// SPDX-License-Identifier: MIT
// A receipt: what was handed over and how anyone can check it without warraq.
#ifndef WARRAQ_ARCHIVE_RECEIPT_H
#define WARRAQ_ARCHIVE_RECEIPT_H

#include "archive/bag.h"

#include <glib.h>

/* Plain text to be printed and kept. `name` is the ZIP's file name, `receipt` that of the file the
 * text will be saved as; both without folders. g_free(). */
char *receipt_write(const struct bag *bag, const char *name, const char *receipt,
                    const struct bag_written *written);

#endif
