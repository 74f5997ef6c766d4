// SPDX-License-Identifier: MIT
// A signature of k sheets holds 4k pages. Its cover's front has the last page and the first, its
// back the second and the last but one; each sheet inside starts two pages further in from both
// ends. Bound at the right, left and right change places.
#include "record/booklet.h"

#include <assert.h>

size_t booklet_sheets(const struct booklet *booklet)
{
    return (booklet->pages + 3) / 4;
}

static size_t sheets_together(const struct booklet *booklet)
{
    return booklet->signature ? booklet->signature : booklet_sheets(booklet);
}

size_t booklet_signatures(const struct booklet *booklet)
{
    size_t together = sheets_together(booklet);
    return (booklet_sheets(booklet) + together - 1) / together;
}

// The sheet and side that come at `index` in the file.
static void side_of(const struct booklet *booklet, size_t index, size_t *ret_sheet, bool *ret_back)
{
    size_t sheets = booklet_sheets(booklet);
    if (booklet->order == HANDOUT_SHEETS) {
        *ret_sheet = index / 2;
        *ret_back = index % 2;
        return;
    }
    *ret_back = index >= sheets;
    *ret_sheet = index % sheets;
    if (*ret_back && booklet->order == HANDOUT_FRONTS_BACKS_LAST_FIRST)
        *ret_sheet = sheets - 1 - *ret_sheet;
}

static size_t page_or_blank(const struct booklet *booklet, size_t page)
{
    size_t places = 4 * booklet_sheets(booklet);
    if (booklet->back && page + 1 == places)
        return booklet->pages - 1;
    size_t before = booklet->pages - booklet->back;
    return page < before ? page : BOOKLET_BLANK;
}

struct booklet_side booklet_side(const struct booklet *booklet, size_t index)
{
    size_t sheets = booklet_sheets(booklet), together = sheets_together(booklet);
    assert(booklet->pages > 0 && index < 2 * sheets);
    struct booklet_side side = {0};
    side_of(booklet, index, &side.sheet, &side.back);
    side.signature = side.sheet / together;
    side.depth = (unsigned)(side.sheet % together);
    side.turned = side.back && booklet->duplex == HANDOUT_FLIP_LONG;
    size_t first_sheet = side.signature * together;
    size_t folded = MIN(together, sheets - first_sheet);
    // The two leaves of the sheet, left bound: early pages at the right on the front.
    size_t early = 4 * first_sheet + 2 * side.depth + side.back;
    size_t late = 4 * first_sheet + 4 * folded - 1 - 2 * side.depth - side.back;
    bool early_left = side.back != booklet->right_bound;
    side.left = page_or_blank(booklet, early_left ? early : late);
    side.right = page_or_blank(booklet, early_left ? late : early);
    return side;
}
