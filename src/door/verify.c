// SPDX-License-Identifier: MIT
// Archives, bags and stores verified.
#include "archive/sign.h"
#include "archive/verify.h"
#include "base/quote.h"
#include "base/translate.h"
#include "door/session.h"
#include "store/ocfl_check.h"

#include <string.h>

static struct findings *verify_bag(const struct warraq *w, const char *path, bool folder,
                                   GError **error)
{
    struct zip_limits limits = zip_limits_default;
    if (w->settings.limit_bytes)
        limits.bytes = w->settings.limit_bytes;
    if (w->settings.limit_ratio)
        limits.ratio = w->settings.limit_ratio;
    if (w->settings.limit_entries)
        limits.entries = w->settings.limit_entries;
    struct findings *findings =
        folder ? verify_bag_folder(path, &limits, error) : verify_bag_zip(path, &limits, error);
    struct sign_trust trust = {w->settings.authority, w->settings.signers};
    if (findings)
        sign_verify(path, &trust, findings);
    return findings;
}

static struct findings *verify_any(struct warraq *w, const char *path, GError **error)
{
    if (!g_file_test(path, G_FILE_TEST_IS_DIR))
        return verify_bag(w, path, false, error);
    switch (ocfl_kind_of(path)) {
    case OCFL_OBJECT:
        return ocfl_verify_object(path, error);
    case OCFL_ROOT:
        return ocfl_verify_root(path, w->diag, error);
    case OCFL_NEITHER:
        break;
    }
    return verify_bag(w, path, true, error);
}

static json_t *findings_json(GArray *findings)
{
    json_t *list = json_array();
    for (guint i = 0; i < findings->len; i++) {
        const struct finding *finding = &g_array_index(findings, struct finding, i);
        json_array_append_new(list, json_pack("{s:s, s:o, s:o}", "code", finding->code, "path",
                                              session_string(finding->path), "message",
                                              session_string(finding->message)));
    }
    return list;
}

static void tell_findings(struct warraq *w, const char *path, const char *severity,
                          GArray *findings)
{
    for (guint i = 0; i < findings->len; i++) {
        const struct finding *finding = &g_array_index(findings, struct finding, i);
        const char *place = finding->path ? finding->path : path;
        quote_printf(w->text, translate("%s: %s: %s [%s]\n"), place, translate(severity),
                     finding->local, finding->code);
    }
}

enum warraq_status warraq_verify(struct warraq *w, const char *path)
{
    GError *error = NULL;
    if (!session_begin(w, 1, path))
        return WARRAQ_USAGE;
    struct findings *findings = verify_any(w, path, &error);
    if (!findings)
        return session_fail(w, error);
    bool valid = findings->faults->len == 0;
    tell_findings(w, path, N_("error"), findings->faults);
    tell_findings(w, path, N_("warning"), findings->warnings);
    quote_printf(w->text, translate(valid ? N_("%s: valid (%s)\n") : N_("%s: NOT valid (%s)\n")),
                 path, findings->kind);
    session_json(w, json_pack("{s:b, s:s, s:o, s:o}", "valid", valid, "kind", findings->kind,
                              "faults", findings_json(findings->faults), "warnings",
                              findings_json(findings->warnings)));
    findings_free(findings);
    return session_done(w, !valid);
}
