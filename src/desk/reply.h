// SPDX-License-Identifier: MIT
// A request that was let in, and what is answered.
#ifndef WARRAQ_DESK_REPLY_H
#define WARRAQ_DESK_REPLY_H

#include "warraq.h"

#include <glib.h>
#include <stdbool.h>

struct MHD_Connection;

struct request {
    struct MHD_Connection *connection;
    const char *path; /* after the token: "check", "page" */
    GBytes *body;     /* of a POST, "" where it sent none */
};

struct reply {
    unsigned status;
    const char *type; /* media type; a constant */
    GBytes *body;
    char *attachment; /* what the file is to be saved as, or NULL */
    bool is_outside;  /* made of bytes from outside: shown in a sandbox of its own */
};

/* A part of the query, "" where it is not there; borrowed. */
const char *request_value(const struct request *request, const char *name);
int request_number(const struct request *request, const char *name, int otherwise);

/* Each takes what it is given and sets the status. */
void reply_bytes(struct reply *reply, const char *type, GBytes *bytes);
void reply_json(struct reply *reply, GString *json);
/* {"error": {"code", "message"}}, the code being a word for the page; `status` is HTTP's. */
void reply_error(struct reply *reply, unsigned status, const char *reason, const char *message);

/* The session's last result: its object, or its error with a status of HTTP's. */
void reply_result(struct reply *reply, const struct warraq *w, enum warraq_status status);

/* Appends `text` as a JSON string; what is not UTF-8 becomes U+FFFD. */
void reply_string(GString *json, const char *text);
/* Appends "name":, with a comma before it where one is needed. */
void reply_key(GString *json, const char *name);

#endif
