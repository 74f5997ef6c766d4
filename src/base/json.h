// SPDX-License-Identifier: MIT
// JSON by jansson. This header lends the library to the rooms, so that reading limits and the one
// stable way of printing are decided here alone.
#ifndef WARRAQ_BASE_JSON_H
#define WARRAQ_BASE_JSON_H

#include <glib.h>
#include <jansson.h>

/* Strict RFC 8259: UTF-8, no duplicate keys. NULL with FAULT_INVALID naming line and column of
 * `name`. The caller owns the value (json_decref). */
json_t *json_read(const char *name, const char *data, size_t n, GError **error);

/* The same of bytes that may not be there: NULL gives NULL, without an error. Takes the reference.
 */
json_t *json_read_bytes(const char *name, GBytes *bytes, GError **error);

/* Two-space indent, keys in the order they were set, raw UTF-8, a newline at the end.
 * The caller frees the string with g_free(). */
char *json_print(const json_t *value);

/* A string of `n` bytes that may not be UTF-8: bad bytes become U+FFFD. */
json_t *json_text(const char *text, size_t n);
/* The same of a path or other text that ends with a zero; null for NULL. */
json_t *json_text_or_null(const char *text);

#endif
