// SPDX-License-Identifier: MIT
// The structure elements of the flow: which box each begins and ends with, which of them begin on,
// and go on past, a given page, and where its links lead.
#ifndef WARRAQ_LAYOUT_ELEMENTS_H
#define WARRAQ_LAYOUT_ELEMENTS_H

#include "layout/flow.h"

struct link_target {
    uint32_t element;
    char *uri; /* owned; NULL: within the letter */
    uint32_t destination;
    char *contents; /* owned */
};

/* An element and its place: serials of its first and last box. */
struct flow_element {
    struct element element;
    uint64_t first, last;
};

/* A new element under `parent`, beginning with the box added next. The caller may fill in the
 * result's other members until the next call. */
struct element *elements_begin(struct flow *flow, uint32_t parent, enum role role);
/* One that is set later, begun now so that it stands before others in the order of reading; and the
 * one begun so for `block`, 0 if none was. */
void elements_reserve(struct flow *flow, const struct node *block, enum role role);
uint32_t elements_reserved(const struct flow *flow, const struct node *block);
/* The element ends with the box added last. */
void elements_end(struct flow *flow, uint32_t id);
/* Inlines of the element that left no glyph were met in no box: they end where they began. */
void elements_settle(struct flow *flow, uint32_t id);
/* Both ends at once, for labels and notes. */
void elements_place(struct flow *flow, uint32_t id, uint64_t first, uint64_t last);
/* An inline element is met in the box `serial`, its first or a later one. */
void elements_extend(struct flow *flow, uint32_t id, uint64_t serial);
uint64_t elements_first(struct flow *flow, uint32_t id);
/* Moves the elements that begin before box `end` from `pending` to the end of `active`. Returns how
 * many were moved.
 */
guint elements_take(struct flow *flow, uint64_t end);
/* The note's elements end on the page being made. */
void elements_end_note(struct flow *flow, uint32_t first_element, uint32_t last_element);
/* The element, to be filled in until the next call. */
struct element *elements_get(struct flow *flow, uint32_t id);
/* Takes back `id`, begun last or last but for its own descendants, and these: nothing of them was
 * added as a box. */
void elements_drop(struct flow *flow, uint32_t id);

/* Where the link of this element leads; NULL if it is no link. */
struct link_target *elements_link(const struct flow *flow, uint32_t element);

/* Lets go of the links whose elements have ended, once there are many. */
void elements_release_links(struct flow *flow);

#endif
