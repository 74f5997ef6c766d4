// SPDX-License-Identifier: MIT
/* warraq: letters and their signatories, typeset, archived and kept
 *
 * A session carries the settings of a job and gathers the notes about it. Make one, set
 * what differs from the defaults, call one of the commands, read the results, free it:
 *
 *     struct warraq *w = warraq_new();
 *     warraq_set(w, "style", "petition");
 *     enum warraq_status status = warraq_render(w, "letter.txt", "letter.pdf");
 *     if (status != WARRAQ_OK)
 *         fprintf(stderr, "%s\n", warraq_error(w));
 *     warraq_free(w);
 *
 * A session belongs to one thread at a time, and different sessions share nothing that changes:
 * any number of threads may work, each with a session of its own. docs/library.md says what each
 * call may do in threads. The library starts no process, but that SSH signatures are made and
 * checked by ssh-keygen, and replaces no allocator of the program it is in.
 *
 * Strings are UTF-8. Paths are in the file system's own bytes; "-" is standard input or output, or
 * the function that warraq_write_with() names. NULL for an argument that is needed gives
 * WARRAQ_USAGE. Nothing is read from the clock or the locale: the same calls give the same bytes.
 *
 * No output is ever an input of the same call, nor are two outputs one file, whatever their names:
 * that gives WARRAQ_USAGE before anything is written. */
#ifndef WARRAQ_H
#define WARRAQ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define WARRAQ_API __attribute__((visibility("default")))

/* The version that was compiled against, as major * 10000 + minor * 100 + patch; what runs says
 * warraq_version_num(). Until 1.0 a minor version may change what is declared here. */
#define WARRAQ_VERSION_NUM 100

struct warraq;

/* What a command came to; the program's exit statuses. */
enum warraq_status {
    WARRAQ_OK = 0,     /* done, nothing wrong */
    WARRAQ_FAULTS = 1, /* done, but the document or archive has faults */
    WARRAQ_USAGE = 2,  /* the call is wrong */
    WARRAQ_IO = 3,     /* could not read, write or find; nothing half-written is left */
    WARRAQ_STOPPED = 4 /* a function of yours returned false; nothing half-written is left */
};

/* "1.2.3" */
WARRAQ_API const char *warraq_version(void);
WARRAQ_API int warraq_version_num(void);

/* Lends the user's language: `fn` turns an English message format into one that takes the same
 * arguments, and the strings it gives live for ever; any thread may ask it. For all sessions, so
 * that it is set once, before the first is made; NULL goes back to English. Files and warraq_json()
 * stay English. */
WARRAQ_API void warraq_translate_with(const char *(*fn)(const char *english));

/* Called when memory has run out; `wanted` is how much was asked for. It must not return, and may
 * call warraq_abandon_all(). The default prints a line and aborts; GLib, which the library is built
 * on, does the same for what it allocates itself. For all sessions, so that it is set once, before
 * the first is made; NULL for the default. */
WARRAQ_API void warraq_on_exhaustion(void (*fn)(size_t wanted));

/* ---- A session ------------------------------------------------------------------------- */

WARRAQ_API struct warraq *warraq_new(void);
WARRAQ_API void warraq_free(struct warraq *w);

/* Makes the session as it was when new: no option is set, nothing is lent, nobody listens. What it
 * has opened, the faces above all, it keeps. */
WARRAQ_API void warraq_reset(struct warraq *w);

/* Sets an option by its long name on the command line without the dashes: "style", "lang",
 * "date", "print". A flag takes "1" or "0". "style", "set" and "allow" add to what was set before,
 * any other name replaces it. The value is checked here and now: WARRAQ_USAGE, with warraq_error()
 * saying why and the option left as it was, for a name or value that is not known. "data" comes
 * before "style", which is looked up there. */
WARRAQ_API enum warraq_status warraq_set(struct warraq *w, const char *name, const char *value);

/* A note about the letter or archive. `line` and `column` count from 1 and are 0 where there is no
 * place; `text` is English and `local` the same in the language that was lent; `formatted` is the
 * note as people read it, with the source line and a caret. */
struct warraq_message {
    int severity; /* 0 note, 1 warning, 2 error */
    const char *code, *file;
    size_t line, column;
    const char *text, *formatted, *local;
};
typedef void (*warraq_message_fn)(void *context, const struct warraq_message *message);
WARRAQ_API void warraq_on_message(struct warraq *w, warraq_message_fn fn, void *context);

/* Work done so far in a long job: `unit` is "pages" or "copies"; total 0 if unknown. It is asked
 * after each of them, on the thread of the call; false stops the job, which gives WARRAQ_STOPPED.
 */
typedef bool (*warraq_progress_fn)(void *context, const char *unit, uint64_t done, uint64_t total);
WARRAQ_API void warraq_on_progress(struct warraq *w, warraq_progress_fn fn, void *context);

/* Why the last call did not give WARRAQ_OK; "" if it did. Valid until the next call. The sentence
 * is for people, in the language that was lent; the code is a word for programs, which stays, such
 * as "not-found" or "output-is-input" (docs/codes.md, warraq_codes()). */
WARRAQ_API const char *warraq_error(const struct warraq *w);
WARRAQ_API const char *warraq_error_code(const struct warraq *w);

/* The last command's result for people, "" where it has none; and as one JSON object, as the
 * schemas in docs/json/ describe: {"error": {"status", "code", "message"}} where the command could
 * not be done. Valid until the next call. */
WARRAQ_API const char *warraq_text(const struct warraq *w);
WARRAQ_API const char *warraq_json(const struct warraq *w);

/* The `index`-th file that the last call read, from 0, warraq's own data left out; NULL past the
 * last. Valid until the next call. */
WARRAQ_API const char *warraq_read_at(const struct warraq *w, size_t index);

/* Text from outside on one line, for a terminal or a log: what they would obey (control characters,
 * bidi controls, bytes that are not UTF-8) is shown instead. Messages and results are made so
 * already. The caller frees it with free(); NULL gives NULL. */
WARRAQ_API char *warraq_quote(const char *text);

/* Removes what any session is writing now. Safe in a signal handler that then ends the process. */
WARRAQ_API void warraq_abandon_all(void);

/* ---- Bytes in and out ------------------------------------------------------------------ */

/* Lends the session a file that lies in memory: wherever a call or a letter names `name`, these
 * bytes are read and no disk is. Its ending tells the form, as that of any file. They are copied.
 * A letter that is lent may name only files that are lent too, and those below "allow". */
WARRAQ_API enum warraq_status warraq_lend(struct warraq *w, const char *name, const void *data,
                                          size_t n);

/* Takes the bytes of what a call writes to "-", in order, on the thread of the call and only when
 * all are made. False stops the job. */
typedef bool (*warraq_write_fn)(void *context, const void *data, size_t n);

/* From now on "-" as a target is this function, for every command; NULL: standard output. */
WARRAQ_API void warraq_write_with(struct warraq *w, warraq_write_fn fn, void *context);

/* warraq_render() to a function, for this call alone. */
WARRAQ_API enum warraq_status warraq_render_to(struct warraq *w, const char *source,
                                               warraq_write_fn fn, void *context);

/* ---- The letter ------------------------------------------------------------------------ */

/* The letter of record: one PDF, PDF/A-2a and PDF/UA-1. A target that ends in .html, .epub,
 * .docx, .md or .txt gets the letter in that form instead. */
WARRAQ_API enum warraq_status warraq_render(struct warraq *w, const char *source,
                                            const char *target);

/* Renders, then packs PDF, text, source and manifests into a BagIt bag in a ZIP. */
WARRAQ_API enum warraq_status warraq_archive(struct warraq *w, const char *source,
                                             const char *target);

/* Every fault of a bag in a ZIP, a bag's folder, an OCFL object or storage root, or of what vouches
 * for a PDF within it. */
WARRAQ_API enum warraq_status warraq_verify(struct warraq *w, const char *path);

/* Puts an authority's answer ("timestamp") and what proves certificates ("proof") into a signed PDF
 * or behind it; as "query" writes a query beside `target` instead. */
WARRAQ_API enum warraq_status warraq_seal(struct warraq *w, const char *path, const char *target);

/* What a careful editor would query. */
WARRAQ_API enum warraq_status warraq_check(struct warraq *w, const char *source);

/* Turns a source of any form into clean Markdown. */
WARRAQ_API enum warraq_status warraq_import(struct warraq *w, const char *source,
                                            const char *target);

/* Faces used by a letter (NULL: all there are), and characters that none covers. */
WARRAQ_API enum warraq_status warraq_fonts(struct warraq *w, const char *source);

/* A stage, one of warraq_choice_at("stage"), as stable text: "model", "text" … */
WARRAQ_API enum warraq_status warraq_dump(struct warraq *w, const char *stage, const char *source);

/* Makes a folder to begin with: a letter, a list and an organisation's file, in the language of
 * "lang" where there are such; nothing that is there is replaced. */
WARRAQ_API enum warraq_status warraq_begin(struct warraq *w, const char *folder);

/* ---- Pictures and handouts ------------------------------------------------------------- */

/* Each page as PNG or SVG; %d in `pattern` is the page's number. */
WARRAQ_API enum warraq_status warraq_picture(struct warraq *w, const char *source,
                                             const char *pattern);

/* `kind` is one of warraq_choice_at("as"): "booklet", "summary" … */
WARRAQ_API enum warraq_status warraq_handout(struct warraq *w, const char *source, const char *kind,
                                             const char *target);

/* One addressed copy for each row of a CSV file. */
WARRAQ_API enum warraq_status warraq_merge(struct warraq *w, const char *source,
                                           const char *recipients, const char *folder);

/* ---- Versions -------------------------------------------------------------------------- */

/* Adds a version of the letter to an OCFL store, made if it is not there. */
WARRAQ_API enum warraq_status warraq_snapshot(struct warraq *w, const char *store,
                                              const char *source);

/* The versions of one letter, or of all (id NULL). */
WARRAQ_API enum warraq_status warraq_log(struct warraq *w, const char *store, const char *id);

/* Who signed, who left, what text changed: between two versions of a letter in a store (NULL: the
 * last two; id NULL: the store's only letter), or between two sources or archives. When `from` is a
 * store, warraq_diff() takes `to` for the letter's id and compares its last two versions. */
WARRAQ_API enum warraq_status warraq_diff_versions(struct warraq *w, const char *store,
                                                   const char *id, const char *from,
                                                   const char *to);
WARRAQ_API enum warraq_status warraq_diff(struct warraq *w, const char *from, const char *to);

/* A version (NULL: the newest) into a folder, or into a ZIP when `target` ends in .zip. */
WARRAQ_API enum warraq_status warraq_restore(struct warraq *w, const char *store, const char *id,
                                             const char *version, const char *target);

/* Rewrites the versions that have the names which "name" says, without them. */
WARRAQ_API enum warraq_status warraq_redact(struct warraq *w, const char *store, const char *id);

/* Removes a letter from a store, all its versions, for good; "yes" has to be set. */
WARRAQ_API enum warraq_status warraq_purge(struct warraq *w, const char *store, const char *id);

/* Evidence records (RFC 4998) over the archives of a folder, or the versions of a store: one, into
 * a `target` that ends in .ers, or one for each, into a folder. The first call writes the query for
 * a time-stamp authority; a second, "timestamp" set to its answer, the records. "renew" renews. */
WARRAQ_API enum warraq_status warraq_evidence(struct warraq *w, const char *source,
                                              const char *target);

/* ---- Names ----------------------------------------------------------------------------- */

/* A code that messages and findings carry, and what it means; in English. `severity` is "note",
 * "warning" or "error" of a message, "fault", "warning" or "fault or warning" of a finding; `about`
 * is what was being done. A code that several jobs give has a row for each. */
struct warraq_code {
    const char *code, *severity, *about, *meaning;
};

/* Every code there is; a row whose code is NULL ends them. */
WARRAQ_API const struct warraq_code *warraq_codes(void);

/* A name that an option takes, and what it is; in English. */
struct warraq_choice {
    const char *name, *meaning;
};

/* The `index`-th name, from 0, that the option "pdf", "form", "style", "paper", "bind", "duplex" or
 * "svg-text" takes, warraq_handout() as its kind ("as") or warraq_dump() as its stage ("stage"), an
 * organisation's file as its keys ("config"), or that a letter's file may end in ("ending": ".txt"
 * …), or a list's ("list-ending"), or any file that is written or kept, its meaning being the media
 * type ("media-type"). False past the last, and for an option that takes something else. */
WARRAQ_API bool warraq_choice_at(const char *option, size_t index, struct warraq_choice *ret);

#ifdef __cplusplus
}
#endif

#endif
