// SPDX-License-Identifier: MIT
#include "read/list/columns_take.h"

#include "base/error.h"
#include "base/translate.h"
#include "read/list/columns_wish.h"
#include "read/list/head_fold.h"

#include <string.h>

static size_t column_of_head(const struct columns *columns, const char *head)
{
    for (size_t i = 0; i < columns->n; i++) {
        if (columns->at[i].head && strcmp(columns->at[i].head, head) == 0)
            return i;
    }
    for (size_t i = 0; i < columns->n; i++) {
        if (columns->at[i].head && head_same(columns->at[i].head, head))
            return i;
    }
    guint64 number;
    if (g_ascii_string_to_unsigned(head, 10, 1, columns->n, &number, NULL))
        return (size_t)number - 1;
    return COLUMN_NONE;
}

static bool refuse_head(const struct columns *columns, const char *path, const char *head,
                        GError **error)
{
    char *seen = columns_seen(columns);
    fault_set(error, FAULT_USAGE, "%s: there is no column '%s'; it has %s [columns]", path, head,
              seen);
    g_free(seen);
    return false;
}

static bool take_part(struct columns *columns, const char *part, const char *path, GError **error)
{
    const char *equals = strchr(part, '=');
    char *word = g_strstrip(g_strndup(part, equals ? (gsize)(equals - part) : strlen(part)));
    int kind = equals ? head_kind_named(word) : -1;
    if (kind < 0)
        fault_set(error, FAULT_USAGE,
                  "--columns takes KIND=HEAD, as name=Your name,affiliation=Org, not '%s'", part);
    g_free(word);
    if (kind < 0)
        return false;
    char *head = wish_head(equals + 1);
    size_t at = column_of_head(columns, head);
    if (at != COLUMN_NONE) {
        column_set(&columns->at[at], (enum head_kind)kind, true, N_("as --columns says"));
        columns->at[at].by_user = true;
    } else {
        refuse_head(columns, path, head, error);
    }
    g_free(head);
    return at != COLUMN_NONE;
}

// Where the user names the names, no other column is one.
static void prefer_user(struct columns *columns)
{
    bool named = false;
    for (size_t i = 0; i < columns->n; i++)
        named |= columns->at[i].by_user && columns->at[i].kind >= HEAD_NAME &&
                 columns->at[i].kind <= HEAD_FAMILY;
    for (size_t i = 0; named && i < columns->n; i++) {
        struct column *column = &columns->at[i];
        if (!column->by_user && column->kind >= HEAD_NAME && column->kind <= HEAD_FAMILY)
            column_set(column, HEAD_NONE, true, N_("another column holds the names"));
    }
}

bool columns_take_wish(struct columns *columns, const char *wish, const char *path, GError **error)
{
    bool ok = true;
    char **parts = wish_parts(wish);
    for (char **part = parts; ok && *part; part++)
        ok = take_part(columns, *part, path, error);
    g_strfreev(parts);
    prefer_user(columns);
    return ok;
}

bool columns_take_consent(struct columns *columns, const char *wish, const char *path,
                          GError **error)
{
    columns->consent_wished = COLUMN_NONE;
    if (!wish)
        return true;
    const char *equals = strrchr(wish, '=');
    if (!equals) {
        fault_set(error, FAULT_USAGE, "--consent takes COLUMN=VALUE, not '%s'", wish);
        return false;
    }
    char *head = g_strstrip(g_strndup(wish, (gsize)(equals - wish)));
    columns->consent_wished = column_of_head(columns, head);
    columns->consent_value = g_strstrip(g_strdup(equals + 1));
    bool ok = columns->consent_wished != COLUMN_NONE || refuse_head(columns, path, head, error);
    for (size_t i = 0; ok && i < columns->n; i++) {
        struct column *column = &columns->at[i];
        if (column->kind == HEAD_CONSENT || column->kind == HEAD_ANONYMOUS)
            column_set(column, HEAD_STATUS, true, N_("--consent names another"));
    }
    if (ok)
        column_set(&columns->at[columns->consent_wished], HEAD_CONSENT, true,
                   N_("as --consent says"));
    g_free(head);
    return ok;
}
