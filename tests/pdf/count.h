// SPDX-License-Identifier: MIT
// How often a word stands in a file's bytes.
#ifndef WARRAQ_TESTS_PDF_COUNT_H
#define WARRAQ_TESTS_PDF_COUNT_H

#include <glib.h>
#include <string.h>

static inline unsigned count_word(GBytes *bytes, const char *word)
{
    gsize n;
    const char *data = g_bytes_get_data(bytes, &n), *end = data + n;
    unsigned found = 0;
    for (const char *p = data; (p = memmem(p, (size_t)(end - p), word, strlen(word))) != NULL; p++)
        found++;
    return found;
}

#endif
