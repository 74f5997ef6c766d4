// SPDX-License-Identifier: MIT
#include "cli/cli.h"

static enum warraq_status run(struct call *call)
{
    return warraq_archive(call->w, call->words[0], call->output);
}

const struct command cmd_archive = {
    .name = "archive",
    .synopsis = "SOURCE... -o FILE.zip",
    .summary = N_("PDF, source and manifests in a ZIP that proves itself"),
    .details = N_("The ZIP is a BagIt 1.0 bag: anybody can check it with unzip and sha512sum. A "
                  "folder stands for the letters in it; of several, -o names a folder, or each by "
                  "{name}."),
    .least = 1,
    .most = 1,
    .many = ".zip",
    .output = true,
    .notes_are_result = false,
    .options = "output strict pdf editions faces print jobs volumes id datacite series "
               "series-count profile sign "
               "certificate timestamp receipt",
    .run = run,
};
