// SPDX-License-Identifier: MIT
// How Arabic letters join, by Unicode's Joining_Type and Joining_Group (ArabicShaping.txt).
#ifndef WARRAQ_TEXT_JOINING_H
#define WARRAQ_TEXT_JOINING_H

#include <glib.h>
#include <hb.h>
#include <stdbool.h>

/* The groups that rules ask for; all others are one. */
enum joining_group {
    OTHER,
    SEEN,
    SAD,
    TEH_MARBUTA,
    TEH_MARBUTA_GOAL,
    HEH,
    HEH_GOAL,
    DAL,
    ALEF,
    TAH,
    LAM,
    KAF,
    GAF,
    MEEM,
    BEH,
    NOON,
    YEH,
    FARSI_YEH,
    REH,
    WAW,
    AIN,
    QAF,
    FEH
};

enum joining_type { TYPE_U, TYPE_R, TYPE_L, TYPE_D, TYPE_C, TYPE_T };

struct joining {
    uint8_t type, group;
};

struct joining joining_of(hb_codepoint_t character);

static inline bool joins_next(struct joining j)
{
    return j.type == TYPE_D || j.type == TYPE_L || j.type == TYPE_C;
}

static inline bool joins_previous(struct joining j)
{
    return j.type == TYPE_D || j.type == TYPE_R || j.type == TYPE_C;
}

#endif
