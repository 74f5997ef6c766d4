// SPDX-License-Identifier: MIT
#include "record/handout.h"

#include "base/error.h"
#include "record/booklet.h"
#include "record/n_up.h"
#include "record/sheets.h"

#include <assert.h>
#include <string.h>

static const unsigned on_a_side[] = {
    [HANDOUT_BOOKLET] = 2,
    [HANDOUT_2UP] = 2,
    [HANDOUT_4UP] = 4,
};

/* The sheet and its cells for pages of one orientation. */
struct plan {
    len width, height;
    struct n_up cells;
    bool right_bound;
};

static bool is_right_bound(const struct handout_options *options, bool rtl)
{
    return options->bind == HANDOUT_BIND_AUTO ? rtl : options->bind == HANDOUT_BIND_RIGHT;
}

static bool fault_paper(const char *paper, GError **error)
{
    char *names = g_strjoinv(", ", (char **)paper_names());
    fault_set(error, FAULT_USAGE, "unknown paper: %s (known: %s; or two lengths)", paper, names);
    g_free(names);
    return false;
}

// A booklet's leaves are side by side whatever their shape; its cells run in the order of the
// page, not of reading, which booklet_side() decides.
static bool plan_for(const struct handout_options *options, bool landscape, bool rtl,
                     struct plan *ret, GError **error)
{
    const char *paper = options->paper ? options->paper : "A4";
    len width, height;
    if (!paper_parse(paper, &width, &height))
        return fault_paper(paper, error);
    bool booklet = options->kind == HANDOUT_BOOKLET;
    unsigned pages = on_a_side[options->kind];
    bool wide = booklet || n_up_sheet_landscape(pages, landscape);
    *ret = (struct plan){
        .width = wide ? MAX(width, height) : MIN(width, height),
        .height = wide ? MIN(width, height) : MAX(width, height),
        .cells = booklet ? (struct n_up){2, 1, false} : n_up_for(pages, landscape, rtl),
        .right_bound = is_right_bound(options, rtl),
    };
    return true;
}

bool handout_page_size(const struct handout_options *options, bool landscape, len *ret_width,
                       len *ret_height, GError **error)
{
    struct plan plan;
    if (!plan_for(options, landscape, false, &plan, error))
        return false;
    struct rect cell = n_up_cell(&plan.cells, 0, plan.width, plan.height);
    *ret_width = cell.width;
    *ret_height = cell.height;
    return true;
}

// One scale for all pages, so that the type does not change its size from page to page.
static double scale_for(const struct plan *plan, const struct page *const *pages, size_t n)
{
    struct rect cell = n_up_cell(&plan->cells, 0, plan->width, plan->height);
    double scale = 1;
    for (size_t i = 0; i < n; i++) {
        scale = MIN(scale, (double)cell.width / pages[i]->trim.width);
        scale = MIN(scale, (double)cell.height / pages[i]->trim.height);
    }
    return scale;
}

static struct point point(len x, len y)
{
    return (struct point){x, y};
}

// Short strokes at the sheet's edges where it is folded or cut.
static void mark_edges(struct sheets *sheets, size_t side, const struct plan *plan)
{
    len stroke = len_from_mm(4), width = plan->width, height = plan->height;
    if (plan->cells.columns == 2) {
        sheets_mark(sheets, side, point(width / 2, 0), point(width / 2, stroke));
        sheets_mark(sheets, side, point(width / 2, height - stroke), point(width / 2, height));
    }
    if (plan->cells.rows == 2) {
        sheets_mark(sheets, side, point(0, height / 2), point(stroke, height / 2));
        sheets_mark(sheets, side, point(width - stroke, height / 2), point(width, height / 2));
    }
}

// Two staples, a quarter and three quarters down the fold, on the outside of the cover.
static void mark_staples(struct sheets *sheets, size_t side, const struct plan *plan)
{
    len half = len_from_mm(6), x = plan->width / 2;
    for (int i = 1; i <= 3; i += 2) {
        len y = plan->height / 4 * i;
        sheets_mark(sheets, side, point(x, y - half), point(x, y + half));
    }
}

struct handout_job {
    const struct handout_options *options;
    const struct page *const *pages;
    size_t n;
    struct plan plan;
    double scale;
    struct sheets *sheets;
};

static struct booklet booklet_of(const struct handout_job *job)
{
    return (struct booklet){
        .pages = job->n,
        .back = job->options->back,
        .signature = job->options->signature,
        .right_bound = job->plan.right_bound,
        .duplex = job->options->duplex,
        .order = job->options->order,
    };
}

/* Where a page stands: on which side, and where there. */
struct spot {
    size_t side;
    bool at_right;
    const struct booklet_side *of;
};

static struct spot find_spot(const struct booklet_side *sides, size_t n, size_t page)
{
    for (size_t i = 0; i < n; i++)
        if (sides[i].left == page || sides[i].right == page)
            return (struct spot){i, sides[i].right == page, &sides[i]};
    assert(!"every page is on a side");
    return (struct spot){0, false, sides};
}

// A leaf lies against the fold, moved toward it by the sheets that are folded around it.
static bool place_leaf(const struct handout_job *job, const struct spot *spot, size_t page,
                       GError **error)
{
    len creep = (len)spot->of->depth * job->options->creep;
    struct rect cell =
        n_up_cell(&job->plan.cells, spot->at_right, job->plan.width, job->plan.height);
    struct sheet_place place = {.side = spot->side,
                                .cell = cell,
                                .scale = job->scale,
                                .across = spot->at_right ? 0 : 1,
                                .shift = spot->at_right ? -creep : creep,
                                .turned = spot->of->turned};
    return sheets_place(job->sheets, job->pages[page], &place, error);
}

static void mark_booklet(const struct handout_job *job, const struct booklet_side *sides, size_t n)
{
    for (size_t i = 0; i < n && job->options->marks; i++) {
        if (sides[i].back)
            continue;
        mark_edges(job->sheets, i, &job->plan);
        if (sides[i].depth == 0)
            mark_staples(job->sheets, i, &job->plan);
    }
}

static bool put_booklet(const struct handout_job *job, GError **error)
{
    struct booklet booklet = booklet_of(job);
    size_t n = 2 * booklet_sheets(&booklet);
    struct booklet_side *sides = g_new(struct booklet_side, n);
    for (size_t i = 0; i < n; i++)
        sides[i] = booklet_side(&booklet, i);
    bool ok = true;
    for (size_t page = 0; page < job->n && ok; page++) {
        struct spot spot = find_spot(sides, n, page);
        ok = place_leaf(job, &spot, page, error);
    }
    mark_booklet(job, sides, n);
    g_free(sides);
    return ok;
}

static bool put_n_up(const struct handout_job *job, GError **error)
{
    unsigned together = on_a_side[job->options->kind];
    bool ok = true;
    for (size_t page = 0; page < job->n && ok; page++) {
        struct rect cell = n_up_cell(&job->plan.cells, (unsigned)(page % together), job->plan.width,
                                     job->plan.height);
        struct sheet_place place = {
            .side = page / together, .cell = cell, .scale = job->scale, .across = 0.5};
        ok = sheets_place(job->sheets, job->pages[page], &place, error);
    }
    for (size_t page = 0; page < job->n && job->options->marks; page += together)
        mark_edges(job->sheets, page / together, &job->plan);
    return ok;
}

static bool check_booklet(const struct handout_job *job, GError **error)
{
    struct booklet booklet = booklet_of(job);
    size_t sheets = booklet_sheets(&booklet);
    if (booklet.signature > sheets) {
        fault_set(
            error, FAULT_USAGE,
            "a signature of %u sheets holds %.0f pages, but there are only %zu, on %zu sheets",
            booklet.signature, 4.0 * booklet.signature, job->n, sheets);
        return false;
    }
    size_t together = booklet.signature ? booklet.signature : sheets;
    double most = (double)job->options->creep * (double)(together - 1);
    if (job->options->creep >= 0 && most <= job->plan.width / 16.0)
        return true;
    fault_set(error, FAULT_USAGE,
              "creep of %.2f mm a sheet moves the innermost page of %zu sheets by %.1f mm: use "
              "smaller signatures or less creep",
              len_to_pt(job->options->creep) * 25.4 / 72, together, most / LEN_PER_PT * 25.4 / 72);
    return false;
}

static struct handout_result result_of(const struct handout_job *job)
{
    if (job->options->kind == HANDOUT_BOOKLET) {
        struct booklet booklet = booklet_of(job);
        size_t sheets = booklet_sheets(&booklet);
        return (struct handout_result){job->n, 4 * sheets - job->n, 2 * sheets, sheets,
                                       booklet_signatures(&booklet)};
    }
    size_t together = on_a_side[job->options->kind];
    size_t sides = (job->n + together - 1) / together;
    return (struct handout_result){job->n, sides * together - job->n, sides, sides, 0};
}

static bool job_check(struct handout_job *job, GError **error)
{
    if (job->n == 0) {
        fault_set(error, FAULT_USAGE, "there is no page to put on a sheet");
        return false;
    }
    const struct page *first = job->pages[0];
    bool landscape = first->trim.width > first->trim.height;
    if (!plan_for(job->options, landscape, first->rtl, &job->plan, error))
        return false;
    if (job->options->kind == HANDOUT_BOOKLET && !check_booklet(job, error))
        return false;
    job->scale = scale_for(&job->plan, job->pages, job->n);
    return true;
}

// A viewer that prints the file is told not to scale it and how to turn the paper.
static const char *print_entries(const struct handout_options *options)
{
    if (options->kind != HANDOUT_BOOKLET)
        return "/PrintScaling/None";
    if (options->order != HANDOUT_SHEETS)
        return "/PrintScaling/None/Duplex/Simplex";
    return options->duplex == HANDOUT_FLIP_LONG ? "/PrintScaling/None/Duplex/DuplexFlipLongEdge"
                                                : "/PrintScaling/None/Duplex/DuplexFlipShortEdge";
}

bool handout_write(struct record *record, const struct handout_options *options,
                   const struct page *const *pages, size_t n, struct handout_result *ret_result,
                   GError **error)
{
    struct handout_job job = {.options = options, .pages = pages, .n = n};
    if (!job_check(&job, error))
        return false;
    struct handout_result result = result_of(&job);
    job.sheets = sheets_open(record, result.sides, job.plan.width, job.plan.height);
    sheets_say(job.sheets, print_entries(options));
    bool booklet = options->kind == HANDOUT_BOOKLET;
    bool ok = booklet ? put_booklet(&job, error) : put_n_up(&job, error);
    ok = sheets_close(job.sheets, ok ? error : NULL) && ok;
    if (ok && ret_result)
        *ret_result = result;
    return ok;
}
