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

int cli_wrong_call(const struct command *command, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *text = g_strdup_vprintf(format, args), *shown = warraq_quote(text);
    va_end(args);
    print_error(command, shown);
    free(shown);
    fprintf(stderr, _("usage: warraq %s %s\n"), command->name, command->synopsis);
    fprintf(stderr, _("'warraq %s --help' lists the options\n"), command->name);
    g_free(text);
    return WARRAQ_USAGE;
}

// What follows "-o " in the synopsis: "FILE.pdf". g_free()
static char *output_example(const struct command *command)
{
    const char *at = strstr(command->synopsis, "-o ");
    return at ? g_strndup(at + 3, strcspn(at + 3, " |")) : g_strdup("FILE");
}

// The synopsis' name of the word with that number, from 0. g_free()
static char *word_name(const struct command *command, int index)
{
    char **names = g_strsplit(command->synopsis, " ", -1);
    char *name = g_strdup(index < (int)g_strv_length(names) ? names[index] : "");
    g_strfreev(names);
    return name;
}

static int too_few_words(const struct command *command, const struct call *call)
{
    char *name = word_name(command, call->n_words);
    int status = cli_wrong_call(command, _("%s is missing"), name);
    g_free(name);
    return status;
}

// The commonest slip: an output without its option.
static int too_many_words(const struct command *command, const struct call *call)
{
    const char *first = call->words[command->most];
    if (command->output && !call->output && call->n_words == command->most + 1)
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
    if (call->n_words > command->most)
        return too_many_words(command, call);
    if (command->output && !call->output)
        return missing_output(command);
    if (call->json && call->output && strcmp(call->output, "-") == 0)
        return cli_wrong_call(command, _("--json and -o - both want standard output"));
    if (call->progress && strcmp(call->progress, "auto") != 0 &&
        strcmp(call->progress, "never") != 0)
        return cli_wrong_call(command, _("--progress takes auto or never, not '%s'"),
                              call->progress);
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

// What follows "--" are words, whatever they begin with; the parser leaves it among them.
static void take_words(struct call *call, int argc, char **argv)
{
    int kept = 0;
    call->words = argv + 1;
    for (int i = 0; i < argc - 1; i++) {
        if (kept < i || strcmp(call->words[i], "--") != 0)
            call->words[kept++] = call->words[i];
    }
    call->n_words = kept;
}

static void call_clear(struct call *call)
{
    g_free(call->help_text);
    g_free(call->output);
    g_free(call->as);
    g_free(call->progress);
    g_ptr_array_unref(call->styles);
    warraq_free(call->w);
}

int cli_run(const struct command *command, char **argv)
{
    GError *error = NULL;
    struct call call = {.w = warraq_new(), .styles = g_ptr_array_new_with_free_func(g_free)};
    int status;
    catch_signals();
    take_environment(call.w);
    char *program = g_strdup_printf("warraq %s", command->name);
    g_set_prgname(program); // for the first line of the help
    g_free(program);
    // The parser moves the words within their array; they live as long as the process.
    char **words = arguments_part(command, argv, &error);
    int argc = words ? (int)g_strv_length(words) : 0;
    if (words && options_parse(command, &argc, &words, &call, &error) && call.help) {
        status = print_text(command, call.help_text);
    } else if (!error) {
        take_words(&call, argc, words);
        status = run_call(command, &call);
    } else {
        status = cli_wrong_call(command, "%s", error->message);
        g_error_free(error);
    }
    call_clear(&call);
    return status;
}
