// SPDX-License-Identifier: MIT
#include "cli/cli.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
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

// share/locale beside the folder the program is in, or, in the tree it was built in, the build's.
static char *catalogue_folder(void)
{
    char *self = realpath("/proc/self/exe", NULL);
    char *bin = g_path_get_dirname(self ? self : ".");
    char *folder = g_build_filename(bin, "..", "share", "locale", NULL);
    char *arabic = g_build_filename(folder, "ar", "LC_MESSAGES", "warraq.mo", NULL);
    if (!g_file_test(arabic, G_FILE_TEST_EXISTS)) {
        g_free(folder);
        folder = g_strdup(WARRAQ_BUILD_LOCALE_DIR);
    }
    g_free(arabic);
    g_free(bin);
    free(self);
    return folder;
}

static void speak_the_users_language(void)
{
    // Never LC_NUMERIC: a comma must not get into a file.
    setlocale(LC_CTYPE, "");
    setlocale(LC_MESSAGES, "");
    char *folder = catalogue_folder();
    bindtextdomain("warraq", folder);
    g_free(folder);
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
            *word ? _("warraq: there is no command '%s'; 'warraq --help' lists them\n")
                  : _("warraq: no command%s; 'warraq --help' lists them\n"),
            word);
    return WARRAQ_USAGE;
}
