// SPDX-License-Identifier: MIT
// Makes addressed copies of a letter, one after another, with faces, caches and notes of its own,
// so that several threads can each have one. What a copy brings forth, besides its file, goes step
// by step to whoever gathers it: at once, or later and from another thread, in the same order.
#ifndef WARRAQ_DOOR_COPIER_H
#define WARRAQ_DOOR_COPIER_H

#include "base/file.h"
#include "door/letter.h"
#include "paint/raster.h"
#include "read/list/recipients.h"

#include <stdatomic.h>

/* What all copies are made from: read by every thread, changed by none while there are several. */
struct copier_job {
    struct warraq *session;
    const struct letter *letter;
    const struct recipients *recipients;
    const struct raster *raster; /* has every picture, once */
    const GPtrArray *pictures;   /* struct document_picture of a copy that was made; or NULL */
    unsigned threads;            /* for each copier */
    atomic_bool is_ending;       /* set by any thread: no copy need be finished */
};

/* A step of a copy: how far it is, or a page that is in its record and is now whoever takes it. */
struct copier_step {
    const struct diag *diag; /* the copy's, */
    size_t notes;            /* of which so many were said before it */
    struct page *page;       /* or NULL, and: */
    const char *unit;
    size_t done, total;
};

/* Takes a step, the page too, whatever it gives; false with *error ends the copy. */
typedef bool (*copier_take_fn)(void *context, const struct copier_step *step, GError **error);

struct copy {
    size_t row;
    struct file_out *out; /* the caller's to commit or abandon; NULL where it cannot be opened */
    GError *error;        /* why the copy failed; NULL */
    struct diag *diag;    /* its notes */
    GArray *steps;        /* struct copier_step, of a copy that is made for later */
    GPtrArray *pictures;  /* struct document_picture: what was read for it */
};

struct copy *copy_new(size_t row, const char *path);
void copy_free(struct copy *copy); /* with the file, if it is not committed, and pages not taken */

struct copier;

/* `own`: for the thread of the session, whose faces it works with. The job is borrowed. */
struct copier *copier_new(const struct copier_job *job, bool own);
void copier_free(struct copier *copier);

/* The letter as the row gets it: a copy of the nodes, filled. document_free() of its document. What
 * is to be said of it goes to the notes of `session`, which it is for. */
struct letter copier_fill(const struct copier_job *job, struct warraq *session, size_t row);

/* Makes the copy, ready to be committed, or with an error. Each step is taken as it comes; with
 * `take` NULL they are put by, for copy_hand_on(). */
void copier_make(struct copier *copier, struct copy *copy, copier_take_fn take, void *context);

/* Has the steps taken that were put by; by any thread, once the copy is made. Where one is not,
 * that is why the copy failed. */
void copy_hand_on(struct copy *copy, copier_take_fn take, void *context);

#endif
