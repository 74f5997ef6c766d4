// SPDX-License-Identifier: MIT
// A page as elements and texts: the tree that browsers build (HTML5, by gumbo), in our own records.
#ifndef WARRAQ_READ_HTML_DOM_H
#define WARRAQ_READ_HTML_DOM_H

#include "base/arena.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum dom_type { DOM_ELEMENT, DOM_TEXT };

struct dom_attribute {
    const char *name, *value;
};

struct dom {
    enum dom_type type;
    const char *name;    /* of an element, in lower case */
    const char *content; /* of a text */
    struct dom *parent, *children, *last, *next, *previous;
    const struct dom_attribute *attributes;
    size_t n_attributes;
    size_t line;      /* from 1; 0 for what the parser put in */
    uint32_t leaf;    /* of a text: see page.h; 0: of no leaf block */
    uint32_t card;    /* of an element that is a card among its like, from 1; 0: none */
    bool is_card;     /* short enough to be a name with what is said of it */
    bool linked_card; /* it leads to an article, as its like do */
};

/* The root element of `html` (NUL-terminated UTF-8), in `arena`. Never NULL. */
struct dom *dom_parse(struct arena *arena, const char *html);

/* The value of an attribute; NULL if there is none. */
const char *dom_attribute(const struct dom *element, const char *name);

/* A link that names the page's own `address` before a place in it leads to the place. */
void dom_make_places_local(struct dom *element, const char *address);

/* Whether the element has one of `names` (NULL-ended). */
bool dom_is_one_of(const struct dom *element, const char *const *names);

/* Appends the text below, white space folded. */
void dom_append_words(const struct dom *node, GString *text);

#endif
