// SPDX-License-Identifier: MIT
#include "cli/cli.h"

static enum warraq_status run(struct call *call)
{
    return warraq_log(call->w, call->words[0], call->n_words > 1 ? call->words[1] : NULL);
}

const struct command cmd_log = {
    .name = "log",
    .synopsis = "STORE [ID]",
    .summary = N_("the versions kept"),
    .details =
        N_("Newest last: when, by whom, why, and how many signatories came and left. --plot draws "
           "the names over time."),
    .least = 1,
    .most = 2,
    .output = false,
    .notes_are_result = false,
    .options = "plot",
    .letterless = true,
    .run = run,
};
