// SPDX-License-Identifier: MIT
// What letters are posted with: address labels for a merge's recipients, and envelopes.
#ifndef WARRAQ_DOOR_LABELS_H
#define WARRAQ_DOOR_LABELS_H

#include "door/letter.h"
#include "read/list/recipients.h"

/* labels.pdf in `folder`: an address a label, on the sheets that --labels names. `letter` lends its
 * style and date. False with its faults. */
bool labels_write(const struct letter *letter, const struct recipients *recipients,
                  const char *folder, GError **error);

/* envelopes.pdf: an envelope of the size of --envelopes a recipient, the letter's sender in its
 * corner. */
bool envelopes_write(const struct letter *letter, const struct recipients *recipients,
                     const char *folder, GError **error);

#endif
