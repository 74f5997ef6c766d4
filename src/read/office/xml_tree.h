// SPDX-License-Identifier: MIT
// XML read a block at a time: each child of an element that holds blocks comes as a small tree and
// is forgotten when the next one begins, so that a long document costs no more than its longest
// paragraph or table.
#ifndef WARRAQ_READ_OFFICE_XML_TREE_H
#define WARRAQ_READ_OFFICE_XML_TREE_H

#include "base/arena.h"
#include "zip/view.h"

struct xml {
    const char *name; /* without its prefix; NULL: a text */
    const char *text; /* of a text */
    struct xml *parent, *first, *last, *next;
    const char **attributes; /* names without prefixes and values by turns, then NULL */
};

/* Whom the blocks of one part are given to. */
struct xml_blocks {
    /* Names of the elements whose children are blocks; NULL-ended. */
    const char *const *holders;
    /* `block` is a child of a `holder`; it lives in `arena`. */
    void (*block)(void *data, const char *holder, const struct xml *block);
    void *data;
    /* Where the trees stay; NULL: each is forgotten after its call. */
    struct arena *keep;
};

/* Reads an entry of a ZIP. False with FAULT_INVALID for what is larger than a letter's part can
 * be, is not XML, has a document type or is nested too deep; FAULT_IO where there is no such
 * entry. */
bool xml_read_entry(struct zip_view *view, const char *entry, const struct xml_blocks *blocks,
                    GError **error);

/* The same for bytes, called `name` in messages. */
bool xml_read_bytes(GBytes *bytes, const char *name, const struct xml_blocks *blocks,
                    GError **error);

/* All of these accept NULL for `element` and then find nothing. */
bool xml_is(const struct xml *element, const char *name);
const char *xml_attribute(const struct xml *element, const char *name);
const struct xml *xml_child(const struct xml *element, const char *name);

/* The value of attribute `name` of the child `child`. */
const char *xml_child_attribute(const struct xml *element, const char *child, const char *name);

/* The first element of this name anywhere below, in order. */
const struct xml *xml_find(const struct xml *element, const char *name);

/* Appends all texts below. */
void xml_append_text(const struct xml *element, GString *out);

#endif
