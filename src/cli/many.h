// SPDX-License-Identifier: MIT
// Several sources in one call.
#ifndef WARRAQ_CLI_MANY_H
#define WARRAQ_CLI_MANY_H

#include "cli/cli.h"

/* The sources the call names, those in a folder in its place; a folder without any stays. Owned,
 * with its strings. */
GPtrArray *many_sources(const struct command *command, const struct call *call);

/* The output of each source, in *ret, owned; empty for a command that writes none. WARRAQ_OK, or
 * what it came to, already reported. Makes the folders they go into. */
int many_outputs(const struct command *command, const struct call *call, const GPtrArray *sources,
                 GPtrArray **ret);

#endif
