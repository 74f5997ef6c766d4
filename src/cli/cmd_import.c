// SPDX-License-Identifier: MIT
#include "cli/cli.h"

static enum warraq_status run(struct call *call)
{
    return warraq_import(call->w, call->words[0], call->output);
}

const struct command cmd_import = {
    .name = "import",
    .synopsis = "SOURCE -o letter.md",
    .summary = N_("a capture turned into a clean source"),
    .details = N_("Importing its own output changes nothing."),
    .least = 1,
    .most = 1,
    .output = true,
    .notes_are_result = false,
    .options = "output",
    .run = run,
};
