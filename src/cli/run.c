// SPDX-License-Identifier: MIT
// One call from its words to its exit status.
#include "cli/cli.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void end_by_signal(int number)
{
    warraq_abandon_all();
    _exit(128 + number);
}

static void catch_signals(void)
{
    struct sigaction action = {.sa_handler = end_by_signal};
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    sigaction(SIGHUP, &action, NULL);
    // A closed pipe, and a file that may not grow, are reported like any other failed write.
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
}

static void print_message(void *context, const struct warraq_message *message)
{
    FILE *to = context;
    progress_end();
    fputs(message->formatted, to);
}

// Errors are printed even when asked to be quiet.
static void print_message_if_error(void *context, const struct warraq_message *message)
{
    if (message->severity >= 2)
        print_message(context, message);
}

static void listen(struct call *call, const struct command *command)
{
    bool result = command->notes_are_result && !call->json;
    warraq_message_fn fn = call->quiet && !result ? print_message_if_error : print_message;
    warraq_on_message(call->w, fn, result ? stdout : stderr);
}

// What follows "-o " in the synopsis: "FILE.pdf". g_free()
static char *output_example(const struct command *command)
{
    const char *at = strstr(command->synopsis, "-o ");
    return at ? g_strndup(at + 3, strcspn(at + 3, " |")) : g_strdup("FILE");
}

// The synopsis' name of the word with that number, from 0: of "SOURCE... -o FILE" the first is
// "SOURCE". g_free()
static char *word_name(const struct command *command, int index)
{
    char **names = g_strsplit(command->synopsis, " ", -1);
    const char *name = index < (int)g_strv_length(names) ? names[index] : "";
    char *kept = g_strndup(name, g_str_has_suffix(name, "...") ? strlen(name) - 3 : strlen(name));
    g_strfreev(names);
    return kept;
}

static int too_few_words(const struct command *command, const struct call *call)
{
    char *name = word_name(command, call->n_words);
    int status = cli_wrong_call(command, _("%s is missing"), name);
    g_free(name);
    return status;
}

// The commonest slip: an output without its option.
static bool lacks_only_its_option(const struct command *command, const struct call *call)
{
    return command->output && !call->output && call->n_words == command->most + 1 &&
           !many_is_letter(call->words[command->most]);
}

static int too_many_words(const struct command *command, const struct call *call)
{
    const char *first = call->words[command->most];
    if (lacks_only_its_option(command, call))
        return cli_wrong_call(command, _("'%s' is one word too many: did you mean -o %s?"), first,
                              first);
    return cli_wrong_call(command, _("too many words, from '%s'"), first);
}

static int missing_output(const struct command *command)
{
    char *example = output_example(command);
    int status = cli_wrong_call(command, _("-o is missing: where to write, as -o %s"), example);
    g_free(example);
    return status;
}

static int check_words(const struct command *command, const struct call *call)
{
    if (call->n_words < command->least)
        return too_few_words(command, call);
    if (call->n_words > command->most && (!command->many || lacks_only_its_option(command, call)))
        return too_many_words(command, call);
    if (command->output && !call->output)
        return missing_output(command);
    if (call->json && command->endless)
        return cli_wrong_call(command, _("%s has no result that could be one JSON object"),
                              command->name);
    if (call->json && call->output && strcmp(call->output, "-") == 0)
        return cli_wrong_call(command, _("--json and -o - both want standard output"));
    if (call->progress && strcmp(call->progress, "auto") != 0 &&
        strcmp(call->progress, "never") != 0)
        return cli_wrong_call(command, _("--progress takes auto or never, not '%s'"),
                              call->progress);
    return WARRAQ_OK;
}

static int print_text(const struct command *command, const char *text)
{
    char *program = g_strdup_printf("warraq %s", command->name);
    fputs(text, stdout);
    int status = cli_flush(program) ? WARRAQ_OK : WARRAQ_IO;
    g_free(program);
    return status;
}

static int run_call(const struct command *command, struct call *call, char **argv)
{
    int status = check_words(command, call);
    if (status != WARRAQ_OK)
        return status;
    if (many_wanted(command, call))
        return many_run(command, call, argv);
    listen(call, command);
    progress_start(call->w, call->progress);
    status = command->run(call);
    progress_end();
    int printed = print_text(command, call->json ? warraq_json(call->w) : warraq_text(call->w));
    if (*warraq_error(call->w))
        cli_print_error(command, warraq_error(call->w));
    return printed != WARRAQ_OK ? printed : status;
}

int cli_run(const struct command *command, char **argv)
{
    GError *error = NULL;
    struct call call;
    int status;
    catch_signals();
    char *program = g_strdup_printf("warraq %s", command->name);
    g_set_prgname(program); // for the first line of the help
    g_free(program);
    if (!call_open(&call, command, argv, &error)) {
        status = cli_wrong_call(command, "%s", error->message);
        g_error_free(error);
    } else if (call.help) {
        status = print_text(command, call.help_text);
    } else {
        status = run_call(command, &call, argv);
    }
    call_clear(&call);
    return status;
}
