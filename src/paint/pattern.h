// SPDX-License-Identifier: MIT
// "page-%03d.png": the names of many pictures, and their format.
#ifndef WARRAQ_PAINT_PATTERN_H
#define WARRAQ_PAINT_PATTERN_H

#include <glib.h>
#include <stdbool.h>

enum format { FORMAT_PNG, FORMAT_SVG };

struct pattern {
    char *before, *after; /* of the number; `after` is NULL where the pattern has no %d */
    int digits;
    enum format format;
};

/* The format by the path's ending; FAULT_USAGE for another than .png and .svg. */
bool format_of(const char *path, enum format *ret, GError **error);

/* FAULT_USAGE: another ending, or anything after a % but one d or 03d. pattern_clear() either way.
 */
bool pattern_parse(const char *text, struct pattern *ret, GError **error);
void pattern_clear(struct pattern *pattern);

/* The name with that number; the caller frees it. */
char *pattern_path(const struct pattern *pattern, size_t number);

#endif
