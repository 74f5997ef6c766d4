// SPDX-License-Identifier: MIT
#include "cli/cli.h"

static enum warraq_status run(struct call *call)
{
    return warraq_dump(call->w, call->words[0], call->words[1]);
}

const struct command cmd_dump = {
    .name = "dump",
    .synopsis = "STAGE SOURCE",
    .summary = N_("model, items, lines, pages, tags or text"),
    .details = N_("A stage of the route as stable text, for tests and the curious."),
    .least = 2,
    .most = 2,
    .output = false,
    .notes_are_result = false,
    .options = "",
    .run = run,
};
