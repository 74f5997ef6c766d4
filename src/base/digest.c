// SPDX-License-Identifier: MIT
#include "base/digest.h"

#include "base/memory.h"

#include <assert.h>
#include <glib.h>
#include <openssl/evp.h>
#include <openssl/rand.h>

struct digest {
    EVP_MD_CTX *context;
};

static const struct {
    const char *name, *bagit;
    const EVP_MD *(*method)(void);
    size_t hex;
    unsigned strength;
} kinds[DIGEST_KINDS] = {
    [DIGEST_MD5] = {"md5", "md5", EVP_md5, 32, 0},
    [DIGEST_SHA1] = {"sha1", "sha1", EVP_sha1, 40, 0},
    [DIGEST_SHA256] = {"sha256", "sha256", EVP_sha256, 64, 128},
    [DIGEST_SHA512] = {"sha512", "sha512", EVP_sha512, 128, 256},
    [DIGEST_BLAKE2B_512] = {"blake2b-512", "blake2b512", EVP_blake2b512, 128, 256},
    [DIGEST_SHA224] = {"sha224", "sha224", EVP_sha224, 56, 112},
    [DIGEST_SHA384] = {"sha384", "sha384", EVP_sha384, 96, 192},
};

const char *digest_name(enum digest_kind kind)
{
    return kinds[kind].name;
}

bool digest_kind_parse(const char *name, enum digest_kind *ret)
{
    for (int kind = 0; kind < DIGEST_KINDS; kind++) {
        if (g_ascii_strcasecmp(name, kinds[kind].name) == 0) {
            *ret = (enum digest_kind)kind;
            return true;
        }
    }
    return false;
}

const char *digest_bagit_name(enum digest_kind kind)
{
    return kinds[kind].bagit;
}

// Whether `spelt` is `name` once what is neither letter nor digit is left out of it.
static bool spells(const char *spelt, const char *name)
{
    for (; *spelt; spelt++) {
        if (g_ascii_isalnum(*spelt) && g_ascii_tolower(*spelt) != *name++)
            return false;
    }
    return *name == '\0';
}

bool digest_bagit_parse(const char *name, enum digest_kind *ret)
{
    for (int kind = 0; kind < DIGEST_KINDS; kind++) {
        if (spells(name, kinds[kind].bagit)) {
            *ret = (enum digest_kind)kind;
            return true;
        }
    }
    return false;
}

unsigned digest_strength(enum digest_kind kind)
{
    return kinds[kind].strength;
}

size_t digest_hex_length(enum digest_kind kind)
{
    return kinds[kind].hex;
}

struct digest *digest_new(enum digest_kind kind)
{
    struct digest *digest = g_new0(struct digest, 1);
    digest->context = memory_must(EVP_MD_CTX_new());
    int ok = EVP_DigestInit_ex(digest->context, kinds[kind].method(), NULL);
    assert(ok == 1);
    (void)ok;
    return digest;
}

void digest_update(struct digest *digest, const void *data, size_t n)
{
    EVP_DigestUpdate(digest->context, data, n);
}

void digest_free(struct digest *digest)
{
    if (!digest)
        return;
    EVP_MD_CTX_free(digest->context);
    g_free(digest);
}

void digest_finish(struct digest *digest, char ret_hex[DIGEST_HEX_MAX + 1])
{
    static const char digits[] = "0123456789abcdef";
    unsigned char raw[EVP_MAX_MD_SIZE];
    unsigned n = 0;
    int ok = EVP_DigestFinal_ex(digest->context, raw, &n);
    assert(ok == 1);
    (void)ok;
    for (unsigned i = 0; i < n; i++) {
        ret_hex[2 * i] = digits[raw[i] >> 4];
        ret_hex[2 * i + 1] = digits[raw[i] & 15];
    }
    ret_hex[2 * n] = '\0';
    digest_free(digest);
}

void digest_bytes(enum digest_kind kind, const void *data, size_t n,
                  char ret_hex[DIGEST_HEX_MAX + 1])
{
    struct digest *digest = digest_new(kind);
    digest_update(digest, data, n);
    digest_finish(digest, ret_hex);
}

bool digest_salt(char ret_hex[SALT_HEX + 1])
{
    unsigned char bytes[SALT_HEX / 2];
    if (RAND_bytes(bytes, sizeof bytes) != 1)
        return false;
    for (size_t i = 0; i < sizeof bytes; i++) {
        ret_hex[2 * i] = "0123456789abcdef"[bytes[i] >> 4];
        ret_hex[2 * i + 1] = "0123456789abcdef"[bytes[i] & 15];
    }
    ret_hex[SALT_HEX] = '\0';
    return true;
}
