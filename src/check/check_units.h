// SPDX-License-Identifier: MIT
// Numbers that other programs show turned round among right-to-left words: plain Unicode order
// (UAX 9) takes their parts one by one.
#ifndef WARRAQ_CHECK_CHECK_UNITS_H
#define WARRAQ_CHECK_CHECK_UNITS_H

#include "check/checked.h"

void check_units(const struct checked *checked);

#endif
