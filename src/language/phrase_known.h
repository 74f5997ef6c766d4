// SPDX-License-Identifier: MIT
// What most letters say by ICU, gathered when the program is built. NULL: ICU is to be asked.
#ifndef WARRAQ_LANGUAGE_PHRASE_KNOWN_H
#define WARRAQ_LANGUAGE_PHRASE_KNOWN_H

#include <stddef.h>
#include <stdint.h>

/* As phrase_plural(), of numbers that are not large. */
const char *phrase_known_plural(const char *lang, int64_t number);

/* As phrase_language(), of a language's tag alone. */
const char *phrase_known_language(const char *lang);

/* As phrase_list(), of numbers in figures: other words may change what stands before them. The
 * caller frees it with g_free(). */
char *phrase_known_list(const char *lang, const char *const *items, size_t n);

#endif
