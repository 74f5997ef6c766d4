// SPDX-License-Identifier: MIT
#include "cli/cli.h"

const struct command *const commands[] = {
    &cmd_render,  &cmd_archive,  &cmd_verify,  &cmd_snapshot, &cmd_log,    &cmd_diff,
    &cmd_restore, &cmd_handout,  &cmd_picture, &cmd_check,    &cmd_import, &cmd_merge,
    &cmd_fonts,   &cmd_dump,     &cmd_watch,   &cmd_desk,     &cmd_new,    &cmd_purge,
    &cmd_redact,  &cmd_evidence, &cmd_seal,    NULL,
};
