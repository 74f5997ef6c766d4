// SPDX-License-Identifier: MIT
#include "record/matrix.h"

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
