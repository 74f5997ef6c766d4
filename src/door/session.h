// SPDX-License-Identifier: MIT
// A session behind the public door: its settings, its notes, and what the last command came to.
#ifndef WARRAQ_DOOR_SESSION_H
#define WARRAQ_DOOR_SESSION_H

#include "base/diag.h"
#include "base/error.h"
#include "base/job.h"
#include "base/json.h"
#include "door/settings.h"
#include "text/font.h"
#include "warraq.h"

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

/* warraq_set(), with the reason in *error. */
bool session_set(struct warraq *w, const char *name, const char *value, GError **error);

/* How many threads a call may use, its own among them. */
unsigned session_threads(const struct warraq *w);

/* Characters no face covers, as noted while laying out. */
size_t session_missing_glyphs(const struct warraq *w);

#endif
