// SPDX-License-Identifier: MIT
#include "cli/cli.h"

static enum warraq_status run(struct call *call)
{
    return warraq_begin(call->w, call->words[0]);
}

const struct command cmd_new = {
    .name = "new",
    .synopsis = "FOLDER",
    .summary = N_("a letter, a list, an organisation's file to begin with"),
    .details =
        N_("They are in the language of --lang where warraq has them in it, else in English. "
           "Nothing that is there is replaced."),
    .least = 1,
    .most = 1,
    .output = false,
    .notes_are_result = false,
    .options = "",
    .run = run,
};
