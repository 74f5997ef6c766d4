// SPDX-License-Identifier: MIT
// The route on one screen: a letter is read, laid out, and leaves as a record; or it leaves as an
// edition, which needs no layout.
#include "warraq.h"

#include <inttypes.h>
#include <string.h>

#include "base/translate.h"
#include "door/edition.h"
#include "door/output.h"
#include "door/report.h"
#include "door/session_json.h"
#include "door/signed.h"
#include "door/volumes.h"

// What the letter or a volume of it is put into, and what is asked about its signature beside it,
// before it takes its name.
static bool write_query(const struct letter *letter, const char *path, GError **error)
{
    GBytes *query = letter->signing ? letter->signing->query : NULL;
    if (!query)
        return true;
    char *beside = sign_beside(path, ".tsq");
    bool ok = file_write(beside, g_bytes_get_data(query, NULL), g_bytes_get_size(query), error);
    g_clear_pointer(&letter->signing->query, g_bytes_unref);
    g_free(beside);
    return ok;
}

// Volume `k`, or the letter if `volumes` is NULL. Each file that is made is listed in `files`.
static bool write_volume(const struct letter *letter, struct volumes *volumes, size_t k,
                         const char *path, json_t *files, GError **error)
{
    size_t pages;
    struct file_out *out = file_out_open(path, error);
    if (!out)
        return false;
    if (!(volumes ? volumes_put(letter, volumes, k, out, &pages, error)
                  : record_file_put(letter, out, &pages, error)) ||
        !write_query(letter, path, error)) {
        file_out_abandon(out);
        return false;
    }
    if (!file_out_commit(out, error))
        return false;
    json_array_append_new(files, record_file_json(path, pages));
    return true;
}

static bool write_all_volumes(const struct letter *letter, struct volumes *volumes,
                              const char *target, json_t *files, GError **error)
{
    bool ok = true;
    for (size_t k = 0; ok && k < volumes->ranges->len; k++) {
        char *path = volume_path(volumes, target, k);
        ok = write_volume(letter, volumes, k, path, files, error);
        g_free(path);
    }
    return ok;
}

// One of them (--volume) under the very name that was asked for, or all under numbered names.
static bool write_volumes(const struct letter *letter, const char *target, json_t *files,
                          GError **error)
{
    const struct settings *settings = &letter->session->settings;
    struct volumes volumes;
    if (!volumes_plan_letter(letter, settings->volumes, &volumes, error))
        return false;
    bool ok = false;
    if (settings->volume > volumes.ranges->len)
        fault_set(error, FAULT_USAGE, "there is no volume %" PRIu64 "; the last is %u",
                  settings->volume, volumes.ranges->len);
    else if (settings->volume > 0)
        ok = write_volume(letter, &volumes, settings->volume - 1, target, files, error);
    else
        ok = write_all_volumes(letter, &volumes, target, files, error);
    volumes_clear(&volumes);
    return ok;
}

static bool write_letter(const struct letter *letter, const char *target, json_t *files,
                         GError **error)
{
    const struct settings *settings = &letter->session->settings;
    const struct edition *edition = edition_of(target);
    if (edition) {
        bool ok = edition_write(edition, letter, target, error);
        json_array_append_new(files, report_file(target));
        return ok;
    }
    if (settings->receiver) {
        fault_set(error, FAULT_USAGE, "--for is for a Word document, .docx");
        return false;
    }
    if (settings->volumes || settings->volume)
        return write_volumes(letter, target, files, error);
    return write_volume(letter, NULL, 0, target, files, error);
}

// What only a signature has.
static bool plan_unsigned(const struct settings *settings, GError **error)
{
    const char *needless = settings->timestamp     ? "--timestamp"
                           : settings->proof->len  ? "--proof"
                           : settings->certificate ? "--certificate"
                                                   : NULL;
    if (needless)
        fault_set(error, FAULT_USAGE, "%s goes with --sign", needless);
    return !needless;
}

static bool plan_signature(struct warraq *w, const char *target, GError **error)
{
    const struct settings *settings = &w->settings;
    bool query = settings->timestamp && strcmp(settings->timestamp, "query") == 0;
    if (!settings->sign)
        return plan_unsigned(settings, error);
    if (edition_of(target) || settings->print) {
        fault_set(error, FAULT_USAGE, "--sign is for the letter of record, a PDF without --print");
        return false;
    }
    if (query && strcmp(target, "-") == 0) {
        fault_set(error, FAULT_USAGE, "a query lies beside the PDF: give it a name with -o");
        return false;
    }
    char *beside = sign_beside(target, ".tsq");
    bool ok = !query || session_writes(w, beside, error);
    g_free(beside);
    return ok;
}

// Whoever is to sign the record, where somebody is. A signature beyond the certificate's dates
// would be nobody's.
static bool open_signing(struct letter *letter, GError **error)
{
    if (!letter->session->settings.sign)
        return true;
    letter->signing = signing_new(letter->session, error);
    if (!letter->signing || signer_in_force(letter->signing->signer, letter->date, error))
        return letter->signing != NULL;
    (*error)->code = FAULT_USAGE;
    fault_prefix(error, N_("cannot sign on the letter's date, which --date can set: "));
    return false;
}

enum warraq_status warraq_render_to(struct warraq *w, const char *source, warraq_write_fn fn,
                                    void *context)
{
    void *kept;
    if (!session_begin(w, 2, source, (const void *)fn))
        return WARRAQ_USAGE;
    job_write_fn before = job_writer(&kept);
    warraq_write_with(w, fn, context);
    enum warraq_status status = warraq_render(w, source, "-");
    warraq_write_with(w, before, kept);
    return status;
}

enum warraq_status warraq_render(struct warraq *w, const char *source, const char *target)
{
    GError *error = NULL;
    struct letter letter;
    if (!session_begin(w, 2, source, target))
        return WARRAQ_USAGE;
    session_reads(w, source);
    struct letter_extra extra = letter_extra_record(w);
    if (!output_plan(w, target, OUTPUT_LETTER, &error) || !plan_signature(w, target, &error) ||
        !letter_open(w, source, &extra, &letter, &error))
        return session_fail(w, error);
    json_t *files = json_array();
    bool ok = open_signing(&letter, &error) && write_letter(&letter, target, files, &error);
    signing_free(letter.signing);
    letter_close(&letter);
    session_json_with_notes(w, json_pack("{s:o}", "files", files));
    bool faults = w->settings.strict && session_missing_glyphs(w) > 0;
    return ok ? session_done(w, faults) : session_fail(w, error);
}
