// SPDX-License-Identifier: MIT
// Whether an authority took a certificate back (RFC 5280, 5): by the lists at hand, for none is
// fetched.
#ifndef WARRAQ_ARCHIVE_REVOKED_H
#define WARRAQ_ARCHIVE_REVOKED_H

#include <glib.h>
#include <openssl/x509.h>
#include <stdbool.h>

/* Whether one of the lists (DER, GBytes), signed by whoever issued the certificate, says that it
 * was revoked; *ret_when is since when. */
bool revoked_by(X509 *certificate, X509 *issuer, const GPtrArray *lists, gint64 *ret_when);

#endif
