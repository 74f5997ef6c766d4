// SPDX-License-Identifier: MIT
#include "cli/cli.h"

static enum warraq_status run(struct call *call)
{
    return warraq_purge(call->w, call->words[0], call->words[1]);
}

const struct command cmd_purge = {
    .name = "purge",
    .synopsis = "STORE ID",
    .summary = N_("remove a letter from a store, all its versions"),
    .details = N_("For what the law asks: nothing of the letter stays in the store. Copies of the "
                  "store, and archives that were handed out, are not touched."),
    .least = 2,
    .most = 2,
    .output = false,
    .notes_are_result = false,
    .options = "yes",
    .letterless = true,
    .run = run,
};
