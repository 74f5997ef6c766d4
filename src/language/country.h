// SPDX-License-Identifier: MIT
// Names of countries in the languages that lists are written in, as CLDR has them.
#ifndef WARRAQ_LANGUAGE_COUNTRY_H
#define WARRAQ_LANGUAGE_COUNTRY_H

#include <stdbool.h>
#include <stddef.h>

/* Whether it is the name of a country in one of them, in any case. */
bool country_is_named(const char *text);

/* Whether a text of `n` bytes, short enough, is the name of a country, a colon behind it or not. */
bool text_names_country(const char *text, size_t n);

#endif
