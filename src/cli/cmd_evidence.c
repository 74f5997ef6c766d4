// SPDX-License-Identifier: MIT
#include "cli/cli.h"

static enum warraq_status run(struct call *call)
{
    return warraq_evidence(call->w, call->words[0], call->output);
}

const struct command cmd_evidence = {
    .name = "evidence",
    .synopsis = "FILE|FOLDER|STORE -o FILE.ers|FOLDER",
    .summary = N_("proof of when many archives were there, to be renewed for ever"),
    .details =
        N_("An evidence record (RFC 4998): one time stamp over all archives by a hash tree. The "
           "first call writes the query for a time-stamp authority, the second, with --timestamp "
           "ANSWER.tsr, the record: one over all, FILE.ers, or one for each archive into FOLDER. "
           "Before the stamp's certificate ends, --renew makes the next one; with --digest by a "
           "new tree, before the digest is broken."),
    .least = 1,
    .most = 1,
    .output = true,
    .notes_are_result = false,
    .options = "output timestamp renew digest",
    .letterless = true,
    .run = run,
};
