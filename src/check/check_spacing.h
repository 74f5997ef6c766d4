// SPDX-License-Identifier: MIT
// Spaces and dashes: odd, doubled, missing ones.
#ifndef WARRAQ_CHECK_CHECK_SPACING_H
#define WARRAQ_CHECK_CHECK_SPACING_H

#include "check/checked.h"

void check_spacing(const struct checked *checked);

#endif
