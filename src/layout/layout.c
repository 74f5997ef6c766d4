// SPDX-License-Identifier: MIT
// The route: blocks are set into boxes (flow), boxes placed on pages (compose), pages made and
// given away (frame). A letter that fits into memory is composed several times, each time giving a
// little more, until its last page is well filled; one that streams is composed once.
#include "layout/layout.h"

#include "layout/compose.h"
#include "layout/running_head.h"

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
                      const struct fit_style *style)
{
    double cost = composed->parted ? 1000 : 0;
    double wanted = style->last_page_percent / 100.0;
    if (composed->pages > 1 && composed->last_filled < wanted)
        cost += 100 + 100 * (wanted - composed->last_filled);
    return cost + ABS(fit->leading - 1000) / 100.0 + 2.0 * ABS(fit->columns);
}

struct choice {
    struct fit fit;
    double cost;
    unsigned pages;
};

// Tries leadings ever farther from the natural one, in steps no reader can see.
static bool try_leadings(struct flow *flow, int columns, struct choice *best, GError **error)
{
    enum { STEP = 5 };
    const struct fit_style *style = &flow->style->fit;
    for (int change = 0; change <= style->leading_permille; change += STEP) {
        for (int sign = -1; sign <= (change ? 1 : -1); sign += 2) {
            struct fit fit = {1000 + sign * change, columns};
            struct composed composed;
            if (!compose(flow, &fit, NULL, 0, &composed, error))
                return false;
            double cost = cost_of(&composed, &fit, style);
            if (cost < best->cost)
                *best = (struct choice){fit, cost, composed.pages};
        }
        if (best->cost < 50)
            return true;
    }
    return true;
}

static bool choose_fit(const struct layout_job *job, struct choice *ret, GError **error)
{
    *ret = (struct choice){FIT_NATURAL, G_MAXDOUBLE, 0};
    int columns = document_signatories(job->document) ? job->style->fit.columns : 0;
    for (int change = 0; change <= columns && ret->cost >= 50; change++) {
        for (int sign = -1; sign <= (change ? 1 : -1); sign += 2) {
            if (job->style->blocks[GROUP_SIGNATORIES].columns + sign * change < 1)
                continue;
            struct flow *flow = flow_new(job, sign * change);
            bool ok = flow_all(flow, error) && try_leadings(flow, sign * change, ret, error);
            flow_free(flow);
            if (!ok)
                return false;
        }
    }
    return true;
}

bool layout_run(const struct layout_job *job, const struct page_sink *sink, GError **error)
{
    struct choice choice = {FIT_NATURAL, 0, 0};
    if (is_small(job->document) && !choose_fit(job, &choice, error))
        return false;
    struct composed composed;
    if (!choice.pages && running_head_counts_pages(job->style)) {
        struct flow *flow = flow_new(job, 0);
        bool ok = compose(flow, &choice.fit, NULL, 0, &composed, error);
        flow_free(flow);
        if (!ok)
            return false;
        choice.pages = composed.pages;
    }
    struct flow *flow = flow_new(job, choice.fit.columns);
    bool ok = compose(flow, &choice.fit, sink, choice.pages, &composed, error);
    flow_free(flow);
    return ok;
}
