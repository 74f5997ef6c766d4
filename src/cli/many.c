// SPDX-License-Identifier: MIT
// Several sources in one call: each thread has a session of its own and takes the next source; the
// results are printed in the order of the sources, as if there had been one call after the other.
#include "cli/many.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// What came of one source.
struct outcome {
    GString *messages;
    char *text, *json, *error; /* `text` and `json` as they were asked for */
    int status;
    bool done; /* under the lock */
};

struct many_work {
    const struct command *command;
    char **argv;
    bool json, quiet;
    const GPtrArray *sources, *outputs;
    struct outcome *outcomes; /* one for each source */
    gint next;                /* the next source to take; atomic */
    GMutex lock;              /* of `done`, and of parsing, whose tables are the program's */
    GCond one_done;
};

static void keep_message(void *context, const struct warraq_message *message)
{
    g_string_append(context, message->formatted);
}

static void keep_error(void *context, const struct warraq_message *message)
{
    if (message->severity >= 2)
        keep_message(context, message);
}

static void make_one(struct many_work *work, struct call *call, guint index)
{
    struct outcome *outcome = &work->outcomes[index];
    bool errors_only = work->quiet && (work->json || !work->command->notes_are_result);
    outcome->messages = g_string_new(NULL);
    warraq_on_message(call->w, errors_only ? keep_error : keep_message, outcome->messages);
    call->words = (char **)&work->sources->pdata[index];
    call->n_words = 1;
    g_free(call->output);
    call->output = work->outputs->len ? g_strdup(work->outputs->pdata[index]) : NULL;
    outcome->status = work->command->run(call);
    outcome->error = g_strdup(warraq_error(call->w));
    outcome->text = g_strdup(work->json ? "" : warraq_text(call->w));
    outcome->json = g_strdup(work->json ? warraq_json(call->w) : "");
    g_mutex_lock(&work->lock);
    outcome->done = true;
    g_cond_signal(&work->one_done);
    g_mutex_unlock(&work->lock);
}

static void *work_on(void *context)
{
    struct many_work *work = context;
    struct call call;
    g_mutex_lock(&work->lock);
    bool ok = call_open(&call, work->command, work->argv, NULL); // it was parsed before
    g_mutex_unlock(&work->lock);
    // One thread a source: what a session would start itself comes on top.
    ok = ok && warraq_set(call.w, "jobs", "1") == WARRAQ_OK;
    for (guint i; ok && (i = (guint)g_atomic_int_add(&work->next, 1)) < work->sources->len;)
        make_one(work, &call, i);
    call_clear(&call);
    return NULL;
}

// ---- printing -----------------------------------------------------------------------------

static void print_json_string(const char *text)
{
    char *shown = warraq_quote(text);
    putchar('"');
    for (const char *p = shown; *p; p++)
        printf(strchr("\"\\", *p) ? "\\%c" : "%c", *p);
    putchar('"');
    free(shown);
}

// The command's object, which begins with "{\n", with the source and the status before its keys.
static void print_object(const struct many_work *work, guint index)
{
    const struct outcome *outcome = &work->outcomes[index];
    fputs(index ? ",\n{\n  \"source\": " : "{\n  \"source\": ", stdout);
    print_json_string(work->sources->pdata[index]);
    printf(",\n  \"status\": %d,\n%s", outcome->status, outcome->json + strlen("{\n"));
}

static void print_outcome(const struct many_work *work, guint index)
{
    const struct outcome *outcome = &work->outcomes[index];
    bool notes_are_result = work->command->notes_are_result && !work->json;
    if (notes_are_result) {
        char *shown = warraq_quote(work->sources->pdata[index]);
        printf("%s==> %s <==\n", index ? "\n" : "", shown);
        free(shown);
    }
    fputs(outcome->messages->str, notes_are_result ? stdout : stderr);
    if (work->json)
        print_object(work, index);
    fputs(outcome->text, stdout);
    if (*outcome->error)
        cli_print_error(work->command, outcome->error);
}

static void outcome_clear(struct outcome *outcome)
{
    g_string_free(outcome->messages, TRUE);
    g_free(outcome->text);
    g_free(outcome->json);
    g_free(outcome->error);
}

// Prints each as soon as it and all before it are done; the worst status.
static int print_all(struct many_work *work)
{
    int worst = WARRAQ_OK;
    if (work->json)
        fputs("[\n", stdout);
    for (guint i = 0; i < work->sources->len; i++) {
        g_mutex_lock(&work->lock);
        while (!work->outcomes[i].done)
            g_cond_wait(&work->one_done, &work->lock);
        g_mutex_unlock(&work->lock);
        progress_end();
        print_outcome(work, i);
        worst = MAX(worst, work->outcomes[i].status);
        outcome_clear(&work->outcomes[i]);
        progress_count(N_("sources"), i + 1, work->sources->len);
    }
    progress_end();
    if (work->json)
        fputs("]\n", stdout);
    return cli_flush("warraq") ? worst : WARRAQ_IO;
}

static int run_threads(struct many_work *work, guint n)
{
    GPtrArray *threads = g_ptr_array_new();
    for (guint i = 0; i < n; i++)
        g_ptr_array_add(threads, g_thread_new("source", work_on, work));
    int status = print_all(work);
    for (guint i = 0; i < n; i++)
        g_thread_join(threads->pdata[i]);
    g_ptr_array_unref(threads);
    return status;
}

// ---- the call -----------------------------------------------------------------------------

// An option that says something of one letter, or names one file to write.
static const char *option_of_one(char **argv)
{
    static const char *const names[] = {"--receipt", "--id",    "--series-count",
                                        "--volume",  "--sheet", "--timestamp"};
    for (size_t k = 0; k < G_N_ELEMENTS(names); k++) {
        for (int i = 1; argv[i] && strcmp(argv[i], "--") != 0; i++) {
            size_t n = strlen(names[k]);
            if (strncmp(argv[i], names[k], n) == 0 && (!argv[i][n] || argv[i][n] == '='))
                return names[k];
        }
    }
    return NULL;
}

static int check_call(const struct command *command, char **argv, const GPtrArray *sources)
{
    const char *of_one = option_of_one(argv);
    if (of_one)
        return cli_wrong_call(command, _("%s is of one source, and there are several"), of_one);
    for (guint i = 0; i < sources->len; i++) {
        if (strcmp(sources->pdata[i], "-") == 0)
            return cli_wrong_call(command,
                                  _("standard input is one source, and there are several"));
    }
    return WARRAQ_OK;
}

int many_run(const struct command *command, const struct call *call, char **argv)
{
    GPtrArray *sources = many_sources(command, call), *outputs = NULL;
    int status = check_call(command, argv, sources);
    if (status == WARRAQ_OK)
        status = many_outputs(command, call, sources, &outputs);
    if (status == WARRAQ_OK) {
        struct many_work work = {
            .command = command,
            .argv = argv,
            .json = call->json,
            .quiet = call->quiet,
            .sources = sources,
            .outputs = outputs,
            .outcomes = g_new0(struct outcome, sources->len),
        };
        guint jobs = call->jobs ? (guint)call->jobs : g_get_num_processors();
        g_mutex_init(&work.lock);
        g_cond_init(&work.one_done);
        progress_start(call->w, call->progress);
        status = run_threads(&work, MIN(jobs, sources->len));
        g_mutex_clear(&work.lock);
        g_cond_clear(&work.one_done);
        g_free(work.outcomes);
    }
    g_clear_pointer(&outputs, g_ptr_array_unref);
    g_ptr_array_unref(sources);
    return status;
}
