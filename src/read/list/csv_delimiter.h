// SPDX-License-Identifier: MIT
// Which mark parts the cells of a CSV file.
#ifndef WARRAQ_READ_LIST_CSV_DELIMITER_H
#define WARRAQ_READ_LIST_CSV_DELIMITER_H

#include <stddef.h>

enum { CSV_WIDE = 0x1F }; /* stands for a mark of several bytes */

/* What Excel's first line says, "sep=;": the mark, or 0. */
unsigned char csv_delimiter_said(const char *text, size_t n);

/* The mark that the most lines of a file's beginning have equally often: titles above a table have
 * their own commas. */
unsigned char csv_delimiter_sniff(const char *text, size_t n);

/* The bytes that CSV_WIDE stands for in it. */
const char *csv_delimiter_wide(const char *text, size_t n);

#endif
