// SPDX-License-Identifier: MIT
// Names of those who withdraw, as they are asked for and as they are printed.
#ifndef WARRAQ_DOOR_WITHDRAW_NAME_H
#define WARRAQ_DOOR_WITHDRAW_NAME_H

#include <stdbool.h>
#include <stdint.h>

/* "5. Ann Lee" as a number and a name, its white space folded; without one the number is 0.
 * g_free()
 */
char *withdraw_asked(const char *text, int64_t *ret_number);

/* Whether an entry as printed, "Ann Lee, Paris", is that of a name. */
bool withdraw_fits(const char *entry, const char *name);

#endif
