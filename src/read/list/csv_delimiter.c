// SPDX-License-Identifier: MIT
#include "read/list/csv_delimiter.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

static const char marks[] = {',', ';', '\t', '|', CSV_WIDE};
// Semicolons of Arabic and of Chinese, which libcsv, whose delimiter is a byte, gets as CSV_WIDE.
static const char *const wide_marks[] = {"\330\233", "\357\274\233"};

// How often each mark stands in a line outside quotes. Returns the bytes of the line.
static size_t count_marks(const char *text, size_t n, size_t counts[sizeof marks])
{
    bool quoted = false;
    size_t i = 0;
    for (; i < n && (quoted || (text[i] != '\n' && text[i] != '\r')); i++) {
        quoted ^= text[i] == '"';
        for (size_t m = 0; m + 1 < sizeof marks && !quoted; m++)
            counts[m] += text[i] == marks[m];
        for (size_t w = 0; w < G_N_ELEMENTS(wide_marks) && !quoted; w++)
            counts[sizeof marks - 1] += i + strlen(wide_marks[w]) <= n &&
                                        memcmp(text + i, wide_marks[w], strlen(wide_marks[w])) == 0;
    }
    return i;
}

unsigned char csv_delimiter_sniff(const char *text, size_t n)
{
    enum { LINES_MOST = 40, COUNT_MOST = 64 };
    unsigned lines[sizeof marks][COUNT_MOST] = {{0}};
    size_t line = 0;
    for (size_t at = 0; at < n && line < LINES_MOST;) {
        size_t counts[sizeof marks] = {0};
        size_t length = count_marks(text + at, n - at, counts);
        bool whole = at + length < n || line == 0;
        for (size_t m = 0; m < sizeof marks && whole && length; m++)
            lines[m][MIN(counts[m], COUNT_MOST - 1)]++;
        line += length > 0;
        at += length + 1;
    }
    size_t best = 0, best_score = 0;
    for (size_t m = 0; m < sizeof marks; m++) {
        for (size_t count = 1; count < COUNT_MOST; count++) {
            size_t score = lines[m][count] * 100 + count;
            if (lines[m][count] && score > best_score) {
                best = m;
                best_score = score;
            }
        }
    }
    return (unsigned char)marks[best];
}

unsigned char csv_delimiter_said(const char *text, size_t n)
{
    if (n >= 3 && memcmp(text, "\357\273\277", 3) == 0) {
        text += 3;
        n -= 3;
    }
    if (n && *text == '"') {
        text++;
        n--;
    }
    bool said = n > 4 && g_ascii_strncasecmp(text, "sep=", 4) == 0;
    return said && (n == 5 || strchr("\r\n\"", text[5])) ? (unsigned char)text[4] : 0;
}

const char *csv_delimiter_wide(const char *text, size_t n)
{
    bool arabic = g_strstr_len(text, (gssize)n, wide_marks[0]) != NULL;
    return wide_marks[arabic ? 0 : 1];
}
