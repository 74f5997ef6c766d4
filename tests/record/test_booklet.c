// SPDX-License-Identifier: MIT
// Folds every booklet by hand. The model knows paper, not page arithmetic: sides are printed on
// sheets, sheets are laid on one another and folded, and the book is leafed through. What is met
// must be the pages in order, each upright.
#include "record/booklet.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

enum { LEFT, RIGHT };
enum { FRONT, BACK };
enum { SHEETS_MOST = 16 };

// What is on one half of one side of a sheet, seen with the front's top edge up.
struct spot {
    size_t page;
    bool upside_down;
};

struct paper {
    struct spot spots[2][2]; // [FRONT or BACK][LEFT or RIGHT, seen from that side]
    bool printed[2];
};

// The printed picture in the picture's own orientation: left and right as they are in the file.
static void picture(const struct booklet_side *side, struct spot out[2])
{
    out[LEFT] = (struct spot){side->turned ? side->right : side->left, side->turned};
    out[RIGHT] = (struct spot){side->turned ? side->left : side->right, side->turned};
}

// A front is printed as it is. A back, once the paper is flipped over its short edge, keeps its top
// at the front's top; flipped over the long edge, its top is at the front's foot, and seen from
// behind with the front's top up it has made half a turn.
static void print_side(struct paper *paper, const struct booklet_side *side,
                       enum handout_duplex duplex)
{
    struct spot made[2];
    picture(side, made);
    int which = side->back ? BACK : FRONT;
    assert_false(paper->printed[which]);
    paper->printed[which] = true;
    bool half_turn = side->back && duplex == HANDOUT_FLIP_LONG;
    for (int x = LEFT; x <= RIGHT; x++) {
        struct spot spot = made[half_turn ? !x : x];
        spot.upside_down ^= half_turn;
        paper->spots[which][x] = spot;
    }
}

// Leafing through a pile folded with its first sheet outside. From the cover inward one meets the
// opening half of each sheet (the right one of a book bound at the left): its front, then what is
// behind it. From the middle outward follows the closing half: its inside first. Behind a half is
// the back's other half, since the back is seen from the other side.
static size_t leaf_through(const struct paper *pile, size_t sheets, bool right_bound,
                           struct spot *out)
{
    int opening = right_bound ? LEFT : RIGHT, closing = !opening;
    size_t n = 0;
    for (size_t i = 0; i < sheets; i++) {
        out[n++] = pile[i].spots[FRONT][opening];
        out[n++] = pile[i].spots[BACK][!opening];
    }
    for (size_t i = sheets; i-- > 0;) {
        out[n++] = pile[i].spots[BACK][!closing];
        out[n++] = pile[i].spots[FRONT][closing];
    }
    return n;
}

// The file's sides onto paper, as the person at the printer does it.
static size_t print_all(const struct booklet *booklet, struct paper *papers)
{
    size_t sheets = booklet_sheets(booklet);
    for (size_t i = 0; i < 2 * sheets; i++) {
        struct booklet_side side = booklet_side(booklet, i);
        size_t paper = i / 2, pass = i % 2;
        if (booklet->order != HANDOUT_SHEETS) {
            paper = i % sheets;
            pass = i / sheets;
        }
        if (pass && booklet->order == HANDOUT_FRONTS_BACKS_LAST_FIRST)
            paper = sheets - 1 - paper;
        assert_int_equal(side.back, pass);
        print_side(&papers[paper], &side, booklet->duplex);
    }
    return sheets;
}

static void check(const struct booklet *booklet)
{
    struct paper papers[SHEETS_MOST] = {0};
    struct spot met[4 * SHEETS_MOST];
    size_t sheets = print_all(booklet, papers), n = 0;
    size_t together = booklet->signature ? booklet->signature : sheets, signatures = 0;
    for (size_t first = 0; first < sheets; first += together, signatures++)
        n += leaf_through(papers + first, MIN(together, sheets - first), booklet->right_bound,
                          met + n);
    assert_int_equal(signatures, booklet_signatures(booklet));
    assert_true(n >= booklet->pages && n < booklet->pages + 4);
    for (size_t i = 0; i < n; i++) {
        assert_int_equal(met[i].page, i < booklet->pages ? i : BOOKLET_BLANK);
        assert_false(met[i].upside_down);
    }
}

static void test_every_fold(void **state)
{
    (void)state;
    struct booklet booklet = {0};
    for (booklet.pages = 1; booklet.pages <= 33; booklet.pages++)
        for (booklet.signature = 0; booklet.signature <= 9; booklet.signature++)
            for (int bits = 0; bits < 12; bits++) {
                booklet.right_bound = bits & 1;
                booklet.duplex = bits & 2 ? HANDOUT_FLIP_LONG : HANDOUT_FLIP_SHORT;
                booklet.order = (enum handout_order)(bits / 4);
                check(&booklet);
            }
}

// Known from any printer's table: eight pages on two sheets.
static void test_eight_pages(void **state)
{
    (void)state;
    static const size_t expected[4][2] = {{8, 1}, {2, 7}, {6, 3}, {4, 5}};
    struct booklet booklet = {.pages = 8};
    for (size_t i = 0; i < 4; i++) {
        struct booklet_side side = booklet_side(&booklet, i);
        assert_int_equal(side.left + 1, expected[i][0]);
        assert_int_equal(side.right + 1, expected[i][1]);
        booklet.right_bound = true;
        side = booklet_side(&booklet, i);
        assert_int_equal(side.right + 1, expected[i][0]);
        booklet.right_bound = false;
    }
}

// The cover is depth 0 in each signature, however the sides are ordered.
static void test_depth(void **state)
{
    (void)state;
    struct booklet booklet = {.pages = 33, .signature = 4, .order = HANDOUT_FRONTS_THEN_BACKS};
    assert_int_equal(booklet_sheets(&booklet), 9);
    assert_int_equal(booklet_signatures(&booklet), 3);
    static const unsigned depths[] = {0, 1, 2, 3, 0, 1, 2, 3, 0};
    for (size_t i = 0; i < 18; i++) {
        struct booklet_side side = booklet_side(&booklet, i);
        assert_int_equal(side.depth, depths[i % 9]);
        assert_int_equal(side.signature, i % 9 / 4);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_fold),
        cmocka_unit_test(test_eight_pages),
        cmocka_unit_test(test_depth),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
