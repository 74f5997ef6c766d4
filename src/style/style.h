// SPDX-License-Identifier: MIT
// A style: how each kind of block looks and how the page is made, read from key files whose keys
// are those of CSS and CSS Paged Media.
#ifndef WARRAQ_STYLE_STYLE_H
#define WARRAQ_STYLE_STYLE_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/geom.h"

#include <glib.h>

struct style; /* property.h says what is in it */

/* Reads the named styles in order, later ones over earlier, then the settings "key=value" or
 * "group.key=value". A name is a file (it holds a '/' or ends in .style) or one of those in
 * `folder`. An unknown key or value is an error with its line in `diag`, and the result NULL with
 * FAULT_INVALID; an absent file is FAULT_IO. */
struct style *style_read(const char *folder, const char *const *names, const char *const *settings,
                         struct diag *diag, GError **error);
void style_free(struct style *style);

/* The style as it is in a language, its strings in `arena` or the style itself: what groups such as
 * [paragraph:zh] or [title:ltr] say counts too, in the order in which all was said. */
void style_in_language(const struct style *style, const char *lang, bool rtl, struct arena *arena,
                       struct style *ret);

/* Whether style_read() would take one such setting; FAULT_USAGE with the first error's text if not.
 */
bool style_check_setting(const char *setting, GError **error);

/* The style files that were read, for the archive: paths, ending with NULL. */
const char *const *style_files(const struct style *style);

#endif
