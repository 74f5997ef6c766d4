// SPDX-License-Identifier: MIT
// Cryptographic Message Syntax (RFC 5652) by OpenSSL, detached and in binary mode: text mode would
// change line ends before signing.
#include "archive/sign_kinds.h"

#include "archive/cert.h"
#include "archive/sign.h"
#include "base/error.h"
#include "base/file.h"
#include "base/translate.h"

#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/pem.h>

enum { MODE = CMS_DETACHED | CMS_BINARY };

static BIO *bytes_bio(GBytes *bytes)
{
    gsize n;
    const void *data = g_bytes_get_data(bytes, &n);
    return BIO_new_mem_buf(data ? data : "", (int)n);
}

enum { KEY_FILE_MOST = 1024 * 1024 };

static EVP_PKEY *key_read(const char *path, GError **error)
{
    GBytes *pem = file_read(path, KEY_FILE_MOST, error);
    if (!pem)
        return NULL;
    BIO *file = bytes_bio(pem);
    EVP_PKEY *key = PEM_read_bio_PrivateKey(file, NULL, NULL, NULL);
    BIO_free(file);
    g_bytes_unref(pem);
    if (!key)
        fault_set(error, FAULT_IO, "cannot read a private key from %s: %s", path, cert_reason());
    return key;
}

static STACK_OF(X509) * certificates_read(const char *path, GError **error)
{
    GBytes *pem = file_read(path, KEY_FILE_MOST, error);
    STACK_OF(X509) *certificates = pem ? cert_read(pem, path, error) : NULL;
    g_clear_pointer(&pem, g_bytes_unref);
    return certificates;
}

// OpenSSL would state the clock's time; a time stated by the job makes the same bytes again.
static bool add_signer(CMS_ContentInfo *cms, X509 *certificate, EVP_PKEY *key, gint64 date)
{
    CMS_SignerInfo *signer =
        CMS_add1_signer(cms, certificate, key, EVP_sha512(), MODE | CMS_PARTIAL | CMS_NOSMIMECAP);
    ASN1_TIME *when = ASN1_TIME_set(NULL, (time_t)date);
    bool ok = signer && when &&
              CMS_signed_add1_attr_by_NID(signer, NID_pkcs9_signingTime, when->type, when, -1);
    ASN1_TIME_free(when);
    return ok;
}

static GBytes *cms_bytes(CMS_ContentInfo *cms)
{
    unsigned char *der = NULL;
    int n = i2d_CMS_ContentInfo(cms, &der);
    GBytes *bytes = n > 0 ? g_bytes_new(der, (gsize)n) : NULL;
    OPENSSL_free(der);
    return bytes;
}

static GBytes *cms_sign(GBytes *subject, EVP_PKEY *key, STACK_OF(X509) * certificates, gint64 date)
{
    BIO *content = bytes_bio(subject);
    CMS_ContentInfo *cms = CMS_sign(NULL, NULL, NULL, content, MODE | CMS_PARTIAL);
    bool ok = cms && add_signer(cms, sk_X509_value(certificates, 0), key, date);
    for (int i = 1; ok && i < sk_X509_num(certificates); i++)
        ok = CMS_add1_cert(cms, sk_X509_value(certificates, i));
    ok = ok && CMS_final(cms, content, NULL, MODE);
    GBytes *bytes = ok ? cms_bytes(cms) : NULL;
    CMS_ContentInfo_free(cms);
    BIO_free(content);
    return bytes;
}

GBytes *sign_cms(GBytes *subject, const char *key_path, const char *cert_path, gint64 date,
                 GError **error)
{
    EVP_PKEY *key = key_read(key_path, error);
    STACK_OF(X509) *certificates =
        key ? certificates_read(cert_path ? cert_path : key_path, error) : NULL;
    GBytes *signature = NULL;
    if (certificates && !X509_check_private_key(sk_X509_value(certificates, 0), key)) {
        ERR_clear_error();
        fault_set(error, FAULT_USAGE, "the certificate in %s is not that of the key in %s",
                  cert_path ? cert_path : key_path, key_path);
    } else if (certificates) {
        signature = cms_sign(subject, key, certificates, date);
        if (!signature)
            fault_set(error, FAULT_USAGE, "cannot sign with the key in %s: %s", key_path,
                      cert_reason());
    }
    sk_X509_pop_free(certificates, X509_free);
    EVP_PKEY_free(key);
    return signature;
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

// Whether the signatures are the bytes' own, whoever made them.
static bool cms_holds(CMS_ContentInfo *cms, GBytes *subject)
{
    BIO *content = bytes_bio(subject), *nowhere = BIO_new(BIO_s_null());
    bool ok = CMS_verify(cms, NULL, NULL, content, nowhere, MODE | CMS_NO_SIGNER_CERT_VERIFY) == 1;
    BIO_free(content);
    BIO_free(nowhere);
    return ok;
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
    bool ok = store && cert_vouched(certificate, trust->others, store, sidecar->path,
                                    sidecar->findings, &error);
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
    return cert_purpose(certificate, sidecar->path, sidecar->findings) && strong;
}

static void signer_check(const struct sidecar *sidecar, CMS_SignerInfo *signer,
                         const struct trust *trust)
{
    X509 *certificate = NULL;
    struct proof *proof = proofs_add(sidecar->proofs, PROOF_CMS, sidecar->path);
    CMS_SignerInfo_get0_algs(signer, NULL, &certificate, NULL, NULL);
    gint64 claimed = claimed_time(signer);
    proof->covers = g_strdup(sidecar->covers);
    proof->time = trust->stamped >= 0 ? trust->stamped : claimed;
    proof->clock = trust->stamped >= 0 ? PROOF_STAMP_CLOCK
                   : claimed >= 0      ? PROOF_SIGNER_CLOCK
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

void cms_check(const struct sidecar *sidecar, const char *authorities, gint64 stamped)
{
    gsize n;
    const unsigned char *der = g_bytes_get_data(sidecar->bytes, &n);
    const unsigned char *end = der;
    GError *reason = NULL;
    CMS_ContentInfo *cms = n > 0 ? d2i_CMS_ContentInfo(NULL, &end, (long)n) : NULL;
    if (!cms || end != der + n || OBJ_obj2nid(CMS_get0_type(cms)) != NID_pkcs7_signed) {
        fault_set(&reason, FAULT_INVALID, "this is no CMS signature");
        cms_refuse(sidecar, "signature-malformed", reason);
    } else if (!cms_holds(cms, sidecar->subject)) {
        fault_set(&reason, FAULT_INVALID, "the signature is not over this tag manifest: %s",
                  cert_reason());
        cms_refuse(sidecar, "signature-invalid", reason);
    } else {
        signers_check(sidecar, cms, authorities, stamped);
    }
    ERR_clear_error();
    CMS_ContentInfo_free(cms);
}
