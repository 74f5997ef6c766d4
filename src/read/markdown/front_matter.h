// SPDX-License-Identifier: MIT
// The YAML block at the top of a Markdown letter: kind, title, short-title, link, lang, dir, to,
// from, date, reference, subject, salutation, closing, signature,
// enclosures, copy, signatories, logo.
#ifndef WARRAQ_READ_MARKDOWN_FRONT_MATTER_H
#define WARRAQ_READ_MARKDOWN_FRONT_MATTER_H

#include "read/reader.h"

struct front_matter {
    bool present;
    size_t end;        /* bytes of the text it takes, its closing line included */
    size_t lines;      /* lines it takes */
    struct node *tail; /* closing and signature nodes, without a parent yet: children of this */
    const char *signatories; /* a path as written; NULL if none */
    struct node *entries;    /* a list written there; NULL if none */
};

/* Reads the front matter at the start of the text. The head's nodes go below root in the order of
 * their keys. FAULT_INVALID (`front-matter`) for YAML that cannot be read. */
bool front_matter_read(struct reader *reader, struct front_matter *ret, GError **error);

#endif
