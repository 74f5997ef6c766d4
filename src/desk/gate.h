// SPDX-License-Identifier: MIT
// Who is let in: a request must name this machine, come from the desk's own page and know the
// token.
#ifndef WARRAQ_DESK_GATE_H
#define WARRAQ_DESK_GATE_H

#include <glib.h>
#include <stdbool.h>

/* What is looked at of a request; NULL for a header that is not there. */
struct gate_request {
    const char *method, *path; /* "/TOKEN/check", as it was sent, without its query */
    const char *host, *origin, *fetch_site;
};

/* The part of the path after the token, "check", borrowed; NULL with *ret_status the answer (403,
 * 404, 405) for a request that is refused. */
const char *gate_pass(const struct gate_request *request, const char *token, unsigned port,
                      unsigned *ret_status);

/* Whether `name` is one plain file name: no folder, no hidden file, no control letter. */
bool gate_is_file_name(const char *name);

/* 32 random hexadecimal digits; g_free(). NULL where the system has no randomness to give. */
char *gate_token(void);

#endif
