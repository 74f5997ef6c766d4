// SPDX-License-Identifier: MIT
// What a session was told by options: the values, and how text becomes one.
#ifndef WARRAQ_DOOR_SETTINGS_H
#define WARRAQ_DOOR_SETTINGS_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/* Options by their long names; the table in settings.c says which are lists, flags or numbers.
 * Strings are NULL, numbers 0 and flags false until set. */
struct settings {
    GPtrArray *style, *set, *require, *withdraw, *name, *proof;
    GPtrArray *allow; /* folders outside its own that a letter may name files in */
    /* An organisation's file. */
    char *config;
    bool no_config, quiet;
    /* The letter. */
    char *form, *encoding, *lang, *paper, *date, *source_date_epoch, *signatories;
    /* Its list. */
    char *part, *list_encoding, *columns, *consent, *keep_columns, *keep;
    /* The record. */
    char *pdf;
    char *receiver; /* --for */
    char *editions, *faces;
    bool print, strict;
    guint64 jobs;
    /* Pictures and handouts. */
    char *pages, *sheet, *bind, *duplex, *link, *svg_text;
    guint64 dpi, signature_sheets;
    double creep; /* mm; not a number until set */
    bool marks;
    /* The archive. */
    char *datacite, *id, *series, *series_count, *sign, *certificate, *authority, *signers,
        *timestamp, *receipt, *evidence, *renew, *digest;
    guint64 limit_bytes, limit_ratio, limit_entries;
    /* The store. */
    char *message, *user, *address, *created;
    char *html, *pictures, *plot;
    char *repair, *profile;
    bool log;
    bool yes, exit_code, unverified, colour;
    /* Scale. */
    char *volumes, *shard;
    char *file_name, *labels, *envelopes;
    bool skip_incomplete, replace;
    guint64 volume;
    /* Where fonts/, styles/ and data/ are. */
    char *data;
};

void settings_init(struct settings *settings);
void settings_clear(struct settings *settings);
/* False with FAULT_USAGE for an unknown name or a value that does not fit. */
bool settings_set(struct settings *settings, const char *name, const char *value, GError **error);
/* The same question without setting it; of a name that is known. */
bool settings_takes(const char *name, const char *value, GError **error);
/* Whether a known option differs from its default; and back to that. */
bool settings_is_set(struct settings *settings, const char *name);
void settings_unset(struct settings *settings, const char *name);
/* Makes `settings`, which are as they begin, those of another session. */
void settings_copy(struct settings *settings, const struct settings *from);

/* When something is entered into a store: "created", else SOURCE_DATE_EPOCH, else now. A store is a
 * log, and the one product that asks the clock. */
bool settings_created(const struct settings *settings, int64_t *ret, GError **error);

/* What an option was set to, as text: of a list each, of a flag "1"; g_ptr_array_unref(). */
GPtrArray *settings_values(const struct settings *settings, const char *name);

/* Whether --style means a file by that name. */
bool settings_is_style_file(const char *name);

#endif
