// SPDX-License-Identifier: MIT
// How a letter names itself before it names whom it is for: "Open letter to: …".
#ifndef WARRAQ_DERIVE_OPENING_H
#define WARRAQ_DERIVE_OPENING_H

#include <stdbool.h>
#include <stddef.h>

struct opening {
    size_t kind_end;         /* bytes that are the kind of letter; 0: none */
    size_t to_start, to_end; /* those of the word for "to", its colon included; both 0: none */
};

/* `kinds` and `tos` are the words that may be, parted by semicolons, without capital letters. */
struct opening opening_find(const char *text, const char *kinds, const char *tos);

#endif
