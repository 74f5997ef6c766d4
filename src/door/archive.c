// SPDX-License-Identifier: MIT
// The letter archived: a bag in a ZIP, with what vouches for it beside it.
#include "archive/receipt.h"
#include "archive/sign.h"
#include "base/quote.h"
#include "door/output.h"
#include "door/payload.h"
#include "door/record_file.h"

#include <string.h>

static void tell_written(struct warraq *w, const char *target, const struct bag_written *written)
{
    // Nothing follows the ZIP on standard output.
    if (strcmp(target, "-") != 0)
        quote_printf(w->text, "%s  %s\n", written->sha512, target);
    session_json(w, json_pack("{s:o, s:I, s:s, s:I}", "file", session_string(target), "bytes",
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

static bool stamp(const char *target, const char *what, GError **error)
{
    if (strcmp(what, "query") == 0)
        return sign_stamp_query(target, error);
    return sign_stamp_attach(target, what, error);
}

static bool write_receipt(const char *path, const struct bag *bag, const char *target,
                          const struct bag_written *written, GError **error)
{
    char *name = g_path_get_basename(target), *own_name = g_path_get_basename(path);
    char *text = receipt_write(bag, name, own_name, written);
    bool ok = file_write(path, text, strlen(text), error);
    g_free(text);
    g_free(name);
    g_free(own_name);
    return ok;
}

// Signature, time stamp and receipt lie beside the ZIP, whose bytes they do not change.
static bool vouch(const struct settings *settings, const struct bag *bag, const char *target,
                  const struct bag_written *written, GError **error)
{
    const char *key = settings->sign;
    if (key && !(is_ssh_key(key) ? sign_ssh(target, key, error)
                                 : sign_cms(target, key, settings->certificate, bag->date, error)))
        return false;
    if (settings->timestamp && !stamp(target, settings->timestamp, error))
        return false;
    return !settings->receipt || write_receipt(settings->receipt, bag, target, written, error);
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
    struct bag bag = {
        .name = name,
        .files = (const struct bag_file *)payload.files->data,
        .n_files = payload.files->len,
        .info = (const struct bag_label *)payload.info->data,
        .n_info = payload.info->len,
        .date = letter->date,
    };
    bool ok = bag_write(&bag, target, ret, error) &&
              vouch(&letter->session->settings, &bag, target, ret, error);
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
    bool ok = write_archive(&letter, target, &written, &error);
    letter_close(&letter);
    if (!ok)
        return session_fail(w, error);
    tell_written(w, target, &written);
    return session_done(w, session_missing_glyphs(w) > 0);
}
