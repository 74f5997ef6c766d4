// SPDX-License-Identifier: MIT
// The route: blocks are set into boxes (walk, flow), boxes placed on pages (compose), pages made
// and given away (frame). A letter that fits into memory is composed several times, each time
// giving a little more, until its last page is well filled; one that streams is composed once.
#include "layout/layout.h"

#include "layout/compose.h"
#include "layout/facing.h"
#include "layout/number.h"
#include "layout/page_total.h"
#include "layout/running_head.h"
#include "layout/walk.h"

#include <string.h>

static bool streams(const struct node *node)
{
    if (node->kind == NODE_LIST && node->list.stream)
        return true;
    for (const struct node *child = node->first; child; child = child->next) {
        if (!node_is_inline(child) && streams(child))
            return true;
    }
    return false;
}

// A list longer than this has so many pages that the last one is no blemish worth a second try.
enum { ENTRIES_TRIED = 5000 };

static bool is_small(const struct document *document)
{
    const struct node *list = document_signatories(document);
    size_t n = 0;
    for (const struct node *entry = list ? list->first : NULL; entry; entry = entry->next)
        n++;
    return n <= ENTRIES_TRIED && !streams(document->root);
}

static double cost_of(const struct composed *composed, const struct fit *fit,
                      const struct page_fit *style)
{
    double cost = composed->parted ? 1000 : 0;
    cost += composed->colophon_alone ? 200 : 0;
    double wanted = style->last_page_percent / 100.0;
    if (composed->pages > 1 && composed->last_filled < wanted)
        cost += 100 + 100 * (wanted - composed->last_filled);
    // Columns that end unlike matter where the eye compares them: on the last page.
    cost += composed->uneven_last ? 55 : 0;
    cost += composed->pages ? 10.0 * composed->uneven / composed->pages : 0;
    return cost + ABS(fit->leading - 1000) / 100.0 + ABS(fit->height - 1000) / 20.0 +
           2.0 * ABS(fit->columns);
}

struct choice {
    struct flow *flow; // set, with nothing of it on a page yet; NULL for a letter that streams
    struct fit fit;
    double cost;
    unsigned pages; // 0: not known
};

enum { GOOD_ENOUGH = 50 }; // less than any blemish costs

static bool try_fit(struct flow *flow, const struct fit *fit, struct choice *best, bool *ret_better,
                    GError **error)
{
    struct composed composed;
    if (!compose(flow, fit, NULL, (struct page_total){0}, &composed, error))
        return false;
    double cost = cost_of(&composed, fit, &flow->style->fit);
    if (cost < best->cost) {
        best->fit = *fit;
        best->cost = cost;
        best->pages = composed.pages;
        *ret_better = true;
    }
    return true;
}

// Ever farther from the natural value to both sides: 0, -step, step, -2 step ...
static int swing(int i, int step)
{
    return (i & 1 ? -1 : 1) * ((i + 1) / 2) * step;
}

// Tries leadings, then text heights with each of them, in steps no reader can see.
static bool try_leadings(struct flow *flow, int columns, struct choice *best, bool *ret_better,
                         GError **error)
{
    enum { LEADING_STEP = 5, HEIGHT_STEP = 20 };
    const struct page_fit *style = &flow->style->fit;
    int leadings = 1 + 2 * (style->leading_permille / LEADING_STEP);
    int heights = 1 + 2 * (style->height_permille / HEIGHT_STEP);
    for (int i = 0; i < heights && best->cost >= GOOD_ENOUGH; i++) {
        for (int j = 0; j < leadings && best->cost >= GOOD_ENOUGH; j++) {
            struct fit fit = {1000 + swing(j, LEADING_STEP), columns, 1000 + swing(i, HEIGHT_STEP),
                              NULL};
            if (!try_fit(flow, &fit, best, ret_better, error))
                return false;
        }
    }
    return true;
}

static bool try_columns(const struct layout_job *job, int columns, struct choice *best,
                        GError **error)
{
    struct flow *flow = walk_new(job, columns);
    bool better = false;
    bool ok = walk_all(flow, error) && try_leadings(flow, columns, best, &better, error);
    if (better) {
        walk_free(best->flow);
        best->flow = flow;
    } else {
        walk_free(flow);
    }
    return ok;
}

static bool choose_fit(const struct layout_job *job, struct choice *best, GError **error)
{
    best->cost = G_MAXDOUBLE;
    int most = document_signatories(job->document) ? job->style->fit.columns : 0;
    int natural = job->style->blocks[GROUP_SIGNATORIES].columns;
    for (int change = 0; change <= most && best->cost >= GOOD_ENOUGH; change++) {
        for (int sign = -1; sign <= (change ? 1 : -1); sign += 2) {
            if (natural + sign * change >= 1 && !try_columns(job, sign * change, best, error))
                return false;
        }
    }
    return true;
}

// The page that ends lower ends where the other does.
static void give_up(GArray *pages, unsigned left)
{
    struct facing_page *b = facing_page_at(pages, left + 1), *a = b - 1;
    struct facing_page *longer = a->end > b->end ? a : b;
    longer->less += MAX(longer->bottom - MIN(a->foot, b->foot), 0);
}

// Has the longer page of a spread give up what it has more; the other may then be the longer one.
// All is taken back where the pages come out worse, or not level.
static bool shorten(struct choice *choice, const struct page_fit *style, unsigned left,
                    bool *ret_level, GError **error)
{
    enum { ROUNDS = 4 };
    GArray *pages = choice->fit.facing;
    struct facing_page *b = facing_page_at(pages, left + 1), *a = b - 1;
    const len before[] = {a->less, b->less};
    struct composed composed = {0};
    *ret_level = false;
    for (int i = 0; i < ROUNDS && !*ret_level && a->end && b->end; i++) {
        give_up(pages, left);
        if (!compose(choice->flow, &choice->fit, NULL, (struct page_total){0}, &composed, error))
            return false;
        b = facing_page_at(pages, left + 1);
        a = b - 1;
        *ret_level = a->end && facing_is_level(a, b);
    }
    *ret_level = *ret_level && composed.pages == choice->pages &&
                 cost_of(&composed, &choice->fit, style) <= choice->cost + 1;
    if (*ret_level)
        return true;
    a->less = before[0];
    b->less = before[1];
    return compose(choice->flow, &choice->fit, NULL, (struct page_total){0}, &composed, error);
}

// The first page faces nobody.
static bool level_spreads(const struct layout_job *job, struct choice *choice, GError **error)
{
    const struct style *style = job->style;
    GArray *pages = choice->fit.facing = g_array_new(FALSE, TRUE, sizeof(struct facing_page));
    struct composed composed;
    if (!compose(choice->flow, &choice->fit, NULL, (struct page_total){0}, &composed, error))
        return false;
    for (unsigned left = 1; left + 2 < choice->pages; left += 2) {
        struct facing_page *b = facing_page_at(pages, left + 1), *a = b - 1;
        bool level = !a->end || !b->end || facing_is_level(a, b);
        if (!level && !shorten(choice, &style->fit, left, &level, error))
            return false;
        if (level)
            continue;
        b = facing_page_at(pages, left + 1);
        a = b - 1;
        struct facing_page *shorter = a->end < b->end ? a : b;
        shorter->more = facing_more(shorter, shorter == a ? b : a, style->page.margin.top);
    }
    return true;
}

// Threads take a while to know the faces.
static bool is_long(const struct node *node, size_t *left)
{
    if (node->kind == NODE_LIST && node->list.stream)
        return true;
    for (const struct node *child = node->first; child && *left > 0; child = child->next) {
        size_t n = child->kind == NODE_TEXT ? strlen(child->text) : 0;
        *left -= MIN(n, *left);
        if (is_long(child, left))
            return true;
    }
    return *left == 0;
}

// A text longer than this is set page by page, for the same reason: not where spreads are levelled.
// Whoever the pages are for: they are the same in a record, in pictures and on sheets.
static bool is_long_text(const struct layout_job *job)
{
    size_t tried = 600 * 1024;
    return !job->style->page.mirrored && is_long(job->document->root, &tried);
}

// `counted`: the number of pages is asked for; `fills_total`: by the sink, in the end.
static bool choose(const struct layout_job *job, bool counted, bool fills_total, struct choice *ret,
                   struct page_total *ret_total, GError **error)
{
    *ret = (struct choice){.fit = FIT_NATURAL};
    *ret_total = (struct page_total){.pages = job->pages};
    enum page_total_by by = is_small(job->document) ? PAGE_TOTAL_BY_TEXT : PAGE_TOTAL_BY_LIST;
    if (by == PAGE_TOTAL_BY_LIST || is_long_text(job))
        return job->pages || !counted ||
               page_total_find(job, &ret->fit, by, fills_total, ret_total, error);
    bool ok = choose_fit(job, ret, error) &&
              (!job->style->page.mirrored || level_spreads(job, ret, error));
    ret_total->pages = ret->pages;
    return ok;
}

static void begin_threads(const struct layout_job *job)
{
    size_t long_bytes = 64 * 1024;
    bool several = job->threads > 1 && is_long(job->document->root, &long_bytes);
    paragraph_work_ahead(job->fonts, several ? job->threads - 1 : 0);
}

static struct layout_job begin(const struct layout_job *asked)
{
    struct layout_job job = *asked;
    job.contents = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    job.surveys = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    job.digits = number_digits_used(job.document->root);
    begin_threads(&job);
    return job;
}

static void end(struct layout_job *job, struct choice *choice)
{
    walk_free(choice->flow);
    if (choice->fit.facing)
        g_array_unref(choice->fit.facing);
    paragraph_work_ahead(job->fonts, 0);
    g_hash_table_unref(job->contents);
    g_hash_table_unref(job->surveys);
}

bool layout_count(const struct layout_job *asked, unsigned *ret_pages, GError **error)
{
    struct choice choice;
    struct layout_job job = begin(asked);
    struct page_total total;
    bool ok = choose(&job, true, false, &choice, &total, error);
    *ret_pages = total.pages;
    end(&job, &choice);
    return ok;
}

bool layout_run(const struct layout_job *asked, const struct page_sink *sink, GError **error)
{
    struct choice choice;
    struct composed composed;
    struct page_total total;
    struct layout_job job = begin(asked);
    bool counted = running_head_counts_pages(job.style);
    bool ok = choose(&job, counted, sink->fills_total, &choice, &total, error);
    if (ok) {
        choice.flow = choice.flow ? choice.flow : walk_new(&job, 0);
        if (job.ret_total)
            *job.ret_total = total.pages;
        ok = compose(choice.flow, &choice.fit, sink, total, &composed, error);
        walk_report(choice.flow);
    }
    end(&job, &choice);
    return ok;
}
