// SPDX-License-Identifier: MIT
// Names of countries in the languages that lists are written in, as CLDR has them.
#ifndef WARRAQ_LANGUAGE_COUNTRY_H
#define WARRAQ_LANGUAGE_COUNTRY_H

#include <stdbool.h>

/* Whether it is the name of a country in one of them, in any case. The first call gathers the
 * names, which then stay the same for all threads as long as the process lives. */
bool country_is_named(const char *text);

#endif
