// SPDX-License-Identifier: MIT
#include "door/settings.h"

#include "archive/evidence.h"
#include "base/error.h"
#include "door/values.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

enum setting_kind { STRING, LIST, FLAG, COUNT, LENGTH_MM };

/* False with FAULT_USAGE for a value that the option does not take. */
typedef bool (*check_fn)(const char *name, const char *value, GError **error);

struct job_setting {
    const char *name;
    enum setting_kind kind;
    size_t offset;
    check_fn check; // of STRING and LIST
};

#define FIELD(kind, name, member, check)                                                           \
    {                                                                                              \
        name, kind, offsetof(struct settings, member), check                                       \
    }

// Options that are read by a function of values.h are checked by it.
#define CHECK_BY(name, type)                                                                       \
    static bool check_##name(const char *option, const char *value, GError **error)                \
    {                                                                                              \
        type unused;                                                                               \
        (void)option;                                                                              \
        return value_##name(value, &unused, error);                                                \
    }

CHECK_BY(date, int64_t)
CHECK_BY(epoch, int64_t)
CHECK_BY(created, int64_t)

static bool check_shard(const char *option, const char *value, GError **error)
{
    guint64 shard, shards;
    (void)option;
    return value_shard(value, &shard, &shards, error);
}

static bool check_editions(const char *option, const char *value, GError **error)
{
    (void)option;
    char **names = value_editions(value, error);
    bool ok = names != NULL;
    g_strfreev(names);
    return ok;
}

static bool check_require(const char *option, const char *value, GError **error)
{
    (void)option;
    if (strcmp(value, "signature") == 0 || strcmp(value, "timestamp") == 0 ||
        strcmp(value, "evidence") == 0)
        return true;
    fault_set(error, FAULT_USAGE, "--require takes signature, timestamp or evidence, not '%s'",
              value);
    return false;
}

static bool check_digest(const char *option, const char *value, GError **error)
{
    int unused;
    (void)option;
    if (evidence_digest_parse(value, &unused))
        return true;
    char *names = evidence_digest_names();
    fault_set(error, FAULT_USAGE, "--digest takes one of %s, not '%s'", names, value);
    g_free(names);
    return false;
}

static const struct job_setting table[] = {
    FIELD(LIST, "style", style, value_check_path),
    FIELD(LIST, "set", set, value_check_set),
    FIELD(LIST, "allow", allow, value_check_folder),
    FIELD(STRING, "config", config, value_check_path),
    FIELD(FLAG, "no-config", no_config, NULL),
    FIELD(FLAG, "quiet", quiet, NULL),
    FIELD(STRING, "form", form, value_check_choice),
    FIELD(STRING, "encoding", encoding, value_check_encoding),
    FIELD(STRING, "lang", lang, value_check_lang),
    FIELD(STRING, "paper", paper, value_check_paper),
    FIELD(STRING, "date", date, check_date),
    FIELD(STRING, "source-date-epoch", source_date_epoch, check_epoch),
    FIELD(STRING, "signatories", signatories, value_check_path),
    FIELD(STRING, "list-encoding", list_encoding, value_check_encoding),
    FIELD(STRING, "part", part, value_check_text),
    FIELD(STRING, "columns", columns, value_check_text),
    FIELD(STRING, "consent", consent, value_check_text),
    FIELD(STRING, "keep-columns", keep_columns, value_check_text),
    FIELD(STRING, "keep", keep, value_check_lines),
    FIELD(STRING, "pdf", pdf, value_check_choice),
    FIELD(STRING, "for", receiver, value_check_path),
    FIELD(STRING, "editions", editions, check_editions),
    FIELD(STRING, "faces", faces, value_check_choice),
    FIELD(FLAG, "print", print, NULL),
    FIELD(FLAG, "strict", strict, NULL),
    FIELD(COUNT, "jobs", jobs, NULL),
    FIELD(STRING, "pages", pages, value_check_pages),
    FIELD(STRING, "sheet", sheet, value_check_path),
    FIELD(STRING, "bind", bind, value_check_choice),
    FIELD(STRING, "duplex", duplex, value_check_choice),
    FIELD(STRING, "link", link, value_check_link),
    FIELD(STRING, "svg-text", svg_text, value_check_choice),
    FIELD(COUNT, "dpi", dpi, NULL),
    FIELD(COUNT, "signature-sheets", signature_sheets, NULL),
    FIELD(LENGTH_MM, "creep", creep, NULL),
    FIELD(FLAG, "marks", marks, NULL),
    FIELD(STRING, "id", id, value_check_line),
    FIELD(STRING, "series", series, value_check_line),
    FIELD(STRING, "series-count", series_count, value_check_series_count),
    FIELD(STRING, "datacite", datacite, value_check_line),
    FIELD(STRING, "sign", sign, value_check_path),
    FIELD(STRING, "certificate", certificate, value_check_path),
    FIELD(STRING, "authority", authority, value_check_path),
    FIELD(STRING, "signers", signers, value_check_path),
    FIELD(LIST, "require", require, check_require),
    FIELD(STRING, "timestamp", timestamp, value_check_stamp),
    FIELD(LIST, "proof", proof, value_check_path),
    FIELD(STRING, "receipt", receipt, value_check_path),
    FIELD(STRING, "evidence", evidence, value_check_path),
    FIELD(STRING, "renew", renew, value_check_path),
    FIELD(STRING, "digest", digest, check_digest),
    FIELD(COUNT, "limit-bytes", limit_bytes, NULL),
    FIELD(COUNT, "limit-ratio", limit_ratio, NULL),
    FIELD(COUNT, "limit-entries", limit_entries, NULL),
    FIELD(STRING, "message", message, value_check_text),
    FIELD(STRING, "user", user, value_check_text),
    FIELD(STRING, "created", created, check_created),
    FIELD(STRING, "address", address, value_check_uri),
    FIELD(FLAG, "log", log, NULL),
    FIELD(STRING, "profile", profile, value_check_path),
    FIELD(STRING, "repair", repair, value_check_folder),
    FIELD(LIST, "name", name, value_check_line),
    FIELD(LIST, "withdraw", withdraw, value_check_line),
    FIELD(STRING, "html", html, value_check_path),
    FIELD(STRING, "pictures", pictures, value_check_path),
    FIELD(STRING, "plot", plot, value_check_path),
    FIELD(FLAG, "yes", yes, NULL),
    FIELD(FLAG, "exit-code", exit_code, NULL),
    FIELD(FLAG, "unverified", unverified, NULL),
    FIELD(FLAG, "colour", colour, NULL),
    FIELD(STRING, "volumes", volumes, value_check_volumes),
    FIELD(STRING, "shard", shard, check_shard),
    FIELD(STRING, "file-name", file_name, value_check_line),
    FIELD(STRING, "labels", labels, value_check_choice),
    FIELD(STRING, "envelopes", envelopes, value_check_choice),
    FIELD(FLAG, "skip-incomplete", skip_incomplete, NULL),
    FIELD(FLAG, "replace", replace, NULL),
    FIELD(COUNT, "volume", volume, NULL),
    FIELD(STRING, "data", data, value_check_folder),
};

void settings_init(struct settings *settings)
{
    memset(settings, 0, sizeof *settings);
    settings->creep = NAN;
    settings->style = g_ptr_array_new_with_free_func(g_free);
    settings->set = g_ptr_array_new_with_free_func(g_free);
    settings->allow = g_ptr_array_new_with_free_func(g_free);
    settings->require = g_ptr_array_new_with_free_func(g_free);
    settings->name = g_ptr_array_new_with_free_func(g_free);
    settings->withdraw = g_ptr_array_new_with_free_func(g_free);
    settings->proof = g_ptr_array_new_with_free_func(g_free);
}

static void *field(struct settings *settings, const struct job_setting *setting)
{
    return (char *)settings + setting->offset;
}

void settings_clear(struct settings *settings)
{
    for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
        if (table[i].kind == STRING)
            g_free(*(char **)field(settings, &table[i]));
        else if (table[i].kind == LIST)
            g_ptr_array_unref(*(GPtrArray **)field(settings, &table[i]));
    }
}

static void replace(char **string, const char *value)
{
    g_free(*string);
    *string = g_strdup(value);
}

void settings_copy(struct settings *settings, const struct settings *from)
{
    static const size_t sizes[] = {
        [FLAG] = sizeof(bool), [COUNT] = sizeof(guint64), [LENGTH_MM] = sizeof(double)};
    for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
        const void *own = (const char *)from + table[i].offset;
        void *to = field(settings, &table[i]);
        const GPtrArray *list = table[i].kind == LIST ? *(GPtrArray *const *)own : NULL;
        for (guint k = 0; list && k < list->len; k++)
            g_ptr_array_add(*(GPtrArray **)to, g_strdup(list->pdata[k]));
        if (table[i].kind == STRING)
            replace(to, *(char *const *)own);
        else if (table[i].kind != LIST)
            memcpy(to, own, sizes[table[i].kind]);
    }
}

static bool set_count(guint64 *ret, const char *name, const char *value, GError **error)
{
    if (g_ascii_string_to_unsigned(value, 10, 1, G_MAXINT64, ret, NULL))
        return true;
    fault_set(error, FAULT_USAGE, "--%s takes a whole number from 1, not '%s'", name, value);
    return false;
}

static bool set_length(double *ret, const char *name, const char *value, GError **error)
{
    len length;
    if (len_parse(value, 0, &length) && length >= 0) {
        *ret = len_to_pt(length) * 25.4 / 72;
        return true;
    }
    fault_set(error, FAULT_USAGE, "--%s takes a length such as 0.1mm, not '%s'", name, value);
    return false;
}

static bool set_flag(bool *ret, const char *name, const char *value, GError **error)
{
    bool on = strcmp(value, "1") == 0;
    if (on || strcmp(value, "0") == 0) {
        *ret = on;
        return true;
    }
    fault_set(error, FAULT_USAGE, "'%s' is 0 or 1, not '%s'", name, value);
    return false;
}

static const struct job_setting *setting_find(const char *name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
        if (strcmp(name, table[i].name) == 0)
            return &table[i];
    }
    return NULL;
}

bool settings_takes(const char *name, const char *value, GError **error)
{
    const struct job_setting *setting = setting_find(name);
    if (!setting->check || setting->check(name, value, error))
        return true;
    fault_because(error, "option-value");
    return false;
}

bool settings_is_set(struct settings *settings, const char *name)
{
    const struct job_setting *setting = setting_find(name);
    const void *at = field(settings, setting);
    switch (setting->kind) {
    case STRING:
        return *(char *const *)at != NULL;
    case LIST:
        return (*(GPtrArray *const *)at)->len > 0;
    case FLAG:
        return *(const bool *)at;
    case COUNT:
        return *(const guint64 *)at > 0;
    case LENGTH_MM:
        return !isnan(*(const double *)at);
    }
    return false;
}

void settings_unset(struct settings *settings, const char *name)
{
    const struct job_setting *setting = setting_find(name);
    void *at = field(settings, setting);
    switch (setting->kind) {
    case STRING:
        g_clear_pointer((char **)at, g_free);
        break;
    case LIST:
        g_ptr_array_set_size(*(GPtrArray **)at, 0);
        break;
    case FLAG:
        *(bool *)at = false;
        break;
    case COUNT:
        *(guint64 *)at = 0;
        break;
    case LENGTH_MM:
        *(double *)at = NAN;
        break;
    }
}

static bool set_value(struct settings *settings, const struct job_setting *setting,
                      const char *value, GError **error)
{
    void *to = field(settings, setting);
    if (setting->check && !setting->check(setting->name, value, error))
        return false;
    switch (setting->kind) {
    case STRING:
        replace(to, value);
        break;
    case LIST:
        g_ptr_array_add(*(GPtrArray **)to, g_strdup(value));
        break;
    case FLAG:
        return set_flag(to, setting->name, value, error);
    case COUNT:
        return set_count(to, setting->name, value, error);
    case LENGTH_MM:
        return set_length(to, setting->name, value, error);
    }
    return true;
}

bool settings_set(struct settings *settings, const char *name, const char *value, GError **error)
{
    const struct job_setting *setting = setting_find(name);
    if (setting && set_value(settings, setting, value, error))
        return true;
    if (setting) {
        fault_because(error, "option-value");
        return false;
    }
    fault_set(error, FAULT_USAGE, "there is no option '%s'", name);
    fault_because(error, "option-unknown");
    return false;
}

bool settings_created(const struct settings *settings, int64_t *ret, GError **error)
{
    if (settings->created)
        return value_created(settings->created, ret, error);
    if (settings->source_date_epoch)
        return value_epoch(settings->source_date_epoch, ret, error);
    *ret = g_get_real_time() / G_USEC_PER_SEC;
    return true;
}

GPtrArray *settings_values(const struct settings *settings, const char *name)
{
    const struct job_setting *setting = setting_find(name);
    const void *at = (const char *)settings + setting->offset;
    GPtrArray *values = g_ptr_array_new_with_free_func(g_free);
    const GPtrArray *list = setting->kind == LIST ? *(GPtrArray *const *)at : NULL;
    for (guint i = 0; list && i < list->len; i++)
        g_ptr_array_add(values, g_strdup(list->pdata[i]));
    if (setting->kind == STRING && *(char *const *)at)
        g_ptr_array_add(values, g_strdup(*(char *const *)at));
    if (setting->kind == FLAG && *(const bool *)at)
        g_ptr_array_add(values, g_strdup("1"));
    return values;
}

bool settings_is_style_file(const char *name)
{
    return strchr(name, '/') || g_str_has_suffix(name, ".style");
}
