// SPDX-License-Identifier: MIT
// The command line: each command is one row in one cmd_*.c; each option one row in options.c.
#ifndef WARRAQ_CLI_CLI_H
#define WARRAQ_CLI_CLI_H

#include "warraq.h"

#include <glib.h>
#include <libintl.h>
#include <stdbool.h>

/* A message in the user's language; N_ marks a string for the catalogues without translating it. */
#define _(text) language_say(text)
#define N_(text) text

/* Takes the language of the locale's LC_MESSAGES, for warraq.h's messages too. */
void language_take(void);

/* Messages are in "ar" or "en" from here on, whatever the locale is; of the whole program, so that
 * whoever serves several asks this before each call that may give a message. */
void language_use(const char *lang);

/* The text in the user's language, its Latin words isolated if that is written from right to left;
 * lives for ever. */
const char *language_say(const char *english) __attribute__((format_arg(1)));

bool language_is_rtl(void);

/* What the parser left of a call. */
struct call {
    struct warraq *w;
    char **arguments; /* the command's name and its words, ended by NULL; options are taken out */
    char **words;     /* those of `arguments` that are not options */
    int n_words;
    char *output;   /* the last -o, or NULL */
    char **outputs; /* every -o, ended by NULL; NULL without any */
    char *as;       /* handout's --as, or NULL */
    gboolean help, json, quiet;
    char *help_text;   /* where help is asked for */
    char *progress;    /* "auto" or "never" */
    int jobs;          /* --jobs, or 0 */
    GPtrArray *styles; /* set last, for --data says where they are */
};

struct command {
    const char *name;
    const char *synopsis; /* what follows the name: "SOURCE -o FILE.pdf" */
    const char *summary;
    const char *details; /* a paragraph for --help; NULL for none */
    const char *names;   /* family whose names end that paragraph (warraq_choice_at()), or NULL */
    int least, most;     /* how many words */
    const char *many;    /* takes several sources: what each one's output ends in, "" for a command
                            that writes none; NULL: takes one */
    bool output;         /* -o is needed */
    bool notes_are_result; /* notes go to stdout, being what was asked for */
    bool endless;          /* goes on until it is ended: it has no result, so no --json */
    bool letterless;       /* reads no letter: the options that say how are taken, not told */
    const char *options;   /* names of its own options, parted by spaces */
    enum warraq_status (*run)(struct call *call);
};

/* An option by its long name. */
struct option {
    const char *name;
    char letter;          /* short form, or 0 */
    const char *argument; /* NULL: a flag */
    const char *help;
    enum { OPTION_OWN, OPTION_COMMON, OPTION_OF_LETTER } kind; /* the last are common too */
};

/* Every option, NULL name at the end. */
extern const struct option options[];

/* Whether the command takes `option`: common, or one of its own. */
bool option_is_of(const struct option *option, const struct command *command);
/* Whether its help, its manual and the shells list it. */
bool option_is_listed(const struct option *option, const struct command *command);
/* The words `option` takes, parted by spaces; NULL where it takes others. Lives for ever. */
const char *option_words(const struct option *option);

/* Every command in the order of the help text, NULL at the end. */
extern const struct command *const commands[];

extern const struct command cmd_render, cmd_archive, cmd_verify, cmd_snapshot, cmd_log, cmd_diff,
    cmd_restore, cmd_handout, cmd_picture, cmd_check, cmd_import, cmd_merge, cmd_fonts, cmd_dump,
    cmd_watch, cmd_desk, cmd_new, cmd_purge, cmd_redact, cmd_evidence, cmd_seal;

/* From here on a process that runs out of memory leaves nothing half-written, says so in one line
 * and ends with WARRAQ_IO. */
void exhaustion_take(void);

/* Parses the words after the command's name, runs it, prints results and errors; the program's
 * exit status. argv[0] is the command's name. */
int cli_run(const struct command *command, char **argv);

/* The words of the call, with every option a word and its value another, ended by NULL;
 * g_strfreev(). NULL with *error set for what is no option of the command, or lacks its value. */
char **arguments_part(const struct command *command, char **argv, GError **error);

/* Takes the options of `command` out of the call's arguments. False with *error set. */
bool options_parse(const struct command *command, struct call *call, GError **error);

/* Reads the words of one call into `call`, with a session of its own. False with *error set. */
bool call_open(struct call *call, const struct command *command, char **argv, GError **error);
void call_clear(struct call *call);

/* Prints an error of the command's, one sentence. */
void cli_print_error(const struct command *command, const char *text);

/* Whether a file's name ends as a letter's does. */
bool many_is_letter(const char *path);
/* Whether the call names several sources, or a folder of them. */
bool many_wanted(const struct command *command, const struct call *call);
/* Makes the call once for each of them, as many at once as there are processors, and prints their
 * results in the order of the sources; the worst status. argv[0] is the command's name. */
int many_run(const struct command *command, const struct call *call, char **argv);

/* Says what is wrong with the call, and how it is made; WARRAQ_USAGE. */
int cli_wrong_call(const struct command *command, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Of `names`, ended by NULL, the one most like `word`; NULL where none is near enough to be meant.
 */
const char *near_name(const char *word, const char *const *names);

/* Whether all that was printed got out; reports on standard error, as `program`, if it did not. A
 * full disk or a closed pipe shows only when the buffer is flushed. */
bool cli_flush(const char *program);

/* A line on the terminal that shows how far a long job is; nothing before a second has passed. */
void progress_start(struct warraq *w, const char *mode);
/* The same of a job that no session counts: `done` of `total`, in a word that is translated. */
void progress_count(const char *unit, uint64_t done, uint64_t total);
void progress_end(void);

#endif
