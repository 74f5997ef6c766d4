// SPDX-License-Identifier: MIT
#include "cli/cli.h"

static enum warraq_status run(struct call *call)
{
    return warraq_snapshot(call->w, call->words[0], call->words[1]);
}

const struct command cmd_snapshot = {
    .name = "snapshot",
    .synopsis = "STORE SOURCE",
    .summary = N_("add a version to a store"),
    .details =
        N_("The store is an OCFL 1.1 storage root. When nothing changed there is no new version."),
    .least = 2,
    .most = 2,
    .output = false,
    .notes_are_result = false,
    .options =
        "strict pdf editions faces print jobs volumes id datacite message user address created "
        "withdraw",
    .run = run,
};
