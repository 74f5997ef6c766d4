// SPDX-License-Identifier: MIT
// The few words the program itself puts on a page, in the letter's language.
#ifndef WARRAQ_DERIVE_WORDS_H
#define WARRAQ_DERIVE_WORDS_H

#include <glib.h>

struct words;

/* The file of words at `path`, read for `lang`; NULL with FAULT_IO. */
struct words *words_open(const char *path, const char *lang, GError **error);
void words_close(struct words *words);

/* The word under `key` of `group`, in the language, else in English, else the key itself. g_free()
 */
char *words_get(const struct words *words, const char *group, const char *key);

/* The word under "KEY.FORM", a form of CLDR's plurals. A language whose words do not change with
 * the number has "KEY.other" alone. g_free() */
char *words_counted(const struct words *words, const char *group, const char *key,
                    const char *form);

/* words_get() with each {name} replaced by its value: pairs of strings, NULL at the end. */
char *words_fill(const struct words *words, const char *group, const char *key, ...)
    __attribute__((sentinel));

/* A link as a reader types it: without "https://". */
const char *words_shown_link(const char *link);

#endif
