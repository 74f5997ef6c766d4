// SPDX-License-Identifier: MIT
#include "layout/heading.h"

static struct lines set_lines(struct flow *flow, const struct styled_text *text,
                              const struct paragraph_style *paragraph, len width,
                              struct arena *arena)
{
    return paragraph_set(flow->job->fonts, text, paragraph, width, arena, flow->diag);
}

/* How the lines would come out at a width that may not be kept. */
struct heading_trial {
    size_t n;
    len widest;
    bool sound; /* nothing had to be said, as of a word that is parted */
};

// What is said of a trial is said again of the lines that are kept, or is not true of them.
static struct heading_trial try_lines(struct flow *flow, const struct styled_text *text,
                                      const struct paragraph_style *paragraph, len width)
{
    struct diag *diag = diag_new();
    struct lines lines =
        paragraph_set(flow->job->fonts, text, paragraph, width, flow->scratch, diag);
    struct heading_trial trial = {lines.n, lines.widest, diag_count(diag) == 0};
    diag_free(diag);
    return trial;
}

static len share(len value, len part, len whole)
{
    return (len)((int64_t)value * part / whole);
}

// All sizes of the text in the same proportion, and the leading with them.
static void resize(struct flow *flow, struct styled_text *text, struct block_style *style, len size)
{
    struct text_attr *attrs =
        arena_memdup(flow->scratch, text->attrs, text->n_attrs * sizeof(struct text_attr));
    for (size_t i = 0; i < text->n_attrs; i++)
        attrs[i].size = share(attrs[i].size, size, style->size);
    text->attrs = attrs;
    style->leading.fixed = share(style->leading.fixed, size, style->size);
    style->size = size;
}

// Over two lines a title takes a size between, over three its least.
static void fit_size(struct flow *flow, struct styled_text *text,
                     const struct paragraph_style *paragraph, struct block_style *style, len width)
{
    len least = style->size_least;
    if (!least || least >= style->size)
        return;
    const len sizes[] = {least + (style->size - least) * 3 / 7, least};
    for (size_t i = 0; i < G_N_ELEMENTS(sizes); i++) {
        if (try_lines(flow, text, paragraph, width).n <= 2 + i)
            return;
        resize(flow, text, style, sizes[i]);
    }
}

// The least measure that takes no more lines and parts no word makes them as equal as words allow.
static len balanced_width(struct flow *flow, const struct styled_text *text,
                          const struct paragraph_style *paragraph, len width)
{
    enum { STEPS = 9 };
    struct heading_trial whole = try_lines(flow, text, paragraph, width);
    size_t n = whole.n;
    len low = width / 4, high = width;
    for (int i = 0; n > 1 && i < STEPS; i++) {
        len middle = low + (high - low) / 2;
        struct heading_trial trial = try_lines(flow, text, paragraph, middle);
        if (trial.n > n || trial.widest > middle || (whole.sound && !trial.sound))
            low = middle;
        else
            high = middle;
    }
    return n > 1 ? high : width;
}

// Lines set to less than the measure keep their side of it.
static void widen(struct lines *lines, len by, enum text_align align)
{
    bool right = align == TEXT_RIGHT || (align == TEXT_START && lines->rtl) ||
                 (align == TEXT_END && !lines->rtl);
    len shift = align == TEXT_CENTER ? by / 2 : right ? by : 0;
    for (size_t i = 0; i < lines->n; i++) {
        lines->lines[i].x += shift;
        for (size_t j = 0; j < lines->lines[i].n_runs; j++)
            lines->lines[i].runs[j].x += shift;
    }
}

struct lines heading_lines(struct flow *flow, struct styled_text *text,
                           const struct paragraph_style *paragraph, struct block_style *style,
                           len width)
{
    fit_size(flow, text, paragraph, style, width);
    if (style->wrap != WRAP_BALANCE || paragraph->align == TEXT_JUSTIFY)
        return set_lines(flow, text, paragraph, width, flow->arena);
    len measure = balanced_width(flow, text, paragraph, width);
    struct lines lines = set_lines(flow, text, paragraph, measure, flow->arena);
    widen(&lines, width - measure, paragraph->align);
    return lines;
}
