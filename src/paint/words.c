// SPDX-License-Identifier: MIT
#include "paint/words.h"

#include "page/logical.h"

struct word_place {
    GArray *words;
    size_t page, item;
    const struct item *at;
};

// The bytes that glyphs [from, to) stand for, whatever their order; kashidas stand for none.
static void text_between(const struct glyph_run *run, size_t from, size_t to, struct word *word)
{
    const char *start = NULL, *end = NULL;
    for (size_t i = from; i < to; i++) {
        const char *text;
        size_t n;
        glyph_run_text(run, i, &text, &n);
        if (n > 0 && (!start || text < start))
            start = text;
        if (n > 0 && (!end || text + n > end))
            end = text + n;
    }
    word->text = start;
    word->n = start ? (size_t)(end - start) : 0;
}

static void add_word(const struct word_place *place, const struct line_run *at, size_t from,
                     size_t to)
{
    const struct line *line = &place->at->line.line;
    len left = place->at->line.x + at->x + glyph_run_x(&at->run, from);
    len right = place->at->line.x + at->x + glyph_run_x(&at->run, to);
    struct word word = {.page = place->page, .item = place->item};
    word.box = (struct rect){left, place->at->line.y - line->ascent, right - left,
                             line->ascent + line->descent};
    text_between(&at->run, from, to, &word);
    if (word.n > 0)
        g_array_append_val(place->words, word);
}

static bool is_space(const struct glyph_run *run, size_t i)
{
    const char *text;
    size_t n;
    glyph_run_text(run, i, &text, &n);
    return run->glyphs[i].flags & GLYPH_SPACE ||
           (n > 0 && g_unichar_isspace(g_utf8_get_char(text)));
}

static void add_ltr_words(const struct word_place *place, const struct line_run *at)
{
    size_t n = at->run.n_glyphs;
    for (size_t from = 0; from < n;) {
        size_t to = from;
        while (to < n && !is_space(&at->run, to))
            to++;
        if (to > from)
            add_word(place, at, from, to);
        from = to + 1;
    }
}

static void add_rtl_words(const struct word_place *place, const struct line_run *at)
{
    for (size_t to = at->run.n_glyphs; to > 0;) {
        size_t from = to;
        while (from > 0 && !is_space(&at->run, from - 1))
            from--;
        if (to > from)
            add_word(place, at, from, to);
        to = from > 0 ? from - 1 : 0;
    }
}

static void add_line(const struct word_place *place)
{
    const struct line *line = &place->at->line.line;
    size_t *order = line_logical_order(line);
    for (size_t i = 0; i < line->n_runs; i++) {
        const struct line_run *at = &line->runs[order[i]];
        if (at->run.level & 1)
            add_rtl_words(place, at);
        else
            add_ltr_words(place, at);
    }
    g_free(order);
}

static void add_image(const struct word_place *place)
{
    struct word word = {.page = place->page, .item = place->item, .box = place->at->image.rect};
    word.text = g_bytes_get_data(place->at->image.image->bytes, &word.n);
    g_array_append_val(place->words, word);
}

GArray *words_of(const struct page *const *pages, size_t n)
{
    struct word_place place = {.words = g_array_new(FALSE, FALSE, sizeof(struct word))};
    for (place.page = 0; place.page < n; place.page++) {
        const struct page *page = pages[place.page];
        for (place.item = 0; place.item < page->n_items; place.item++) {
            place.at = &page->items[place.item];
            if (place.at->kind == ITEM_IMAGE)
                add_image(&place);
            else if (place.at->kind == ITEM_LINE && place.at->element != ELEMENT_NONE)
                add_line(&place);
        }
    }
    return place.words;
}
