// SPDX-License-Identifier: MIT
#include "door/verified.h"

#include "archive/sign.h"
#include "archive/verify.h"
#include "base/error.h"
#include "door/evidenced.h"
#include "door/signed.h"
#include "door/store_id.h"

struct findings *verified_bag(const struct warraq *w, const char *path, bool folder, GError **error)
{
    struct zip_limits limits = zip_limits_default;
    if (w->settings.limit_bytes)
        limits.bytes = w->settings.limit_bytes;
    if (w->settings.limit_ratio)
        limits.ratio = w->settings.limit_ratio;
    if (w->settings.limit_entries)
        limits.entries = w->settings.limit_entries;
    return folder ? verify_bag_folder(path, &limits, error) : verify_bag_zip(path, &limits, error);
}

// Takes `findings`, which may be NULL: *error is set then.
static bool conclude(struct warraq *w, const char *what, struct findings *findings, GError **error)
{
    guint n = findings ? findings->faults->len : 0;
    bool ok = findings && (n == 0 || w->settings.unverified);
    const char *reason = n > 0 ? g_array_index(findings->faults, struct finding, 0).message : NULL;
    if (n > 0 && ok)
        diag_add(w->diag, DIAG_WARNING, "not-verified", SPAN_NONE,
                 "%s is NOT valid: %s (verify tells all %u faults)", what, reason, n);
    else if (n > 0)
        fault_set(error, FAULT_INVALID,
                  "%s is NOT valid: %s (verify tells all %u faults; --unverified goes on all the "
                  "same)",
                  what, reason, n);
    findings_free(findings);
    return ok;
}

bool verified_path(struct warraq *w, const char *path, GError **error)
{
    static const struct sign_trust nobody;
    bool folder = g_file_test(path, G_FILE_TEST_IS_DIR), pdf = !folder && signed_is_pdf(path);
    struct findings *findings = pdf ? findings_new("pdf") : verified_bag(w, path, folder, error);
    struct proofs *proofs = !findings ? NULL
                            : pdf     ? signed_verify(path, &nobody, findings, error)
                                      : sign_verify(path, &nobody, findings);
    if (proofs)
        evidenced_check(w, path, &nobody, proofs, findings);
    else
        g_clear_pointer(&findings, findings_free);
    proofs_free(proofs);
    return conclude(w, path, findings, error);
}

bool verified_object(struct warraq *w, const struct store_object *object, GError **error)
{
    char *id = store_id_plain(store_object_id(object));
    bool ok = conclude(w, id, store_object_verify(object, error), error);
    g_free(id);
    return ok;
}
