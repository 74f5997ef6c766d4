// SPDX-License-Identifier: MIT
// A CFF font made over so that its CIDs are the codes of a record: what /Identity-H shows
// (Adobe Technical Note 5176; ISO 32000-1, 9.7.4.2).
#ifndef WARRAQ_PDF_CFF_H
#define WARRAQ_PDF_CFF_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A glyph of the font as the record shows it. */
struct pdf_cff_slot {
    uint16_t cid;   /* ascending */
    uint32_t glyph; /* of `data`; one may stand in several slots */
};

/* The font `data` with .notdef and then the glyphs of `slots`, in their order. A font that is not
 * keyed by CID gets each glyph at the index `cid`, which PDF then takes for its CID. NULL if the
 * table is damaged, or its offsets are written so short that they cannot be changed. */
GString *pdf_cff_recode(const char *data, size_t n, const struct pdf_cff_slot *slots,
                        size_t n_slots);

#endif
