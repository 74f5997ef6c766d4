// SPDX-License-Identifier: MIT
// The words of one call, parsed into a session with its settings.
#include "cli/cli.h"

#include <string.h>
#include <unistd.h>

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
static void take_words(struct call *call)
{
    char **words = call->arguments + 1, **dashes = words;
    while (*dashes && strcmp(*dashes, "--") != 0)
        dashes++;
    if (*dashes) {
        g_free(*dashes);
        memmove(dashes, dashes + 1, (g_strv_length(dashes + 1) + 1) * sizeof *dashes);
    }
    call->words = words;
    call->n_words = (int)g_strv_length(words);
}

void call_clear(struct call *call)
{
    g_strfreev(call->arguments);
    g_free(call->help_text);
    g_free(call->output);
    g_strfreev(call->outputs);
    g_free(call->as);
    g_free(call->progress);
    g_ptr_array_unref(call->styles);
    warraq_free(call->w);
}

// As many threads as there are cores, where nothing is said.
static void default_jobs(const struct call *call)
{
    char cores[16];
    g_snprintf(cores, sizeof cores, "%u", g_get_num_processors());
    if (!call->jobs)
        warraq_set(call->w, "jobs", cores);
}

bool call_open(struct call *call, const struct command *command, char **argv, GError **error)
{
    *call = (struct call){.w = warraq_new(), .styles = g_ptr_array_new_with_free_func(g_free)};
    take_environment(call->w);
    call->arguments = arguments_part(command, argv, error);
    if (!call->arguments || !options_parse(command, call, error))
        return false;
    default_jobs(call);
    take_words(call);
    for (char **output = call->outputs; output && *output; output++) {
        g_free(call->output);
        call->output = g_strdup(*output);
    }
    return true;
}
