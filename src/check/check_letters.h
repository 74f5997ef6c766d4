// SPDX-License-Identifier: MIT
// Letters of another script that look like a word's own, and characters that are not seen.
#ifndef WARRAQ_CHECK_CHECK_LETTERS_H
#define WARRAQ_CHECK_CHECK_LETTERS_H

#include "check/checked.h"

void check_letters(const struct checked *checked);

#endif
