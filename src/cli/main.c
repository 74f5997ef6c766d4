// SPDX-License-Identifier: MIT
#include "cli/cli.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>

static void print_help(void)
{
    printf(_("warraq %s: letters and their signatories, typeset, archived and kept\n\n"),
           warraq_version());
    for (size_t i = 0; commands[i]; i++)
        printf("  warraq %-9s %-42s %s\n", commands[i]->name, commands[i]->synopsis,
               _(commands[i]->summary));
    puts(_("\n'warraq COMMAND --help' tells a command's options. '-' is standard input or output.\n"
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

static int flush_status(void)
{
    return fflush(stdout) == 0 && !ferror(stdout) ? WARRAQ_OK : WARRAQ_IO;
}

static const char *from_catalogue(const char *english)
{
    return *english ? gettext(english) : english;
}

static void speak_the_users_language(void)
{
    // Never LC_NUMERIC: a comma must not get into a file.
    setlocale(LC_CTYPE, "");
    setlocale(LC_MESSAGES, "");
    const char *folder = g_file_test(WARRAQ_LOCALE_DIR "/ar", G_FILE_TEST_IS_DIR)
                             ? WARRAQ_LOCALE_DIR
                             : WARRAQ_BUILD_LOCALE_DIR;
    bindtextdomain("warraq", folder);
    bind_textdomain_codeset("warraq", "UTF-8");
    textdomain("warraq");
    warraq_translate_with(from_catalogue);
}

int main(int argc, char **argv)
{
    speak_the_users_language();
    const char *word = argc > 1 ? argv[1] : "";
    if (strcmp(word, "--version") == 0) {
        printf("warraq %s\n", warraq_version());
        return flush_status();
    }
    if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0 || strcmp(word, "help") == 0) {
        print_help();
        return flush_status();
    }
    const struct command *command = command_find(word);
    if (command)
        return cli_run(command, argc - 1, argv + 1);
    fprintf(stderr,
            *word ? "warraq: there is no command '%s'; 'warraq --help' lists them\n"
                  : "warraq: no command%s; 'warraq --help' lists them\n",
            word);
    return WARRAQ_USAGE;
}
