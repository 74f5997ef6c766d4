// SPDX-License-Identifier: MIT
#include "layout/fields.h"

#include "layout/number.h"

#include <string.h>

struct filler {
    const struct flow *flow;
    const struct frame *frame;
    enum style_digits digits;
    struct arena *arena;
    GString *out;
    size_t
        held_at; // where in `out` digits hold the place of the number of pages; SIZE_MAX: nowhere
};

// As many noughts as the number of pages will have digits.
static const char *held_number(struct filler *filler, unsigned held)
{
    char *noughts = g_strnfill(held, '0');
    const char *digits = number_exchange(filler->arena, noughts, filler->digits);
    g_free(noughts);
    filler->held_at = filler->out->len;
    return digits;
}

static const char *page_number(const struct filler *filler, unsigned number)
{
    return filler->frame ? number_format(filler->arena, number, filler->digits) : "";
}

// The fields that are strings of the particulars. What is counted or dated has European digits,
// which are exchanged; words keep their own.
static const struct {
    const char *name;
    size_t offset;
    bool figures;
} strings[] = {
    {"{short-title}", offsetof(struct particulars, short_title), false},
    {"{kind}", offsetof(struct particulars, kind), false},
    {"{to}", offsetof(struct particulars, to), false},
    {"{date}", offsetof(struct particulars, date), true},
    {"{counts}", offsetof(struct particulars, counts), true},
    {"{total}", offsetof(struct particulars, total), true},
    {"{listed}", offsetof(struct particulars, listed), true},
    {"{stated}", offsetof(struct particulars, stated), true},
    {"{unnamed}", offsetof(struct particulars, unnamed), true},
    {"{missing}", offsetof(struct particulars, missing), true},
};

static bool is_at(const char *p, const char *name, size_t *ret_n)
{
    *ret_n = strlen(name);
    return strncmp(p, name, *ret_n) == 0;
}

static const char *string_at(const struct filler *filler, const char *p, size_t *ret_n)
{
    const struct particulars *said = filler->flow->job->particulars;
    for (size_t i = 0; i < G_N_ELEMENTS(strings); i++) {
        if (!is_at(p, strings[i].name, ret_n))
            continue;
        const char *text = *(const char *const *)((const char *)said + strings[i].offset);
        if (strings[i].offset == offsetof(struct particulars, short_title) && !text)
            text = filler->flow->job->document->title;
        return !text                ? ""
               : strings[i].figures ? number_exchange(filler->arena, text, filler->digits)
                                    : text;
    }
    return NULL;
}

// The value of the name at `p`, NULL if there is none; *ret_n: the name's bytes.
static const char *value_at(struct filler *filler, const char *p, size_t *ret_n)
{
    const struct frame *frame = filler->frame;
    const struct layout_job *job = filler->flow->job;
    if (is_at(p, "{page}", ret_n))
        return page_number(filler, frame ? job->pages_before + frame->index + 1 : 0);
    if (is_at(p, "{pages}", ret_n) && frame && frame->total.held)
        return held_number(filler, frame->total.held);
    if (is_at(p, "{pages}", ret_n))
        return page_number(filler,
                           frame ? job->pages_before + frame->total.pages + job->pages_after : 0);
    if (is_at(p, "{title}", ret_n))
        return filler->flow->job->document->title;
    return string_at(filler, p, ret_n);
}

static void fill(struct filler *filler, const char *content)
{
    size_t n;
    for (; *content; content += n) {
        const char *value = *content == '{' ? value_at(filler, content, &n) : NULL;
        if (value) {
            g_string_append(filler->out, value);
        } else if (is_at(content, "{page-of-pages}", &n)) {
            fill(filler, filler->flow->job->particulars->page_of_pages);
        } else {
            n = 1;
            g_string_append_c(filler->out, *content);
        }
    }
}

char *fields_fill(const struct flow *flow, const struct frame *frame,
                  const struct block_style *style, const char *content, struct arena *arena,
                  size_t *ret_held_at)
{
    struct filler filler = {flow,    frame, flow_digits(flow, style), arena, g_string_new(NULL),
                            SIZE_MAX};
    fill(&filler, content);
    if (ret_held_at)
        *ret_held_at = filler.held_at;
    char *text = arena_strndup(arena, filler.out->str, filler.out->len);
    g_string_free(filler.out, TRUE);
    return text;
}
