// SPDX-License-Identifier: MIT
#include "cli/cli.h"

static enum warraq_status run(struct call *call)
{
    const char *version = call->n_words > 2 ? call->words[2] : NULL;
    return warraq_restore(call->w, call->words[0], call->words[1], version, call->output);
}

const struct command cmd_restore = {
    .name = "restore",
    .synopsis = "STORE ID [vN] -o FOLDER|FILE.zip",
    .summary = N_("a version as it was"),
    .details = N_("A target that ends in .zip is the archive of that version, byte for byte."),
    .least = 2,
    .most = 3,
    .output = true,
    .notes_are_result = false,
    .options = "output unverified",
    .letterless = true,
    .run = run,
};
