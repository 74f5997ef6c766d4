// SPDX-License-Identifier: MIT
// Two versions side by side, with what changed marked.
#ifndef WARRAQ_PAINT_COMPARE_H
#define WARRAQ_PAINT_COMPARE_H

#include "page/page.h"

/* The pages of one version. */
struct compared {
    const struct page *const *pages;
    size_t n;
};

/* For each page number at which either version has a changed word, one PNG with both pages: the
 * earlier one first in the direction of reading, what it lost on orange under a minus; the later
 * one with what it gained on blue under a plus. Words are matched over the whole documents, so what
 * only moved is not marked; page furniture is not compared.
 *
 * pattern      as for pictures_open(), .png; %d stands for the page's number
 * ret_written  how many pictures there are; 0 where nothing differs. May be NULL
 *
 * FAULT_USAGE: a bad pattern or resolution, or none without %d for several; FAULT_INVALID,
 * FAULT_IO. */
bool compare_pictures(const struct compared *before, const struct compared *after,
                      const char *pattern, double dpi, size_t *ret_written, GError **error);

#endif
