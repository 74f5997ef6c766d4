// SPDX-License-Identifier: MIT
// How much speaks for each unit being a signatory: small weights that are added up, from the unit
// and from those around it. No sign decides alone.
#ifndef WARRAQ_READ_FIND_EVIDENCE_H
#define WARRAQ_READ_FIND_EVIDENCE_H

#include "read/find/unit.h"
#include "read/tables.h"

/* Measures every unit and fills `evidence`. TRAIT_NAMES and TRAIT_HEAD are set already. */
void units_weigh(struct units *units, const struct tables *tables);

#endif
