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
};

static const char *page_number(const struct filler *filler, unsigned number)
{
    return filler->frame ? number_format(filler->arena, number, filler->digits) : "";
}

// What is counted or dated has European digits; a title keeps its own.
static const char *in_digits(const struct filler *filler, const char *text)
{
    return text ? number_exchange(filler->arena, text, filler->digits) : "";
}

static void fill(const struct filler *filler, const char *content);

// The value of the name at `p`, NULL if there is none; *ret_n: the name's bytes.
static const char *value_at(const struct filler *filler, const char *p, size_t *ret_n)
{
    const struct particulars *said = filler->flow->job->particulars;
    const char *title = filler->flow->job->document->title;
    const struct frame *frame = filler->frame;
    const struct {
        const char *name, *value;
    } fields[] = {
        {"{page}", page_number(filler, frame ? frame->index + 1 : 0)},
        {"{pages}", page_number(filler, frame ? frame->total : 0)},
        {"{title}", title},
        {"{short-title}", said->short_title ? said->short_title : title},
        {"{kind}", said->kind ? said->kind : ""},
        {"{to}", said->to ? said->to : ""},
        {"{date}", in_digits(filler, said->date)},
        {"{counts}", in_digits(filler, said->counts)},
        {"{listed}", in_digits(filler, said->listed)},
        {"{stated}", in_digits(filler, said->stated)},
        {"{unnamed}", in_digits(filler, said->unnamed)},
        {"{missing}", in_digits(filler, said->missing)},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(fields); i++) {
        if (g_str_has_prefix(p, fields[i].name)) {
            *ret_n = strlen(fields[i].name);
            return fields[i].value;
        }
    }
    return NULL;
}

static void fill(const struct filler *filler, const char *content)
{
    static const char of_pages[] = "{page-of-pages}";
    while (*content) {
        size_t n = 1;
        const char *value = *content == '{' ? value_at(filler, content, &n) : NULL;
        if (value) {
            g_string_append(filler->out, value);
        } else if (g_str_has_prefix(content, of_pages)) {
            n = sizeof of_pages - 1;
            fill(filler, filler->flow->job->particulars->page_of_pages);
        } else {
            g_string_append_c(filler->out, *content);
        }
        content += n;
    }
}

char *fields_fill(const struct flow *flow, const struct frame *frame,
                  const struct block_style *style, const char *content, struct arena *arena)
{
    struct filler filler = {flow, frame, flow_digits(flow, style), arena, g_string_new(NULL)};
    fill(&filler, content);
    char *text = arena_strndup(arena, filler.out->str, filler.out->len);
    g_string_free(filler.out, TRUE);
    return text;
}
