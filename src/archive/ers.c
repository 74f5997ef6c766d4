// SPDX-License-Identifier: MIT
#include "archive/ers.h"

#include "base/error.h"
#include "base/memory.h"

#include <openssl/asn1t.h>
#include <openssl/err.h>
#include <openssl/evp.h>

// clang-format off
ASN1_ITEM_TEMPLATE(ERS_LIST) =
    ASN1_EX_TEMPLATE_TYPE(ASN1_TFLG_SEQUENCE_OF, 0, ERS_LIST, ASN1_OCTET_STRING)
static_ASN1_ITEM_TEMPLATE_END(ERS_LIST)

ASN1_SEQUENCE(ERS_STAMP) = {
    ASN1_IMP_OPT(ERS_STAMP, digest, X509_ALGOR, 0),
    ASN1_IMP_SET_OF_OPT(ERS_STAMP, attributes, X509_ATTRIBUTE, 1),
    ASN1_IMP_SEQUENCE_OF_OPT(ERS_STAMP, tree, ERS_LIST, 2),
    ASN1_SIMPLE(ERS_STAMP, token, ASN1_ANY),
} static_ASN1_SEQUENCE_END(ERS_STAMP)

ASN1_ITEM_TEMPLATE(ERS_CHAIN) =
    ASN1_EX_TEMPLATE_TYPE(ASN1_TFLG_SEQUENCE_OF, 0, ERS_CHAIN, ERS_STAMP)
static_ASN1_ITEM_TEMPLATE_END(ERS_CHAIN)

ASN1_ITEM_TEMPLATE(ERS_CHAINS) =
    ASN1_EX_TEMPLATE_TYPE(ASN1_TFLG_SEQUENCE_OF, 0, ERS_CHAINS, ERS_CHAIN)
static_ASN1_ITEM_TEMPLATE_END(ERS_CHAINS)

ASN1_SEQUENCE(ERS) = {
    ASN1_SIMPLE(ERS, version, ASN1_INTEGER),
    ASN1_SEQUENCE_OF(ERS, digests, X509_ALGOR),
    ASN1_IMP_OPT(ERS, crypto_infos, ASN1_SEQUENCE, 0),
    ASN1_IMP_OPT(ERS, encryption_info, ASN1_SEQUENCE, 1),
    ASN1_SEQUENCE_OF(ERS, chains, ERS_CHAIN),
} static_ASN1_SEQUENCE_END(ERS)
                                        // clang-format on

                                        static GBytes
                                        * item_write(const void *value, const ASN1_ITEM *item)
{
    unsigned char *der = NULL;
    int n = ASN1_item_i2d((ASN1_VALUE *)value, &der, item);
    GBytes *bytes = g_bytes_new(der, n > 0 ? (gsize)n : 0);
    OPENSSL_free(der);
    return bytes;
}

static void *item_read(GBytes *der, const ASN1_ITEM *item)
{
    gsize n;
    const unsigned char *bytes = g_bytes_get_data(der, &n);
    return n > 0 && n <= ERS_MOST ? ASN1_item_d2i(NULL, &bytes, (long)n, item) : NULL;
}

// Whether each chain has its stamps and each stamp its token, and no list is empty.
static bool is_whole(const struct ers *ers)
{
    bool whole = ASN1_INTEGER_get(ers->version) == 1 && sk_ERS_CHAIN_num(ers->chains) > 0;
    for (int i = 0; whole && i < sk_ERS_CHAIN_num(ers->chains); i++) {
        int n = ers_count(ers, i);
        whole = n > 0;
        for (int k = 0; whole && k < n; k++) {
            const struct ers_stamp *stamp = ers_stamp_at(ers, i, k);
            whole = stamp->token->type == V_ASN1_SEQUENCE;
            for (int j = 0; whole && j < sk_ERS_LIST_num(stamp->tree); j++)
                whole = sk_ASN1_OCTET_STRING_num(sk_ERS_LIST_value(stamp->tree, j)) > 0;
        }
    }
    return whole;
}

// Later stamps are of the bytes of earlier ones: what is not written again as it was read could
// never be checked.
struct ers *ers_read(GBytes *der, const char *path, GError **error)
{
    struct ers *ers = item_read(der, ASN1_ITEM_rptr(ERS));
    GBytes *again = ers ? ers_write(ers) : NULL;
    bool ok = ers && is_whole(ers) && g_bytes_equal(der, again);
    g_clear_pointer(&again, g_bytes_unref);
    ERR_clear_error();
    if (ok)
        return ers;
    fault_set(error, FAULT_INVALID, "%s is no evidence record (RFC 4998, DER)", path);
    fault_because(error, "evidence-malformed");
    ers_free(ers);
    return NULL;
}

struct ers *ers_new(void)
{
    struct ers *ers = memory_must(ASN1_item_new(ASN1_ITEM_rptr(ERS)));
    ASN1_INTEGER_set(ers->version, 1);
    return ers;
}

struct ers *ers_copy(const struct ers *ers)
{
    return memory_must(ASN1_item_dup(ASN1_ITEM_rptr(ERS), ers));
}

void ers_free(struct ers *ers)
{
    ASN1_item_free((ASN1_VALUE *)ers, ASN1_ITEM_rptr(ERS));
}

GBytes *ers_write(const struct ers *ers)
{
    return item_write(ers, ASN1_ITEM_rptr(ERS));
}

GBytes *ers_chains_write(const struct ers *ers, int n)
{
    ERS_CHAINS *first = memory_must(sk_ERS_CHAIN_new_null());
    for (int i = 0; i < n; i++)
        sk_ERS_CHAIN_push(first, sk_ERS_CHAIN_value(ers->chains, i));
    GBytes *bytes = item_write(first, ASN1_ITEM_rptr(ERS_CHAINS));
    sk_ERS_CHAIN_free(first);
    return bytes;
}

// ---- adding ----------------------------------------------------------------------------------

static X509_ALGOR *algorithm_new(int digest)
{
    X509_ALGOR *algorithm = memory_must(X509_ALGOR_new());
    X509_ALGOR_set_md(algorithm, EVP_get_digestbynid(digest));
    return algorithm;
}

// What each digest was used for is found in the chains; here each is named once.
static void name_digest(struct ers *ers, int digest)
{
    for (int i = 0; i < sk_X509_ALGOR_num(ers->digests); i++) {
        if (OBJ_obj2nid(sk_X509_ALGOR_value(ers->digests, i)->algorithm) == digest)
            return;
    }
    sk_X509_ALGOR_push(ers->digests, algorithm_new(digest));
}

static ERS_LIST *list_new(const GPtrArray *sums)
{
    ERS_LIST *list = memory_must(sk_ASN1_OCTET_STRING_new_reserve(NULL, (int)sums->len));
    for (guint i = 0; i < sums->len; i++) {
        gsize n;
        const unsigned char *sum = g_bytes_get_data(sums->pdata[i], &n);
        ASN1_OCTET_STRING *string = memory_must(ASN1_OCTET_STRING_new());
        ASN1_OCTET_STRING_set(string, sum, (int)n);
        sk_ASN1_OCTET_STRING_push(list, string);
    }
    return list;
}

static ASN1_TYPE *token_new(GBytes *token)
{
    gsize n;
    const unsigned char *der = g_bytes_get_data(token, &n);
    ASN1_STRING *bytes = memory_must(ASN1_STRING_type_new(V_ASN1_SEQUENCE));
    ASN1_STRING_set(bytes, der, (int)n);
    ASN1_TYPE *any = memory_must(ASN1_TYPE_new());
    ASN1_TYPE_set(any, V_ASN1_SEQUENCE, bytes);
    return any;
}

void ers_add(struct ers *ers, bool new_chain, int digest, const GPtrArray *lists, GBytes *token)
{
    struct ers_stamp *stamp = memory_must(ASN1_item_new(ASN1_ITEM_rptr(ERS_STAMP)));
    stamp->digest = algorithm_new(digest);
    if (lists->len > 0)
        stamp->tree = memory_must(sk_ERS_LIST_new_null());
    for (guint i = 0; i < lists->len; i++)
        sk_ERS_LIST_push(stamp->tree, list_new(lists->pdata[i]));
    ASN1_TYPE_free(stamp->token);
    stamp->token = token_new(token);
    name_digest(ers, digest);
    int n = sk_ERS_CHAIN_num(ers->chains);
    if (new_chain || n == 0) {
        sk_ERS_CHAIN_push(ers->chains, memory_must(sk_ERS_STAMP_new_null()));
        n++;
    }
    sk_ERS_STAMP_push(sk_ERS_CHAIN_value(ers->chains, n - 1), stamp);
}

// ---- looking ---------------------------------------------------------------------------------

int ers_count(const struct ers *ers, int chain)
{
    return sk_ERS_STAMP_num(sk_ERS_CHAIN_value(ers->chains, chain));
}

const struct ers_stamp *ers_stamp_at(const struct ers *ers, int chain, int stamp)
{
    return sk_ERS_STAMP_value(sk_ERS_CHAIN_value(ers->chains, chain), stamp);
}

const struct ers_stamp *ers_last(const struct ers *ers)
{
    int chain = sk_ERS_CHAIN_num(ers->chains) - 1;
    return ers_stamp_at(ers, chain, ers_count(ers, chain) - 1);
}

GBytes *ers_token(const struct ers_stamp *stamp)
{
    const ASN1_STRING *bytes = stamp->token->value.sequence;
    return g_bytes_new(ASN1_STRING_get0_data(bytes), (gsize)ASN1_STRING_length(bytes));
}
