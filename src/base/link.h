// SPDX-License-Identifier: MIT
// Addresses that a letter may send its reader to.
#ifndef WARRAQ_BASE_LINK_H
#define WARRAQ_BASE_LINK_H

#include <stdbool.h>

/* Whether a viewer that follows the address can do no harm: http, https, mailto, tel, or a place in
 * the document itself ("#…"). Others start programs (javascript:, vbscript:), open files (file:) or
 * hide a page in themselves (data:). */
bool link_is_harmless(const char *address);

/* The same, without a place in the document: what makes sense on paper. */
bool link_is_address(const char *address);

#endif
