// SPDX-License-Identifier: MIT
// What the last command came to, as JSON: stored as a value, printed when somebody asks.
#ifndef WARRAQ_DOOR_SESSION_JSON_H
#define WARRAQ_DOOR_SESSION_JSON_H

#include "door/session.h"

/* Stores the result; takes the reference. NULL: there is none. */
void session_json(struct warraq *w, json_t *value);
/* The same for an object that gets `notes`, the command's notes, when it is printed: their list may
 * be long, and not everyone asks. Or `text`, the result for people. */
void session_json_with_notes(struct warraq *w, json_t *value);
void session_json_with_text(struct warraq *w, json_t *value);

/* `[{code, severity, file, line, column, message}]` of a command's notes. */
json_t *session_json_notes(const struct diag *diag);

#endif
