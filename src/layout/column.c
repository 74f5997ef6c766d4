// SPDX-License-Identifier: MIT
#include "layout/column.h"

#include <assert.h>
#include <math.h>

len column_height(const struct fit *fit, const struct box *boxes, size_t start, size_t end)
{
    int64_t height = 0;
    for (size_t i = start; i < end; i++) {
        height += fit_height(fit, &boxes[i]);
        if (i > start)
            height += fit_above(fit, &boxes[i]);
        if (height >= LEN_MAX)
            return LEN_MAX;
    }
    return (len)height;
}

len column_notes_height(const struct fit *fit, const struct box *box)
{
    int64_t height = 0;
    for (const struct note *note = box->notes; note; note = note->next)
        height += column_height(fit, note->boxes, 0, note->n);
    return (len)MIN(height, LEN_MAX);
}

len column_notes_least(const struct fit *fit, const struct box *box)
{
    enum { LEAST_BOXES = 5 };
    int64_t height = 0;
    for (const struct note *note = box->notes; note; note = note->next)
        height += column_height(fit, note->boxes, 0, MIN(note->n, LEAST_BOXES));
    return (len)MIN(height, LEN_MAX);
}

// What an empty strip at a column's foot costs: the square of its lines, so that one line costs
// little and five are worth a blemish. A line is that of a letter, whatever the last box is.
static double shortfall_cost(len shortfall)
{
    double lines = (double)shortfall / (16 * LEN_PER_PT);
    return 12 * lines * lines;
}

// The height of a column as it grows box by box, notes at its foot included.
struct growth {
    const struct fit *fit;
    struct foot foot;
    len taken; // by the boxes and by the notes, the last box's notes as small as may be
    len boxes; // by the boxes alone
};

static void grow(struct growth *growth, const struct box *box, bool first)
{
    if (!first)
        growth->boxes += fit_above(growth->fit, box);
    growth->boxes += fit_height(growth->fit, box);
    growth->taken = growth->boxes + growth->foot.taken;
    if (!box->notes)
        return;
    if (!growth->foot.taken)
        growth->foot.taken = growth->foot.separator;
    growth->taken = growth->boxes + growth->foot.taken + column_notes_least(growth->fit, box);
    growth->foot.taken += column_notes_height(growth->fit, box);
}

size_t column_break(const struct fit *fit, const struct box *boxes, size_t n, size_t start,
                    len height, bool whole, struct foot foot)
{
    assert(start < n);
    size_t best = 0;
    double least = INFINITY;
    struct growth growth = {fit, foot, 0, 0};
    for (size_t end = start + 1; end <= n; end++) {
        const struct box *last = &boxes[end - 1];
        if (end - 1 > start && last->penalty == PENALTY_FORCE)
            return end - 1;
        grow(&growth, last, end - 1 == start);
        if (growth.taken > height && end > start + 1)
            break;
        double penalty = end < n ? boxes[end].penalty : whole ? -2.0 * PENALTY_NEVER : 0;
        double cost = penalty + shortfall_cost(MAX(height - growth.taken, 0));
        if (cost <= least) {
            least = cost;
            best = end;
        }
    }
    return best;
}

struct cut column_fill(const struct fit *fit, const struct box *boxes, size_t n, unsigned columns,
                       len height)
{
    struct cut cut = {.columns = columns};
    size_t start = 0;
    for (unsigned i = 0; i < columns; i++) {
        size_t end =
            start < n ? column_break(fit, boxes, n, start, height, false, (struct foot){0, 0}) : n;
        cut.ends[i] = end;
        cut.heights[i] = column_height(fit, boxes, start, end);
        start = end;
    }
    return cut;
}

// The least cost of setting boxes [start, n) in the columns that remain, for every start: a table
// filled from the last column to the first.
struct balance {
    const struct fit *fit;
    const struct box *boxes;
    size_t n;
    unsigned columns;
    len height;
    double *cost; // [column][start]
    size_t *end;
};

static void balance_cell(struct balance *balance, unsigned column, bool last, size_t start)
{
    size_t width = balance->n + 1;
    double *cell = &balance->cost[column * width + start];
    *cell = start == balance->n ? shortfall_cost(balance->height) : INFINITY;
    balance->end[column * width + start] = start;
    if (start == balance->n && !last)
        *cell += balance->cost[(column + 1) * width + start];
    int64_t taken = 0;
    for (size_t end = start + 1; end <= balance->n; end++) {
        const struct box *box = &balance->boxes[end - 1];
        taken += fit_height(balance->fit, box);
        if (end - 1 > start)
            taken += fit_above(balance->fit, box);
        if (taken > balance->height)
            break;
        if (last && end < balance->n)
            continue;
        double cost = shortfall_cost(balance->height - (len)taken);
        // Of two equal ways the one whose earlier columns are fuller.
        cost *= 1 + 0.01 * (balance->columns - column);
        if (end < balance->n)
            cost += MAX(balance->boxes[end].penalty, 0);
        if (!last)
            cost += balance->cost[(column + 1) * width + end];
        if (cost < *cell) {
            *cell = cost;
            balance->end[column * width + start] = end;
        }
    }
}

// Whether the columns hold all boxes: each is filled as far as it may end. What this refuses no
// table could grant, and it costs far less.
static bool balance_holds(const struct balance *balance, unsigned columns)
{
    size_t start = 0;
    for (unsigned column = 0; column < columns && start < balance->n; column++) {
        int64_t taken = 0;
        size_t end = start, may_end = start;
        for (; end < balance->n; end++) {
            const struct box *box = &balance->boxes[end];
            taken +=
                fit_height(balance->fit, box) + (end > start ? fit_above(balance->fit, box) : 0);
            if (taken > balance->height)
                break;
            if (end + 1 == balance->n || balance->boxes[end + 1].penalty < PENALTY_NEVER)
                may_end = end + 1;
        }
        if (may_end == start)
            return false;
        start = may_end;
    }
    return start == balance->n;
}

static bool balance_at(struct balance *balance, unsigned columns, struct cut *ret)
{
    if (!balance_holds(balance, columns))
        return false;
    size_t width = balance->n + 1;
    for (unsigned column = columns; column-- > 0;) {
        for (size_t start = 0; start <= balance->n; start++)
            balance_cell(balance, column, column + 1 == columns, start);
    }
    // Where an entry would have to be parted, a greater height is the better answer.
    if (!(balance->cost[0] < PENALTY_NEVER))
        return false;
    size_t start = 0;
    ret->columns = columns;
    for (unsigned column = 0; column < columns; column++) {
        size_t end = balance->end[column * width + start];
        ret->ends[column] = end;
        ret->heights[column] = column_height(balance->fit, balance->boxes, start, end);
        start = end;
    }
    return true;
}

bool column_balance(const struct fit *fit, const struct box *boxes, size_t n, unsigned columns,
                    len height, struct cut *ret)
{
    len total = column_height(fit, boxes, 0, n);
    if (n == 0 || (int64_t)total > (int64_t)height * columns)
        return false;
    len step = fit_height(fit, &boxes[0]);
    for (size_t i = 1; i < n; i++)
        step = MIN(step, fit_height(fit, &boxes[i]));
    step = MAX(step / 2, LEN_PER_PT);
    struct balance balance = {fit,
                              boxes,
                              n,
                              columns,
                              0,
                              g_new0(double, (n + 1) * columns),
                              g_new0(size_t, (n + 1) * columns)};
    bool found = false;
    for (int64_t at = total / (len)columns; !found; at += step) {
        balance.height = (len)MIN(at, height);
        found = balance_at(&balance, columns, ret);
        if (at >= height)
            break;
    }
    g_free(balance.cost);
    g_free(balance.end);
    return found;
}
