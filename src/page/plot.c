// SPDX-License-Identifier: MIT
// All of it is rules and lines of text: a curve of steps has no slope.
#include "page/plot.h"

#include <inttypes.h>
#include <string.h>

enum { INK = 0x1A1A1A, SOFT = 0x555555, ACCENT = 0x741B20, RULE = 0xC9C4BD };

#define WIDTH len_from_pt(480)
#define HEIGHT len_from_pt(240)
#define SIDE len_from_pt(40)  /* of the page, left and right */
#define BASE len_from_pt(190) /* where zero is */
#define TOP len_from_pt(70)   /* where the most is */
#define STROKE len_from_pt(2)
#define DOT len_from_pt(5)
#define SMALL len_from_pt(9)
#define USUAL len_from_pt(11)
#define GAP len_from_pt(8) /* between two labels */

struct plot_drawing {
    const struct plot *plot;
    struct font_set *fonts;
    struct diag *diag;
    struct arena *arena;
    GArray *items; // struct item
};

static void add_rule(struct plot_drawing *drawing, len x, len y, len width, len height,
                     uint32_t colour)
{
    struct item item = {.kind = ITEM_RULE, .element = ELEMENT_NONE, .colour = colour};
    item.rule = (struct rect){x, y, width, height};
    g_array_append_val(drawing->items, item);
}

static struct lines set(struct plot_drawing *drawing, const char *text, len size, bool bold)
{
    struct text_attr *attr = ARENA_NEW(drawing->arena, struct text_attr);
    *attr = (struct text_attr){.end = strlen(text), .family = "serif", .size = size, .bold = bold};
    struct styled_text styled = {text, strlen(text), attr, 1};
    struct paragraph_style style = {.direction = drawing->plot->rtl ? TEXT_RTL : TEXT_LTR,
                                    .align = TEXT_LEFT,
                                    .lang = drawing->plot->lang,
                                    .heading = true};
    return paragraph_set(drawing->fonts, &styled, &style, WIDTH, drawing->arena, drawing->diag);
}

static void add_text(struct plot_drawing *drawing, const struct lines *lines, len x, len baseline,
                     uint32_t colour)
{
    struct item item = {.kind = ITEM_LINE, .element = ELEMENT_NONE, .colour = colour};
    item.line.x = x - lines->lines[0].x;
    item.line.y = baseline;
    item.line.line = lines->lines[0];
    g_array_append_val(drawing->items, item);
}

static void add_title(struct plot_drawing *drawing)
{
    struct lines title = set(drawing, drawing->plot->title, USUAL, true);
    if (title.n)
        add_text(drawing, &title, drawing->plot->rtl ? WIDTH - SIDE - title.lines[0].width : SIDE,
                 len_from_pt(28), ACCENT);
}

// Along the way of time; moments that are all one stand evenly.
static len x_of(const struct plot *plot, size_t i)
{
    int64_t first = plot->points[0].when, span = plot->points[plot->n - 1].when - first;
    double part = span > 0      ? (double)(plot->points[i].when - first) / (double)span
                  : plot->n > 1 ? (double)i / (double)(plot->n - 1)
                                : 0;
    len along = (len)(part * (WIDTH - 2 * SIDE));
    return plot->rtl ? WIDTH - SIDE - along : SIDE + along;
}

static len y_of(const struct plot *plot, int64_t count)
{
    int64_t most = 1;
    for (size_t i = 0; i < plot->n; i++)
        most = MAX(most, plot->points[i].count);
    return BASE - (len)((double)count / (double)most * (BASE - TOP));
}

static void add_curve(struct plot_drawing *drawing)
{
    const struct plot *plot = drawing->plot;
    for (size_t i = 0; i < plot->n; i++) {
        len x = x_of(plot, i), y = y_of(plot, plot->points[i].count);
        if (i + 1 < plot->n) {
            len next = x_of(plot, i + 1), other = y_of(plot, plot->points[i + 1].count);
            add_rule(drawing, MIN(x, next), y - STROKE / 2, ABS(next - x), STROKE, ACCENT);
            add_rule(drawing, next - STROKE / 2, MIN(y, other) - STROKE / 2, STROKE,
                     ABS(other - y) + STROKE, ACCENT);
        }
        add_rule(drawing, x - DOT / 2, y - DOT / 2, DOT, DOT, ACCENT);
    }
}

/* Labels of one row, each round its place, none touching another. */
struct label_row {
    len size, above; /* of the curve; or */
    len baseline;    /* of all */
    uint32_t colour;
    const char *(*text)(struct plot_drawing *drawing, const struct plot_point *point);
};

static const char *count_text(struct plot_drawing *drawing, const struct plot_point *point)
{
    return arena_printf(drawing->arena, "%" PRId64, point->count);
}

static const char *name_text(struct plot_drawing *drawing, const struct plot_point *point)
{
    (void)drawing;
    return point->name;
}

static const char *day_text(struct plot_drawing *drawing, const struct plot_point *point)
{
    return arena_strndup(drawing->arena, point->time, strcspn(point->time, "T"));
}

// The last stands whatever comes; those before it where there is room for them.
static void add_labels(struct plot_drawing *drawing, const struct label_row *row)
{
    const struct plot *plot = drawing->plot;
    len taken = plot->rtl ? 0 : WIDTH; // the edge of the label that stands after, in time
    for (size_t i = plot->n; i-- > 0;) {
        struct lines label = set(drawing, row->text(drawing, &plot->points[i]), row->size, false);
        if (!label.n)
            continue;
        len width = label.lines[0].width;
        len x = CLAMP(x_of(plot, i) - width / 2, SIDE / 4, WIDTH - SIDE / 4 - width);
        bool free = plot->rtl ? x >= taken + GAP : x + width + GAP <= taken;
        if (i + 1 < plot->n && !free)
            continue;
        len y = row->baseline ? row->baseline : y_of(plot, plot->points[i].count) - row->above;
        add_text(drawing, &label, x, y, row->colour);
        taken = plot->rtl ? x + width : x;
    }
}

struct page *plot_page(struct font_set *fonts, const struct plot *plot, struct diag *diag)
{
    struct arena *arena = arena_new();
    struct plot_drawing drawing = {plot, fonts, diag, arena,
                                   g_array_new(FALSE, FALSE, sizeof(struct item))};
    add_title(&drawing);
    add_rule(&drawing, SIDE, BASE, WIDTH - 2 * SIDE, len_from_pt(0.75), RULE);
    add_curve(&drawing);
    add_labels(&drawing, &(struct label_row){USUAL, len_from_pt(8), 0, INK, count_text});
    add_labels(&drawing, &(struct label_row){SMALL, 0, BASE + len_from_pt(15), INK, name_text});
    add_labels(&drawing, &(struct label_row){SMALL, 0, BASE + len_from_pt(28), SOFT, day_text});
    struct page *page = ARENA_NEW(arena, struct page);
    struct rect whole = {0, 0, WIDTH, HEIGHT};
    *page = (struct page){.arena = arena,
                          .label = "",
                          .width = WIDTH,
                          .height = HEIGHT,
                          .trim = whole,
                          .bleed = whole,
                          .rtl = plot->rtl};
    page->n_items = drawing.items->len;
    page->items = arena_memdup(arena, drawing.items->data, page->n_items * sizeof(struct item));
    g_array_unref(drawing.items);
    return page;
}
