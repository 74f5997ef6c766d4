// SPDX-License-Identifier: MIT
#include "cli/cli.h"

static enum warraq_status run(struct call *call)
{
    return warraq_seal(call->w, call->words[0], call->output);
}

const struct command cmd_seal = {
    .name = "seal",
    .synopsis = "FILE.pdf -o SEALED.pdf",
    .summary = N_("prove a signed PDF for longer than its keys last"),
    .details = N_("Nothing that is shown changes, and what is signed stays as it is. --timestamp "
                  "query writes SEALED.pdf.tsq, a query about the whole; with the authority's "
                  "answer, a document time stamp goes behind the file. An answer about the "
                  "signature itself, whose query render writes, goes into that. --proof adds "
                  "certificates, revocation lists and OCSP answers."),
    .least = 1,
    .most = 1,
    .output = true,
    .notes_are_result = false,
    .options = "output timestamp proof unverified",
    .letterless = true,
    .run = run,
};
