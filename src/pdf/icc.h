// SPDX-License-Identifier: MIT
// Colour profiles for output intents (ICC.1:2004-10). Two are built here, so that a record needs
// no file of the machine's and no kilobytes: sRGB by its formula, and one black ink on coated
// paper by the measurements of Fogra.
#ifndef WARRAQ_PDF_ICC_H
#define WARRAQ_PDF_ICC_H

#include <glib.h>

/* sRGB as IEC 61966-2-1 defines it, white adapted to D50: an RGB display profile. */
GString *icc_srgb(void);

/* Black ink alone, offset on coated paper: a grey output profile. Its curve is the black ramp of
 * FOGRA39L (Fogra 2006; the data is in Debian's icc-profiles-free, zlib licence). */
GString *icc_black(void);

/* Colour components of a profile: 1, 3 or 4; 0 if it is none, or of a class or space that no
 * output intent may have. */
unsigned icc_components(const void *profile, gsize n);

/* Whether it describes a printing device, as PDF/X asks. */
gboolean icc_is_output(const void *profile, gsize n);

#endif
