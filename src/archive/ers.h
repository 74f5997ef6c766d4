// SPDX-License-Identifier: MIT
// The form of an evidence record (RFC 4998, section 3 and appendix B), as OpenSSL's templates write
// and read it. What it means, evidence.h knows.
#ifndef WARRAQ_ARCHIVE_ERS_H
#define WARRAQ_ARCHIVE_ERS_H

#include <glib.h>
#include <openssl/asn1.h>
#include <openssl/x509.h>
#include <stdbool.h>

DEFINE_STACK_OF(ASN1_OCTET_STRING)

/* PartialHashtree: digests that are hashed together. */
typedef STACK_OF(ASN1_OCTET_STRING) ERS_LIST;
DEFINE_STACK_OF(ERS_LIST)

/* ArchiveTimeStamp: a time stamp, and the way from what it proves up to what it is of. */
struct ers_stamp {
    X509_ALGOR *digest;                    /* NULL: that of the time stamp */
    STACK_OF(X509_ATTRIBUTE) * attributes; /* kept as they are */
    STACK_OF(ERS_LIST) * tree;             /* NULL: the time stamp is of the digest itself */
    ASN1_TYPE *token;                      /* its bytes as they came */
};
typedef struct ers_stamp ERS_STAMP;
DEFINE_STACK_OF(ERS_STAMP)

/* ArchiveTimeStampChain: each stamp renews the one before it, all by one digest. */
typedef STACK_OF(ERS_STAMP) ERS_CHAIN;
DEFINE_STACK_OF(ERS_CHAIN)
typedef STACK_OF(ERS_CHAIN) ERS_CHAINS;

/* EvidenceRecord: each chain renews those before it by another digest. */
struct ers {
    ASN1_INTEGER *version;
    STACK_OF(X509_ALGOR) * digests;
    ASN1_STRING *crypto_infos, *encryption_info; /* kept as they are */
    ERS_CHAINS *chains;
};
typedef struct ers ERS;

/* More than any list of digests comes to that somebody would want stamped at once. */
#define ERS_MOST ((size_t)128 * 1024 * 1024)

/* A record that is DER to the byte, has a stamp in each chain and a token in each stamp; NULL with
 * FAULT_INVALID for others. `path` is its name. */
struct ers *ers_read(GBytes *der, const char *path, GError **error);
struct ers *ers_new(void);
struct ers *ers_copy(const struct ers *ers);
void ers_free(struct ers *ers); /* NULL is allowed */
GBytes *ers_write(const struct ers *ers);

/* The first `n` chains as an ArchiveTimeStampSequence: what the chain after them is over. */
GBytes *ers_chains_write(const struct ers *ers, int n);

/* Adds a stamp: to the last chain, or in a new one. `lists` has a GPtrArray of GBytes for each list
 * of digests, none where there is no tree; `token` is the time stamp's ContentInfo. */
void ers_add(struct ers *ers, bool new_chain, int digest, const GPtrArray *lists, GBytes *token);

int ers_count(const struct ers *ers, int chain); /* stamps of a chain */
const struct ers_stamp *ers_stamp_at(const struct ers *ers, int chain, int stamp);
const struct ers_stamp *ers_last(const struct ers *ers);
GBytes *ers_token(const struct ers_stamp *stamp);

#endif
