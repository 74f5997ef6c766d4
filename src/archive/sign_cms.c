// SPDX-License-Identifier: MIT
// Signatures in Cryptographic Message Syntax (RFC 5652) judged by OpenSSL, detached and in binary
// mode: text mode would change line ends.
#include "archive/sign_kinds.h"

#include "archive/cert.h"
#include "archive/sign.h"
#include "base/error.h"
#include "base/translate.h"

#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/ess.h>
#include <openssl/pkcs7.h>
#include <string.h>

enum { MODE = CMS_DETACHED | CMS_BINARY };

// Read as a file: a memory BIO counts in int, and of one CMS_verify makes a copy of its own that
// OpenSSL 3.0 forgets when the message's digests cannot be set up.
static BIO *bytes_bio(GBytes *bytes)
{
    gsize n;
    const void *data = g_bytes_get_data(bytes, &n);
    FILE *file = fmemopen((void *)(data ? data : ""), n, "rb");
    return file ? BIO_new_fp(file, BIO_CLOSE) : NULL;
}

// ---- checking --------------------------------------------------------------------------------

// The time the signer claims, or -1.
static gint64 claimed_time(CMS_SignerInfo *signer)
{
    int at = CMS_signed_get_attr_by_NID(signer, NID_pkcs9_signingTime, -1);
    X509_ATTRIBUTE *attribute = at < 0 ? NULL : CMS_signed_get_attr(signer, at);
    ASN1_TYPE *value = attribute ? X509_ATTRIBUTE_get0_type(attribute, 0) : NULL;
    struct tm utc;
    if (!value || (value->type != V_ASN1_UTCTIME && value->type != V_ASN1_GENERALIZEDTIME) ||
        !ASN1_TIME_to_tm(value->value.asn1_string, &utc))
        return -1;
    return (gint64)timegm(&utc);
}

// The signed attributes as they were signed (RFC 5652, 5.4).
static int attributes_der(CMS_SignerInfo *signer, unsigned char **ret)
{
    STACK_OF(X509_ATTRIBUTE) *all = sk_X509_ATTRIBUTE_new_null();
    for (int i = 0; i < CMS_signed_get_attr_count(signer); i++)
        sk_X509_ATTRIBUTE_push(all, CMS_signed_get_attr(signer, i));
    int n = ASN1_item_i2d((const ASN1_VALUE *)all, ret, ASN1_ITEM_rptr(PKCS7_ATTR_SIGN));
    sk_X509_ATTRIBUTE_free(all);
    return n;
}

static bool digest_holds(CMS_SignerInfo *signer, GBytes *subject)
{
    gsize n;
    const void *data = g_bytes_get_data(subject, &n);
    unsigned char sum[EVP_MAX_MD_SIZE];
    unsigned length = 0;
    X509_ALGOR *algorithm = NULL;
    CMS_SignerInfo_get0_algs(signer, NULL, NULL, &algorithm, NULL);
    const EVP_MD *method = algorithm ? EVP_get_digestbyobj(algorithm->algorithm) : NULL;
    const ASN1_OCTET_STRING *said = CMS_signed_get0_data_by_OBJ(
        signer, OBJ_nid2obj(NID_pkcs9_messageDigest), -3, V_ASN1_OCTET_STRING);
    const ASN1_OBJECT *type =
        CMS_signed_get0_data_by_OBJ(signer, OBJ_nid2obj(NID_pkcs9_contentType), -3, V_ASN1_OBJECT);
    return method && said && type && OBJ_obj2nid(type) == NID_pkcs7_data &&
           EVP_Digest(data ? data : "", n, sum, &length, method, NULL) == 1 &&
           ASN1_STRING_length(said) == (int)length &&
           memcmp(ASN1_STRING_get0_data(said), sum, length) == 0;
}

// By hand where OpenSSL 3.0 knows no Ed25519 in CMS (RFC 8419), which signs the attributes.
static bool edwards_holds(CMS_ContentInfo *cms, GBytes *subject)
{
    STACK_OF(CMS_SignerInfo) *signers = CMS_get0_SignerInfos(cms);
    // Those that the library's own check has found already are not counted again.
    bool ok = sk_CMS_SignerInfo_num(signers) == 1 && CMS_set1_signers_certs(cms, NULL, 0) >= 0;
    CMS_SignerInfo *signer = ok ? sk_CMS_SignerInfo_value(signers, 0) : NULL;
    X509 *certificate = NULL;
    if (ok)
        CMS_SignerInfo_get0_algs(signer, NULL, &certificate, NULL, NULL);
    EVP_PKEY *key = certificate ? X509_get0_pubkey(certificate) : NULL;
    if (!key || EVP_PKEY_get_base_id(key) != EVP_PKEY_ED25519 || !digest_holds(signer, subject))
        return false;
    unsigned char *der = NULL;
    int n = attributes_der(signer, &der);
    const ASN1_OCTET_STRING *signature = CMS_SignerInfo_get0_signature(signer);
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    ok = n > 0 && EVP_DigestVerifyInit(context, NULL, NULL, NULL, key) == 1 &&
         EVP_DigestVerify(context, ASN1_STRING_get0_data(signature),
                          (size_t)ASN1_STRING_length(signature), der, (size_t)n) == 1;
    EVP_MD_CTX_free(context);
    OPENSSL_free(der);
    return ok;
}

// Whether the signatures are the bytes' own, whoever made them.
static bool cms_holds(CMS_ContentInfo *cms, GBytes *subject)
{
    BIO *content = bytes_bio(subject), *nowhere = BIO_new(BIO_s_null());
    bool ok = content &&
              CMS_verify(cms, NULL, NULL, content, nowhere, MODE | CMS_NO_SIGNER_CERT_VERIFY) == 1;
    BIO_free(content);
    BIO_free(nowhere);
    return ok || edwards_holds(cms, subject);
}

// PAdES: the signature names the certificate it was made with (RFC 5035).
static bool certificate_named(const struct sidecar *sidecar, CMS_SignerInfo *signer,
                              X509 *certificate)
{
    ESS_SIGNING_CERT_V2 *second = NULL;
    ESS_SIGNING_CERT *first = NULL;
    const ASN1_STRING *value = CMS_signed_get0_data_by_OBJ(
        signer, OBJ_nid2obj(NID_id_smime_aa_signingCertificateV2), -3, V_ASN1_SEQUENCE);
    const unsigned char *at = value ? ASN1_STRING_get0_data(value) : NULL;
    if (value)
        second = d2i_ESS_SIGNING_CERT_V2(NULL, &at, ASN1_STRING_length(value));
    value = CMS_signed_get0_data_by_OBJ(signer, OBJ_nid2obj(NID_id_smime_aa_signingCertificate), -3,
                                        V_ASN1_SEQUENCE);
    at = value ? ASN1_STRING_get0_data(value) : NULL;
    if (value)
        first = d2i_ESS_SIGNING_CERT(NULL, &at, ASN1_STRING_length(value));
    bool named = first || second, right = true;
    if (named) {
        STACK_OF(X509) *chain = sk_X509_new_null();
        sk_X509_push(chain, certificate);
        right = OSSL_ESS_check_signing_certs(first, second, chain, 1) == 1;
        sk_X509_free(chain);
    }
    ESS_SIGNING_CERT_V2_free(second);
    ESS_SIGNING_CERT_free(first);
    ERR_clear_error();
    if (!right)
        findings_fault(sidecar->findings, "signature-certificate", sidecar->path,
                       "the certificate is not the one that the signature names as its own");
    else if (!named && sidecar->carrier && sidecar->carrier->cades)
        findings_warning(sidecar->findings, "signature-certificate", sidecar->path,
                         "the signature does not name its certificate, as PAdES asks");
    return right;
}

// What a signer may be trusted for: its authorities, and when it signed.
struct trust {
    const char *authorities;
    gint64 stamped;
    STACK_OF(X509) * others; // certificates that came with the signature
};

static bool signer_vouched(const struct sidecar *sidecar, X509 *certificate, struct proof *proof,
                           const struct trust *trust)
{
    GError *error = NULL;
    X509_STORE *store = cert_store(trust->authorities, proof->time, &error);
    const struct carrier *carrier = sidecar->carrier;
    struct vouching vouching = {store, trust->others, carrier ? carrier->store->lists : NULL,
                                proof->clock == PROOF_STAMP_CLOCK ? proof->time : -1};
    bool ok =
        store && cert_vouched(certificate, &vouching, sidecar->path, sidecar->findings, &error);
    X509_STORE_free(store);
    if (ok) {
        PROOF_REASON(proof, "%s vouches for the signer", trust->authorities);
        return true;
    }
    fault_prefix(&error, N_("the signer is not vouched for by %s: "), trust->authorities);
    findings_fault_of(sidecar->findings, "signature-untrusted", sidecar->path, error);
    g_clear_error(&proof->reason);
    proof->reason = error;
    return false;
}

static void signer_judge(const struct sidecar *sidecar, X509 *certificate, struct proof *proof,
                         const struct trust *trust)
{
    if (!trust->authorities) {
        PROOF_REASON(proof, "no authority was named that vouches for the signer");
        findings_warning(sidecar->findings, "signature-signer-unknown", sidecar->path,
                         "the signature is right, but no authority was named that vouches for the "
                         "signer");
    } else if (proof->clock == PROOF_NO_CLOCK) {
        PROOF_REASON(proof, "neither a time stamp nor the signature says when it was made");
        findings_fault_of(sidecar->findings, "signature-untrusted", sidecar->path, proof->reason);
    } else {
        proof->trusted = signer_vouched(sidecar, certificate, proof, trust);
        if (proof->trusted && proof->clock == PROOF_SIGNER_CLOCK)
            findings_warning(sidecar->findings, "signature-time-claimed", sidecar->path,
                             "the signature's time is only what the signer says; no trusted time "
                             "stamp covers it");
    }
}

// Whether the signature proves anything, whoever made it.
static bool signer_strong(const struct sidecar *sidecar, CMS_SignerInfo *signer, X509 *certificate)
{
    X509_ALGOR *digest = NULL;
    CMS_SignerInfo_get0_algs(signer, NULL, NULL, &digest, NULL);
    bool strong = cert_digest_strong(digest ? OBJ_obj2nid(digest->algorithm) : NID_undef,
                                     sidecar->path, sidecar->findings);
    strong &= cert_key_strong(X509_get0_pubkey(certificate), sidecar->path, sidecar->findings);
    strong &= certificate_named(sidecar, signer, certificate);
    return cert_purpose(certificate, sidecar->path, sidecar->findings) && strong;
}

// The earlier of two times, -1 being none.
static gint64 earlier(gint64 a, gint64 b)
{
    return a < 0 ? b : b < 0 ? a : MIN(a, b);
}

// The time of a trusted stamp within the signature, of its value (RFC 3161, appendix A), or -1.
static gint64 stamp_within(const struct sidecar *sidecar, CMS_SignerInfo *signer,
                           const char *authorities)
{
    const ASN1_OCTET_STRING *value = CMS_SignerInfo_get0_signature(signer);
    gint64 stamped = -1;
    for (int at = -1;
         (at = CMS_unsigned_get_attr_by_NID(signer, NID_id_smime_aa_timeStampToken, at)) >= 0;) {
        ASN1_TYPE *token = X509_ATTRIBUTE_get0_type(CMS_unsigned_get_attr(signer, at), 0);
        if (!token || token->type != V_ASN1_SEQUENCE)
            continue;
        const ASN1_STRING *der = token->value.sequence;
        struct sidecar stamp = *sidecar;
        stamp.bytes = g_bytes_new(ASN1_STRING_get0_data(der), (gsize)ASN1_STRING_length(der));
        stamp.subject = g_bytes_new(ASN1_STRING_get0_data(value), (gsize)ASN1_STRING_length(value));
        stamp.covers = sidecar->path;
        stamped = earlier(stamped, stamp_check(&stamp, authorities));
        g_bytes_unref(stamp.bytes);
        g_bytes_unref(stamp.subject);
    }
    return stamped;
}

// What the PDF around it claims goes before what it says itself.
static gint64 claim_of(const struct sidecar *sidecar, CMS_SignerInfo *signer)
{
    gint64 own = claimed_time(signer);
    return sidecar->carrier && sidecar->carrier->claimed >= 0 ? sidecar->carrier->claimed : own;
}

static void signer_check(const struct sidecar *sidecar, CMS_SignerInfo *signer,
                         const struct trust *trust)
{
    X509 *certificate = NULL;
    bool pades = sidecar->carrier && sidecar->carrier->cades;
    struct proof *proof =
        proofs_add(sidecar->proofs, pades ? PROOF_PADES : PROOF_CMS, sidecar->path);
    CMS_SignerInfo_get0_algs(signer, NULL, &certificate, NULL, NULL);
    gint64 claimed = claim_of(sidecar, signer);
    gint64 stamped = earlier(trust->stamped, stamp_within(sidecar, signer, trust->authorities));
    proof->covers = g_strdup(sidecar->covers);
    proof->time = stamped >= 0 ? stamped : claimed;
    proof->clock = stamped >= 0   ? PROOF_STAMP_CLOCK
                   : claimed >= 0 ? PROOF_SIGNER_CLOCK
                                  : PROOF_NO_CLOCK;
    cert_name(certificate, proof);
    if (signer_strong(sidecar, signer, certificate))
        signer_judge(sidecar, certificate, proof, trust);
    else
        PROOF_REASON(proof, "the signature proves nothing, whoever vouches for it");
}

static void signers_check(const struct sidecar *sidecar, CMS_ContentInfo *cms,
                          const char *authorities, gint64 stamped)
{
    struct trust trust = {authorities, stamped, CMS_get1_certs(cms)};
    if (sidecar->carrier)
        trust.others = cert_add_all(trust.others, sidecar->carrier->store->certificates);
    STACK_OF(CMS_SignerInfo) *signers = CMS_get0_SignerInfos(cms);
    for (int i = 0; i < sk_CMS_SignerInfo_num(signers); i++)
        signer_check(sidecar, sk_CMS_SignerInfo_value(signers, i), &trust);
    sk_X509_pop_free(trust.others, X509_free);
}

// Of a signature that is not right nobody can say who made it.
static void cms_refuse(const struct sidecar *sidecar, const char *code, GError *reason)
{
    struct proof *proof = proofs_add(sidecar->proofs, PROOF_CMS, sidecar->path);
    findings_fault_of(sidecar->findings, code, sidecar->path, reason);
    proof->reason = reason;
}

// NULL for what is no signature.
static CMS_ContentInfo *cms_read(GBytes *bytes)
{
    gsize n;
    const unsigned char *der = g_bytes_get_data(bytes, &n);
    const unsigned char *end = der;
    CMS_ContentInfo *cms = n > 0 ? d2i_CMS_ContentInfo(NULL, &end, (long)n) : NULL;
    if (cms && end == der + n && OBJ_obj2nid(CMS_get0_type(cms)) == NID_pkcs7_signed)
        return cms;
    CMS_ContentInfo_free(cms);
    return NULL;
}

void cms_check(const struct sidecar *sidecar, const char *authorities, gint64 stamped)
{
    GError *reason = NULL;
    CMS_ContentInfo *cms = cms_read(sidecar->bytes);
    if (!cms) {
        fault_set(&reason, FAULT_INVALID, "this is no CMS signature");
        cms_refuse(sidecar, "signature-malformed", reason);
    } else if (!cms_holds(cms, sidecar->subject)) {
        if (sidecar->carrier)
            fault_set(&reason, FAULT_INVALID, "what was signed has been changed since: %s",
                      cert_reason());
        else
            fault_set(&reason, FAULT_INVALID, "the signature is not over this tag manifest: %s",
                      cert_reason());
        cms_refuse(sidecar, "signature-invalid", reason);
    } else {
        signers_check(sidecar, cms, authorities, stamped);
    }
    ERR_clear_error();
    CMS_ContentInfo_free(cms);
}

// ---- time stamps within ----------------------------------------------------------------------

static CMS_SignerInfo *first_signer(CMS_ContentInfo *cms)
{
    STACK_OF(CMS_SignerInfo) *signers = cms ? CMS_get0_SignerInfos(cms) : NULL;
    return sk_CMS_SignerInfo_num(signers) > 0 ? sk_CMS_SignerInfo_value(signers, 0) : NULL;
}

GBytes *sign_value(GBytes *signature)
{
    CMS_ContentInfo *cms = cms_read(signature);
    CMS_SignerInfo *signer = first_signer(cms);
    const ASN1_OCTET_STRING *value = signer ? CMS_SignerInfo_get0_signature(signer) : NULL;
    GBytes *bytes =
        value ? g_bytes_new(ASN1_STRING_get0_data(value), (gsize)ASN1_STRING_length(value)) : NULL;
    CMS_ContentInfo_free(cms);
    ERR_clear_error();
    return bytes;
}

GBytes *sign_with_stamp(GBytes *signature, GBytes *answer)
{
    gsize n = 0;
    unsigned char *der = NULL;
    CMS_ContentInfo *cms = cms_read(signature);
    CMS_SignerInfo *signer = first_signer(cms);
    GBytes *token = signer ? sign_stamp_token(answer) : NULL, *bytes = NULL;
    const void *data = token ? g_bytes_get_data(token, &n) : NULL;
    if (data && CMS_unsigned_add1_attr_by_NID(signer, NID_id_smime_aa_timeStampToken,
                                              V_ASN1_SEQUENCE, data, (int)n) == 1) {
        int length = i2d_CMS_ContentInfo(cms, &der);
        bytes = length > 0 ? g_bytes_new(der, (gsize)length) : NULL;
        OPENSSL_free(der);
    }
    g_clear_pointer(&token, g_bytes_unref);
    CMS_ContentInfo_free(cms);
    ERR_clear_error();
    return bytes;
}
