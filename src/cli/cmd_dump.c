// SPDX-License-Identifier: MIT
#include "cli/cli.h"

static enum warraq_status run(struct call *call)
{
    return warraq_dump(call->w, call->words[0], call->words[1]);
}

const struct command cmd_dump = {
    .name = "dump",
    .synopsis = "STAGE SOURCE",
    .summary = N_("a stage of the route as stable text"),
    .details = N_("For tests and the curious; the stages"),
    .names = "stage",
    .least = 2,
    .most = 2,
    .output = false,
    .notes_are_result = false,
    .options = "",
    .run = run,
};
