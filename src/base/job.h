// SPDX-License-Identifier: MIT
// What one call of the library reads and writes: no output may be an input of the same call, nor
// may two outputs be one file, compared as files and not as names.
//
// Every room opens files by name, and a call stays on the thread that made it. So the job of the
// call under way is found by its thread, and is not handed through every room.
#ifndef WARRAQ_BASE_JOB_H
#define WARRAQ_BASE_JOB_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>

struct job;

/* Takes the next bytes of what a call writes to "-"; false stops it. */
typedef bool (*job_write_fn)(void *context, const void *data, size_t n);

struct job *job_new(void);
void job_free(struct job *job);

/* Makes `job` this thread's, with no inputs and outputs yet, until job_end(), which brings back the
 * one before: a callback may use a session of its own. */
void job_begin(struct job *job);
void job_end(struct job *job);

/* A job of a thread that works for the call of `other`: it may read what that may. job_enter()
 * makes it that thread's as it is, until job_end(). */
struct job *job_new_beside(const struct job *other);
void job_enter(struct job *job);

/* In the call under way a letter may also name files in this folder and below. */
void job_allow(struct job *job, const char *folder);

/* What lasts from call to call until job_reset(): files that are read from memory, by their exact
 * names; what takes "-". */
void job_lend(struct job *job, const char *name, GBytes *bytes);
void job_take_back(struct job *job, const char *name);
/* All that `from` was lent. */
void job_lend_all(struct job *job, const struct job *from);
void job_write_with(struct job *job, job_write_fn fn, void *context);
void job_reset(struct job *job);

/* Names files before they are opened, so that a clash is found before any work is done. A file that
 * is not there is no clash. NULL is allowed. */
void job_names_input(struct job *job, const char *path);
bool job_names_output(struct job *job, const char *path, GError **error);

/* Where the links of an output's name lead, there or not; NULL where that is no place in a folder
 * but an open file of a process, as /dev/stdout is. g_free() */
char *job_place(const char *path);

/* The names of the files read so far, each once, in order; borrowed. */
const GPtrArray *job_inputs(const struct job *job);

/* How far the call is in a stage that goes through many bytes: told to whoever asked, who may want
 * the call to end. */
typedef bool (*job_step_fn)(void *context, uint64_t done, uint64_t total);
void job_on_step(struct job *job, job_step_fn fn, void *context);

/* The job of this thread begins such a stage; so many bytes more of it are done. False once it is
 * to end. Without a job nobody is told. */
void job_expect(uint64_t total);
bool job_did(uint64_t n);
bool job_is_stopped(const struct job *job);

/* ---- For base/file.c: the job of this thread; without one, all is allowed and nothing is kept. */

/* Remembers an opened input. */
void job_reads(const char *path, const struct stat *info);
/* Remembers an output; `place` is where its links lead. False with FAULT_USAGE for a clash. */
bool job_writes(const char *path, const char *place, GError **error);
/* The same question when the output takes its place, for inputs that were read since. */
bool job_may_place(const char *path, const char *place, GError **error);
/* Whether a resolved path lies in the resolved folder or below. */
bool job_is_below(const char *resolved, const char *folder);
/* Whether the user allowed a letter to name the file at this resolved path. */
bool job_allows(const char *resolved);
/* A reference, or NULL. */
GBytes *job_lent(const char *name);
/* Whether "-" goes to a function; NULL: to standard output. */
job_write_fn job_writer(void **ret_context);
/* True once for each folder of a job: what killed processes left there is then removed. */
bool job_tidies(const char *folder);

#endif
