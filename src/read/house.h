// SPDX-License-Identifier: MIT
// What an organisation says for all its letters, put where a letter says nothing.
#ifndef WARRAQ_READ_HOUSE_H
#define WARRAQ_READ_HOUSE_H

#include "read/reader.h"

void house_stand_in(struct reader *reader, const struct read_house *house);

#endif
