// SPDX-License-Identifier: MIT
// Bytes looked at eight at a time: most of most files is plain ASCII.
#ifndef WARRAQ_BASE_ASCII_H
#define WARRAQ_BASE_ASCII_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define ASCII_EACH(byte) (UINT64_C(0x0101010101010101) * (byte))

static inline uint64_t ascii_eight(const char *p)
{
    uint64_t eight;
    memcpy(&eight, p, sizeof eight);
    return eight;
}

/* How many bytes at `p` are below 0x80. */
static inline size_t ascii_length(const char *p, const char *end)
{
    const char *q = p;
    while (end - q >= 8 && !(ascii_eight(q) & ASCII_EACH(0x80)))
        q += 8;
    while (q < end && !((unsigned char)*q & 0x80))
        q++;
    return (size_t)(q - p);
}

/* Printable ASCII and line feeds. */
static inline bool ascii_is_clean(char c)
{
    return (c >= ' ' && c < 0x7F) || c == '\n';
}

/* How many bytes at `p` are printable ASCII or line feeds. */
static inline size_t ascii_clean_length(const char *p, const char *end)
{
    const char *q = p;
    for (; end - q >= 8; q += 8) {
        uint64_t eight = ascii_eight(q), feeds = eight ^ ASCII_EACH('\n');
        // 0x80 in each byte that is a line feed; 0x20 more makes a printable character of it.
        feeds = ~(((feeds & ASCII_EACH(0x7F)) + ASCII_EACH(0x7F)) | feeds | ASCII_EACH(0x7F));
        eight |= feeds >> 2;
        uint64_t low = (eight - ASCII_EACH(' ')) & ~eight, delete = eight + ASCII_EACH(1);
        if ((eight | low | delete) & ASCII_EACH(0x80))
            break;
    }
    while (q < end && ascii_is_clean(*q))
        q++;
    return (size_t)(q - p);
}

/* Whether all are printable ASCII, and none a line feed. */
static inline bool ascii_is_printable(const char *p, size_t n)
{
    uint64_t found = 0, word;
    for (; n >= sizeof word; p += sizeof word, n -= sizeof word) {
        word = ascii_eight(p);
        found |= word | (word - ASCII_EACH(' ')) | (word + ASCII_EACH(1));
    }
    word = ASCII_EACH(' ');
    memcpy(&word, p, n);
    found |= word | (word - ASCII_EACH(' ')) | (word + ASCII_EACH(1));
    return !(found & ASCII_EACH(0x80));
}

#endif
