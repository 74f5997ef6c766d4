// SPDX-License-Identifier: MIT
// One addressed copy of the letter for each recipient, and all of them in one file.
#include "base/quote.h"
#include "base/translate.h"
#include "door/copiers.h"
#include "door/kept.h"
#include "door/labels.h"
#include "door/merge_files.h"
#include "door/output.h"
#include "door/record_file.h"
#include "door/session_json.h"
#include "door/supplied.h"
#include "door/values.h"

#include "language/script.h"
#include "page/combine.h"
#include "read/list/recipients.h"
#include "record/record.h"
#include "text/font_aside.h"

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

// Where the copies' pages go, in the order of the rows: on into the one record of all copies. Notes
// are said and progress is told in that order too.
struct merging {
    const struct merge *merge;
    struct copiers *copiers;
    size_t added; // rows given to them, or left out
    struct combine combine;
    GPtrArray *pictures;    // of the first copy; NULL until it is made
    GHashTable *characters; // that no face has: each is told once, whichever copier met it
    // Of the copy at hand.
    struct page_sink sink;
    size_t said, pages;
};

static void say_notes(struct merging *merging, const struct diag *of_copy, size_t end)
{
    for (; merging->said < end; merging->said++) {
        const struct diag_note *note = diag_get(of_copy, merging->said);
        void *character = GUINT_TO_POINTER(note->character);
        if (!note->character || g_hash_table_add(merging->characters, character))
            diag_repeat(merging->merge->session->diag, note);
    }
}

// A copier's faces become the session's, which the record of all knows.
static void own_faces(struct font_set *fonts, struct page *page)
{
    const struct face *last = NULL, *own = NULL;
    for (size_t i = 0; i < page->n_items; i++) {
        struct item *item = &page->items[i];
        for (size_t k = 0; item->kind == ITEM_LINE && k < item->line.line.n_runs; k++) {
            struct glyph_run *run = &item->line.line.runs[k].run;
            if (run->face != last) {
                last = run->face;
                own = font_set_own(fonts, last);
            }
            run->face = own;
        }
    }
}

static bool gather_step(void *context, const struct copier_step *step, GError **error)
{
    struct merging *merging = context;
    struct warraq *w = merging->merge->session;
    say_notes(merging, step->diag, step->notes);
    if (!step->page)
        return session_progress(w, step->unit, step->done, step->total, error);
    merging->pages++;
    own_faces(w->fonts, step->page);
    return merging->sink.page(merging->sink.context, step->page, error);
}

static void add_copies(struct merging *merging)
{
    const struct merge *merge = merging->merge;
    for (; merging->added < merge->recipients->rows->len && copiers_want(merging->copiers);
         merging->added++) {
        if (!merge_takes(merge, merging->added))
            continue;
        char *path = copy_path(merge, merging->added);
        copiers_add(merging->copiers, copy_new(merging->added, path));
        g_free(path);
    }
}

// The first copy is made alone: what it reads and opens the others need not.
static void widen(struct merging *merging, struct copier_job *job, const struct copy *first)
{
    size_t others = count_copies(merging->merge) - 1;
    unsigned threads = session_threads(merging->merge->session);
    merging->pictures = g_ptr_array_ref(first->pictures);
    job->pictures = merging->pictures;
    job->threads = (unsigned)MAX(threads / MAX(others, 1), 1);
    copiers_widen(merging->copiers, (unsigned)MIN(threads, others), merging->pages);
}

static bool finish_copy(struct merging *merging, struct copy *copy, GError **error)
{
    say_notes(merging, copy->diag, diag_count(copy->diag));
    if (!copy->error)
        return file_out_commit(g_steal_pointer(&copy->out), error);
    g_propagate_error(error, g_steal_pointer(&copy->error));
    return false;
}

static bool gather_copy(struct merging *merging, struct copier_job *job, GError **error)
{
    merging->sink = combine_sink(&merging->combine);
    merging->said = merging->pages = 0;
    add_copies(merging);
    struct copy *copy = copiers_next(merging->copiers, gather_step, merging);
    bool ok = finish_copy(merging, copy, error);
    if (ok && !merging->pictures)
        widen(merging, job, copy);
    copy_free(copy);
    return ok;
}

static bool gather_copies(struct merging *merging, struct copier_job *job, GError **error)
{
    const struct merge *merge = merging->merge;
    size_t rows = merge->recipients->rows->len;
    for (size_t row = 0; row < rows; row++) {
        if (merge_takes(merge, row) && !gather_copy(merging, job, error))
            return false;
        if (!session_progress(merge->session, N_("copies"), row + 1, rows, error))
            return false;
    }
    return true;
}

static bool make_copies(const struct merge *merge, struct copier_job *job, struct record *all,
                        GError **error)
{
    struct font_set *fonts = merge->session->fonts;
    struct page_sink to_all = record_sink(all);
    struct merging merging = {
        .merge = merge,
        .copiers = copiers_new(job),
        .combine = combine_start(&to_all),
        .characters = g_hash_table_new(NULL, NULL),
    };
    bool ok = gather_copies(&merging, job, error);
    copiers_free(merging.copiers);
    font_set_forget_twins(fonts);
    // Whatever is set after the copies does not say it again.
    GHashTableIter iter;
    gpointer character;
    g_hash_table_iter_init(&iter, merging.characters);
    while (g_hash_table_iter_next(&iter, &character, NULL))
        font_set_miss(fonts, GPOINTER_TO_UINT(character), script_of(GPOINTER_TO_UINT(character)));
    g_hash_table_unref(merging.characters);
    if (merging.pictures)
        g_ptr_array_unref(merging.pictures);
    return ok;
}

static struct raster *open_raster(const struct merge *merge)
{
    struct raster *raster = raster_new(RASTER_DPI, page_sink_nowhere());
    if (!merge->session->settings.print)
        raster_keep_rows(raster);
    return raster;
}

static char *all_path(const struct merge *merge)
{
    return merge->shards > 1
               ? g_strdup_printf("%s/all-%" G_GUINT64_FORMAT "-of-%" G_GUINT64_FORMAT ".pdf",
                                 merge->folder, merge->shard + 1, merge->shards)
               : g_strdup_printf("%s/all.pdf", merge->folder);
}

static bool write_all_into(const struct merge *merge, struct copier_job *job, struct file_out *out,
                           GError **error)
{
    struct letter first = copier_fill(job, merge->session, 0);
    struct record *all = record_file_open(&first, out, session_threads(merge->session), error);
    bool ok = all && make_copies(merge, job, all, error);
    if (ok)
        ok = record_finish(all, error);
    else
        record_abandon(all);
    document_free(first.document);
    return ok;
}

// The copies, each laid out once, and all of them in one file.
static bool write_all(const struct merge *merge, GError **error)
{
    struct raster *raster = open_raster(merge);
    struct copier_job job = {.session = merge->session,
                             .letter = merge->letter,
                             .recipients = merge->recipients,
                             .raster = raster,
                             .threads = session_threads(merge->session)};
    char *path = all_path(merge);
    struct file_out *out = file_out_open(path, error);
    bool ok = out && write_all_into(merge, &job, out, error);
    if (ok)
        ok = file_out_commit(out, error);
    else
        file_out_abandon(out);
    g_free(path);
    raster_free(raster);
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
    bool ok = supplied_fonts(merge->session, error) && write_all(merge, error) &&
              write_post(merge, error);
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
    char *data = supplied_path(w, "data");
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
    session_json(w, json_pack("{s:o, s:I}", "file", json_text_or_null(folder), "entries",
                              (json_int_t)copies));
    return session_done(w, w->settings.strict && session_missing_glyphs(w) > 0);
}
