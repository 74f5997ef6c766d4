// SPDX-License-Identifier: MIT
// Dates as letters write them.
#ifndef WARRAQ_READ_DATES_H
#define WARRAQ_READ_DATES_H

#include "read/tables.h"

enum { DATE_SIZE = 11 };

/* The one full date in a short text ("Geneva, 9 September 2020", "2020年9月9日", "9.9.2020") as
 * ISO 8601. False if there is none, or if day and month cannot be distinguished (3/4/2020). */
bool date_parse(const char *text, size_t n, const struct tables *tables, char ret[DATE_SIZE]);

/* The bytes of the date in a time stamp of machines, "2021-12-07T15:52:48.971Z", at the start of
 * the text; 0 where there is none. */
size_t date_stamp_length(const char *text, size_t n);

#endif
