// SPDX-License-Identifier: MIT
// What a session keeps between its commands, so that the next of a letter hardly changed repeats
// little: tables, words and styles of the data folder, streams and faces as they were packed. All
// is found by what it is made of, so that a kept thing is what would be made anew: the bytes of a
// record are the same.
#ifndef WARRAQ_DOOR_KEPT_H
#define WARRAQ_DOOR_KEPT_H

#include "base/facts.h"
#include "derive/words.h"
#include "pdf/reuse.h"
#include "read/tables.h"
#include "style/style.h"

struct canvas_kept;
struct session_kept;

struct session_kept *kept_new(void);
/* For a thread that works for the session of `other`, which outlives it. */
struct session_kept *kept_new_beside(const struct session_kept *other);
void kept_free(struct session_kept *kept);

/* Another data folder, or the same one anew: all that came from it goes. */
void kept_forget_data(struct session_kept *kept);

/* All borrowed. `data` is the folder; NULL with FAULT_IO. */
const struct tables *kept_tables(struct session_kept *kept, const char *data, GError **error);
const struct words *kept_words(struct session_kept *kept, const char *path, const char *lang,
                               GError **error);

/* A style by the names it was read from, NULL if it is not kept. kept_style_add() takes it and
 * gives it back; what was lent before may go, so that a command asks once. */
const struct style *kept_style(const struct session_kept *kept, const char *key);
const struct style *kept_style_add(struct session_kept *kept, const char *key, struct style *style);

/* What records share, for a record that begins: NULL for a session's first, which may be its last
 * and then has nothing to keep. `many`: there will be more. */
struct pdf_reuse *kept_reuse(struct session_kept *kept, bool many);

/* What was found out of long lists; NULL for a session's first letter. */
struct fact_store *kept_facts(struct session_kept *kept);

/* What pictures share; NULL for a session's first, for the same reason. */
struct canvas_kept *kept_canvas(struct session_kept *kept);

#endif
