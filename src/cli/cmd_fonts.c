// SPDX-License-Identifier: MIT
#include "cli/cli.h"

static enum warraq_status run(struct call *call)
{
    return warraq_fonts(call->w, call->n_words ? call->words[0] : NULL);
}

const struct command cmd_fonts = {
    .name = "fonts",
    .synopsis = "[SOURCE]",
    .summary = N_("faces used, coverage, what is missing"),
    .details = N_("Only the faces of fonts/ are ever used; no other on the machine is consulted."),
    .least = 0,
    .most = 1,
    .output = false,
    .notes_are_result = false,
    .options = "",
    .run = run,
};
