// SPDX-License-Identifier: MIT
// Digests of bytes, by OpenSSL.
#ifndef WARRAQ_BASE_DIGEST_H
#define WARRAQ_BASE_DIGEST_H

#include <stdbool.h>
#include <stddef.h>

enum digest_kind {
    DIGEST_MD5,
    DIGEST_SHA1,
    DIGEST_SHA256,
    DIGEST_SHA512,
    DIGEST_BLAKE2B_512,
    DIGEST_SHA224,
    DIGEST_SHA384,
    DIGEST_KINDS
};

#define DIGEST_HEX_MAX 128 /* characters of the longest, without NUL */

/* "sha512", "blake2b-512": as OCFL's inventories spell it, and messages. */
const char *digest_name(enum digest_kind kind);
bool digest_kind_parse(const char *name, enum digest_kind *ret);

/* "sha512", "blake2b512": as the names of BagIt's manifests spell it (RFC 8493, section 2.4:
 * letters and digits alone, in lower case). What is parsed may hold other characters and capitals.
 */
const char *digest_bagit_name(enum digest_kind kind);
bool digest_bagit_parse(const char *name, enum digest_kind *ret);

size_t digest_hex_length(enum digest_kind kind);

/* Bits of work to find two files of one digest; 0 where somebody has. */
unsigned digest_strength(enum digest_kind kind);

struct digest;
struct digest *digest_new(enum digest_kind kind);
void digest_update(struct digest *digest, const void *data, size_t n);
/* Lower-case hexadecimal and NUL into ret_hex; frees `digest`. */
void digest_finish(struct digest *digest, char ret_hex[DIGEST_HEX_MAX + 1]);
void digest_free(struct digest *digest);

/* A number nobody can guess, 64 hexadecimal digits. False where the system gives none. */
#define SALT_HEX 64
bool digest_salt(char ret_hex[SALT_HEX + 1]);

/* All in one. */
void digest_bytes(enum digest_kind kind, const void *data, size_t n,
                  char ret_hex[DIGEST_HEX_MAX + 1]);

#endif
