// SPDX-License-Identifier: MIT
// Knuth & Plass, "Breaking Paragraphs into Lines" (1981), with these departures:
//   - a stretch has no limit, only a price: print must set every line somehow, and one pass over
//     graded prices gives what the paper's second, laxer pass gives;
//   - stretch is a ladder: the rungs that nobody sees move with the spaces by one ratio, and only
//     what they cannot do shows, in the spaces alone;
//   - a line may take a kashida or two, each at a price, of the length that leaves the rungs a
//     quarter of what they can do;
//   - ragged text is the same search with the slack itself as badness.
#include "text/total_fit.h"

#include <assert.h>
#include <glib.h>
#include <math.h>
#include <string.h>

#define RAGGED 0.3 /* slack, of the measure, of badness 100 */
#define OVERFULL 1e16
#define LINE_PENALTY 10.0     /* Knuth's \linepenalty */
#define ADJACENT 3000.0       /* two lines of unlike tightness, by classes apart */
#define FLAGGED_TWICE 20000.0 /* hyphens on two lines running */
#define FLAGGED_LAST 100000.0 /* a piece of a word that starts the last line */
#define SHORT_LAST 100000.0   /* a last line shorter than SHORT_PART of the measure */
#define SHORT_PART 0.12
#define STUB 3e8 /* one that looks forgotten: looser lines are the better sight */
#define STUB_PART 0.1
#define LONE_WORD_PART 0.3 /* the same for a last line of a single word */
#define ALONE 0.005        /* of the measure: half a space, by which such a line is weighed */
#define CLASSES 4          /* the last is of loose lines */
#define LEFT_OVER 0.25     /* of the rungs, beside a kashida */
#define TOO_TIGHT (-0.6)   /* no kashida where the rungs would have to take so much back */
#define LONG 40.0          /* badness of an em past comfort */
#define WORDS_FOR_ONE 4    /* a line's kashidas */

#define STARTS_FEW 64 /* a name has not as many */

struct fit_node {
    size_t point;
    size_t line; /* lines so far */
    int class;
    double demerits;
    struct fit_node *previous;
};

/* The nodes of one point: the lines that begin there are the same for all of them. */
struct fit_start {
    size_t point;
    struct fit_node *nodes;
    guint n;
    double least;      /* demerits of the cheapest */
    double least_from; /* the same of it and all starts after it */
};

struct search {
    const struct fit_point *points;
    size_t n;
    const struct fit_style *style;
    struct arena *arena;
    struct fit_start *active; /* points ascending: no more than there are points */
    size_t n_active;
    struct fit_node *best; /* that end at the point under way: one a class, and a line if counted */
    guint n_best;
    bool counted;               /* lines are, for looseness */
    const int64_t *least_after; /* by point: the least `after.width` from it on */
    double loose;               /* demerits of the one of them that comes after a loose line */
    double give_most; /* what the letters and spaces of a loose line give; later ones have fewer */
};

int64_t fit_width(const struct fit_point *a, const struct fit_point *b)
{
    return b->before.width - a->after.width + b->hyphen;
}

static double cube(double x)
{
    return x * x * x;
}

// What the spaces give, and where a script has none, the gaps between its characters, which open
// but do not close.
static double spaces_give(const struct fit_style *style, const struct fit_point *a,
                          const struct fit_point *b, double slack)
{
    double spaces = (double)(b->before.space_width - a->after.space_width);
    double loose = (double)(b->before.loose - a->after.loose);
    return slack > 0 ? style->stretch * (spaces + FIT_LOOSE_PART * loose) : style->shrink * spaces;
}

// What all rungs give together, `spaces` among them.
static double line_gives_beside(const struct fit_style *style, const struct fit_point *a,
                                const struct fit_point *b, double slack, double spaces)
{
    int64_t letters = slack > 0 ? b->before.more - a->after.more : b->before.less - a->after.less;
    return spaces + (double)letters + style->scale * (double)fit_width(a, b);
}

static double line_gives(const struct fit_style *style, const struct fit_point *a,
                         const struct fit_point *b, double slack)
{
    return line_gives_beside(style, a, b, slack, spaces_give(style, a, b, slack));
}

// `gives`: all rungs, and `spaces` alone, the way of the slack.
static double ratio_by(const struct fit_style *style, double slack, double gives, double spaces)
{
    if (fabs(slack) <= gives)
        return gives > 0 ? slack / gives : 0;
    if (spaces <= 0) // a word alone is a worse sight than any line of two
        return slack / MAX(gives, style->rest * (slack > 0 ? ALONE * style->stretch : 0.01));
    double past = 1 + (fabs(slack) - gives) / spaces;
    return slack < 0 ? -past : past;
}

static double ratio_of(const struct fit_style *style, const struct fit_point *a,
                       const struct fit_point *b, double slack)
{
    double spaces = spaces_give(style, a, b, slack);
    return ratio_by(style, slack, line_gives_beside(style, a, b, slack, spaces), spaces);
}

// How many kashidas a line may have: one in four words, two apart from one another.
static int kashidas_most(const struct fit_style *style, const struct fit_point *a,
                         const struct fit_point *b)
{
    const struct fit_kashida *kashida = &style->kashida;
    size_t first = a->after.places, end = b->before.places;
    uint32_t words = b->before.spaces - a->after.spaces + 1;
    if (end <= first || kashida->most == 0)
        return 0;
    bool two =
        words >= 2 * WORDS_FOR_ONE && kashida->x[end - 1] - kashida->x[first] >= kashida->apart;
    return two ? MIN(kashida->most, 2) : 1;
}

// A length that leaves the rungs a little to do; past comfort only where they cannot do it.
static int steps_for(const struct fit_kashida *kashida, double slack, double gives, int k)
{
    double wanted = (slack - LEFT_OVER * gives) / (k * kashida->step);
    double needed = (slack - gives) / (k * kashida->step);
    int steps = (int)lround(CLAMP(wanted, kashida->shortest, kashida->comfortable));
    if (steps < needed)
        steps = (int)ceil(MIN(needed, kashida->longest));
    return steps;
}

// Where a line can lengthen bodies alone, these are the lengths.
static struct fit_kashida kashida_of(const struct fit_style *style, const struct fit_point *a,
                                     const struct fit_point *b)
{
    struct fit_kashida kashida = style->kashida;
    if (b->before.joins == a->after.joins) {
        kashida.comfortable = MIN(kashida.comfortable, kashida.longest_body);
        kashida.longest = MIN(kashida.longest, kashida.longest_body);
    }
    return kashida;
}

static struct fit_line spend(const struct fit_style *style, const struct fit_point *a,
                             const struct fit_point *b, int64_t slack, double *ret_badness)
{
    double spaces = spaces_give(style, a, b, (double)slack);
    double gives = line_gives_beside(style, a, b, (double)slack, spaces);
    struct fit_line best = {0, 0, ratio_by(style, (double)slack, gives, spaces)};
    *ret_badness = 100 * cube(fabs(best.ratio));
    if (best.ratio <= 0 || *ret_badness <= style->kashida.cost)
        return best;
    int most = kashidas_most(style, a, b);
    struct fit_kashida lengths = kashida_of(style, a, b);
    const struct fit_kashida *kashida = &lengths;
    for (int k = 1; k <= most; k++) {
        int steps = steps_for(kashida, (double)slack, gives, k);
        double left = (double)slack - k * steps * kashida->step;
        double ratio =
            left > 0 ? ratio_by(style, left, gives, spaces) : ratio_of(style, a, b, left);
        double price = kashida->cost * (k + k * (k - 1) / 4.0) +
                       LONG * k * MAX(steps - kashida->comfortable, 0) / 16.0;
        double badness = 100 * cube(fabs(ratio)) + price;
        if (ratio >= TOO_TIGHT && badness < *ret_badness) {
            *ret_badness = badness;
            best = (struct fit_line){k, steps, ratio};
        }
    }
    return best;
}

struct fit_line fit_spend(const struct fit_style *style, const struct fit_point *a,
                          const struct fit_point *b, int64_t slack)
{
    double badness;
    return spend(style, a, b, slack, &badness);
}

static int64_t measure_of(const struct search *search, size_t from)
{
    return from == 0 ? search->style->first : search->style->rest;
}

bool fit_is_overfull(const struct fit_style *style, const struct fit_point *a,
                     const struct fit_point *b, int64_t slack)
{
    double spaces = (double)(b->before.space_width - a->after.space_width);
    double taken = (style->tightest - style->shrink) * spaces;
    return (double)slack < -(line_gives(style, a, b, -1) + taken);
}

// The tightest a line can be set.
static bool fits(const struct search *search, size_t from, size_t to)
{
    const struct fit_point *a = &search->points[from], *b = &search->points[to];
    int64_t slack = measure_of(search, from) - fit_width(a, b);
    if (slack < 0 && search->style->shape == FIT_JUSTIFIED)
        return !fit_is_overfull(search->style, a, b, slack);
    return slack >= 0;
}

static int class_of(double ratio)
{
    if (ratio < -0.5)
        return 0;
    return ratio <= 0.5 ? 1 : ratio <= 1 ? 2 : 3;
}

static bool line_is_last(const struct search *search, size_t to)
{
    return search->points[to].forced;
}

bool fit_is_stub(const struct fit_point *a, const struct fit_point *b, len measure)
{
    return (double)fit_width(a, b) < STUB_PART * (double)measure;
}

static double short_last(const struct search *search, size_t from, size_t to)
{
    const struct fit_point *a = &search->points[from], *b = &search->points[to];
    bool lone_word = b->before.spaces == a->after.spaces;
    double part = lone_word ? LONE_WORD_PART : SHORT_PART;
    int64_t measure = measure_of(search, from);
    if (from == 0 || (double)fit_width(a, b) >= part * (double)measure)
        return 0;
    return fit_is_stub(a, b, (len)measure) ? STUB : SHORT_LAST;
}

static double line_badness(const struct search *search, size_t from, size_t to, int *ret_class)
{
    const struct fit_point *a = &search->points[from], *b = &search->points[to];
    int64_t slack = measure_of(search, from) - fit_width(a, b);
    bool last = line_is_last(search, to);
    *ret_class = 1;
    if (search->style->shape != FIT_JUSTIFIED) {
        if (last && search->style->shape == FIT_RAGGED)
            return 0;
        double part = (double)slack / (double)measure_of(search, from);
        return 100 * (part / RAGGED) * (part / RAGGED);
    }
    if (last && slack >= 0)
        return 0;
    double badness;
    struct fit_line spent = spend(search->style, a, b, slack, &badness);
    *ret_class = class_of(spent.ratio);
    return badness;
}

/* A line from a point to another: what its nodes, which differ in class, have in common. */
struct tried_line {
    int class;
    double demerits, apart; /* after a line of like tightness, and of unlike */
};

static double line_demerits(const struct search *search, size_t from, size_t to, double badness,
                            bool apart)
{
    const struct fit_point *b = &search->points[to];
    double demerits = (LINE_PENALTY + badness) * (LINE_PENALTY + badness);
    demerits += b->penalty * b->penalty;
    if (apart)
        demerits += ADJACENT;
    if (b->flagged && search->points[from].flagged)
        demerits += FLAGGED_TWICE;
    if (line_is_last(search, to)) {
        demerits += short_last(search, from, to);
        if (search->points[from].flagged)
            demerits += FLAGGED_LAST;
    }
    return demerits;
}

static struct tried_line weigh(const struct search *search, size_t from, size_t to)
{
    struct tried_line line;
    double badness = line_badness(search, from, to, &line.class);
    line.demerits = line_demerits(search, from, to, badness, false);
    // ADJACENT is added before what few lines have: the sum is another in its last digits.
    bool more = search->points[to].flagged || line_is_last(search, to);
    line.apart = more ? line_demerits(search, from, to, badness, true) : line.demerits + ADJACENT;
    return line;
}

// Keeps `new` if nothing cheaper of its class (and line, where lines are counted) is kept.
static void keep_best(struct search *search, const struct fit_node *new)
{
    guint i = 0;
    for (; i < search->n_best; i++) {
        const struct fit_node *old = &search->best[i];
        if (old->class == new->class && (!search->counted || old->line == new->line))
            break;
    }
    if (i < search->n_best && new->demerits >= search->best[i].demerits)
        return;
    search->n_best += i == search->n_best;
    search->best[i] = *new;
    if (new->class == CLASSES - 1 && !search->counted)
        search->loose = new->demerits;
}

// The line from a start's nodes to `to`.
static void try_line(struct search *search, const struct fit_start *from, size_t to, double extra)
{
    struct tried_line line = weigh(search, from->point, to);
    struct fit_node cheapest = {.previous = NULL};
    for (guint i = 0; i < from->n; i++) {
        struct fit_node *node = &from->nodes[i];
        struct fit_node new = {
            .point = to, .line = node->line + 1, .class = line.class, .previous = node};
        bool apart = abs(line.class - node->class) > 1;
        new.demerits = node->demerits + extra + (apart ? line.apart : line.demerits);
        if (search->counted)
            keep_best(search, &new);
        else if (!cheapest.previous || new.demerits < cheapest.demerits)
            cheapest = new;
    }
    if (cheapest.previous)
        keep_best(search, &cheapest);
}

// Most lines that are tried are half empty. One of which even `ratio`, less than it comes to, makes
// it dearer than another loose line that ends here need not be weighed.
static bool is_too_dear(const struct search *search, double least, double ratio)
{
    double line = LINE_PENALTY + 100 * cube(ratio);
    return ratio > 1 && least + line * line * (1 - 1e-9) >= search->loose;
}

// The same where nothing is known of the line but its slack, what letters and spaces give it at
// most, and that kashidas may take as much as `lengths`. A line gives no less than its spaces do,
// so no ratio is less than that of the slack to all of it.
static double least_ratio(const struct search *search, double width, double slack, double gives,
                          double lengths)
{
    const struct fit_style *style = search->style;
    double alone = style->rest * ALONE * style->stretch;
    return (slack - lengths) / MAX(gives + style->scale * width, alone);
}

// What follows is for a justified line that is not the last.
static bool is_hopeless(struct search *search, const struct fit_start *from, size_t to)
{
    const struct fit_style *style = search->style;
    const struct fit_kashida *kashida = &style->kashida;
    const struct fit_point *a = &search->points[from->point], *b = &search->points[to];
    double lengths = kashida->most > 0 && b->before.places > a->after.places
                         ? 2 * kashida->longest * kashida->step
                         : 0;
    int64_t width = fit_width(a, b);
    double slack = (double)(measure_of(search, from->point) - width);
    if (slack <= 0)
        return false;
    double gives = search->give_most;
    if (is_too_dear(search, from->least, least_ratio(search, (double)width, slack, gives, lengths)))
        return true;
    search->give_most = gives =
        spaces_give(style, a, b, slack) + (double)(b->before.more - a->after.more);
    return is_too_dear(search, from->least,
                       least_ratio(search, (double)width, slack, gives, lengths));
}

// Whether that is so of the lines from it and from all starts after it, which are shorter.
static bool is_last_hope(const struct search *search, const struct fit_start *from, size_t to)
{
    const struct fit_kashida *kashida = &search->style->kashida;
    const struct fit_point *a = &search->points[from->point], *b = &search->points[to];
    double lengths = kashida->most > 0 && b->before.places > a->after.places
                         ? 2 * kashida->longest * kashida->step
                         : 0;
    int64_t width = b->before.width + b->hyphen - search->least_after[from->point];
    double slack = (double)(search->style->rest - width);
    return from->point > 0 && slack > 0 &&
           is_too_dear(search, from->least_from,
                       least_ratio(search, (double)width, slack, search->give_most, lengths));
}

static void keep_nearest(const struct fit_start *from, struct fit_node **nearest)
{
    for (guint i = 0; i < from->n; i++) {
        struct fit_node *node = &from->nodes[i];
        if (!*nearest || node->point > (*nearest)->point ||
            (node->point == (*nearest)->point && node->demerits < (*nearest)->demerits))
            *nearest = node;
    }
}

static void add_start(struct search *search, size_t point, const struct fit_node *nodes, guint n)
{
    struct fit_start start = {.point = point, .n = n, .least = nodes[0].demerits};
    start.nodes = arena_memdup(search->arena, nodes, n * sizeof *nodes);
    for (guint i = 1; i < n; i++)
        start.least = MIN(start.least, nodes[i].demerits);
    start.least_from = start.least;
    for (size_t i = search->n_active; i-- > 0;) {
        struct fit_start *before = &search->active[i];
        if (before->least_from <= start.least)
            break;
        before->least_from = start.least;
    }
    search->active[search->n_active++] = start;
}

// All lines that end at point `to`; those starts that no longer reach it leave the active list.
static void extend(struct search *search, size_t to)
{
    struct fit_start *active = search->active;
    bool forced = search->points[to].forced;
    bool may_be_loose = search->style->shape == FIT_JUSTIFIED && !forced && !search->counted;
    size_t kept = 0;
    struct fit_node *nearest = NULL;
    search->n_best = 0;
    search->loose = search->give_most = INFINITY;
    for (size_t i = 0; i < search->n_active; i++) {
        struct fit_start *from = &active[i];
        bool may_pass = may_be_loose && search->loose < INFINITY;
        if (may_pass && is_last_hope(search, from, to)) {
            memmove(&active[kept], from, (search->n_active - i) * sizeof *from);
            kept += search->n_active - i;
            break;
        }
        bool passed = may_pass && is_hopeless(search, from, to);
        if (!passed && !fits(search, from->point, to)) {
            keep_nearest(from, &nearest);
            continue;
        }
        if (!passed)
            try_line(search, from, to, 0);
        if (kept < i)
            active[kept] = *from;
        kept++;
    }
    if (kept == 0 && nearest) {
        struct fit_start only = {.point = nearest->point, .nodes = nearest, .n = 1};
        try_line(search, &only, to, OVERFULL);
    }
    search->n_active = forced ? 0 : kept;
    if (search->n_best > 0)
        add_start(search, to, search->best, search->n_best);
}

// The ends of all active starts; when the search is over, of the last point alone.
static struct fit_node *cheapest(const struct fit_start *ends)
{
    struct fit_node *best = &ends->nodes[0];
    for (guint i = 1; i < ends->n; i++) {
        if (ends->nodes[i].demerits < best->demerits)
            best = &ends->nodes[i];
    }
    return best;
}

// The cheapest of those whose number of lines is nearest to what looseness asks.
static struct fit_node *choose(const struct search *search)
{
    const struct fit_start *ends = &search->active[0];
    struct fit_node *best = cheapest(ends);
    long wanted = (long)best->line + search->style->looseness;
    for (guint i = 0; i < ends->n; i++) {
        struct fit_node *node = &ends->nodes[i];
        long far = labs((long)node->line - wanted), near = labs((long)best->line - wanted);
        if (node->demerits < OVERFULL &&
            (far < near || (far == near && node->demerits < best->demerits)))
            best = node;
    }
    return best;
}

const size_t *total_fit(const struct fit_point *points, size_t n, const struct fit_style *style,
                        struct arena *arena, size_t *ret_n)
{
    assert(n == 0 || points[n - 1].forced);
    struct search search = {points, n, style, arena, .loose = INFINITY, .give_most = INFINITY};
    search.counted = style->looseness != 0;
    struct fit_start few[STARTS_FEW];
    search.active = n < STARTS_FEW ? few : g_new(struct fit_start, n);
    search.best = ARENA_ROOM(arena, struct fit_node, CLASSES * (search.counted ? n : 1));
    int64_t *least_after = ARENA_ROOM(arena, int64_t, n);
    for (size_t i = n; i-- > 0;)
        least_after[i] =
            i + 1 < n ? MIN(least_after[i + 1], points[i].after.width) : points[i].after.width;
    search.least_after = least_after;
    add_start(&search, 0, &(struct fit_node){.class = 1}, 1);
    for (size_t to = 1; to < n; to++)
        extend(&search, to);
    struct fit_node *last = choose(&search);
    size_t *result = ARENA_ARRAY(arena, size_t, last->line);
    *ret_n = last->line;
    for (const struct fit_node *node = last; node->previous; node = node->previous)
        result[node->line - 1] = node->point;
    if (search.active != few)
        g_free(search.active);
    return result;
}
