// SPDX-License-Identifier: MIT
// Evidence records of any bytes: read, written again, judged, renewed. The first byte says whether
// an authority is named.
#include "archive/evidence.h"

#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

#define AUTHORITY TEST_SOURCE_DIR "/tests/fuzz/data/authority.pem"
#define LETTER TEST_SOURCE_DIR "/tests/fuzz/letter.txt"

static void say_all(const GPtrArray *list)
{
    for (guint i = 0; i < list->len; i++) {
        char *line = proof_say(list->pdata[i]);
        if (!g_utf8_validate(line, -1, NULL))
            abort();
        g_free(line);
    }
}

// Whatever can be renewed reads back.
static void renew(struct ers *ers, GPtrArray *groups, int digest)
{
    GPtrArray *olds = g_ptr_array_new();
    g_ptr_array_add(olds, ers);
    struct evidence_plan *plan = evidence_plan_renewal(groups, olds, digest, NULL);
    if (plan) {
        GBytes *token = ers_token(ers_last(ers));
        GBytes *query = evidence_plan_query(plan), *made = evidence_plan_record(plan, 0, token);
        struct ers *again = ers_read(made, "x.ers", NULL);
        if (!again)
            abort();
        ers_free(again);
        g_bytes_unref(token);
        g_bytes_unref(query);
        g_bytes_unref(made);
    }
    evidence_plan_free(plan);
    g_ptr_array_unref(olds);
}

static void judge(struct ers *ers, bool trusting)
{
    GPtrArray *groups = g_ptr_array_new_with_free_func((GDestroyNotify)evidence_group_free);
    struct evidence_group *group = evidence_group_new("x.zip");
    struct evidence_file *file = evidence_file_new(LETTER, "x.zip");
    evidence_group_add(group, file);
    evidence_file_unref(file);
    g_ptr_array_add(groups, group);
    struct findings *findings = findings_new("bag-zip");
    struct proofs *proofs = proofs_new();
    struct evidence_case judged = {.path = "x.zip.ers",
                                   .covers = "x.zip",
                                   .least = 1,
                                   .authorities = trusting ? AUTHORITY : NULL,
                                   .proofs = proofs,
                                   .findings = findings};
    if (evidence_check(ers, group, &judged) && evidence_covered(group) > 0) {
        int digest = 0;
        renew(ers, groups, 0);
        evidence_digest_parse("sha3-512", &digest);
        renew(ers, groups, digest);
    }
    say_all(proofs->timestamps);
    proofs_free(proofs);
    findings_free(findings);
    g_ptr_array_unref(groups);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    if (n == 0 || access(AUTHORITY, R_OK) != 0 || access(LETTER, R_OK) != 0)
        return 0;
    GBytes *bytes = g_bytes_new(data + 1, n - 1);
    struct ers *ers = ers_read(bytes, "x.ers", NULL);
    if (ers)
        judge(ers, data[0] & 1);
    ers_free(ers);
    g_bytes_unref(bytes);
    return 0;
}
