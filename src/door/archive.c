// SPDX-License-Identifier: MIT
// The letter archived: a bag in a ZIP, with what vouches for it beside it.
#include "archive/profile.h"
#include "archive/receipt.h"
#include "archive/sign.h"
#include "base/quote.h"
#include "door/output.h"
#include "door/payload.h"
#include "door/record_file.h"
#include "door/session_json.h"

#include <string.h>

static void print_written(struct warraq *w, const char *target, const struct bag_written *written)
{
    // Nothing follows the ZIP on standard output.
    if (strcmp(target, "-") != 0)
        quote_printf(w->text, "%s  %s\n", written->sha512, target);
    session_json(w, json_pack("{s:o, s:I, s:s, s:I}", "file", json_text_or_null(target), "bytes",
                              (json_int_t)written->bytes, "sha512", written->sha512, "entries",
                              (json_int_t)written->entries));
}

static bool is_ssh_key(const char *path)
{
    enum { KEY_MOST = 1024 * 1024 };
    static const char mark[] = "OPENSSH PRIVATE KEY";
    GBytes *bytes = file_read(path, KEY_MOST, NULL);
    if (!bytes)
        return false; // which making the signature says
    gsize n;
    const void *data = g_bytes_get_data(bytes, &n);
    bool ssh = n > 0 && memmem(data, n, mark, strlen(mark));
    g_bytes_unref(bytes);
    return ssh;
}

// What vouches for an archive, made and put beside it before the archive takes its name: one that
// could not be signed is never there without its signature.
struct voucher {
    const struct settings *settings;
    const struct bag *bag;
    const char *target;
    GBytes *manifest, *signature; // the CMS signature: made now, or found there
    GPtrArray *made;              // struct file_out, until they are put in place or dropped
};

// Takes `path` and `bytes`, which may be NULL.
static bool put(struct voucher *voucher, char *path, GBytes *bytes, GError **error)
{
    gsize n = 0;
    const void *data = bytes ? g_bytes_get_data(bytes, &n) : NULL;
    struct file_out *out = bytes ? file_out_open(path, error) : NULL;
    if (out)
        g_ptr_array_add(voucher->made, out);
    bool ok = out && file_out_write(out, data, n, error);
    g_free(path);
    g_clear_pointer(&bytes, g_bytes_unref);
    return ok;
}

static bool put_signature(struct voucher *voucher, GError **error)
{
    const char *key = voucher->settings->sign;
    if (key && is_ssh_key(key))
        return put(voucher, sign_beside(voucher->target, ".sig"),
                   sign_ssh(voucher->manifest, key, error), error);
    if (!key) {
        voucher->signature = sign_signature(voucher->target);
        return true;
    }
    voucher->signature =
        sign_cms(voucher->manifest, key, voucher->settings->certificate, voucher->bag->date, error);
    return voucher->signature && put(voucher, sign_beside(voucher->target, ".p7s"),
                                     g_bytes_ref(voucher->signature), error);
}

static bool put_stamp(struct voucher *voucher, GError **error)
{
    const char *what = voucher->settings->timestamp;
    if (!what)
        return true;
    if (strcmp(what, "query") == 0)
        return put(voucher, sign_beside(voucher->target, ".tsq"),
                   sign_stamp_query(voucher->signature ? voucher->signature : voucher->manifest),
                   error);
    return put(voucher, sign_beside(voucher->target, ".tsr"),
               sign_stamp_answer(what, voucher->manifest, voucher->signature, error), error);
}

static bool put_receipt(struct voucher *voucher, const struct bag_written *written, GError **error)
{
    const char *path = voucher->settings->receipt;
    if (!path)
        return true;
    char *name = g_path_get_basename(voucher->target), *own_name = g_path_get_basename(path);
    char *text = receipt_write(voucher->bag, name, own_name, written);
    bool ok = put(voucher, g_strdup(path), g_bytes_new_take(text, strlen(text)), error);
    g_free(name);
    g_free(own_name);
    return ok;
}

// Signature, time stamp and receipt lie beside the ZIP, whose bytes they do not change.
static bool vouch(void *data, GBytes *manifest, const struct bag_written *written, GError **error)
{
    struct voucher *voucher = data;
    voucher->manifest = manifest;
    bool ok = put_signature(voucher, error) && put_stamp(voucher, error) &&
              put_receipt(voucher, written, error);
    while (ok && voucher->made->len > 0)
        ok = file_out_commit(g_ptr_array_steal_index(voucher->made, 0), error);
    return ok;
}

static bool write_bag(const struct bag *bag, const struct settings *settings, const char *target,
                      struct bag_written *ret, GError **error)
{
    struct voucher voucher = {.settings = settings, .bag = bag, .target = target};
    voucher.made = g_ptr_array_new_with_free_func((GDestroyNotify)file_out_abandon);
    bool ok = bag_write_vouched(bag, target, vouch, &voucher, ret, error);
    g_clear_pointer(&voucher.signature, g_bytes_unref);
    g_ptr_array_unref(voucher.made);
    return ok;
}

// A bag that its receiver would send back is not made.
static bool fits_profile(struct warraq *w, const struct bag *bag, GError **error)
{
    if (!w->settings.profile)
        return true;
    struct profile *profile = profile_read(w->settings.profile, error);
    struct findings *findings = findings_new("bag-zip");
    if (profile)
        profile_check_bag(profile, bag, findings);
    guint n = findings->faults->len;
    for (guint i = 0; i < n; i++) {
        const struct finding *finding = &g_array_index(findings->faults, struct finding, i);
        diag_add(w->diag, DIAG_ERROR, finding->code, SPAN_NONE, "%s: %s",
                 finding->path ? finding->path : bag->name, finding->local);
    }
    if (n > 0) {
        fault_set(error, FAULT_INVALID,
                  "the archive would not be what the profile asks for, in so many ways: %u "
                  "(what is missing in bag-info.txt goes into [bag-info] of warraq.conf)",
                  n);
        fault_because(error, "profile-not-met");
    }
    findings_free(findings);
    profile_free(profile);
    return profile && n == 0;
}

static bool write_archive(const struct letter *letter, const char *target, struct bag_written *ret,
                          GError **error)
{
    struct payload payload;
    char *place = strcmp(target, "-") == 0 ? NULL : job_place(target);
    char *folder = place ? g_path_get_dirname(place) : NULL;
    bool made = payload_make(letter, folder, &payload, error);
    g_free(folder);
    g_free(place);
    if (!made)
        return false;
    char *name = bag_name_for(target);
    struct bag bag = payload_bag(&payload, name, letter->date);
    bool ok = fits_profile(letter->session, &bag, error) &&
              write_bag(&bag, &letter->session->settings, target, ret, error);
    g_free(name);
    payload_free(&payload);
    return ok;
}

static bool plan_beside(struct warraq *w, const char *target, const char *extension, GError **error)
{
    char *path = sign_beside(target, extension);
    bool ok = session_writes(w, path, error);
    g_free(path);
    return ok;
}

// What vouches for the ZIP lies beside it, so that has to have a name.
static bool plan_named(const struct settings *settings, const char *target, GError **error)
{
    if (strcmp(target, "-") != 0 || !(settings->sign || settings->timestamp || settings->receipt))
        return true;
    fault_set(error, FAULT_USAGE,
              "a signature, a time stamp and a receipt lie beside the ZIP: give it a name with -o");
    return false;
}

static bool plan_outputs(struct warraq *w, const char *target, GError **error)
{
    const struct settings *settings = &w->settings;
    const char *stamp = settings->timestamp;
    return plan_named(settings, target, error) && output_plan(w, target, OUTPUT_ARCHIVE, error) &&
           output_plan(w, settings->receipt, OUTPUT_TEXT, error) &&
           (!settings->sign ||
            plan_beside(w, target, is_ssh_key(settings->sign) ? ".sig" : ".p7s", error)) &&
           (!stamp || plan_beside(w, target, strcmp(stamp, "query") == 0 ? ".tsq" : ".tsr", error));
}

enum warraq_status warraq_archive(struct warraq *w, const char *source, const char *target)
{
    GError *error = NULL;
    struct letter letter;
    struct bag_written written;
    if (!session_begin(w, 2, source, target))
        return WARRAQ_USAGE;
    session_reads(w, source);
    struct letter_extra extra = letter_extra_record(w);
    if (!plan_outputs(w, target, &error) || !letter_open(w, source, &extra, &letter, &error))
        return session_fail(w, error);
    bool ok = letter_has_id(&letter, &error) && write_archive(&letter, target, &written, &error);
    letter_close(&letter);
    if (!ok)
        return session_fail(w, error);
    print_written(w, target, &written);
    return session_done(w, session_missing_glyphs(w) > 0);
}
