// SPDX-License-Identifier: MIT
#include "archive/revoked.h"

#include <openssl/err.h>

static X509_CRL *list_read(GBytes *bytes)
{
    gsize n;
    const unsigned char *der = g_bytes_get_data(bytes, &n);
    return n > 0 ? d2i_X509_CRL(NULL, &der, (long)n) : NULL;
}

static bool is_issuers(X509_CRL *list, X509 *issuer)
{
    return X509_NAME_cmp(X509_CRL_get_issuer(list), X509_get_subject_name(issuer)) == 0 &&
           X509_CRL_verify(list, X509_get0_pubkey(issuer)) == 1;
}

bool revoked_by(X509 *certificate, X509 *issuer, const GPtrArray *lists, gint64 *ret_when)
{
    bool revoked = false;
    for (guint i = 0; lists && !revoked && i < lists->len; i++) {
        X509_CRL *list = list_read(lists->pdata[i]);
        X509_REVOKED *row = NULL;
        struct tm utc;
        revoked =
            list && is_issuers(list, issuer) && X509_CRL_get0_by_cert(list, &row, certificate) == 1;
        if (revoked && ASN1_TIME_to_tm(X509_REVOKED_get0_revocationDate(row), &utc) == 1)
            *ret_when = (gint64)timegm(&utc);
        X509_CRL_free(list);
    }
    ERR_clear_error();
    return revoked;
}
