// SPDX-License-Identifier: MIT
#include "door/session.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

enum kind { STRING, LIST, FLAG, COUNT, LENGTH_MM };

#define FIELD(kind, name, member)                                                                  \
    {                                                                                              \
        name, kind, offsetof(struct settings, member)                                              \
    }

static const struct setting {
    const char *name;
    enum kind kind;
    size_t offset;
} table[] = {
    FIELD(LIST, "style", style),
    FIELD(LIST, "set", set),
    FIELD(STRING, "form", form),
    FIELD(STRING, "encoding", encoding),
    FIELD(STRING, "lang", lang),
    FIELD(STRING, "paper", paper),
    FIELD(STRING, "date", date),
    FIELD(STRING, "source-date-epoch", source_date_epoch),
    FIELD(STRING, "signatories", signatories),
    FIELD(STRING, "pdf", pdf),
    FIELD(FLAG, "print", print),
    FIELD(FLAG, "strict", strict),
    FIELD(COUNT, "jobs", jobs),
    FIELD(STRING, "pages", pages),
    FIELD(STRING, "sheet", sheet),
    FIELD(STRING, "bind", bind),
    FIELD(STRING, "duplex", duplex),
    FIELD(STRING, "link", link),
    FIELD(STRING, "svg-text", svg_text),
    FIELD(COUNT, "dpi", dpi),
    FIELD(COUNT, "signature-sheets", signature_sheets),
    FIELD(LENGTH_MM, "creep", creep),
    FIELD(FLAG, "marks", marks),
    FIELD(STRING, "id", id),
    FIELD(STRING, "series", series),
    FIELD(STRING, "series-count", series_count),
    FIELD(STRING, "sign", sign),
    FIELD(STRING, "certificate", certificate),
    FIELD(STRING, "authority", authority),
    FIELD(STRING, "signers", signers),
    FIELD(STRING, "timestamp", timestamp),
    FIELD(STRING, "receipt", receipt),
    FIELD(COUNT, "limit-bytes", limit_bytes),
    FIELD(COUNT, "limit-ratio", limit_ratio),
    FIELD(COUNT, "limit-entries", limit_entries),
    FIELD(STRING, "message", message),
    FIELD(STRING, "user", user),
    FIELD(STRING, "created", created),
    FIELD(STRING, "address", address),
    FIELD(STRING, "html", html),
    FIELD(STRING, "pictures", pictures),
    FIELD(FLAG, "exit-code", exit_code),
    FIELD(FLAG, "colour", colour),
    FIELD(STRING, "volumes", volumes),
    FIELD(STRING, "shard", shard),
    FIELD(COUNT, "volume", volume),
    FIELD(STRING, "data", data),
};

void settings_init(struct settings *settings)
{
    memset(settings, 0, sizeof *settings);
    settings->creep = NAN;
    settings->style = g_ptr_array_new_with_free_func(g_free);
    settings->set = g_ptr_array_new_with_free_func(g_free);
}

static void *field(struct settings *settings, const struct setting *setting)
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

static bool set_count(guint64 *ret, const char *name, const char *value, GError **error)
{
    if (g_ascii_string_to_unsigned(value, 10, 0, G_MAXINT64, ret, NULL))
        return true;
    fault_set(error, FAULT_USAGE, "--%s takes a whole number, not '%s'", name, value);
    return false;
}

static bool set_length(double *ret, const char *name, const char *value, GError **error)
{
    len length;
    if (len_parse(value, 0, &length)) {
        *ret = len_to_pt(length) * 25.4 / 72;
        return true;
    }
    fault_set(error, FAULT_USAGE, "--%s takes a length such as 0.1mm, not '%s'", name, value);
    return false;
}

static bool set_flag(bool *ret, const char *name, const char *value, GError **error)
{
    *ret = strcmp(value, "1") == 0;
    if (*ret || strcmp(value, "0") == 0)
        return true;
    fault_set(error, FAULT_USAGE, "'%s' is 0 or 1, not '%s'", name, value);
    return false;
}

static bool set_string(char **ret, const char *name, const char *value, GError **error)
{
    if (!g_utf8_validate(value, -1, NULL) && strcmp(name, "data") != 0) {
        fault_set(error, FAULT_USAGE, "the value of --%s is not UTF-8", name);
        return false;
    }
    g_free(*ret);
    *ret = g_strdup(value);
    return true;
}

bool settings_set(struct settings *settings, const char *name, const char *value, GError **error)
{
    for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
        if (strcmp(name, table[i].name) != 0)
            continue;
        void *to = field(settings, &table[i]);
        switch (table[i].kind) {
        case STRING:
            return set_string(to, name, value, error);
        case LIST:
            g_ptr_array_add(*(GPtrArray **)to, g_strdup(value));
            return true;
        case FLAG:
            return set_flag(to, name, value, error);
        case COUNT:
            return set_count(to, name, value, error);
        case LENGTH_MM:
            return set_length(to, name, value, error);
        }
    }
    fault_set(error, FAULT_USAGE, "there is no option '%s'", name);
    return false;
}
