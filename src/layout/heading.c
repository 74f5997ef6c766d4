// SPDX-License-Identifier: MIT
#include "layout/heading.h"

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

static struct lines set_lines(struct flow *flow, const struct styled_text *text,
                              const struct paragraph_style *paragraph, len width, bool equal,
                              struct diag *diag)
{
    if (!equal)
        return paragraph_set(flow->job->fonts, text, paragraph, width, flow->arena, diag);
    len measure = width;
    struct lines lines =
        paragraph_set_equal(flow->job->fonts, text, paragraph, &measure, flow->arena, diag);
    widen(&lines, width - measure, paragraph->align);
    return lines;
}

static void repeat_all(struct diag *to, const struct diag *from)
{
    for (size_t i = 0; i < diag_count(from); i++)
        diag_repeat(to, diag_get(from, i));
}

// Over two lines a title takes a size between, over three its least.
struct lines heading_lines(struct flow *flow, struct styled_text *text,
                           const struct paragraph_style *paragraph, struct block_style *style,
                           len width)
{
    bool equal = style->wrap == WRAP_BALANCE && paragraph->align != TEXT_JUSTIFY;
    len most = style->size, least = style->size_least;
    if (!least || least >= most)
        return set_lines(flow, text, paragraph, width, equal, flow->diag);
    const len sizes[] = {least + (most - least) * 3 / 7, least};
    for (size_t i = 0;; i++) {
        struct diag *diag = diag_new(); // of a size that is not kept, nothing is said
        struct lines lines = set_lines(flow, text, paragraph, width, equal, diag);
        bool kept = i == G_N_ELEMENTS(sizes) || lines.n <= 2 + i;
        if (kept)
            repeat_all(flow->diag, diag);
        diag_free(diag);
        if (kept)
            return lines;
        resize(flow, text, style, sizes[i]);
    }
}
