// SPDX-License-Identifier: MIT
#include "cli/cli.h"

static enum warraq_status run(struct call *call)
{
    return warraq_merge(call->w, call->words[0], call->words[1], call->output);
}

const struct command cmd_merge = {
    .name = "merge",
    .synopsis = "SOURCE RECIPIENTS -o DIR",
    .summary = N_("one addressed copy per recipient"),
    .details = N_("{name} in the letter, or the name of any other column, is filled from the row."),
    .least = 2,
    .most = 2,
    .output = true,
    .notes_are_result = false,
    .options =
        "output strict pdf print jobs shard file-name skip-incomplete replace labels envelopes",
    .run = run,
};
