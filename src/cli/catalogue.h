// SPDX-License-Identifier: MIT
// A catalogue of translations as gettext's msgfmt writes it, read without a locale.
#ifndef WARRAQ_CLI_CATALOGUE_H
#define WARRAQ_CLI_CATALOGUE_H

#include <glib.h>

/* The Arabic one below `folder`, for ever; one without a word where there is none, or for NULL. */
GHashTable *catalogue_new(const char *folder);

/* What it says for `english`, or that itself. */
const char *catalogue_say(const GHashTable *catalogue, const char *english);

#endif
