// SPDX-License-Identifier: MIT
// Language tags: the form that RFC 5646 (BCP 47) gives them, section 2.1.
#ifndef WARRAQ_LANGUAGE_TAG_H
#define WARRAQ_LANGUAGE_TAG_H

#include <stdbool.h>

/* Whether `tag` has the form of a tag: a language of two or three letters, then script, region,
 * variants, extensions; or a private one ("x-…"). PDF/A and PDF/UA want no less of /Lang. A word
 * ("arabic") and a locale ("ar_EG") are none. */
bool tag_is_well_formed(const char *tag);

/* The well-formed tag that was probably meant: "pt-BR" for "pt_BR.UTF-8", "en" for "English", "ar"
 * for "ar-"; NULL where that cannot be guessed. g_free() */
char *tag_nearest(const char *tag);

#endif
