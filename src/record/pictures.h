// SPDX-License-Identifier: MIT
// Pictures on a page: each file is written once and named where it is shown.
#ifndef WARRAQ_RECORD_PICTURES_H
#define WARRAQ_RECORD_PICTURES_H

#include "record/job.h"

/* Its image is a JPEG or samples (paint/raster.h). False with FAULT_INVALID for a JPEG that PDF
 * cannot hold. */
bool picture_put(struct record *record, const struct item *item, GError **error);

/* The page's pictures, as entries of its /XObject. */
void pictures_put_resources(const struct record *record, GString *out);

#endif
