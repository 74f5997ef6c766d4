// SPDX-License-Identifier: MIT
// The words of a column's head, as they are compared.
#ifndef WARRAQ_READ_LIST_HEAD_FOLD_H
#define WARRAQ_READ_LIST_HEAD_FOLD_H

#include <stdbool.h>
#include <stddef.h>

/* Words of letters and digits with one space between; case, accents and vowel points gone.
 * g_free(). */
char *head_fold(const char *text, size_t n);

/* What head_fold() gave, without its spaces; g_free(). */
char *head_join(const char *text);

/* Whether two heads are the same but for case, accents and spaces. */
bool head_same(const char *a, const char *b);

#endif
