// SPDX-License-Identifier: MIT
#include "text/joining.h"

#define JOINING_FIRST 0x600
#define JOINING_LAST 0x8ff
#define ZWNJ 0x200c
#define ZWJ 0x200d

#define U(group)                                                                                   \
    {                                                                                              \
        TYPE_U, group                                                                              \
    }
#define R(group)                                                                                   \
    {                                                                                              \
        TYPE_R, group                                                                              \
    }
#define L(group)                                                                                   \
    {                                                                                              \
        TYPE_L, group                                                                              \
    }
#define D(group)                                                                                   \
    {                                                                                              \
        TYPE_D, group                                                                              \
    }
#define C(group)                                                                                   \
    {                                                                                              \
        TYPE_C, group                                                                              \
    }
#define T(group)                                                                                   \
    {                                                                                              \
        TYPE_T, group                                                                              \
    }
static const struct joining joinings[JOINING_LAST - JOINING_FIRST + 1] = {
#include "text/joining.inc"
};
#undef U
#undef R
#undef L
#undef D
#undef C
#undef T

// ArabicShaping.txt lists no marks: what is a mark by its general category is transparent.
struct joining joining_of(hb_codepoint_t c)
{
    struct joining none = {TYPE_U, OTHER};
    if (c >= JOINING_FIRST && c <= JOINING_LAST && joinings[c - JOINING_FIRST].type != TYPE_U)
        return joinings[c - JOINING_FIRST];
    if (c == ZWJ)
        none.type = TYPE_C;
    else if (c >= 0x300 && c != ZWNJ && g_unichar_ismark(c))
        none.type = TYPE_T;
    return none;
}
