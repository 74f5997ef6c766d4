// SPDX-License-Identifier: MIT
// Whoever signs: a private key and the certificates that say whose it is; and the detached CMS
// signatures it makes (RFC 5652). They are made by hand of OpenSSL's parts, as its own makers state
// the clock's time and know no Ed25519.
#ifndef WARRAQ_ARCHIVE_SIGNER_H
#define WARRAQ_ARCHIVE_SIGNER_H

#include <glib.h>
#include <stdbool.h>

struct signer;

/* `key_path` is a PEM file with a private key and its certificate, then any certificates between
 * it and the authority, or `cert_path` holds the certificates. NULL with FAULT_IO, or FAULT_USAGE
 * if key and certificate do not go together. */
struct signer *signer_open(const char *key_path, const char *cert_path, GError **error);
void signer_free(struct signer *signer); /* NULL is allowed */

/* A signature that states `date` as the signing time, seconds since 1970. NULL with FAULT_USAGE if
 * the key cannot be signed with. */
GBytes *signer_cms(struct signer *signer, GBytes *subject, gint64 date, GError **error);

/* One that names the signer's certificate within and leaves the time to the PDF around it (PAdES:
 * ETSI EN 319 142-1, 6.3). */
GBytes *signer_pades(struct signer *signer, GBytes *subject, GError **error);

/* Bytes that such a signature may need with a time stamp in it. 0 with FAULT_USAGE. */
size_t signer_room(struct signer *signer, GError **error);

/* Whether the signer's certificate was or will be in force at `date`; else *error says why not. */
bool signer_in_force(const struct signer *signer, gint64 date, GError **error);

#endif
