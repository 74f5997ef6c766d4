// SPDX-License-Identifier: MIT
#include "layout/page_total.h"

#include "layout/compose.h"
#include "layout/list.h"
#include "layout/running_head.h"
#include "layout/walk.h"

#include <math.h>
#include <string.h>

// Pages of the list by which the number is judged, and how far that may be off.
enum { PAGES_TRIED = 12, OFF_PERCENT = 15 };

// What may follow the list: a block takes no more than a page, or so many bytes do not fit on one.
enum { PAGE_BYTES = 800 };

static size_t bytes_below(const struct node *node)
{
    size_t n = node->kind == NODE_TEXT ? strlen(node->text) : 0;
    for (const struct node *child = node->first; child; child = child->next)
        n += bytes_below(child);
    return n;
}

// The most pages that the blocks after the list may take; G_MAXDOUBLE where another streams.
static double pages_after(const struct node *root, const struct node *list)
{
    double pages = 0;
    bool after = false;
    for (const struct node *block = root->first; block; block = block->next) {
        if (after && block->kind == NODE_LIST && block->list.stream)
            return G_MAXDOUBLE;
        if (after)
            pages += 1 + (double)bytes_below(block) / PAGE_BYTES;
        after = after || block == list;
    }
    return after ? pages : G_MAXDOUBLE;
}

static unsigned digits_of(double number)
{
    unsigned n = 1;
    for (; number >= 10; number /= 10)
        n++;
    return n;
}

// About how many pages there will be, and how many digits that number will certainly have; none if
// it is not certain.
static struct page_total judge(const struct flow *flow, const struct composed *counted)
{
    size_t passed, n;
    if (!counted->stopped || !flow->list)
        return (struct page_total){0};
    list_setter_passed(flow->list, &passed, &n);
    double rate = (double)counted->list_pages / (double)MAX(counted->list_entries, 1);
    double left = (double)(n - MIN(passed, n)) * rate;
    double after = pages_after(flow->job->document->root, list_setter_list(flow->list));
    double least = counted->pages + floor(left * (100 - OFF_PERCENT) / 100);
    double most = counted->pages + ceil(left * (100 + OFF_PERCENT) / 100) + after + 2;
    if (most > 1e9 || digits_of(least) != digits_of(most))
        return (struct page_total){0};
    return (struct page_total){.held = digits_of(most),
                               .expected = counted->pages + (unsigned)lround(left)};
}

static bool holds(struct flow *flow, struct page_total total)
{
    for (unsigned index = 0; index < 2; index++) {
        const struct frame frame = {
            .index = index, .left = flow_left_margin(flow, index), .total = total};
        if (!running_head_holds(flow, &frame))
            return false;
    }
    return true;
}

static bool count(const struct layout_job *job, const struct fit *fit, unsigned most,
                  struct page_total *ret, GError **error)
{
    struct composed counted;
    struct flow *flow = walk_new(job, 0);
    flow->counts_only = true;
    flow->counts_most = most;
    bool ok = compose(flow, fit, NULL, (struct page_total){0}, &counted, error);
    *ret = ok ? judge(flow, &counted) : (struct page_total){0};
    if (!counted.stopped)
        ret->pages = counted.pages;
    else if (!ret->held || !holds(flow, *ret))
        *ret = (struct page_total){0};
    walk_free(flow);
    return ok;
}

bool page_total_find(const struct layout_job *job, const struct fit *fit, bool fills,
                     struct page_total *ret, GError **error)
{
    bool alone = job->pages_before == 0 && job->pages_after == 0;
    if (fills && alone) {
        if (!count(job, fit, PAGES_TRIED, ret, error))
            return false;
        if (ret->pages || ret->held)
            return true;
    }
    return count(job, fit, 0, ret, error);
}
