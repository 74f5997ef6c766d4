// SPDX-License-Identifier: MIT
// verify on any bytes at all, as a PDF with signatures, time stamps and later updates.
#include "door/signed.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    static const struct sign_trust nobody;
    GBytes *bytes = g_bytes_new_static(data, n);
    struct findings *findings = findings_new("pdf");
    proofs_free(signed_judge(bytes, "fuzz.pdf", &nobody, findings));
    findings_free(findings);
    g_bytes_unref(bytes);
    return 0;
}
