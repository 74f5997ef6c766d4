// SPDX-License-Identifier: MIT
// Names of countries in the languages that lists are written in, as CLDR has them.
#ifndef WARRAQ_LANGUAGE_COUNTRY_H
#define WARRAQ_LANGUAGE_COUNTRY_H

#include <stdbool.h>

/* All of them, in memory until they are freed. The last accepts NULL. */
struct country_names *country_names_new(void);
bool country_names_have(const struct country_names *names, const char *text);
void country_names_free(struct country_names *names);

#endif
