// SPDX-License-Identifier: MIT
#include "paint/masks.h"

#include <glib.h>
#include <math.h>
#include <stdint.h>

enum { STEPS = 256 }; // of a pixel: Cairo's own grid

struct mask {
    GBytes *key;
    cairo_surface_t *coverage; // NULL: no ink
    int left, top;             // of the coverage, from the run's own pixel
    size_t bytes;
    GList used; // its place in the queue
};

struct masks {
    GHashTable *found; // GBytes -> struct mask
    GQueue used;       // the last used at the end
    size_t bytes, most;
};

static void mask_free(void *data)
{
    struct mask *mask = data;
    g_bytes_unref(mask->key);
    if (mask->coverage)
        cairo_surface_destroy(mask->coverage);
    g_free(mask);
}

struct masks *masks_new(size_t most)
{
    struct masks *masks = g_new0(struct masks, 1);
    masks->most = most;
    g_queue_init(&masks->used);
    masks->found = g_hash_table_new_full(g_bytes_hash, g_bytes_equal, NULL, mask_free);
    return masks;
}

void masks_free(struct masks *masks)
{
    g_hash_table_unref(masks->found);
    g_free(masks);
}

/* A run on the pixels: its own pixel, and where its glyphs are from there, in steps. */
struct mask_place {
    int x, y;
    double scale;
    GArray *steps; // int32_t: x, y of each glyph
};

static struct mask_place place(cairo_t *cr, const struct masks_run *run)
{
    cairo_matrix_t matrix;
    cairo_get_matrix(cr, &matrix);
    struct mask_place placed = {
        .scale = matrix.xx,
        .steps = g_array_sized_new(FALSE, FALSE, sizeof(int32_t), 2 * (guint)run->n)};
    for (size_t i = 0; i < run->n; i++) {
        int32_t at[2] = {
            (int32_t)lround((run->glyphs[i].x * matrix.xx + matrix.x0) * STEPS),
            (int32_t)lround((run->glyphs[i].y * matrix.yy + matrix.y0) * STEPS),
        };
        if (i == 0) {
            placed.x = (int)floor((double)at[0] / STEPS);
            placed.y = (int)floor((double)at[1] / STEPS);
        }
        at[0] -= placed.x * STEPS;
        at[1] -= placed.y * STEPS;
        g_array_append_vals(placed.steps, at, 2);
    }
    return placed;
}

static GBytes *key_of(const struct masks_run *run, const struct mask_place *placed)
{
    GByteArray *key = g_byte_array_new();
    const struct {
        uintptr_t face;
        double size, wide;
    } head = {(uintptr_t)run->face, run->size * placed->scale, run->wide};
    g_byte_array_append(key, (const guint8 *)&head, sizeof head);
    g_byte_array_append(key, (const guint8 *)placed->steps->data,
                        placed->steps->len * (guint)sizeof(int32_t));
    for (size_t i = 0; i < run->n; i++) {
        uint32_t index = (uint32_t)run->glyphs[i].index;
        g_byte_array_append(key, (const guint8 *)&index, sizeof index);
    }
    return g_byte_array_free_to_bytes(key);
}

// The outline of the whole run, its own pixel at the origin.
static void outline(cairo_t *cr, const struct masks_run *run, const struct mask_place *placed,
                    const struct masks_tracer *tracer)
{
    const int32_t *steps = (const int32_t *)(const void *)placed->steps->data;
    for (size_t i = 0; i < run->n; i++) {
        double x = (double)steps[2 * i] / STEPS, y = (double)steps[2 * i + 1] / STEPS;
        tracer->trace(tracer->context, cr, i, x, y, placed->scale);
    }
}

static void fill(struct mask *mask, cairo_t *measure)
{
    double x0, y0, x1, y1;
    cairo_path_extents(measure, &x0, &y0, &x1, &y1);
    int width = (int)(ceil(x1) - floor(x0)), height = (int)(ceil(y1) - floor(y0));
    if (width <= 0 || height <= 0)
        return;
    mask->left = (int)floor(x0);
    mask->top = (int)floor(y0);
    mask->coverage = cairo_image_surface_create(CAIRO_FORMAT_A8, width, height);
    cairo_path_t *path = cairo_copy_path(measure);
    cairo_t *cr = cairo_create(mask->coverage);
    cairo_translate(cr, -mask->left, -mask->top);
    cairo_append_path(cr, path);
    cairo_fill(cr);
    cairo_destroy(cr);
    cairo_path_destroy(path);
    mask->bytes += (size_t)cairo_image_surface_get_stride(mask->coverage) * (size_t)height;
}

static struct mask *mask_new(GBytes *key, const struct masks_run *run,
                             const struct mask_place *placed, const struct masks_tracer *tracer)
{
    struct mask *mask = g_new0(struct mask, 1);
    mask->key = g_bytes_ref(key);
    mask->bytes = sizeof *mask + g_bytes_get_size(key);
    // Without an edge: Cairo drops glyphs that lie beyond.
    cairo_surface_t *nowhere = cairo_recording_surface_create(CAIRO_CONTENT_ALPHA, NULL);
    cairo_t *measure = cairo_create(nowhere);
    outline(measure, run, placed, tracer);
    fill(mask, measure);
    cairo_destroy(measure);
    cairo_surface_destroy(nowhere);
    return mask;
}

static void show(cairo_t *cr, const struct mask *mask, const struct mask_place *placed)
{
    if (!mask->coverage)
        return;
    cairo_save(cr);
    cairo_identity_matrix(cr);
    cairo_mask_surface(cr, mask->coverage, placed->x + mask->left, placed->y + mask->top);
    cairo_restore(cr);
}

static void keep(struct masks *masks, struct mask *mask)
{
    mask->used.data = mask;
    g_hash_table_insert(masks->found, mask->key, mask);
    g_queue_push_tail_link(&masks->used, &mask->used);
    masks->bytes += mask->bytes;
    while (masks->bytes > masks->most) {
        struct mask *oldest = g_queue_pop_head_link(&masks->used)->data;
        masks->bytes -= oldest->bytes;
        g_hash_table_remove(masks->found, oldest->key);
    }
}

void masks_draw(struct masks *masks, cairo_t *cr, const struct masks_run *run,
                const struct masks_tracer *tracer)
{
    if (run->n == 0)
        return;
    struct mask_place placed = place(cr, run);
    GBytes *key = key_of(run, &placed);
    struct mask *mask = g_hash_table_lookup(masks->found, key);
    if (mask) {
        g_queue_unlink(&masks->used, &mask->used);
        g_queue_push_tail_link(&masks->used, &mask->used);
        show(cr, mask, &placed);
    } else {
        mask = mask_new(key, run, &placed, tracer);
        show(cr, mask, &placed);
        keep(masks, mask);
    }
    g_bytes_unref(key);
    g_array_unref(placed.steps);
}
