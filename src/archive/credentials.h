// SPDX-License-Identifier: MIT
// What proves a certificate for long: those above it, lists of what was revoked, and answers about
// single ones (RFC 5280, RFC 6960). From files of others, or from what they lie in.
#ifndef WARRAQ_ARCHIVE_CREDENTIALS_H
#define WARRAQ_ARCHIVE_CREDENTIALS_H

#include <glib.h>
#include <stdbool.h>

/* The DER of each, GBytes. */
struct credentials {
    GPtrArray *certificates, *lists, *answers;
};

struct credentials *credentials_new(void);
void credentials_free(struct credentials *credentials); /* NULL is allowed */

/* Adds what a file holds: PEM certificates and lists, or one certificate, list or answer in DER.
 * False with FAULT_IO or FAULT_INVALID. */
bool credentials_read(struct credentials *credentials, const char *path, GError **error);

#endif
