// SPDX-License-Identifier: MIT
#include "door/copier.h"

#include "door/record_file.h"
#include "door/session_aside.h"

#include "record/record.h"

struct copier {
    const struct copier_job *job;
    bool own;
    struct warraq *session;
    struct raster *raster;
    // Of the copy under way.
    struct copy *copy;
    struct record *record;
    copier_take_fn take; // NULL: steps are put by
    void *context;
};

// ---- copies -------------------------------------------------------------------------------

struct copy *copy_new(size_t row, const char *path)
{
    struct copy *copy = g_new0(struct copy, 1);
    copy->row = row;
    copy->out = file_out_open(path, &copy->error);
    copy->diag = diag_new();
    copy->steps = g_array_new(FALSE, FALSE, sizeof(struct copier_step));
    return copy;
}

void copy_free(struct copy *copy)
{
    for (guint i = 0; i < copy->steps->len; i++) {
        struct page *page = g_array_index(copy->steps, struct copier_step, i).page;
        if (page)
            page_free(page);
    }
    g_array_unref(copy->steps);
    diag_free(copy->diag);
    if (copy->pictures)
        g_ptr_array_unref(copy->pictures);
    file_out_abandon(copy->out);
    g_clear_error(&copy->error);
    g_free(copy);
}

void copy_hand_on(struct copy *copy, copier_take_fn take, void *context)
{
    GError *error = NULL;
    for (guint i = 0; i < copy->steps->len && !error; i++) {
        struct copier_step *kept = &g_array_index(copy->steps, struct copier_step, i);
        struct copier_step step = *kept;
        kept->page = NULL;
        take(context, &step, &error);
    }
    if (!error)
        return;
    g_clear_error(&copy->error);
    copy->error = error;
}

// ---- steps --------------------------------------------------------------------------------

static bool do_step(struct copier *copier, struct copier_step step, GError **error)
{
    step.diag = copier->copy->diag;
    step.notes = diag_count(step.diag);
    if (copier->take)
        return copier->take(copier->context, &step, error);
    g_array_append_val(copier->copy->steps, step);
    return true;
}

static bool copier_page(void *context, struct page *page, GError **error)
{
    struct copier *copier = context;
    if (record_add(copier->record, page, error))
        return do_step(copier, (struct copier_step){.page = page}, error);
    page_free(page);
    return false;
}

// What is told of a copy made for later is told later, to those who listen.
static bool copier_progress(void *context, const char *unit, uint64_t done, uint64_t total)
{
    struct copier *copier = context;
    if (atomic_load(&copier->job->is_ending))
        return false;
    if (!copier->job->session->progress)
        return true;
    return do_step(copier, (struct copier_step){.unit = unit, .done = done, .total = total}, NULL);
}

// ---- a copier -----------------------------------------------------------------------------

struct copier *copier_new(const struct copier_job *job, bool own)
{
    struct copier *copier = g_new0(struct copier, 1);
    copier->job = job;
    copier->own = own;
    copier->session = own ? session_aside_own(job->session) : session_aside_new(job->session);
    copier->session->progress = copier_progress;
    copier->session->progress_context = copier;
    copier->raster =
        raster_new_beside(job->raster, (struct page_sink){.page = copier_page, .context = copier});
    return copier;
}

void copier_free(struct copier *copier)
{
    raster_free(copier->raster);
    session_aside_free(copier->session, copier->job->session);
    g_free(copier);
}

struct letter copier_fill(const struct copier_job *job, struct warraq *session, size_t row)
{
    struct letter copy = *job->letter;
    copy.session = session;
    copy.document = document_copy(job->letter->document);
    copy.document->lent = job->pictures;
    copy.faces = NULL; // nobody asks
    size_t filled = recipients_fill(job->recipients, row, copy.document);
    if (filled == 0 && row == 0)
        diag_add(session->diag, DIAG_WARNING, "merge-nothing-filled", SPAN_NONE,
                 "the letter has no {name} or other column to fill: all copies are alike");
    return copy;
}

static bool lay_out(struct copier *copier, const struct letter *letter, GError **error)
{
    struct page_sink sink = raster_sink(copier->raster);
    copier->record = record_file_open(letter, copier->copy->out, 1, error);
    if (!copier->record)
        return false;
    if (letter_lay_out(letter, &sink, NULL, error))
        return record_finish(copier->record, error);
    record_abandon(copier->record);
    return false;
}

static void make(struct copier *copier, struct copy *copy)
{
    copier->session->settings.jobs = copier->job->threads;
    struct letter letter = copier_fill(copier->job, copier->session, copy->row);
    if (!copier->own)
        letter.facts = NULL; // a session's own
    lay_out(copier, &letter, &copy->error);
    copy->pictures = g_ptr_array_ref(letter.document->kept);
    document_free(letter.document);
    if (!copy->error && !copier->take)
        file_out_sync(copy->out);
}

void copier_make(struct copier *copier, struct copy *copy, copier_take_fn take, void *context)
{
    if (!copy->out)
        return;
    copier->copy = copy;
    copier->take = take;
    copier->context = context;
    copier->session->diag = copy->diag;
    if (!copier->own)
        job_enter(copier->session->job);
    make(copier, copy);
    if (!copier->own)
        job_end(copier->session->job);
}
