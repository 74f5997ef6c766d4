// SPDX-License-Identifier: MIT
// One call from its words to its exit status.
#include "cli/cli.h"

#include <errno.h>
#include <signal.h>
#include <stdarg.h>
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

static void print_error(const struct command *command, const char *text)
{
    fprintf(stderr, _("warraq %s: %s\n"), command->name, text);
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

__attribute__((format(printf, 2, 3))) static int wrong_call(const struct command *command,
                                                            const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *text = g_strdup_vprintf(format, args);
    va_end(args);
    print_error(command, text);
    fprintf(stderr, _("usage: warraq %s %s\n"), command->name, command->synopsis);
    fprintf(stderr, _("'warraq %s --help' lists the options\n"), command->name);
    g_free(text);
    return WARRAQ_USAGE;
}

static int check_words(const struct command *command, const struct call *call)
{
    if (call->n_words < command->least)
        return wrong_call(command, _("too few words: %d, not %d"), call->n_words, command->least);
    if (call->n_words > command->most)
        return wrong_call(command, _("too many words, from '%s'"), call->words[command->most]);
    if (command->output && !call->output)
        return wrong_call(command, _("-o is missing: where to write"));
    if (call->json && call->output && strcmp(call->output, "-") == 0)
        return wrong_call(command, _("--json and -o - both want standard output"));
    if (call->progress && strcmp(call->progress, "auto") != 0 &&
        strcmp(call->progress, "never") != 0)
        return wrong_call(command, _("--progress takes auto or never, not '%s'"), call->progress);
    return WARRAQ_OK;
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

static int print_text(const struct command *command, const char *text)
{
    char *program = g_strdup_printf("warraq %s", command->name);
    fputs(text, stdout);
    int status = cli_flush(program) ? WARRAQ_OK : WARRAQ_IO;
    g_free(program);
    return status;
}

static int run_call(const struct command *command, struct call *call)
{
    int status = check_words(command, call);
    if (status != WARRAQ_OK)
        return status;
    listen(call, command);
    progress_start(call->w, call->progress);
    status = command->run(call);
    progress_end();
    int printed = print_text(command, call->json ? warraq_json(call->w) : warraq_text(call->w));
    if (*warraq_error(call->w))
        print_error(command, warraq_error(call->w));
    return printed != WARRAQ_OK ? printed : status;
}

static void take_environment(struct warraq *w)
{
    static const struct {
        const char *variable, *option;
    } taken[] = {{"SOURCE_DATE_EPOCH", "source-date-epoch"}, {"WARRAQ_DATA", "data"}};
    for (size_t i = 0; i < G_N_ELEMENTS(taken); i++) {
        const char *value = g_getenv(taken[i].variable);
        if (value && *value)
            warraq_set(w, taken[i].option, value);
    }
    const char *plain = g_getenv("NO_COLOR"); // no-color.org: present and not empty
    bool colour = isatty(STDOUT_FILENO) && !(plain && *plain);
    warraq_set(w, "colour", colour ? "1" : "0");
}

int cli_run(const struct command *command, int argc, char **argv)
{
    GError *error = NULL;
    struct call call = {.w = warraq_new()};
    int status;
    catch_signals();
    take_environment(call.w);
    char *program = g_strdup_printf("warraq %s", command->name);
    g_set_prgname(program); // for the first line of the help
    g_free(program);
    if (options_parse(command, &argc, &argv, &call, &error) && call.help) {
        status = print_text(command, call.help_text);
    } else if (!error) {
        call.words = argv + 1;
        call.n_words = argc - 1;
        status = run_call(command, &call);
    } else {
        status = wrong_call(command, "%s", error->message);
        g_error_free(error);
    }
    g_free(call.help_text);
    g_free(call.output);
    g_free(call.as);
    g_free(call.progress);
    warraq_free(call.w);
    return status;
}
