// SPDX-License-Identifier: MIT
// Archives, bags, stores and signed records verified.
#include "archive/profile.h"
#include "archive/sign.h"
#include "base/quote.h"
#include "base/translate.h"
#include "door/agree.h"
#include "door/config.h"
#include "door/evidenced.h"
#include "door/keep.h"
#include "door/redacted.h"
#include "door/session_json.h"
#include "door/signed.h"
#include "door/verified.h"
#include "store/ocfl_check.h"

#include <string.h>

static struct findings *verify_any(struct warraq *w, const char *path, GError **error)
{
    bool folder = g_file_test(path, G_FILE_TEST_IS_DIR);
    if (!folder && signed_is_pdf(path))
        return findings_new("pdf");
    if (!folder)
        return verified_bag(w, path, false, error);
    switch (ocfl_kind_of(path)) {
    case OCFL_OBJECT:
        return ocfl_verify_object(path, error);
    case OCFL_ROOT:
        return ocfl_verify_root(path, w->diag, error);
    case OCFL_NEITHER:
        break;
    }
    return verified_bag(w, path, true, error);
}

static bool is_pdf(const struct findings *findings)
{
    return strcmp(findings->kind, "pdf") == 0;
}

static bool is_bag(const struct findings *findings)
{
    return strcmp(findings->kind, "bag") == 0 || strcmp(findings->kind, "bag-zip") == 0;
}

// Takes `findings`; NULL with *error set where --profile cannot be followed.
static struct findings *hold_to_profile(struct warraq *w, const char *path,
                                        struct findings *findings, GError **error)
{
    const char *file = w->settings.profile;
    if (!file || !findings)
        return findings;
    struct profile *profile = profile_read(file, error);
    bool ok = profile && is_bag(findings);
    if (profile && !ok)
        fault_set(error, FAULT_USAGE, "--profile is for archives, which %s is not", path);
    if (ok)
        profile_check_path(profile, path, &zip_limits_default, findings);
    else
        g_clear_pointer(&findings, findings_free);
    profile_free(profile);
    return findings;
}

static json_t *findings_json(GArray *findings)
{
    json_t *list = json_array();
    for (guint i = 0; i < findings->len; i++) {
        const struct finding *finding = &g_array_index(findings, struct finding, i);
        json_array_append_new(list, json_pack("{s:s, s:o, s:o}", "code", finding->code, "path",
                                              json_text_or_null(finding->path), "message",
                                              json_text_or_null(finding->message)));
    }
    return list;
}

static json_t *proof_time(const struct proof *proof)
{
    GDateTime *utc =
        proof->clock == PROOF_NO_CLOCK ? NULL : g_date_time_new_from_unix_utc(proof->time);
    char *text = utc ? g_date_time_format(utc, "%Y-%m-%dT%H:%M:%SZ") : NULL;
    json_t *value = json_text_or_null(text);
    g_free(text);
    if (utc)
        g_date_time_unref(utc);
    return value;
}

static json_t *proof_json(const struct proof *proof)
{
    static const char *const clocks[] = {
        [PROOF_SIGNER_CLOCK] = "signer", [PROOF_STAMP_CLOCK] = "timestamp"};
    bool stamp = proof_kind_stamps(proof->kind);
    return json_pack("{s:s, s:o, s:o, s:o, s:o, s:o, s:b, s:o, s:o, s:o}", "kind",
                     proof_kind_name(proof->kind), stamp ? "authority" : "signer",
                     json_text_or_null(proof->signer), "issuer", json_text_or_null(proof->issuer),
                     "key", json_text_or_null(proof->key), "time", proof_time(proof), "clock",
                     json_text_or_null(clocks[proof->clock]), "trusted", proof->trusted, "reason",
                     json_text_or_null(proof->reason ? proof->reason->message : NULL), "covers",
                     json_text_or_null(proof->covers), "path", json_text_or_null(proof->path));
}

static json_t *proofs_json(const GPtrArray *list)
{
    json_t *value = json_array();
    for (guint i = 0; i < list->len; i++)
        json_array_append_new(value, proof_json(list->pdata[i]));
    return value;
}

static void print_proofs(struct warraq *w, const GPtrArray *list)
{
    for (guint i = 0; i < list->len; i++) {
        char *line = proof_say(list->pdata[i]);
        g_string_append_printf(w->text, "%s\n", line);
        g_free(line);
    }
}

static void print_findings(struct warraq *w, const char *path, const char *severity,
                           GArray *findings)
{
    for (guint i = 0; i < findings->len; i++) {
        const struct finding *finding = &g_array_index(findings, struct finding, i);
        const char *place = finding->path ? finding->path : path;
        quote_printf(w->text, translate("%s: %s: %s [%s]\n"), place, translate(severity),
                     finding->local, finding->code);
    }
}

static struct sign_trust demands_of(const struct warraq *w)
{
    struct sign_trust trust = {.authorities = w->settings.authority,
                               .signers = w->settings.signers};
    for (guint i = 0; i < w->settings.require->len; i++) {
        const char *what = w->settings.require->pdata[i];
        trust.signature |= strcmp(what, "signature") == 0;
        trust.timestamp |= strcmp(what, "timestamp") == 0;
        trust.evidence |= strcmp(what, "evidence") == 0;
    }
    return trust;
}

static void print_keep(struct warraq *w, const char *path, const struct keep *keep, json_t *result)
{
    json_t *repaired = json_array();
    for (guint i = 0; keep->repaired && i < keep->repaired->len; i++) {
        quote_printf(w->text, translate("%s: repaired\n"), (const char *)keep->repaired->pdata[i]);
        json_array_append_new(repaired, json_text_or_null(keep->repaired->pdata[i]));
    }
    if (keep->logged)
        quote_printf(w->text, translate("%s: letters whose logs say what was seen: %zu\n"), path,
                     keep->logged);
    if (keep->repaired)
        json_object_set(result, "repaired", repaired);
    if (keep->logged)
        json_object_set_new(result, "logged", json_integer((json_int_t)keep->logged));
    json_decref(repaired);
}

static void print_result(struct warraq *w, const char *path, const struct findings *findings,
                         const struct proofs *proofs, const struct keep *keep)
{
    bool valid = findings->faults->len == 0;
    print_findings(w, path, N_("error"), findings->faults);
    print_findings(w, path, N_("warning"), findings->warnings);
    print_proofs(w, proofs->signatures);
    print_proofs(w, proofs->timestamps);
    quote_printf(w->text, translate(valid ? N_("%s: valid (%s)\n") : N_("%s: NOT valid (%s)\n")),
                 path, findings->kind);
    json_t *result =
        json_pack("{s:b, s:s, s:o, s:o, s:o, s:o}", "valid", valid, "kind", findings->kind,
                  "faults", findings_json(findings->faults), "warnings",
                  findings_json(findings->warnings), "signatures", proofs_json(proofs->signatures),
                  "timestamps", proofs_json(proofs->timestamps));
    if (findings->files)
        json_object_set_new(result, "files", json_integer((json_int_t)findings->files));
    print_keep(w, path, keep, result);
    session_json(w, result);
}

// What vouches for it, in it or beside it, and what the forms of the letter in it say of each
// other.
static struct proofs *judge(struct warraq *w, const char *path, struct findings *findings,
                            GError **error)
{
    struct sign_trust trust = demands_of(w);
    bool pdf = is_pdf(findings), bag = is_bag(findings);
    if (bag)
        editions_agree(path, findings);
    if (!pdf && !bag) {
        editions_agree_stored(path, findings);
        redacted_say(path, findings);
    }
    struct proofs *proofs =
        pdf ? signed_verify(path, &trust, findings, error) : sign_verify(path, &trust, findings);
    if (proofs) {
        evidenced_check(w, path, &trust, proofs, findings);
        sign_check_demands(&trust, proofs, findings);
    }
    return proofs;
}

enum warraq_status warraq_verify(struct warraq *w, const char *path)
{
    GError *error = NULL;
    if (!session_begin(w, 1, path))
        return WARRAQ_USAGE;
    if (!config_take(w, NULL, &error))
        return session_fail(w, error);
    struct keep keep;
    struct findings *findings =
        keep_repair(w, path, &keep, &error) ? verify_any(w, path, &error) : NULL;
    findings = hold_to_profile(w, path, findings, &error);
    if (findings && job_is_stopped(w->job)) {
        fault_set(&error, FAULT_STOPPED, "stopped by the caller");
        g_clear_pointer(&findings, findings_free);
    }
    bool ok = findings && keep_log(w, path, findings, &keep, &error);
    struct proofs *proofs = ok ? judge(w, path, findings, &error) : NULL;
    bool valid = false;
    if (proofs) {
        print_result(w, path, findings, proofs, &keep);
        valid = findings->faults->len == 0;
    }
    proofs_free(proofs);
    findings_free(findings);
    keep_clear(&keep);
    return proofs ? session_done(w, !valid) : session_fail(w, error);
}
