// SPDX-License-Identifier: MIT
// Tags, attributes and text as they are written.
#ifndef WARRAQ_EDITION_MARKUP_TAG_H
#define WARRAQ_EDITION_MARKUP_TAG_H

#include "edition/markup.h"

/* As it is, and as text whose signs are escaped. */
void markup_put(struct markup *markup, const char *html);
void markup_text(struct markup *markup, const char *text);

/* ` name="value"`; the language in both of its attributes where the form is XML. */
void markup_attribute(struct markup *markup, const char *name, const char *value);
void markup_lang(struct markup *markup, const char *lang);

/* ` lang="ar" dir="rtl"` of a node. */
void markup_looks(struct markup *markup, const struct node *node);

/* `<p`, its class (or NULL), language and direction; the caller closes the tag. */
void markup_open(struct markup *markup, const struct node *node, const char *tag,
                 const char *class);

/* The end of the tag of an element that holds nothing. */
const char *markup_void_end(const struct markup *markup);

#endif
