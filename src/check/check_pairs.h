// SPDX-License-Identifier: MIT
// Brackets and quotes that have no partner, or the wrong one.
#ifndef WARRAQ_CHECK_CHECK_PAIRS_H
#define WARRAQ_CHECK_CHECK_PAIRS_H

#include "check/checked.h"

void check_pairs(const struct checked *checked);

#endif
