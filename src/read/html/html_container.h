// SPDX-License-Identifier: MIT
// Which container of a page holds the letter, and what the elements around a block say of it.
#ifndef WARRAQ_READ_HTML_HTML_CONTAINER_H
#define WARRAQ_READ_HTML_HTML_CONTAINER_H

#include "read/html/dom.h"
#include "read/tables.h"

#include <glib.h>

/* What class, id and role say, of TOPIC_CLASS and TOPIC_BOX. */
unsigned html_class_topics(const struct dom *element, const struct tables *tables);

/* Page words in the classes of the nearest elements, and further out but below `top`. */
void html_page_classes(const struct dom *block, const struct dom *top, const struct tables *tables,
                       bool *ret_near, bool *ret_far);

/* Within navigation or a footer, which stand around a text; and within these or comments. */
bool html_in_aside(const struct dom *block);
bool html_stands_around(const struct dom *block);

/* Within one of three and more elements alike, short, with a link in each, below `top`. */
bool html_in_teaser(const struct dom *block, const struct dom *top);

/* A table or a part of one, which may frame the whole page. */
bool html_is_frame(const struct dom *element);

/* How much text of its own each element holds: element to float, of struct html_leaf's leaves.
 * g_hash_table_unref() */
GHashTable *html_masses(const GArray *leaves, const struct tables *tables);

/* The innermost element that holds nearly all of it. */
const struct dom *html_container(const struct dom *root, GHashTable *masses);

#endif
