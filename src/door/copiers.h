// SPDX-License-Identifier: MIT
// Copiers at work, each on a thread. Copies are begun in the order in which they are added and come
// back in that order, a few ahead of whoever asks, who makes one too instead of waiting.
#ifndef WARRAQ_DOOR_COPIERS_H
#define WARRAQ_DOOR_COPIERS_H

#include "door/copier.h"

struct copiers;

/* One copier, the caller's, that makes one copy at a time. The job is borrowed. */
struct copiers *copiers_new(struct copier_job *job);
/* Those under way are ended, what was not asked for is dropped. */
void copiers_free(struct copiers *copiers);

/* From here on there are so many threads, the caller's among them; copies have about so many pages,
 * which bounds how many are held. No copy is under way. */
void copiers_widen(struct copiers *copiers, unsigned threads, size_t pages);

/* Whether another should be added now; and adds it. */
bool copiers_want(const struct copiers *copiers);
void copiers_add(struct copiers *copiers, struct copy *copy);

/* The first of those that were added, made or failed, once its steps were taken in order on this
 * thread; copy_free(). */
struct copy *copiers_next(struct copiers *copiers, copier_take_fn take, void *context);

#endif
