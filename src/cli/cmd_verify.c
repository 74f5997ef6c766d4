// SPDX-License-Identifier: MIT
#include "cli/cli.h"

static enum warraq_status run(struct call *call)
{
    return warraq_verify(call->w, call->words[0]);
}

const struct command cmd_verify = {
    .name = "verify",
    .synopsis = "FILE.zip... | FILE.pdf... | FOLDER | STORE",
    .summary = N_("every fault, not only the first"),
    .details =
        N_("Reads archives from strangers: writes nothing, follows no links, bounds its memory. "
           "A folder that is no bag and no store stands for the archives in it. Of a PDF its "
           "signatures and time stamps are judged, and what was changed after them."),
    .least = 1,
    .most = 1,
    .many = "",
    .output = false,
    .notes_are_result = false,
    .options = "profile log repair created jobs authority signers require evidence limit-bytes "
               "limit-ratio "
               "limit-entries",
    .letterless = true,
    .run = run,
};
