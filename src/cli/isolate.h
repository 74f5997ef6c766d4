// SPDX-License-Identifier: MIT
// Right-to-left messages with Latin words in them. A terminal orders such a line by the Unicode
// bidirectional algorithm, which lets an option's hyphens, a path's slashes or two neighbouring
// Latin words drift to the wrong side. Each Latin run and each string argument is therefore put
// between U+2068 FIRST STRONG ISOLATE and U+2069 POP DIRECTIONAL ISOLATE (UAX #9, rule X5c).
#ifndef WARRAQ_CLI_ISOLATE_H
#define WARRAQ_CLI_ISOLATE_H

/* The message with its Latin runs isolated; one that holds isolates already is left as it is.
 * The caller frees it with g_free(). */
char *isolate_latin(const char *message);

#endif
