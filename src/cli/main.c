// SPDX-License-Identifier: MIT
#include "cli/cli.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// The columns stay where they are in a right-to-left language; only what is said runs leftward.
static void print_command(const struct command *command)
{
    const char *format = language_is_rtl() ? "\342\201\246  warraq %-9s %-42s\342\201\251 "
                                             "\342\201\247%s\342\201\251\n"
                                           : "  warraq %-9s %-42s %s\n";
    printf(format, command->name, command->synopsis, _(command->summary));
}

static void print_help(void)
{
    printf(_("warraq %s: letters and their signatories, typeset, archived and kept\n\n"),
           warraq_version());
    for (size_t i = 0; commands[i]; i++)
        print_command(commands[i]);
    puts(_("\n'warraq COMMAND --help' lists a command's options. '-' is standard input or output.\n"
           "Exit status: 0 done; 1 the document or archive has faults; 2 the call is wrong;\n"
           "3 could not read or write."));
}

static const struct command *command_find(const char *name)
{
    for (size_t i = 0; commands[i]; i++) {
        if (strcmp(commands[i]->name, name) == 0)
            return commands[i];
    }
    return NULL;
}

static const char *nearest_command(const char *word)
{
    GPtrArray *names = g_ptr_array_new();
    for (size_t i = 0; commands[i]; i++)
        g_ptr_array_add(names, (void *)commands[i]->name);
    g_ptr_array_add(names, NULL);
    const char *near = near_name(word, (const char *const *)names->pdata);
    g_ptr_array_unref(names);
    return near;
}

static int no_command(const char *word)
{
    char *shown = warraq_quote(word);
    const char *near = *word ? nearest_command(word) : NULL;
    if (!*word)
        fputs(_("warraq: which command? 'warraq --help' lists them\n"), stderr);
    else if (near)
        fprintf(stderr, _("warraq: there is no command '%s': did you mean '%s'?\n"), shown, near);
    else if (*word == '-' || access(word, F_OK) == 0)
        fprintf(stderr,
                _("warraq: '%s' comes too early: the command is the first word, as in "
                  "'warraq check letter.txt'\n"),
                shown);
    else
        fprintf(stderr, _("warraq: there is no command '%s'; 'warraq --help' lists them\n"), shown);
    free(shown);
    return WARRAQ_USAGE;
}

static int flush_status(void)
{
    return cli_flush("warraq") ? WARRAQ_OK : WARRAQ_IO;
}

// Of one command, or NULL for all.
static int help(const char *name)
{
    const struct command *command = name ? command_find(name) : NULL;
    if (command)
        return cli_run(command, (char *[]){(char *)name, "--help", NULL});
    if (name)
        return no_command(name);
    print_help();
    return flush_status();
}

// Without them the first file that is opened would take their place, and messages would go into it.
static void keep_standard_streams(void)
{
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
        // Open the other way round, so that using them fails as it would if they were closed.
        if (fcntl(fd, F_GETFD) < 0 && errno == EBADF)
            open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
    }
}

int main(int argc, char **argv)
{
    keep_standard_streams();
    language_take();
    exhaustion_take();
    const char *word = argc > 1 ? argv[1] : "";
    if (strcmp(word, "--version") == 0 || strcmp(word, "-V") == 0) {
        printf("warraq %s\n", warraq_version());
        return flush_status();
    }
    if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0 || strcmp(word, "help") == 0)
        return help(argc > 2 ? argv[2] : NULL);
    const struct command *command = command_find(word);
    return command ? cli_run(command, argv + 1) : no_command(word);
}
