// SPDX-License-Identifier: MIT
// One addressed copy of the letter for each recipient, and all of them in one file.
#include "page/combine.h"

#include "base/quote.h"
#include "base/translate.h"
#include "door/kept.h"
#include "door/labels.h"
#include "door/merge_files.h"
#include "door/output.h"
#include "door/record_file.h"
#include "door/values.h"

#include "read/list/recipients.h"
#include "paint/raster.h"
#include "record/record.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

struct merge {
    struct warraq *session;
    const char *folder;
    const struct letter *letter; /* read once */
    struct recipients *recipients;
    GPtrArray *names;      /* of the copies' files, a row a name */
    guint64 shard, shards; /* the rows taken: row % shards == shard */
};

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

static char *copy_path(const struct merge *merge, size_t row)
{
    return g_build_filename(merge->folder, g_ptr_array_index(merge->names, row), NULL);
}

// The letter as this recipient gets it: a copy of the nodes, filled.
static struct letter fill_copy(const struct merge *merge, size_t row)
{
    struct letter copy = *merge->letter;
    copy.document = document_copy(merge->letter->document);
    size_t filled = recipients_fill(merge->recipients, row, copy.document);
    if (filled == 0 && row == 0)
        diag_add(merge->session->diag, DIAG_WARNING, "merge-nothing-filled", SPAN_NONE,
                 "the letter has no {name} or other column to fill: all copies are alike");
    return copy;
}

// A page of a copy goes into the copy's own record, then on into the one of all copies.
struct tee {
    struct record *copy;
    struct page_sink next;
};

static bool tee_page(void *context, struct page *page, GError **error)
{
    struct tee *tee = context;
    if (record_add(tee->copy, page, error))
        return tee->next.page(tee->next.context, page, error);
    page_free(page);
    return false;
}

// Where the copies' pages go. Every picture is opened once, before the records take the page.
struct copies {
    struct combine combine;
    struct tee tee;
    struct raster *raster;
};

static bool lay_out_copy(const struct letter *letter, struct copies *copies, GError **error)
{
    struct page_sink sink = raster_sink(copies->raster);
    copies->tee.next = combine_sink(&copies->combine);
    if (letter_lay_out(letter, &sink, NULL, error))
        return record_finish(copies->tee.copy, error);
    record_abandon(copies->tee.copy);
    return false;
}

static bool write_copy(const struct merge *merge, size_t row, struct copies *copies, GError **error)
{
    struct letter letter = fill_copy(merge, row);
    char *path = copy_path(merge, row);
    struct file_out *out = file_out_open(path, error);
    copies->tee.copy = out ? record_file_open(&letter, out, 1, error) : NULL;
    bool ok = copies->tee.copy && lay_out_copy(&letter, copies, error);
    if (ok)
        ok = file_out_commit(out, error);
    else
        file_out_abandon(out);
    g_free(path);
    document_free(letter.document);
    return ok;
}

static bool write_copies(const struct merge *merge, struct copies *copies, GError **error)
{
    size_t rows = merge->recipients->rows->len;
    for (size_t row = 0; row < rows; row++) {
        if (merge_takes(merge, row) && !write_copy(merge, row, copies, error))
            return false;
        if (!session_progress(merge->session, N_("copies"), row + 1, rows, error))
            return false;
    }
    return true;
}

static bool write_all_into(const struct merge *merge, struct record *all, GError **error)
{
    struct page_sink to_all = record_sink(all);
    struct copies copies = {.combine = combine_start(&to_all)};
    copies.raster =
        raster_new(RASTER_DPI, (struct page_sink){.page = tee_page, .context = &copies.tee});
    if (!merge->session->settings.print)
        raster_keep_rows(copies.raster);
    bool ok = write_copies(merge, &copies, error);
    if (ok)
        ok = record_finish(all, error);
    else
        record_abandon(all);
    raster_free(copies.raster);
    return ok;
}

static char *all_path(const struct merge *merge)
{
    return merge->shards > 1
               ? g_strdup_printf("%s/all-%" G_GUINT64_FORMAT "-of-%" G_GUINT64_FORMAT ".pdf",
                                 merge->folder, merge->shard + 1, merge->shards)
               : g_strdup_printf("%s/all.pdf", merge->folder);
}

// The copies, each laid out once, and all of them in one file.
static bool write_all(const struct merge *merge, GError **error)
{
    struct letter first = fill_copy(merge, 0);
    char *path = all_path(merge);
    struct file_out *out = file_out_open(path, error);
    struct record *all =
        out ? record_file_open(&first, out, session_threads(merge->session), error) : NULL;
    bool ok = all && write_all_into(merge, all, error);
    if (ok)
        ok = file_out_commit(out, error);
    else
        file_out_abandon(out);
    g_free(path);
    document_free(first.document);
    return ok;
}

// What the copies are posted with, and what an earlier merge left.
static bool write_post(const struct merge *merge, GError **error)
{
    const struct settings *settings = &merge->session->settings;
    if (settings->labels && !labels_write(merge->letter, merge->recipients, merge->folder, error))
        return false;
    if (settings->envelopes &&
        !envelopes_write(merge->letter, merge->recipients, merge->folder, error))
        return false;
    return merge_files_tidy(merge->folder, merge->names, settings->replace, merge->session->diag,
                            error);
}

static bool merge_all(const struct merge *merge, GError **error)
{
    bool made = mkdir(merge->folder, 0777) == 0;
    if (!made && errno != EEXIST) {
        fault_set_on(error, FAULT_IO, "cannot make %s: %s", merge->folder, fault_reason(errno));
        return false;
    }
    bool ok =
        session_fonts(merge->session, error) && write_all(merge, error) && write_post(merge, error);
    if (!ok && made)
        rmdir(merge->folder); // unless whole copies are in it
    return ok;
}

// Nothing is made before every row is known to have what the letter asks for.
static bool prepare(struct merge *merge, GError **error)
{
    const struct settings *settings = &merge->session->settings;
    if (!recipients_check(merge->recipients, merge->letter->document, settings->skip_incomplete,
                          merge->session->diag, error))
        return false;
    merge->names = merge_files_name(merge->recipients, settings->file_name, error);
    return merge->names != NULL;
}

static struct recipients *read_recipients(struct warraq *w, const char *path, GError **error)
{
    const struct settings *settings = &w->settings;
    char *data = session_data(w, "data");
    struct recipients_wish wish = {
        .data = data,
        .sheet = {{settings->list_encoding, settings->encoding}, settings->sheet},
        .columns = {settings->columns, NULL},
    };
    struct recipients *recipients = recipients_read(path, &wish, w->diag, error);
    g_free(data);
    return recipients;
}

static bool merge_letter(struct merge *merge, const char *source, GError **error)
{
    struct letter letter;
    if (!letter_open(merge->session, source, NULL, &letter, error))
        return false;
    merge->letter = &letter;
    kept_reuse(merge->session->kept, true);
    bool ok = prepare(merge, error) && merge_all(merge, error);
    g_clear_pointer(&merge->names, g_ptr_array_unref);
    merge->letter = NULL;
    letter_close(&letter);
    return ok;
}

enum warraq_status warraq_merge(struct warraq *w, const char *source, const char *recipients,
                                const char *folder)
{
    GError *error = NULL;
    struct merge merge = {.session = w, .folder = folder};
    if (!session_begin(w, 3, source, recipients, folder))
        return WARRAQ_USAGE;
    session_reads(w, source);
    session_reads(w, recipients);
    if (!value_shard(w->settings.shard, &merge.shard, &merge.shards, &error) ||
        !output_plan(w, folder, OUTPUT_FOLDER, &error))
        return session_fail(w, error);
    merge.recipients = read_recipients(w, recipients, &error);
    if (!merge.recipients)
        return session_fail(w, error);
    bool ok = merge_letter(&merge, source, &error);
    size_t copies = count_copies(&merge);
    recipients_free(merge.recipients);
    if (!ok)
        return session_fail(w, error);
    quote_printf(w->text, translate("%s: %zu copies\n"), folder, copies);
    session_json(
        w, json_pack("{s:o, s:I}", "file", session_string(folder), "entries", (json_int_t)copies));
    return session_done(w, w->settings.strict && session_missing_glyphs(w) > 0);
}
