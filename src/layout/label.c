// SPDX-License-Identifier: MIT
#include "layout/label.h"

#include "base/utf8.h"
#include "language/label.h"
#include "layout/inline.h"

#include <string.h>

enum { SHAPES_MOST = 64 };

struct digit {
    struct glyph glyph;
    const struct face *face;
    bool known;
};

struct label_setter {
    struct flow *flow;
    const struct block_style *style;
    const struct paragraph_style *paragraph;
    struct arena *arena; // of the shapes
    struct {
        const char *text;
        struct line line;
        len measure;
        bool usable; // every digit is one glyph of its own
    } shapes[SHAPES_MOST];
    size_t n_shapes;
    struct digit digits[DIGIT_SERIES][10];
};

struct label_setter *label_setter_new(struct flow *flow, const struct block_style *style,
                                      const struct paragraph_style *paragraph)
{
    struct label_setter *setter = g_new0(struct label_setter, 1);
    setter->flow = flow;
    setter->style = style;
    setter->paragraph = paragraph;
    setter->arena = arena_new();
    return setter;
}

void label_setter_free(struct label_setter *setter)
{
    if (!setter)
        return;
    arena_free(setter->arena);
    g_free(setter);
}

static bool set_line(struct label_setter *setter, const char *text, len measure,
                     struct arena *arena, struct line *ret)
{
    struct flow *flow = setter->flow;
    struct styled_text spans = inline_plain(arena, text, strlen(text), setter->style);
    struct lines lines =
        paragraph_set(flow->job->fonts, &spans, setter->paragraph, measure, arena, flow->diag);
    if (lines.n)
        *ret = lines.lines[0];
    return lines.n > 0;
}

static const struct digit *find_digit(struct label_setter *setter, int series, int value)
{
    struct digit *digit = &setter->digits[series][value];
    if (digit->known)
        return digit->face ? digit : NULL;
    char text[8] = {0};
    struct line line;
    g_unichar_to_utf8(digit_of_series(series, value), text);
    digit->known = true;
    if (set_line(setter, text, LEN_MAX / 2, setter->arena, &line) && line.n_runs == 1 &&
        line.runs[0].run.n_glyphs == 1) {
        digit->glyph = line.runs[0].run.glyphs[0];
        digit->face = line.runs[0].run.face;
    }
    return digit->face ? digit : NULL;
}

// The glyphs of `run` for the label's own digits; the shape's if `label` is NULL, to see whether
// digits can be exchanged at all. `offset`: where the run's text starts in the label.
static bool exchange(struct label_setter *setter, const struct glyph_run *run, const char *label,
                     size_t offset, struct glyph *glyphs)
{
    for (size_t i = 0; i < run->n_glyphs; i++) {
        const char *shape_at = run->text + run->glyphs[i].cluster;
        int value, series = digit_series(utf8_char(shape_at), &value);
        if (series < 0)
            continue;
        const struct digit *eight = find_digit(setter, series, 8);
        digit_series(utf8_char(label + offset + run->glyphs[i].cluster), &value);
        const struct digit *digit = find_digit(setter, series, value);
        if (!eight || !digit || digit->face != run->face || eight->glyph.id != run->glyphs[i].id ||
            eight->glyph.advance != digit->glyph.advance)
            return false;
        glyphs[i].id = digit->glyph.id;
        glyphs[i].dx = digit->glyph.dx;
        glyphs[i].dy = digit->glyph.dy;
    }
    return true;
}

// The runs' texts are parts of one string: the least address is its start.
static const char *line_text(const struct line *line)
{
    const char *start = line->runs[0].run.text;
    for (size_t i = 1; i < line->n_runs; i++)
        start = MIN(start, line->runs[i].run.text);
    return start;
}

static bool dress(struct label_setter *setter, const struct line *shape, const char *label,
                  struct line *ret)
{
    struct arena *arena = setter->flow->arena;
    const char *base = line_text(shape);
    const char *text = arena_strdup(arena, label);
    *ret = *shape;
    ret->runs = arena_memdup(arena, shape->runs, shape->n_runs * sizeof(struct line_run));
    for (size_t i = 0; i < shape->n_runs; i++) {
        const struct glyph_run *source = &shape->runs[i].run;
        size_t offset = (size_t)(source->text - base);
        struct glyph *glyphs =
            arena_memdup(arena, source->glyphs, source->n_glyphs * sizeof(struct glyph));
        if (!exchange(setter, source, label, offset, glyphs))
            return false;
        ret->runs[i].run.glyphs = glyphs;
        ret->runs[i].run.text = text + offset;
    }
    return true;
}

// The shape's index, set on first use; SHAPES_MOST if it cannot be one.
static size_t find_shape(struct label_setter *setter, const char *label, len measure)
{
    char text[LABEL_SHAPE_SIZE];
    if (!label_shape(label, text))
        return SHAPES_MOST;
    for (size_t i = 0; i < setter->n_shapes; i++) {
        if (setter->shapes[i].measure == measure && strcmp(setter->shapes[i].text, text) == 0)
            return i;
    }
    if (setter->n_shapes == SHAPES_MOST)
        return SHAPES_MOST;
    size_t i = setter->n_shapes++;
    setter->shapes[i].text = arena_strdup(setter->arena, text);
    setter->shapes[i].measure = measure;
    struct line *line = &setter->shapes[i].line;
    setter->shapes[i].usable = set_line(setter, text, measure, setter->arena, line);
    return i;
}

len label_width(struct label_setter *setter, const char *label)
{
    struct line line = {0};
    size_t shape = find_shape(setter, label, LEN_MAX / 2);
    if (shape < SHAPES_MOST)
        return setter->shapes[shape].usable ? setter->shapes[shape].line.width : 0;
    return set_line(setter, label, LEN_MAX / 2, setter->flow->scratch, &line) ? line.width : 0;
}

bool label_set(struct label_setter *setter, const char *label, len measure, struct line *ret)
{
    if (!*label)
        return false;
    size_t shape = find_shape(setter, label, measure);
    if (shape < SHAPES_MOST && setter->shapes[shape].usable) {
        if (dress(setter, &setter->shapes[shape].line, label, ret))
            return true;
        setter->shapes[shape].usable = false;
    }
    return set_line(setter, label, measure, setter->flow->arena, ret);
}
