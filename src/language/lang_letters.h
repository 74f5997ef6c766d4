// SPDX-License-Identifier: MIT
// The language of a text among those that share a script, by the letters it uses.
#ifndef WARRAQ_LANGUAGE_LANG_LETTERS_H
#define WARRAQ_LANGUAGE_LANG_LETTERS_H

#include <hb.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A lower-case letter and, a bit each, the languages of a list that use it. */
struct lang_letter {
    hb_codepoint_t letter;
    uint32_t languages;
};

/* The languages that write with every letter of characters [first, end) that the sorted table
 * knows; a letter that goes with none of those left is a borrowing and passed over. *ret_narrowed
 * is false where no letter ruled any out. */
uint32_t lang_letters_mask(const hb_codepoint_t *codes, size_t n_codes,
                           const struct lang_letter *letters, size_t n, bool *ret_narrowed);

/* Whether the language is one of the script's whose letters are known. */
bool lang_letters_knows(hb_script_t script, const char *lang);

/* The language of Cyrillic or Arabic letters: `by_default` if it is one of the script's and nearly
 * all letters are its own, else the first of the script's languages that writes with all of them.
 * Static or `by_default`; NULL where none does. */
const char *lang_letters_cyrillic(const hb_codepoint_t *codes, size_t n_codes,
                                  const char *by_default);
const char *lang_letters_arabic(const hb_codepoint_t *codes, size_t n_codes,
                                const char *by_default);

/* The same for a whole text, where one letter in fifty is more than foreign names bring: NULL where
 * the script's first language (Russian, Arabic) may have written all of it. */
const char *lang_letters_of_text(const hb_codepoint_t *codes, size_t n_codes, hb_script_t script);

/* The language of the list, by its place, that alone writes with at least one in fifty of a text's
 * letters; -1 where there is none. */
int lang_letters_own(const hb_codepoint_t *codes, size_t n_codes, const struct lang_letter *letters,
                     size_t n);

#endif
