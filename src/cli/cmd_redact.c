// SPDX-License-Identifier: MIT
#include "cli/cli.h"

static enum warraq_status run(struct call *call)
{
    return warraq_redact(call->w, call->words[0], call->words[1]);
}

const struct command cmd_redact = {
    .name = "redact",
    .synopsis = "STORE ID --name NAME",
    .summary = N_("take somebody who withdrew out of the versions of a letter"),
    .details = N_("Every version that has the name is made anew from its own source, without the "
                  "entry; what cannot be made anew is left out of the version, and said. Each such "
                  "version says when it was redacted, and keeps a digest of a salt and the name. "
                  "Copies of the store, and archives that were handed out, are not touched."),
    .least = 2,
    .most = 2,
    .output = false,
    .notes_are_result = false,
    .options = "name jobs created",
    .letterless = true,
    .run = run,
};
