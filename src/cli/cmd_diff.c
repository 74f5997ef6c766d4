// SPDX-License-Identifier: MIT
#include "cli/cli.h"

static enum warraq_status run(struct call *call)
{
    char **words = call->words;
    switch (call->n_words) {
    case 1:
        if (!g_file_test(words[0], G_FILE_TEST_IS_DIR))
            return (enum warraq_status)cli_wrong_call(
                &cmd_diff, _("%s is no store, and what to compare it with is missing"), words[0]);
        return warraq_diff_versions(call->w, words[0], NULL, NULL, NULL);
    case 2:
        return warraq_diff(call->w, words[0], words[1]);
    case 3:
        return warraq_diff_versions(call->w, words[0], NULL, words[1], words[2]);
    default:
        return warraq_diff_versions(call->w, words[0], words[1], words[2], words[3]);
    }
}

const struct command cmd_diff = {
    .name = "diff",
    .synopsis = "STORE [ID] [vA vB] | A B",
    .summary = N_("who signed, who left, what text changed"),
    .details = N_("Compares two versions in a store (without vA vB: the last two), or two sources "
                  "or archives."),
    .least = 1,
    .most = 4,
    .output = false,
    .notes_are_result = false,
    .options = "html pictures dpi exit-code unverified",
    .run = run,
};
