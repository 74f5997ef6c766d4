// SPDX-License-Identifier: MIT
#include "cli/cli.h"

static enum warraq_status run(struct call *call)
{
    return warraq_check(call->w, call->words[0]);
}

const struct command cmd_check = {
    .name = "check",
    .synopsis = "SOURCE...",
    .summary = N_("what a careful editor would query"),
    .details = N_("Gaps in the numbers, totals that disagree, doubled names, odd spaces, "
                  "unbalanced brackets, look-alike letters; with --for, what breaks a receiver's "
                  "rules. A folder stands for the letters in it."),
    .least = 1,
    .most = 1,
    .many = "",
    .output = false,
    .notes_are_result = true,
    .options = "jobs for",
    .run = run,
};
