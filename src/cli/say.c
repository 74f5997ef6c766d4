// SPDX-License-Identifier: MIT
// What is said of a call itself, and whether what was printed got out.
#include "cli/cli.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

void cli_print_error(const struct command *command, const char *text)
{
    fprintf(stderr, _("warraq %s: %s\n"), command->name, text);
}

int cli_wrong_call(const struct command *command, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *text = g_strdup_vprintf(format, args), *shown = warraq_quote(text);
    va_end(args);
    cli_print_error(command, shown);
    free(shown);
    fprintf(stderr, _("usage: warraq %s %s\n"), command->name, command->synopsis);
    fprintf(stderr, _("'warraq %s --help' lists the options\n"), command->name);
    g_free(text);
    return WARRAQ_USAGE;
}

bool cli_flush(const char *program)
{
    errno = 0;
    if (fflush(stdout) == 0 && !ferror(stdout))
        return true;
    char *text = g_strdup_printf(_("cannot write standard output: %s"), g_strerror(errno));
    fprintf(stderr, "%s: %s\n", program, text);
    g_free(text);
    return false;
}
