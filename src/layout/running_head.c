// SPDX-License-Identifier: MIT
#include "layout/running_head.h"

#include "layout/inline.h"
#include "layout/number.h"

#include <string.h>

// What the text keeps free of, above the folio.
#define BLANK_LINE (14 * LEN_PER_PT)

static bool shown(const struct block_style *style, const struct frame *frame)
{
    return *style->content && (frame->index > 0 || style->on_first_page);
}

static bool counts_pages(const char *content)
{
    return strstr(content, "{pages}") || strstr(content, "{page-of-pages}");
}

bool running_head_counts_pages(const struct style *style)
{
    return counts_pages(style->blocks[GROUP_FOLIO].content) ||
           counts_pages(style->blocks[GROUP_RUNNING_HEAD].content);
}

len running_head_limit(const struct style *style)
{
    const struct block_style *folio = &style->blocks[GROUP_FOLIO];
    if (!*folio->content)
        return style->page.height;
    return style->page.height - style->page.foot_distance - folio->size - BLANK_LINE;
}

static const char *number(const struct flow *flow, const struct block_style *style, unsigned value,
                          struct arena *arena)
{
    return number_format(arena, value, flow_digits(flow, style));
}

const char *running_head_label(const struct flow *flow, const struct frame *frame,
                               struct arena *arena)
{
    const struct block_style *style = &flow->style->blocks[GROUP_FOLIO];
    return shown(style, frame) ? number(flow, style, frame->index + 1, arena) : "";
}

// Replaces the names in braces and keeps everything else.
static void append_content(const struct flow *flow, const struct frame *frame,
                           const struct block_style *style, const char *content,
                           struct arena *arena, GString *out)
{
    const struct {
        const char *name, *value;
    } fields[] = {
        {"{page}", number(flow, style, frame->index + 1, arena)},
        {"{pages}", number(flow, style, frame->total, arena)},
        {"{title}", flow->job->document->title},
        {"{date}", flow->job->date ? flow->job->date : ""},
    };
    for (const char *p = content; *p;) {
        size_t i = 0;
        while (i < G_N_ELEMENTS(fields) && !g_str_has_prefix(p, fields[i].name))
            i++;
        if (i < G_N_ELEMENTS(fields)) {
            g_string_append(out, fields[i].value);
            p += strlen(fields[i].name);
        } else if (g_str_has_prefix(p, "{page-of-pages}")) {
            append_content(flow, frame, style, flow->job->page_of_pages, arena, out);
            p += strlen("{page-of-pages}");
        } else {
            g_string_append_c(out, *p++);
        }
    }
}

static char *furniture_text(const struct flow *flow, const struct frame *frame,
                            const struct block_style *style, struct arena *arena)
{
    GString *out = g_string_new(NULL);
    append_content(flow, frame, style, style->content, arena, out);
    char *text = arena_strndup(arena, out->str, out->len);
    g_string_free(out, TRUE);
    return text;
}

// Furniture is one line: what does not fit ends at a word, with an ellipsis.
static char *fitted_text(struct flow *flow, char *text, const struct block_style *style,
                         const struct paragraph_style *paragraph, struct arena *arena)
{
    static const char ellipsis[] = "\u2026";
    struct styled_text spans = inline_plain(arena, text, strlen(text), style);
    size_t n = strlen(text);
    while (n > 0 &&
           paragraph_natural_width(flow->job->fonts, &spans, paragraph, arena) > flow->width) {
        while (n > 0 && text[n - 1] == ' ')
            n--;
        while (n > 0 && text[n - 1] != ' ')
            n--;
        char *shorter = g_strdup_printf("%.*s", (int)n, text);
        g_strchomp(shorter);
        text = arena_strdup(arena, shorter);
        g_free(shorter);
        char *ended = g_strconcat(text, ellipsis, NULL);
        spans = inline_plain(arena, ended, strlen(ended), style);
        g_free(ended);
    }
    return arena_strdup(arena, spans.text);
}

static void add_line(struct flow *flow, const struct frame *frame, const struct block_style *style,
                     len baseline, struct arena *arena, GArray *items)
{
    if (!shown(style, frame))
        return;
    char *text = furniture_text(flow, frame, style, arena);
    struct paragraph_style paragraph = {.direction = flow->rtl ? TEXT_RTL : TEXT_LTR,
                                        .align = (enum text_align)style->align,
                                        .lang = flow->lang,
                                        .heading = true};
    text = fitted_text(flow, text, style, &paragraph, arena);
    struct styled_text spans = inline_plain(arena, text, strlen(text), style);
    struct lines lines =
        paragraph_set(flow->job->fonts, &spans, &paragraph, flow->width, arena, flow->diag);
    if (!lines.n)
        return;
    struct item item = {.kind = ITEM_LINE, .element = ELEMENT_NONE, .colour = style->colour};
    item.line.x = frame->left;
    item.line.y = baseline;
    item.line.line = lines.lines[0];
    g_array_append_val(items, item);
}

void running_head_add(struct flow *flow, const struct frame *frame, struct arena *arena,
                      GArray *items)
{
    const struct page_style *page = &flow->style->page;
    add_line(flow, frame, &flow->style->blocks[GROUP_RUNNING_HEAD], page->head_distance, arena,
             items);
    add_line(flow, frame, &flow->style->blocks[GROUP_FOLIO], page->height - page->foot_distance,
             arena, items);
}
