// SPDX-License-Identifier: MIT
#include "zip/other.h"

#include <string.h>

enum { TAR_HEADER = 512, TAR_SUM = 148, TAR_SUM_SIZE = 8, DISC_START = 16 * 2048 };

// The number in the field, -1 if it is none: octal digits, with spaces before and anything behind.
static long octal(const uint8_t *at, size_t n)
{
    long value = -1;
    while (n > 0 && *at == ' ')
        at++, n--;
    for (; n > 0 && *at >= '0' && *at <= '7'; at++, n--)
        value = (value < 0 ? 0 : value) * 8 + (*at - '0');
    return value;
}

// A tar header has no mark of its own in every version; its sum is what it is known by.
static bool is_tar(const uint8_t *header)
{
    long sum = 0, signed_sum = 0;
    for (size_t i = 0; i < TAR_HEADER; i++) {
        bool within = i >= TAR_SUM && i < TAR_SUM + TAR_SUM_SIZE;
        sum += within ? ' ' : header[i];
        signed_sum += within ? ' ' : (int8_t)header[i];
    }
    long stated = octal(header + TAR_SUM, TAR_SUM_SIZE);
    return stated == sum || stated == signed_sum;
}

void zip_other_check(const struct zip_input *input, struct findings *findings)
{
    uint8_t header[TAR_HEADER], mark[6];
    if (zip_input_read(input, 0, header, sizeof header) && is_tar(header))
        findings_fault(findings, "other-format", NULL,
                       "the file begins as a tar archive; some readers take out that one");
    if (zip_input_read(input, DISC_START, mark, sizeof mark) && memcmp(mark + 1, "CD001", 5) == 0)
        findings_fault(findings, "other-format", NULL,
                       "the file is the image of a disc, too; some readers take out that one");
}
