// SPDX-License-Identifier: MIT
#include "cli/cli.h"

static enum warraq_status run(struct call *call)
{
    return warraq_handout(call->w, call->words[0], call->as ? call->as : "booklet", call->output);
}

const struct command cmd_handout = {
    .name = "handout",
    .synopsis = "SOURCE [--as KIND] -o FILE.pdf",
    .summary = N_("a booklet, sheets, large print or a summary of the letter"),
    .details =
        N_("Sheets follow the document's direction: a right-to-left letter is bound at the right."),
    .least = 1,
    .most = 1,
    .output = true,
    .notes_are_result = false,
    .options = "output pdf print as bind duplex signature-sheets creep marks",
    .run = run,
};
