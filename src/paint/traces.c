// SPDX-License-Identifier: MIT
#include "paint/traces.h"

#include <glib.h>
#include FT_OUTLINE_H

/* A step of a path: its points, and how many of them it takes. */
struct trace_step {
    enum { STEP_MOVE, STEP_LINE, STEP_CURVE } kind;
    double x[3], y[3];
};

enum { STEPS_MOST = 64 * 1024 }; // 3 MiB; then it starts again

struct traced {
    FT_Face face;
    unsigned long glyph;
    guint first, n; // of the steps
};

struct traces {
    GHashTable *found; // the set of struct traced
    GArray *steps;     // struct trace_step
};

static guint traced_hash(gconstpointer item)
{
    const struct traced *traced = item;
    return (guint)(GPOINTER_TO_SIZE(traced->face) / 64 * 31 + traced->glyph);
}

static gboolean traced_equal(gconstpointer a, gconstpointer b)
{
    const struct traced *one = a, *other = b;
    return one->face == other->face && one->glyph == other->glyph;
}

struct traces *traces_new(void)
{
    struct traces *traces = g_new(struct traces, 1);
    traces->found = g_hash_table_new_full(traced_hash, traced_equal, g_free, NULL);
    traces->steps = g_array_new(FALSE, FALSE, sizeof(struct trace_step));
    return traces;
}

void traces_free(struct traces *traces)
{
    g_hash_table_unref(traces->found);
    g_array_unref(traces->steps);
    g_free(traces);
}

// ---- from FreeType --------------------------------------------------------------------------

struct tracer {
    GArray *steps;
    FT_Vector at;
};

static int move_to(const FT_Vector *to, void *context)
{
    struct tracer *tracer = context;
    struct trace_step step = {STEP_MOVE, {(double)to->x}, {(double)to->y}};
    g_array_append_val(tracer->steps, step);
    tracer->at = *to;
    return 0;
}

static int line_to(const FT_Vector *to, void *context)
{
    struct tracer *tracer = context;
    struct trace_step step = {STEP_LINE, {(double)to->x}, {(double)to->y}};
    g_array_append_val(tracer->steps, step);
    tracer->at = *to;
    return 0;
}

static int cubic_to(const FT_Vector *first, const FT_Vector *second, const FT_Vector *to,
                    void *context)
{
    struct tracer *tracer = context;
    struct trace_step step = {STEP_CURVE,
                              {(double)first->x, (double)second->x, (double)to->x},
                              {(double)first->y, (double)second->y, (double)to->y}};
    g_array_append_val(tracer->steps, step);
    tracer->at = *to;
    return 0;
}

// Cairo's curves are cubic.
static int conic_to(const FT_Vector *control, const FT_Vector *to, void *context)
{
    struct tracer *tracer = context;
    double cx = (double)control->x, cy = (double)control->y;
    struct trace_step step = {
        STEP_CURVE,
        {((double)tracer->at.x + 2 * cx) / 3, ((double)to->x + 2 * cx) / 3, (double)to->x},
        {((double)tracer->at.y + 2 * cy) / 3, ((double)to->y + 2 * cy) / 3, (double)to->y}};
    g_array_append_val(tracer->steps, step);
    tracer->at = *to;
    return 0;
}

static void read_outline(struct traces *traces, struct traced *traced)
{
    static const FT_Outline_Funcs steps = {move_to, line_to, conic_to, cubic_to, 0, 0};
    struct tracer tracer = {traces->steps, {0, 0}};
    traced->first = traces->steps->len;
    if (FT_Load_Glyph(traced->face, (FT_UInt)traced->glyph, FT_LOAD_NO_SCALE) == 0 &&
        traced->face->glyph->format == FT_GLYPH_FORMAT_OUTLINE)
        FT_Outline_Decompose(&traced->face->glyph->outline, &steps, &tracer);
    traced->n = traces->steps->len - traced->first;
}

static const struct traced *find(struct traces *traces, FT_Face face, unsigned long glyph)
{
    struct traced wanted = {.face = face, .glyph = glyph};
    const struct traced *found = g_hash_table_lookup(traces->found, &wanted);
    if (found)
        return found;
    if (traces->steps->len > STEPS_MOST) {
        g_hash_table_remove_all(traces->found);
        g_array_set_size(traces->steps, 0);
    }
    struct traced *made = g_new(struct traced, 1);
    *made = wanted;
    read_outline(traces, made);
    g_hash_table_add(traces->found, made);
    return made;
}

// ---- to the page ----------------------------------------------------------------------------

void traces_add(struct traces *traces, FT_Face face, unsigned long glyph, cairo_t *cr,
                const struct trace_place *place)
{
    const struct traced *traced = find(traces, face, glyph);
    for (guint i = traced->first; i < traced->first + traced->n; i++) {
        const struct trace_step *step = &g_array_index(traces->steps, struct trace_step, i);
        double x[3], y[3];
        for (int k = 0; k < 3; k++) {
            x[k] = place->x + step->x[k] * place->across;
            y[k] = place->y - step->y[k] * place->up;
        }
        if (step->kind == STEP_MOVE && i > traced->first)
            cairo_close_path(cr);
        if (step->kind == STEP_MOVE)
            cairo_move_to(cr, x[0], y[0]);
        else if (step->kind == STEP_LINE)
            cairo_line_to(cr, x[0], y[0]);
        else
            cairo_curve_to(cr, x[0], y[0], x[1], y[1], x[2], y[2]);
    }
    if (traced->n)
        cairo_close_path(cr);
}
