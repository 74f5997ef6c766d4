// SPDX-License-Identifier: MIT
#include "cli/cli.h"

static enum warraq_status run(struct call *call)
{
    return warraq_picture(call->w, call->words[0], call->output);
}

const struct command cmd_picture = {
    .name = "picture",
    .synopsis = "SOURCE -o PAGE-%d.png|.svg",
    .summary = N_("pages as pictures"),
    .details = N_("%d in the name is the page's number."),
    .least = 1,
    .most = 1,
    .output = true,
    .notes_are_result = false,
    .options = "output pages dpi svg-text",
    .run = run,
};
