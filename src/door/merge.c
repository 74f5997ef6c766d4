// SPDX-License-Identifier: MIT
// One addressed copy of the letter for each recipient, and all of them in one file.
#include "page/combine.h"

#include "base/translate.h"
#include "door/record_file.h"

#include "pdf/reuse.h"
#include "read/list/recipients.h"
#include "paint/raster.h"
#include "record/record.h"

#include <errno.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

struct merge {
    struct warraq *session;
    const char *folder;
    const struct letter *letter; /* read once */
    struct recipients *recipients;
    guint64 shard, shards; /* the rows taken: row % shards == shard */
};

static bool parse_shard(const char *text, struct merge *merge, GError **error)
{
    merge->shard = 0;
    merge->shards = 1;
    if (!text)
        return true;
    char **parts = g_strsplit(text, "/", 2);
    bool ok = g_strv_length(parts) == 2 &&
              g_ascii_string_to_unsigned(parts[1], 10, 1, 1000000, &merge->shards, NULL) &&
              g_ascii_string_to_unsigned(parts[0], 10, 1, merge->shards, &merge->shard, NULL);
    g_strfreev(parts);
    if (ok)
        merge->shard--;
    else
        fault_set(error, FAULT_USAGE, "--shard takes K/N with K from 1 to N, not '%s'", text);
    return ok;
}

static bool merge_takes(const struct merge *merge, size_t row)
{
    return row % merge->shards == merge->shard;
}

static size_t count_copies(const struct merge *merge)
{
    size_t copies = 0;
    for (size_t row = 0; row < merge->recipients->rows->len; row++)
        copies += merge_takes(merge, row);
    return copies;
}

// "0007-ليلى-حداد.pdf": the row's number keeps names apart; letters of any script stay.
static char *copy_path(const struct merge *merge, size_t row)
{
    enum { NAME_LONGEST = 40 };
    const char *name = recipients_get(merge->recipients, row, "name");
    GString *path = g_string_new(NULL);
    g_string_printf(path, "%s/%04zu-", merge->folder, row + 1);
    size_t n = 0;
    for (const char *p = name; *p && n < NAME_LONGEST; p = g_utf8_next_char(p), n++) {
        gunichar c = g_utf8_get_char(p);
        bool plain = g_unichar_isalnum(c) || g_unichar_ismark(c);
        if (plain)
            g_string_append_unichar(path, c);
        else if (path->str[path->len - 1] != '-')
            g_string_append_c(path, '-');
    }
    while (path->str[path->len - 1] == '-')
        g_string_truncate(path, path->len - 1);
    g_string_append(path, ".pdf");
    return g_string_free(path, FALSE);
}

// The letter as this recipient gets it: a copy of the nodes, filled.
static struct letter fill_copy(const struct merge *merge, size_t row)
{
    struct letter copy = *merge->letter;
    copy.document = document_copy(merge->letter->document);
    size_t filled = recipients_fill(merge->recipients, row, copy.document, merge->session->diag);
    if (filled == 0 && row == 0)
        diag_add(merge->session->diag, DIAG_WARNING, "merge-nothing-filled", SPAN_NONE,
                 "the letter has no {name} or other column to fill: all copies are alike");
    return copy;
}

static bool write_copy(const struct merge *merge, size_t row, GError **error)
{
    struct letter letter = fill_copy(merge, row);
    char *path = copy_path(merge, row);
    bool ok = record_file_write(&letter, path, NULL, error);
    g_free(path);
    document_free(letter.document);
    return ok;
}

static bool lay_out_copy(const struct merge *merge, size_t row, const struct page_sink *sink,
                         GError **error)
{
    struct letter letter = fill_copy(merge, row);
    bool ok = letter_lay_out(&letter, sink, error);
    document_free(letter.document);
    return ok;
}

static bool lay_out_copies(const struct merge *merge, const struct page_sink *to_record,
                           GError **error)
{
    struct combine combine = combine_start(to_record);
    for (size_t row = 0; row < merge->recipients->rows->len; row++) {
        struct page_sink sink = combine_sink(&combine);
        if (merge_takes(merge, row) && !lay_out_copy(merge, row, &sink, error))
            return false;
    }
    return true;
}

static bool write_copies_into(const struct merge *merge, struct record *record, GError **error)
{
    struct raster *raster = raster_new(RASTER_DPI, record_sink(record));
    struct page_sink sink = raster_sink(raster);
    bool ok = lay_out_copies(merge, &sink, error);
    if (ok)
        ok = record_finish(record, error);
    else
        record_abandon(record);
    raster_free(raster);
    return ok;
}

static bool write_combined(const struct merge *merge, GError **error)
{
    struct letter first = fill_copy(merge, 0);
    char *path = merge->shards > 1
                     ? g_strdup_printf("%s/all-%" G_GUINT64_FORMAT "-of-%" G_GUINT64_FORMAT ".pdf",
                                       merge->folder, merge->shard + 1, merge->shards)
                     : g_strdup_printf("%s/all.pdf", merge->folder);
    struct file_out *out = file_out_open(path, error);
    struct record *record = out ? record_file_open(&first, out, error) : NULL;
    bool ok = record && write_copies_into(merge, record, error);
    if (ok)
        ok = file_out_commit(out, error);
    else
        file_out_abandon(out);
    g_free(path);
    document_free(first.document);
    return ok;
}

static bool write_copies(const struct merge *merge, size_t worker, size_t workers, GError **error)
{
    size_t taken = 0;
    for (size_t row = 0; row < merge->recipients->rows->len; row++) {
        if (merge_takes(merge, row) && taken++ % workers == worker &&
            !write_copy(merge, row, error))
            return false;
        if (merge->session->progress)
            merge->session->progress(merge->session->progress_context, N_("copies"), row + 1,
                                     merge->recipients->rows->len);
    }
    return true;
}

// A worker is a process of its own: nothing is shared, and the copies' bytes do not depend on how
// many there are. Its fault comes back through a pipe; notes come from this process alone.
struct worker {
    pid_t pid;
    int fault; // what it says of its fault is read here
};

static void work(const struct merge *merge, size_t worker, size_t workers, int fault)
{
    GError *error = NULL;
    merge->session->message = NULL;
    merge->session->progress = NULL;
    if (write_copies(merge, worker, workers, &error))
        _exit(WARRAQ_OK);
    const char *text = fault_local(error);
    ssize_t told = write(fault, text, MIN(strlen(text), PIPE_BUF)); // which a pipe takes whole
    _exit(told > 0 ? WARRAQ_IO : WARRAQ_FAULTS);
}

// Without a process to be had, .pid is less than 0.
static struct worker start_worker(const struct merge *merge, size_t worker, size_t workers)
{
    int ends[2];
    if (pipe(ends) < 0)
        return (struct worker){-1, -1};
    pid_t pid = fork();
    if (pid == 0)
        work(merge, worker, workers, ends[1]);
    close(ends[1]);
    if (pid < 0)
        close(ends[0]);
    return (struct worker){pid, ends[0]};
}

static bool wait_for_worker(const struct worker *worker, GError **error)
{
    int status;
    char text[PIPE_BUF + 1];
    ssize_t n = read(worker->fault, text, PIPE_BUF);
    close(worker->fault);
    while (waitpid(worker->pid, &status, 0) < 0 && errno == EINTR)
        ;
    if (WIFEXITED(status) && WEXITSTATUS(status) == WARRAQ_OK)
        return true;
    text[MAX(n, 0)] = '\0';
    if (error && !*error && n > 0)
        fault_set(error, FAULT_IO, "%s", text);
    else if (error && !*error)
        fault_set(error, FAULT_IO, "a copy could not be written");
    return false;
}

static bool write_with_workers(const struct merge *merge, GError **error)
{
    enum { WORKERS_MOST = 64 };
    struct worker others[WORKERS_MOST];
    guint64 wanted = merge->session->settings.jobs;
    size_t workers = wanted ? MIN(wanted, WORKERS_MOST) : MIN(g_get_num_processors(), WORKERS_MOST);
    workers = MIN(workers, merge->recipients->rows->len);
    for (size_t i = 1; i < workers; i++)
        others[i] = start_worker(merge, i, workers);
    bool ok = write_copies(merge, 0, workers, error);
    for (size_t i = 1; i < workers; i++) {
        if (others[i].pid < 0) // no process to be had: its share is done here
            ok = ok && write_copies(merge, i, workers, error);
        else
            ok = wait_for_worker(&others[i], ok ? error : NULL) && ok;
    }
    return ok;
}

static bool merge_all(const struct merge *merge, GError **error)
{
    bool made = mkdir(merge->folder, 0777) == 0;
    if (!made && errno != EEXIST) {
        fault_set_on(error, FAULT_IO, "cannot make %s: %s", merge->folder, fault_reason(errno));
        return false;
    }
    bool ok = session_fonts(merge->session, error) && write_with_workers(merge, error) &&
              write_combined(merge, error);
    if (!ok && made)
        rmdir(merge->folder); // unless whole copies are in it
    return ok;
}

static bool merge_letter(struct merge *merge, const char *source, GError **error)
{
    struct letter letter;
    if (!letter_open(merge->session, source, NULL, &letter, error))
        return false;
    merge->letter = &letter;
    merge->session->reuse = pdf_reuse_new();
    bool ok = merge_all(merge, error);
    g_clear_pointer(&merge->session->reuse, pdf_reuse_free);
    merge->letter = NULL;
    letter_close(&letter);
    return ok;
}

enum warraq_status warraq_merge(struct warraq *w, const char *source, const char *recipients,
                                const char *folder)
{
    GError *error = NULL;
    struct merge merge = {.session = w, .folder = folder};
    session_begin(w);
    if (!parse_shard(w->settings.shard, &merge, &error))
        return session_fail(w, error);
    merge.recipients = recipients_read(recipients, &error);
    if (!merge.recipients)
        return session_fail(w, error);
    bool ok = merge_letter(&merge, source, &error);
    size_t copies = count_copies(&merge);
    recipients_free(merge.recipients);
    if (!ok)
        return session_fail(w, error);
    g_string_printf(w->text, translate("%s: %zu copies\n"), folder, copies);
    session_json(
        w, json_pack("{s:o, s:I}", "file", session_string(folder), "entries", (json_int_t)copies));
    return session_done(w, w->settings.strict && session_missing_glyphs(w) > 0);
}
