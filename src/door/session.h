// SPDX-License-Identifier: MIT
// A session behind the public door: its settings, its notes, and what the last command came to.
#ifndef WARRAQ_DOOR_SESSION_H
#define WARRAQ_DOOR_SESSION_H

#include "base/diag.h"
#include "base/error.h"
#include "base/job.h"
#include "base/json.h"
#include "text/font.h"
#include "warraq.h"

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

struct config;
struct session_kept;

struct warraq {
    struct settings settings;
    void (*at_end)(struct warraq *w); /* undoes what lasts as long as the command; NULL */
    struct config *config;     /* the organisation's file of the command under way, or NULL */
    struct diag *diag;         /* of the command under way */
    char *found_data;          /* the data folder, where no option says */
    size_t passed_on;          /* notes passed on so far */
    GHashTable *said;          /* their texts: many copies of a letter give each note once */
    struct font_set *fonts;    /* opened when first needed, kept */
    struct session_kept *kept; /* what the next command need not make again */
    struct job *job;           /* what the command reads and writes */
    GString *error, *text;
    const char *code; /* the error's code */
    json_t *result;   /* printed into `json` when somebody asks */
    bool result_with_notes, result_with_text;
    json_t *read; /* the files that went into a letter, for the result; NULL: no letter */
    bool read_settled;
    GString *json;
    bool notes_are_result; /* so that `quiet` does not keep them back */
    warraq_message_fn message;
    void *message_context;
    warraq_progress_fn progress;
    void *progress_context;
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

/* Every command begins with this: forgets the last one's notes and results. False, which is
 * WARRAQ_USAGE, if the session or one of the `n` arguments that follow is NULL. */
bool session_begin(struct warraq *w, int n, ...);

/* Names a file that the command will read, or write, before it does anything: an output that is an
 * input too, or another output, is FAULT_USAGE. NULL is allowed. */
void session_reads(struct warraq *w, const char *path);
bool session_writes(struct warraq *w, const char *path, GError **error);

/* Says how far the command is. False with FAULT_STOPPED if whoever listens wants it to end. */
bool session_progress(const struct warraq *w, const char *unit, size_t done, size_t total,
                      GError **error);

/* Passes the notes gathered since the last call on to whoever listens. */
void session_pass_notes(struct warraq *w);

/* Every command ends with one of these two. session_fail() takes `error` and gives its status;
 * session_done() gives OK, or FAULTS when `faults` says so. */
enum warraq_status session_fail(struct warraq *w, GError *error);
enum warraq_status session_done(struct warraq *w, bool faults);

/* Stores the JSON result; takes the reference. */
void session_json(struct warraq *w, json_t *value);
/* The same for an object that gets `notes`, the command's notes, when it is printed: their list may
 * be long, and not everyone asks. Or `text`, the result for people. */
void session_json_with_notes(struct warraq *w, json_t *value);
void session_json_with_text(struct warraq *w, json_t *value);

/* `[{code, severity, file, line, column, message}]` of the command's notes. */
json_t *session_notes(const struct diag *diag);

/* `["letter.md", "list.csv"]`: the files the command has read, in order, but for the program's own
 * data. As they were named; with `folder` not NULL as seen from there, or by the name alone where
 * they lie elsewhere. */
json_t *session_files_read(struct warraq *w, const char *folder);
/* The result will list what has been read until now; with `settled` for good: what comes later, of
 * a store that is written, is not the letter's. */
void session_keep_read(struct warraq *w, bool settled);

/* A JSON string of a path or other text that may not be UTF-8; null for NULL. */
json_t *session_string(const char *text);

/* warraq_set(), with the reason in *error. */
bool session_set(struct warraq *w, const char *name, const char *value, GError **error);

/* Whether --style means a file by that name. */
bool session_is_style_file(const char *name);

/* Whether a style can be named so: a supplied one, or a file. FAULT_USAGE with their list if not.
 */
bool session_has_style(struct warraq *w, const char *name, GError **error);

/* The faces; NULL with *error if they cannot be opened. */
struct font_set *session_fonts(struct warraq *w, GError **error);

/* How many threads a call may use, its own among them. */
unsigned session_threads(const struct warraq *w);

/* A path below the data folder; free with g_free(). */
char *session_data(struct warraq *w, const char *name);

/* Characters no face covers, as noted while laying out. */
size_t session_missing_glyphs(const struct warraq *w);

#endif
