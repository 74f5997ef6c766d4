// SPDX-License-Identifier: MIT
#include "archive/embedded.h"

#include "archive/sign_kinds.h"

// The earliest time of those trusted that are over `end` bytes and more, or -1.
static gint64 stamped_by(const struct embedded *list, const gint64 *times, size_t n, size_t end)
{
    gint64 earliest = -1;
    for (size_t i = 0; i < n; i++) {
        if (list[i].stamp && list[i].end > end && times[i] >= 0 &&
            (earliest < 0 || times[i] < earliest))
            earliest = times[i];
    }
    return earliest;
}

struct proofs *embedded_verify(const struct embedded *list, size_t n,
                               const struct credentials *store, const struct sign_trust *trust,
                               struct findings *findings)
{
    struct proofs *proofs = proofs_new();
    gint64 *times = g_new(gint64, n + 1);
    for (int stamps = 1; stamps >= 0; stamps--) {
        for (size_t i = 0; i < n; i++) {
            const struct embedded *one = &list[i];
            if (one->stamp != (stamps == 1))
                continue;
            struct carrier carrier = {one->cades, one->claimed, store};
            struct sidecar sidecar = {one->path, one->bytes, one->subject, one->covers,
                                      proofs,    findings,   &carrier};
            if (one->stamp)
                times[i] = stamp_check(&sidecar, trust->authorities);
            else
                cms_check(&sidecar, trust->authorities, stamped_by(list, times, n, one->end));
        }
    }
    g_free(times);
    return proofs;
}
