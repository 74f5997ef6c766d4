// SPDX-License-Identifier: MIT
// Certificates: who they name, what they are for, who vouches for them and why not, and which
// algorithms and keys no longer prove much.
#ifndef WARRAQ_ARCHIVE_CERT_H
#define WARRAQ_ARCHIVE_CERT_H

#include "archive/proof.h"
#include "base/findings.h"

#include <openssl/x509.h>

/* OpenSSL's first reason since the last call, in words, with what it says besides. */
const char *cert_reason(void);

/* The certificates of PEM text. NULL with FAULT_IO, `path` its name, if it holds none. */
STACK_OF(X509) * cert_read(GBytes *pem, const char *path, GError **error);

/* Adds certificates (DER, GBytes) to a stack, which is NULL if it is to be made, and gives it; what
 * is none is left out. */
STACK_OF(X509) * cert_add_all(STACK_OF(X509) * stack, const GPtrArray *certificates);

/* Sets the proof's signer, issuer and key. */
void cert_name(X509 *certificate, struct proof *proof);

/* A PEM file of trusted certificates, which judges at `when` whatever the clock says. NULL with
 * FAULT_IO if it holds none. */
X509_STORE *cert_store(const char *authorities, gint64 when, GError **error);

/* By what a certificate is judged. */
struct vouching {
    X509_STORE *store;
    STACK_OF(X509) * others; /* what may stand between; NULL: none */
    const GPtrArray *lists;  /* of what was revoked, DER in GBytes; NULL: none */
    gint64 stamped;          /* when it signed, by a trusted clock, or -1 */
};

/* Whether the store vouches for a signer's certificate, and no list takes it or one above it back
 * before it signed. If not, *error says why, by name and date. Weak links of the chain are
 * reported. */
bool cert_vouched(X509 *certificate, const struct vouching *vouching, const char *path,
                  struct findings *findings, GError **error);

/* Whether `when` is between the certificate's dates; else *error says which it is beyond. */
bool cert_in_force(X509 *certificate, gint64 when, GError **error);

/* The same reasons for a check that OpenSSL makes by itself: from then on *error, which must be
 * NULL and outlive the store, is set to the first of them. */
void cert_store_watch(X509_STORE *store, GError **error);

/* Tells of a certificate that is not for signing letters (RFC 5280, 4.2.1.3 and 4.2.1.12); false
 * then. */
bool cert_purpose(X509 *certificate, const char *path, struct findings *findings);

/* Tells of a digest, or of a key, that is weak or broken; false if broken. */
bool cert_digest_strong(int nid, const char *path, struct findings *findings);
bool cert_key_strong(EVP_PKEY *key, const char *path, struct findings *findings);
bool cert_rsa_strong(int bits, const char *path, struct findings *findings);

#endif
