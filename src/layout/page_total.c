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

// The same of a text, whose parts are less alike; a line that is not full is worth half of one.
enum { TEXT_PAGES_TRIED = 6, TEXT_OFF_PERCENT = 25, LINE_WEIGHT = 40 };

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

// What `counted` pages and `left` more come to, which may be `off` percent more or fewer, and
// `others` that are not judged: about how many there will be, and how many digits that number will
// certainly have; nothing if it is not certain.
static struct page_total certain(unsigned counted, double left, int off, double others)
{
    double least = counted + floor(left * (100 - off) / 100);
    double most = counted + ceil(left * (100 + off) / 100) + others + 2;
    if (most > 1e9 || digits_of(least) != digits_of(most))
        return (struct page_total){0};
    return (struct page_total){.held = digits_of(most),
                               .expected = counted + (unsigned)lround(left)};
}

// Of a list, by how many of its entries a page takes.
static struct page_total judge(const struct flow *flow, const struct composed *counted)
{
    size_t passed, n;
    if (!counted->stopped || !flow->list)
        return (struct page_total){0};
    list_setter_passed(flow->list, &passed, &n);
    double rate = (double)counted->list_pages / (double)MAX(counted->list_entries, 1);
    double left = (double)(n - MIN(passed, n)) * rate;
    double after = pages_after(flow->job->document->root, list_setter_list(flow->list));
    return certain(counted->pages, left, OFF_PERCENT, after);
}

static bool is_prose(const struct node *block)
{
    return block->kind == NODE_PARAGRAPH || block->kind == NODE_HEADING ||
           block->kind == NODE_TITLE || block->kind == NODE_SALUTATION ||
           block->kind == NODE_QUOTE || block->kind == NODE_CLOSING;
}

// About how much room a block takes, in bytes; G_MAXDOUBLE where its text does not say.
static double weight_of(const struct node *node)
{
    if (node->kind == NODE_IMAGE || node->kind == NODE_FOOTNOTE_REF)
        return G_MAXDOUBLE;
    double weight = node->kind == NODE_TEXT    ? (double)strlen(node->text)
                    : node->kind == NODE_BREAK ? LINE_WEIGHT
                                               : 0;
    for (const struct node *child = node->first; child; child = child->next)
        weight += weight_of(child) + (node_is_inline(child) ? 0 : LINE_WEIGHT);
    return MIN(weight, G_MAXDOUBLE);
}

// The same of a text, of which as much is on the pages as there is before the next block.
static struct page_total judge_text(const struct flow *flow, const struct composed *counted)
{
    double passed = 0, left = 0, others = 0;
    bool before = true;
    for (const struct node *block = flow->job->document->root->first; block; block = block->next) {
        before = before && block != flow->next_block;
        double weight = is_prose(block) ? weight_of(block) + LINE_WEIGHT : G_MAXDOUBLE;
        if (weight < G_MAXDOUBLE)
            *(before ? &passed : &left) += weight;
        else
            others += 1 + (double)bytes_below(block) / PAGE_BYTES;
    }
    if (!counted->stopped || !flow->next_block || passed == 0)
        return (struct page_total){0};
    double pages = left * counted->pages / passed;
    return certain(counted->pages, pages, TEXT_OFF_PERCENT, others);
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

// Of `most` pages, of the text or of a list; 0: of all.
static bool count(const struct layout_job *job, const struct fit *fit, enum page_total_by by,
                  unsigned most, struct page_total *ret, GError **error)
{
    struct composed counted;
    struct flow *flow = walk_new(job, 0);
    flow->counts_only = true;
    flow->counts_most = most;
    flow->counts_text = by == PAGE_TOTAL_BY_TEXT;
    bool ok = compose(flow, fit, NULL, (struct page_total){0}, &counted, error);
    *ret = (struct page_total){0};
    if (ok)
        *ret = flow->counts_text ? judge_text(flow, &counted) : judge(flow, &counted);
    if (!counted.stopped)
        ret->pages = counted.pages;
    else if (!ret->held || !holds(flow, *ret))
        *ret = (struct page_total){0};
    walk_free(flow);
    return ok;
}

bool page_total_find(const struct layout_job *job, const struct fit *fit, enum page_total_by by,
                     bool fills, struct page_total *ret, GError **error)
{
    bool alone = job->pages_before == 0 && job->pages_after == 0;
    if (fills && alone) {
        unsigned tried = by == PAGE_TOTAL_BY_TEXT ? TEXT_PAGES_TRIED : PAGES_TRIED;
        if (!count(job, fit, by, tried, ret, error))
            return false;
        if (ret->pages || ret->held)
            return true;
    }
    return count(job, fit, by, 0, ret, error);
}
