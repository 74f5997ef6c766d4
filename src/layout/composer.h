// SPDX-License-Identifier: MIT
// What the stages of composing share: the page being filled, and the boxes that come next.
#ifndef WARRAQ_LAYOUT_COMPOSER_H
#define WARRAQ_LAYOUT_COMPOSER_H

#include "layout/column.h"
#include "layout/compose.h"

struct composer {
    struct flow *flow;
    const struct fit *fit;
    const struct page_sink *sink;
    struct frame frame;
    len y;            /* where the next box goes */
    guint segment;    /* the one being placed */
    uint64_t at;      /* serial of the next box */
    struct foot foot; /* of the page: what its notes take */
    bool ended;       /* the letter's last box is placed */
    bool colophon_placed;
    struct composed result;
    const struct node *counted; /* the list that is, */
    size_t entries_begun;       /* and how many of its entries were set when its first page ended */
};

/* The segment being placed; NULL behind the last that is there. */
struct segment *composer_segment(const struct composer *composer);

/* Its boxes that are on no page yet. */
const struct box *composer_boxes(const struct composer *composer, const struct segment *segment,
                                 size_t *ret_n);

/* Goes to the next segment that has boxes. False at the letter's end or on a fault. */
bool composer_advance(struct composer *composer, GError **error);

/* Has the flow set boxes until the segment ends or more than `height` is there. */
bool composer_need(struct composer *composer, struct segment *segment, int64_t height,
                   GError **error);

/* Puts boxes below one another, from `y`; what they call goes to the notes. The foot of the last.
 */
len composer_place(struct composer *composer, const struct box *boxes, size_t n, len x, len y);

bool composer_at_top(const struct composer *composer);

/* Where the next box's top would be: its space above counts unless it opens the page. */
len composer_lead(const struct composer *composer, const struct box *box);

/* Whether the least that may open the segment after this one, its first lines that stay together,
 * fits into `room`, and whether it is kept with what stands before. False on a fault. */
bool composer_next_opens(struct composer *composer, len room, bool *ret_fits, bool *ret_kept,
                         GError **error);

/* What the notes of the page take with those that these boxes call. */
len composer_notes_called(const struct composer *composer, const struct box *boxes, size_t n);

#endif
