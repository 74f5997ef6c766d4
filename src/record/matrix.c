// SPDX-License-Identifier: MIT
#include "record/matrix.h"

#include "pdf/object.h"

#include <math.h>

struct rect matrix_rect(const struct record *record, const struct rect *rect)
{
    const struct job_matrix *matrix = &record->matrix;
    struct rect placed = {matrix->x + (len)lround(rect->x * matrix->scale),
                          matrix->y + (len)lround(rect->y * matrix->scale),
                          (len)lround(rect->width * matrix->scale),
                          (len)lround(rect->height * matrix->scale)};
    if (matrix->turned) {
        placed.x = record->side.width - placed.x - placed.width;
        placed.y = record->side.height - placed.y - placed.height;
    }
    return placed;
}

len matrix_top(const struct record *record, len y)
{
    struct rect line = {0, y, 0, 0};
    return record->side.height - matrix_rect(record, &line).y;
}

void matrix_put(struct record *record)
{
    const struct job_matrix *matrix = &record->matrix;
    const struct job_side *side = &record->side;
    int64_t scale = llround(matrix->scale * 1000000), way = matrix->turned ? -1 : 1;
    // Of the page's lower left corner.
    double x = matrix->x, y = side->height - matrix->y - record->page->height * matrix->scale;
    if (matrix->turned) {
        x = side->width - x;
        y = side->height - y;
    }
    GString *out = side->content;
    g_string_append(out, "q ");
    pdf_scaled(out, way * scale, 6);
    g_string_append(out, " 0 0 ");
    pdf_scaled(out, way * scale, 6);
    g_string_append_c(out, ' ');
    pdf_scaled(out, llround(x * 10000 / LEN_PER_PT), 4);
    g_string_append_c(out, ' ');
    pdf_scaled(out, llround(y * 10000 / LEN_PER_PT), 4);
    g_string_append(out, " cm\n");
}
