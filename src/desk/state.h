// SPDX-License-Identifier: MIT
// What the desk has open: the letter, how it is to look, the session that works on it, the job
// under way. One lock round all but the job, so that one request at a time changes it.
#ifndef WARRAQ_DESK_STATE_H
#define WARRAQ_DESK_STATE_H

#include "desk/reply.h"

#include <stdint.h>

/* The letter. Its text is what is shown and mended: the file's own for text and Markdown, the clean
 * Markdown that import makes of any other form. */
struct open_letter {
    char *name; /* as it was dropped: "open-letter.ar.txt"; NULL where nothing is open */
    char *id;   /* in the store of versions */
    char *path; /* the file in the folder; NULL while it is in memory alone */
    char *lent; /* the name its text has in memory; NULL where the file is read */
    GBytes *text;
    GQueue *undone;   /* the texts before each change, GBytes, newest last */
    GHashTable *kept; /* the set of lines that are kept though they were set aside */
    bool is_ours; /* `path` may be written: a working copy, or the user's own file in the folder */
};

/* How far a long call is; its own lock, for it is asked while the other is held. */
struct desk_job {
    GMutex lock;
    char *what; /* the product; NULL while nothing is made */
    char *unit;
    uint64_t done, total;
    int64_t started;
    bool stopped;
};

struct desk {
    GMutex lock;
    struct warraq *w;
    struct open_letter letter;
    int64_t set;          /* when one of them last changed, microseconds since 1970 */
    GHashTable *settings; /* option of the library -> value; both owned */
    struct desk_job job;
    char *
        scratch; /* a folder of its own for pictures and what is to be proved, removed at the end */
    char *lang;
    void (*speak)(const char *lang); /* as desk_call's; under the lock */
    char *where;                     /* the folder, as it is shown */
    GMutex end_lock;
    GCond end_changed;
    bool closing, closed; /* asked for; and answered, so that the desk may end */
    int64_t left;         /* when the page said it goes away; 0 while it is there */
};

/* ---- job.c: every call that holds the desk's lock is a job. */
void desk_job_begin(struct desk_job *job, const char *what);
void desk_job_end(struct desk_job *job);
/* As the library tells how far it is; false when it is to stop. */
bool desk_job_step(void *job, const char *unit, uint64_t done, uint64_t total);

/* ---- letter.c */

/* Opens a file of the folder; or what was dropped, kept byte for byte in received/. False with
 * `reply` an error. */
bool desk_letter_open_file(struct desk *desk, const char *path, struct reply *reply);
bool desk_letter_receive(struct desk *desk, const char *name, GBytes *bytes, struct reply *reply);
bool desk_letter_open_example(struct desk *desk, struct reply *reply);
void desk_letter_close(struct desk *desk);

/* Whether a file's ending is that of a picture a letter may show. */
bool desk_is_picture(const char *name);

/* Readies the session for a call about the letter: its settings, and its text where that is not a
 * file. The source to name, borrowed; NULL with `reply` an error where no letter is open. */
const char *desk_letter_ready(struct desk *desk, struct reply *reply);

/* ---- What requests come to, each under the desk's lock unless said otherwise. */
typedef void (*desk_handler)(struct desk *desk, const struct request *request, struct reply *reply);

void desk_letter_state(struct desk *desk, const struct request *request, struct reply *reply);
void desk_letter_open_request(struct desk *desk, const struct request *request,
                              struct reply *reply);
void desk_letter_receive_request(struct desk *desk, const struct request *request,
                                 struct reply *reply);
void desk_letter_example_request(struct desk *desk, const struct request *request,
                                 struct reply *reply);
void desk_letter_logo_request(struct desk *desk, const struct request *request,
                              struct reply *reply);
void desk_letter_text_request(struct desk *desk, const struct request *request,
                              struct reply *reply);
void desk_letter_save_request(struct desk *desk, const struct request *request,
                              struct reply *reply);
void desk_letter_copy_request(struct desk *desk, const struct request *request,
                              struct reply *reply);
void desk_letter_undo_request(struct desk *desk, const struct request *request,
                              struct reply *reply);

/* aside.c: lines kept by hand, told to the session; each line of a text that says something, bare,
 * with its number. */
void aside_apply(struct desk *desk);
/* What the organisation's file keeps of this letter, `there` being its lines; and those lines as
 * the letter would have them, g_free(). */
void aside_begin(struct open_letter *letter, const char *there);
char *aside_wanted(const struct open_letter *letter, const char *there);
void aside_each_line(const char *text, size_t n,
                     void (*each)(void *context, char *line, size_t number), void *context);

/* house.c: the organisation's file as it is, "" where there is none, and as the settings would have
 * it; g_free(). *ret_beyond_options: some of them only the file can say. */
char *house_there(void);
char *house_kept_lines(void); /* never NULL; g_free() */
char *house_wanted(const struct desk *desk, const char *there, bool *ret_beyond_options);
/* Tells the session of it; adds what it says to a state; forgets the settings that are in it. */
void house_apply(struct desk *desk);
void house_add_values(GString *json);
void house_settle(struct desk *desk);

void aside_request(struct desk *desk, const struct request *request, struct reply *reply);

void house_show_request(struct desk *desk, const struct request *request, struct reply *reply);
void house_save_request(struct desk *desk, const struct request *request, struct reply *reply);

void look_check_request(struct desk *desk, const struct request *request, struct reply *reply);
void look_names_request(struct desk *desk, const struct request *request, struct reply *reply);
void look_places_request(struct desk *desk, const struct request *request, struct reply *reply);
void look_pages_request(struct desk *desk, const struct request *request, struct reply *reply);
void look_page_request(struct desk *desk, const struct request *request, struct reply *reply);
void look_set_request(struct desk *desk, const struct request *request, struct reply *reply);

void products_list_request(struct desk *desk, const struct request *request, struct reply *reply);
void products_make_request(struct desk *desk, const struct request *request, struct reply *reply);
void products_file_request(struct desk *desk, const struct request *request, struct reply *reply);
/* Without the desk's lock: they are asked while something is made. */
void products_progress_request(struct desk *desk, const struct request *request,
                               struct reply *reply);
void products_stop_request(struct desk *desk, const struct request *request, struct reply *reply);

void versions_keep_request(struct desk *desk, const struct request *request, struct reply *reply);
void versions_log_request(struct desk *desk, const struct request *request, struct reply *reply);
void versions_growth_request(struct desk *desk, const struct request *request, struct reply *reply);
void versions_compare_request(struct desk *desk, const struct request *request,
                              struct reply *reply);
void versions_restore_request(struct desk *desk, const struct request *request,
                              struct reply *reply);

void prove_request(struct desk *desk, const struct request *request, struct reply *reply);

#endif
