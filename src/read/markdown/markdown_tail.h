// SPDX-License-Identifier: MIT
// Where the signatories of a Markdown letter are: marked by <!-- signatories -->, named in the
// front matter, or found as in any other form.
#ifndef WARRAQ_READ_MARKDOWN_MARKDOWN_TAIL_H
#define WARRAQ_READ_MARKDOWN_MARKDOWN_TAIL_H

#include "read/markdown/front_matter.h"

/* A placeholder for the comment until roles are known; a child of `parent`. */
struct node *markdown_marker_new(struct arena *arena, struct node *parent);

/* Gives every block its role. */
bool markdown_tail_assign(struct reader *reader, const struct front_matter *matter, GError **error);

#endif
