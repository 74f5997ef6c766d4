// SPDX-License-Identifier: MIT
// The queries that a list raises as a whole: names that come twice, numbers out of order.
#ifndef WARRAQ_CHECK_CHECK_NAMES_H
#define WARRAQ_CHECK_CHECK_NAMES_H

#include "check/check_text.h"

struct check_names;

struct check_names *check_names_new(struct check *check);
void check_names_free(struct check_names *names);

/* The next entry, in order; it is looked at and not kept. */
void check_names_add(struct check_names *names, const struct node *entry);

/* Another list begins: its numbers may start again. */
void check_names_restart(struct check_names *names);

#endif
