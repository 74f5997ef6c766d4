// SPDX-License-Identifier: MIT
// Lines that head those below them and are no names: "Organisations", a country, where names come
// in blocks of lines or in lists with a line above each.
#ifndef WARRAQ_READ_FIND_LEADS_H
#define WARRAQ_READ_FIND_LEADS_H

#include "read/find/unit.h"

/* Gives TRAIT_LEADS to them. Units are measured and their words read. */
void leads_mark(struct units *units);

#endif
