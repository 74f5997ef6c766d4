// SPDX-License-Identifier: MIT
#include "archive/cert.h"

#include "archive/revoked.h"
#include "base/error.h"
#include "base/file.h"

#include <assert.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/objects.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <string.h>

const char *cert_reason(void)
{
    static _Thread_local char text[256];
    const char *data = NULL;
    int flags = 0;
    unsigned long code = ERR_get_error_all(NULL, NULL, NULL, &data, &flags);
    const char *reason = code ? ERR_reason_error_string(code) : NULL;
    bool more = reason && data && *data && (flags & ERR_TXT_STRING);
    g_snprintf(text, sizeof text, "%s%s%s", reason ? reason : "no reason given", more ? ": " : "",
               more ? data : "");
    ERR_clear_error();
    return text;
}

STACK_OF(X509) * cert_read(GBytes *pem, const char *path, GError **error)
{
    STACK_OF(X509) *certificates = sk_X509_new_null();
    gsize n;
    const void *data = g_bytes_get_data(pem, &n);
    BIO *file = BIO_new_mem_buf(data ? data : "", (int)n);
    X509 *certificate;
    while (file && (certificate = PEM_read_bio_X509(file, NULL, NULL, NULL)))
        sk_X509_push(certificates, certificate);
    BIO_free(file);
    const char *reason = cert_reason();
    if (sk_X509_num(certificates) > 0)
        return certificates;
    fault_set(error, FAULT_IO, "cannot read a certificate from %s: %s", path, reason);
    sk_X509_free(certificates);
    return NULL;
}

STACK_OF(X509) * cert_add_all(STACK_OF(X509) * stack, const GPtrArray *certificates)
{
    stack = stack ? stack : sk_X509_new_null();
    for (guint i = 0; i < certificates->len; i++) {
        gsize n;
        const unsigned char *der = g_bytes_get_data(certificates->pdata[i], &n);
        X509 *certificate = n > 0 ? d2i_X509(NULL, &der, (long)n) : NULL;
        if (certificate)
            sk_X509_push(stack, certificate);
    }
    ERR_clear_error();
    return stack;
}

// ---- names -----------------------------------------------------------------------------------

static char *name_text(const X509_NAME *name)
{
    BIO *out = BIO_new(BIO_s_mem());
    X509_NAME_print_ex(out, name, 0, XN_FLAG_RFC2253 & ~ASN1_STRFLGS_ESC_MSB);
    char *data;
    long n = BIO_get_mem_data(out, &data);
    char *text = g_strndup(data, n > 0 ? (gsize)n : 0), *valid = g_utf8_make_valid(text, -1);
    g_free(text);
    BIO_free(out);
    return valid;
}

static char *date_text(const ASN1_TIME *date)
{
    struct tm utc;
    if (!ASN1_TIME_to_tm(date, &utc))
        return g_strdup("?");
    return g_strdup_printf("%04d-%02d-%02d", utc.tm_year + 1900, utc.tm_mon + 1, utc.tm_mday);
}

// As people compare keys: the kind, the size, and the SHA-256 of the public key.
static char *key_text(X509 *certificate)
{
    EVP_PKEY *key = X509_get0_pubkey(certificate);
    unsigned char sum[EVP_MAX_MD_SIZE];
    unsigned n = 0;
    if (!key || !X509_pubkey_digest(certificate, EVP_sha256(), sum, &n))
        return NULL;
    GString *text = g_string_new(NULL);
    g_string_printf(text, "%s %d SHA256:", EVP_PKEY_get0_type_name(key), EVP_PKEY_get_bits(key));
    for (unsigned i = 0; i < n; i++)
        g_string_append_printf(text, "%02x", sum[i]);
    return g_string_free(text, FALSE);
}

void cert_name(X509 *certificate, struct proof *proof)
{
    proof->signer = name_text(X509_get_subject_name(certificate));
    proof->issuer = name_text(X509_get_issuer_name(certificate));
    proof->key = key_text(certificate);
}

// ---- who vouches -----------------------------------------------------------------------------

X509_STORE *cert_store(const char *authorities, gint64 when, GError **error)
{
    enum { AUTHORITIES_MOST = 16 * 1024 * 1024 };
    GBytes *pem = file_read(authorities, AUTHORITIES_MOST, error);
    STACK_OF(X509) *certificates = pem ? cert_read(pem, authorities, error) : NULL;
    g_clear_pointer(&pem, g_bytes_unref);
    if (!certificates)
        return NULL;
    X509_STORE *store = X509_STORE_new();
    assert(store);
    for (int i = 0; i < sk_X509_num(certificates); i++)
        X509_STORE_add_cert(store, sk_X509_value(certificates, i));
    sk_X509_pop_free(certificates, X509_free);
    X509_VERIFY_PARAM *how = X509_STORE_get0_param(store);
    X509_VERIFY_PARAM_set_time(how, (time_t)when);
    X509_VERIFY_PARAM_set_purpose(how, X509_PURPOSE_ANY);
    return store;
}

// The library's reason with the name and the date it leaves out.
static void chain_fault(int code, X509 *certificate, GError **error)
{
    const char *reason = X509_verify_cert_error_string(code);
    char *name = certificate ? name_text(X509_get_subject_name(certificate)) : g_strdup("?");
    char *issuer = certificate ? name_text(X509_get_issuer_name(certificate)) : g_strdup("?");
    char *from = certificate ? date_text(X509_get0_notBefore(certificate)) : g_strdup("?");
    char *until = certificate ? date_text(X509_get0_notAfter(certificate)) : g_strdup("?");
    switch (code) {
    case X509_V_ERR_CERT_HAS_EXPIRED:
        fault_set(error, FAULT_INVALID, "%s expired on %s (%s)", name, until, reason);
        break;
    case X509_V_ERR_CERT_NOT_YET_VALID:
        fault_set(error, FAULT_INVALID, "%s is not valid before %s (%s)", name, from, reason);
        break;
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
        fault_set(error, FAULT_INVALID, "unknown issuer %s of %s (%s)", issuer, name, reason);
        break;
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
        fault_set(error, FAULT_INVALID, "%s is vouched for by itself alone (%s)", name, reason);
        break;
    default:
        fault_set(error, FAULT_INVALID, "%s: %s", name, reason);
    }
    g_free(name);
    g_free(issuer);
    g_free(from);
    g_free(until);
}

bool cert_in_force(X509 *certificate, gint64 when, GError **error)
{
    time_t at = (time_t)when;
    bool early = X509_cmp_time(X509_get0_notBefore(certificate), &at) > 0;
    bool late = X509_cmp_time(X509_get0_notAfter(certificate), &at) < 0;
    if (early || late)
        chain_fault(early ? X509_V_ERR_CERT_NOT_YET_VALID : X509_V_ERR_CERT_HAS_EXPIRED,
                    certificate, error);
    return !early && !late;
}

static int chain_watched(int ok, X509_STORE_CTX *context)
{
    GError **error = X509_STORE_get_ex_data(X509_STORE_CTX_get0_store(context), 0);
    if (!ok && !*error)
        chain_fault(X509_STORE_CTX_get_error(context), X509_STORE_CTX_get_current_cert(context),
                    error);
    return ok;
}

void cert_store_watch(X509_STORE *store, GError **error)
{
    X509_STORE_set_ex_data(store, 0, error);
    X509_STORE_set_verify_cb(store, chain_watched);
}

// The authority's own certificate is trusted as it is, whatever it was signed with.
static void chain_check_strength(X509_STORE_CTX *context, const char *path,
                                 struct findings *findings)
{
    STACK_OF(X509) *chain = X509_STORE_CTX_get0_chain(context);
    for (int i = 0; i + 1 < sk_X509_num(chain); i++) {
        int digest = NID_undef;
        OBJ_find_sigid_algs(X509_get_signature_nid(sk_X509_value(chain, i)), &digest, NULL);
        cert_digest_strong(digest, path, findings);
    }
}

// Whether a list takes back a certificate of the chain. A signer may claim any time, so only a
// trusted clock shows that it signed before.
static bool chain_revoked(X509_STORE_CTX *context, const struct vouching *vouching, GError **error)
{
    STACK_OF(X509) *chain = X509_STORE_CTX_get0_chain(context);
    for (int i = 0; i + 1 < sk_X509_num(chain); i++) {
        X509 *certificate = sk_X509_value(chain, i);
        gint64 when = -1;
        if (!revoked_by(certificate, sk_X509_value(chain, i + 1), vouching->lists, &when) ||
            (vouching->stamped >= 0 && when > vouching->stamped))
            continue;
        char *name = name_text(X509_get_subject_name(certificate));
        GDateTime *utc = g_date_time_new_from_unix_utc(when);
        char *date = utc ? g_date_time_format(utc, "%Y-%m-%d") : g_strdup("?");
        fault_set(error, FAULT_INVALID, "%s was revoked on %s", name, date);
        g_clear_pointer(&utc, g_date_time_unref);
        g_free(date);
        g_free(name);
        return true;
    }
    return false;
}

bool cert_vouched(X509 *certificate, const struct vouching *vouching, const char *path,
                  struct findings *findings, GError **error)
{
    X509_STORE_CTX *context = X509_STORE_CTX_new();
    bool ok = context &&
              X509_STORE_CTX_init(context, vouching->store, certificate, vouching->others) == 1 &&
              X509_verify_cert(context) == 1;
    if (ok && chain_revoked(context, vouching, error))
        ok = false;
    else if (ok)
        chain_check_strength(context, path, findings);
    else
        chain_fault(context ? X509_STORE_CTX_get_error(context) : X509_V_ERR_OUT_OF_MEM,
                    context ? X509_STORE_CTX_get_current_cert(context) : NULL, error);
    X509_STORE_CTX_free(context);
    ERR_clear_error();
    return ok;
}

// ---- purpose ---------------------------------------------------------------------------------

static bool purpose_fits(const ASN1_OBJECT *purpose)
{
    static const char *const fitting[] = {
        "2.5.29.37.0",             // any
        "1.3.6.1.5.5.7.3.4",       // mail, which is what CMS is signed for mostly
        "1.3.6.1.5.5.7.3.36",      // documents (RFC 9336)
        "1.2.840.113583.1.1.5",    // documents, Adobe's
        "1.3.6.1.4.1.311.10.3.12", // documents, Microsoft's
    };
    char text[64];
    OBJ_obj2txt(text, sizeof text, purpose, 1);
    for (size_t i = 0; i < G_N_ELEMENTS(fitting); i++) {
        if (strcmp(text, fitting[i]) == 0)
            return true;
    }
    return false;
}

bool cert_purpose(X509 *certificate, const char *path, struct findings *findings)
{
    if (!(X509_get_key_usage(certificate) & (KU_DIGITAL_SIGNATURE | KU_NON_REPUDIATION))) {
        findings_fault(findings, "signature-purpose", path,
                       "the certificate's key is not for signatures (RFC 5280, 4.2.1.3)");
        return false;
    }
    EXTENDED_KEY_USAGE *purposes = X509_get_ext_d2i(certificate, NID_ext_key_usage, NULL, NULL);
    bool fits = !purposes;
    for (int i = 0; i < sk_ASN1_OBJECT_num(purposes); i++)
        fits |= purpose_fits(sk_ASN1_OBJECT_value(purposes, i));
    EXTENDED_KEY_USAGE_free(purposes);
    if (!fits)
        findings_fault(findings, "signature-purpose", path,
                       "the certificate is for something other than mail or documents "
                       "(RFC 5280, 4.2.1.12)");
    return fits;
}

// ---- strength --------------------------------------------------------------------------------

bool cert_digest_strong(int nid, const char *path, struct findings *findings)
{
    static const struct {
        int nid;
        bool broken; // a second document of the same digest can be made by anybody
        const char *name, *source;
    } rows[] = {
        {NID_md2, true, "MD2", "RFC 6149"},
        {NID_md4, true, "MD4", "RFC 6150"},
        {NID_md5, true, "MD5", "RFC 6151"},
        {NID_sha1, false, "SHA-1", "RFC 6194"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        if (rows[i].nid != nid)
            continue;
        if (rows[i].broken)
            findings_fault(findings, "digest-weak", path,
                           "made with %s, of which two documents can share a digest (%s)",
                           rows[i].name, rows[i].source);
        else
            findings_warning(findings, "digest-weak", path,
                             "made with %s, which new signatures must not use (%s)", rows[i].name,
                             rows[i].source);
        return !rows[i].broken;
    }
    return true;
}

static bool bits_strong(int kind, int bits, const char *path, struct findings *findings)
{
    static const struct {
        int kind, broken_below, weak_below; // bits
        const char *source;
    } rows[] = {
        {EVP_PKEY_RSA, 1024, 2048, "RFC 8551, 4.3"},
        {EVP_PKEY_RSA_PSS, 1024, 2048, "RFC 8551, 4.3"},
        {EVP_PKEY_DSA, 1024, 2048, "RFC 8551, 4.3"},
        {EVP_PKEY_EC, 160, 224, "RFC 5480, 4"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        if (rows[i].kind != kind || bits >= rows[i].weak_below)
            continue;
        bool broken = bits < rows[i].broken_below;
        if (broken)
            findings_fault(findings, "key-weak", path, "a key of %d bits, which can be broken (%s)",
                           bits, rows[i].source);
        else
            findings_warning(findings, "key-weak", path,
                             "a key of %d bits; %d are asked for today (%s)", bits,
                             rows[i].weak_below, rows[i].source);
        return !broken;
    }
    return true;
}

bool cert_key_strong(EVP_PKEY *key, const char *path, struct findings *findings)
{
    return !key || bits_strong(EVP_PKEY_get_base_id(key), EVP_PKEY_get_bits(key), path, findings);
}

bool cert_rsa_strong(int bits, const char *path, struct findings *findings)
{
    return bits_strong(EVP_PKEY_RSA, bits, path, findings);
}
