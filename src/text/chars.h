// SPDX-License-Identifier: MIT
// A paragraph character by character: what each is, where its bytes are, its bidi level and
// script, and what may be broken beside it. Every later stage counts in these characters.
#ifndef WARRAQ_TEXT_CHARS_H
#define WARRAQ_TEXT_CHARS_H

#include "base/arena.h"
#include "text/paragraph.h"

#include <hb.h>

enum char_flag {
    CHAR_BREAK = 1 << 0,      /* a line may end before this character */
    CHAR_MUST_BREAK = 1 << 1, /* a line must end before this character */
    CHAR_GRAPHEME = 1 << 2,   /* a user-perceived character starts here */
    CHAR_SPACE = 1 << 3,      /* white space that vanishes at a line's end */
    CHAR_WORD_SPACE = 1 << 4, /* stretched by justification */
    CHAR_WORD_START = 1 << 5,
    CHAR_HYPHEN = 1 << 7,    /* a word may be parted before this character, with a hyphen */
    CHAR_IGNORABLE = 1 << 6, /* shows nothing of its own: joiners, bidi controls, selectors */
};

struct chars {
    const char *text; /* borrowed */
    size_t n_bytes;
    size_t n;
    hb_codepoint_t *code; /* n */
    uint32_t *byte;       /* n + 1: where each starts */
    uint8_t *level;       /* n: bidi embedding level, UAX 9 to rule I2 */
    hb_script_t *script;  /* n: resolved, never Common or Inherited unless all are */
    uint8_t *flags;       /* n + 1 */
    bool rtl;             /* base direction */
    bool newlines;        /* a character is one */
    bool addresses;       /* some of them have a sign that an address has */
    hb_codepoint_t highest;
};

/* Decodes `n` bytes of valid UTF-8 and marks spaces, what shows nothing, and clusters that a face
 * must hold whole. Levels and scripts are left empty, breaks to breaks_find(). */
struct chars *chars_new(const char *text, size_t n, struct arena *arena);

/* A character that forces a line to end. */
bool chars_is_newline(hb_codepoint_t character);

/* Whether the gap after the character may open: it is of a script without spaces, and no number
 * among its words. Wants scripts. */
bool chars_open(const struct chars *chars, size_t at);

/* The first character that starts at or after `byte`; n past the end. */
size_t chars_at_byte(const struct chars *chars, size_t byte);

#endif
