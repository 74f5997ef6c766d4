// SPDX-License-Identifier: MIT
// Sessions of threads that work for another's: its settings, with faces, caches and notes of their
// own.
#ifndef WARRAQ_DOOR_SESSION_ASIDE_H
#define WARRAQ_DOOR_SESSION_ASIDE_H

#include "door/session.h"

/* For another thread than that of `w`, which has its faces open, is not changed meanwhile and
 * outlives it. Nobody listens to it, and its notes go where its owner says: `diag` is NULL. The
 * caller lets a thread have its job. */
struct warraq *session_aside_new(const struct warraq *w);
/* The same for the thread of `w`, whose faces and caches it works with. */
struct warraq *session_aside_own(const struct warraq *w);
/* `w` is the session it worked for. */
void session_aside_free(struct warraq *aside, const struct warraq *w);

#endif
