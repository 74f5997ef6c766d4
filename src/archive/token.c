// SPDX-License-Identifier: MIT
#include "archive/token.h"

#include "archive/cert.h"
#include "base/error.h"
#include "base/memory.h"

#include <openssl/asn1t.h>
#include <openssl/err.h>
#include <openssl/pkcs7.h>
#include <openssl/ts.h>

struct stamp_token {
    PKCS7 *signed_data;
    TS_TST_INFO *info;
    GBytes *sum;
};

// A TimeStampResp whose token stays the bytes it came as.
typedef struct token_answer {
    ASN1_TYPE *status, *token;
} TOKEN_ANSWER;

// clang-format off
ASN1_SEQUENCE(TOKEN_ANSWER) = {
    ASN1_SIMPLE(TOKEN_ANSWER, status, ASN1_ANY),
    ASN1_OPT(TOKEN_ANSWER, token, ASN1_ANY),
} static_ASN1_SEQUENCE_END(TOKEN_ANSWER)
    // clang-format on

    static GBytes
    * info_sum(TS_TST_INFO * info)
{
    ASN1_OCTET_STRING *sum = TS_MSG_IMPRINT_get_msg(TS_TST_INFO_get_msg_imprint(info));
    return g_bytes_new(ASN1_STRING_get0_data(sum), (gsize)ASN1_STRING_length(sum));
}

struct stamp_token *token_read(GBytes *der)
{
    gsize n;
    const unsigned char *bytes = g_bytes_get_data(der, &n), *end = bytes;
    PKCS7 *signed_data = n > 0 ? d2i_PKCS7(NULL, &end, (long)n) : NULL;
    TS_TST_INFO *info = signed_data && end == bytes + n && PKCS7_type_is_signed(signed_data)
                            ? PKCS7_to_TS_TST_INFO(signed_data)
                            : NULL;
    ERR_clear_error();
    if (!info) {
        PKCS7_free(signed_data);
        return NULL;
    }
    struct stamp_token *token = g_new0(struct stamp_token, 1);
    *token = (struct stamp_token){signed_data, info, info_sum(info)};
    return token;
}

void token_free(struct stamp_token *token)
{
    if (!token)
        return;
    PKCS7_free(token->signed_data);
    TS_TST_INFO_free(token->info);
    g_bytes_unref(token->sum);
    g_free(token);
}

GBytes *token_of_answer(GBytes *answer)
{
    gsize n;
    const unsigned char *bytes = g_bytes_get_data(answer, &n), *end = bytes;
    TS_RESP *response = n > 0 ? d2i_TS_RESP(NULL, &end, (long)n) : NULL;
    bool granted = response && end == bytes + n && TS_RESP_get_tst_info(response);
    TS_RESP_free(response);
    TOKEN_ANSWER *raw =
        granted ? (void *)ASN1_item_d2i(NULL, &bytes, (long)n, ASN1_ITEM_rptr(TOKEN_ANSWER)) : NULL;
    GBytes *token = NULL;
    if (raw && raw->token && raw->token->type == V_ASN1_SEQUENCE)
        token = g_bytes_new(ASN1_STRING_get0_data(raw->token->value.sequence),
                            (gsize)ASN1_STRING_length(raw->token->value.sequence));
    ASN1_item_free((ASN1_VALUE *)raw, ASN1_ITEM_rptr(TOKEN_ANSWER));
    ERR_clear_error();
    return token;
}

GBytes *token_query(int digest, GBytes *sum)
{
    gsize n;
    unsigned char *bytes = (unsigned char *)g_bytes_get_data(sum, &n);
    X509_ALGOR *method = memory_must(X509_ALGOR_new());
    X509_ALGOR_set0(method, OBJ_nid2obj(digest), V_ASN1_NULL, NULL);
    TS_MSG_IMPRINT *imprint = memory_must(TS_MSG_IMPRINT_new());
    TS_MSG_IMPRINT_set_algo(imprint, method);
    TS_MSG_IMPRINT_set_msg(imprint, bytes, (int)n);
    TS_REQ *query = memory_must(TS_REQ_new());
    TS_REQ_set_version(query, 1);
    TS_REQ_set_msg_imprint(query, imprint);
    TS_REQ_set_cert_req(query, 1); // so that the answer can be verified by itself
    unsigned char *der = NULL;
    int length = i2d_TS_REQ(query, &der);
    GBytes *made = g_bytes_new(der, length > 0 ? (gsize)length : 0);
    OPENSSL_free(der);
    TS_REQ_free(query);
    TS_MSG_IMPRINT_free(imprint);
    X509_ALGOR_free(method);
    return made;
}

int token_digest(const struct stamp_token *token)
{
    return OBJ_obj2nid(
        TS_MSG_IMPRINT_get_algo(TS_TST_INFO_get_msg_imprint(token->info))->algorithm);
}

GBytes *token_sum(const struct stamp_token *token)
{
    return token->sum;
}

static gint64 seconds_of(const ASN1_TIME *when)
{
    struct tm utc;
    return when && ASN1_TIME_to_tm(when, &utc) ? (gint64)timegm(&utc) : -1;
}

gint64 token_time(const struct stamp_token *token)
{
    return seconds_of(TS_TST_INFO_get_time(token->info));
}

// The signer's certificate, where the token brings it.
static X509 *signer_of(const struct stamp_token *token)
{
    STACK_OF(X509) *signers = PKCS7_get0_signers(token->signed_data, NULL, 0);
    X509 *certificate = sk_X509_num(signers) > 0 ? sk_X509_value(signers, 0) : NULL;
    sk_X509_free(signers);
    ERR_clear_error();
    return certificate;
}

gint64 token_until(const struct stamp_token *token)
{
    X509 *certificate = signer_of(token);
    return certificate ? seconds_of(X509_get0_notAfter(certificate)) : -1;
}

bool token_holds(const struct stamp_token *token)
{
    return PKCS7_verify(token->signed_data, NULL, NULL, NULL, NULL, PKCS7_NOVERIFY) == 1;
}

static bool digest_strong(int digest, bool past, const char *path, struct findings *findings)
{
    return (past && digest == NID_sha1) || cert_digest_strong(digest, path, findings);
}

bool token_strong(const struct stamp_token *token, bool past, const char *path,
                  struct findings *findings)
{
    bool strong = digest_strong(token_digest(token), past, path, findings);
    STACK_OF(PKCS7_SIGNER_INFO) *signers = PKCS7_get_signer_info(token->signed_data);
    for (int i = 0; i < sk_PKCS7_SIGNER_INFO_num(signers); i++)
        strong &= digest_strong(
            OBJ_obj2nid(sk_PKCS7_SIGNER_INFO_value(signers, i)->digest_alg->algorithm), past, path,
            findings);
    X509 *certificate = signer_of(token);
    bool told = certificate && !past;
    return strong && (!told || cert_key_strong(X509_get0_pubkey(certificate), path, findings));
}

bool token_trusted(const struct stamp_token *token, const char *authorities, gint64 when,
                   GError **error)
{
    GError *why = NULL;
    X509_STORE *store = cert_store(authorities, when, &why);
    bool ok = false;
    if (store) {
        cert_store_watch(store, &why);
        // Here the purpose is left to the check itself, which asks for time stamping.
        X509_VERIFY_PARAM_set_purpose(X509_STORE_get0_param(store), X509_PURPOSE_TIMESTAMP_SIGN);
        TS_VERIFY_CTX *context = memory_must(TS_VERIFY_CTX_new());
        TS_VERIFY_CTX_set_flags(context, TS_VFY_VERSION | TS_VFY_SIGNATURE);
        TS_VERIFY_CTX_set_store(context, store);
        ok = TS_RESP_verify_token(context, token->signed_data) == 1;
        TS_VERIFY_CTX_free(context);
    }
    if (!ok && !why)
        fault_set(&why, FAULT_INVALID, "%s", cert_reason());
    ERR_clear_error();
    if (ok)
        g_clear_error(&why);
    else
        g_propagate_error(error, why);
    return ok;
}

void token_name(const struct stamp_token *token, struct proof *proof)
{
    X509 *certificate = signer_of(token);
    if (certificate)
        cert_name(certificate, proof);
}
