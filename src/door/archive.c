// SPDX-License-Identifier: MIT
// The letter archived: a bag in a ZIP, with what vouches for it beside it.
#include "archive/receipt.h"
#include "archive/sign.h"
#include "door/payload.h"
#include "door/record_file.h"

#include <string.h>

static void tell_written(struct warraq *w, const char *target, const struct bag_written *written)
{
    // Nothing follows the ZIP on standard output.
    if (strcmp(target, "-") != 0)
        g_string_printf(w->text, "%s  %s\n", written->sha512, target);
    session_json(w, json_pack("{s:o, s:I, s:s, s:I}", "file", session_string(target), "bytes",
                              (json_int_t)written->bytes, "sha512", written->sha512, "entries",
                              (json_int_t)written->entries));
}

static bool is_ssh_key(const char *path)
{
    char *text = NULL;
    gsize n;
    bool ssh = g_file_get_contents(path, &text, &n, NULL) && strstr(text, "OPENSSH PRIVATE KEY");
    g_free(text);
    return ssh;
}

static bool stamp(const char *target, const char *what, GError **error)
{
    if (strcmp(what, "query") == 0)
        return sign_stamp_query(target, error);
    if (!strstr(what, "://"))
        return sign_stamp_attach(target, what, error);
    // No network here: what leaves and what is trusted stays in the user's hands.
    fault_set(error, FAULT_USAGE,
              "warraq asks no server: write the query with --timestamp query, send %s.tsq to the "
              "authority with any HTTP client, then pass its answer as --timestamp FILE.tsr",
              target);
    return false;
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
    if (!payload_make(letter, target, &payload, error))
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

enum warraq_status warraq_archive(struct warraq *w, const char *source, const char *target)
{
    GError *error = NULL;
    struct letter letter;
    struct bag_written written;
    session_begin(w);
    struct letter_extra extra = letter_extra_record(w);
    if (!letter_open(w, source, &extra, &letter, &error))
        return session_fail(w, error);
    bool ok = write_archive(&letter, target, &written, &error);
    letter_close(&letter);
    if (!ok)
        return session_fail(w, error);
    tell_written(w, target, &written);
    return session_done(w, session_missing_glyphs(w) > 0);
}
