// SPDX-License-Identifier: MIT
// Lends cmark-gfm to the readers of Markdown, without its short names, which are the model's.
#ifndef WARRAQ_READ_MARKDOWN_CMARK_H
#define WARRAQ_READ_MARKDOWN_CMARK_H

#define CMARK_NO_SHORT_NAMES // NODE_LIST, NODE_LINK
#include "read/lazy_cmark.h"

#endif
