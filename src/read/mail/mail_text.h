// SPDX-License-Identifier: MIT
// The words of a mail: headers in their encodings, text that was folded, quoted and signed.
#ifndef WARRAQ_READ_MAIL_MAIL_TEXT_H
#define WARRAQ_READ_MAIL_MAIL_TEXT_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/* A header's value with its encoded words decoded (RFC 2047); g_free(). */
char *mail_decode_header(const char *value);

/* A subject without what replies and forwards put before it. Points into it. */
const char *mail_subject(const char *subject);

/* Lines that the sender's program broke made whole again (RFC 3676). */
char *mail_unflow(const char *text, size_t n, bool delete_space);

/* What of a text is the letter: where most of it is quoted, that, without its marks; and not what
 * stands below a signature's "-- ". *ret_left counts the lines left out. g_free() */
char *mail_body(const char *text, size_t n, size_t *ret_left);

#endif
