// SPDX-License-Identifier: MIT
#include "text/glyph_run.h"

#include "text/font.h"

#include <assert.h>
#include <math.h>

len glyph_run_x(const struct glyph_run *run, size_t index)
{
    assert(index <= run->n_glyphs);
    int64_t units = 0, extra = 0;
    for (size_t i = 0; i < index; i++)
        units += run->glyphs[i].advance;
    bool justified = run->space_extra || run->gap_extra;
    for (size_t i = 0; justified && i < index; i++)
        extra += glyph_run_extra(run, &run->glyphs[i]);
    int64_t x = len_from_units(units, run->size, run->face->upem) + extra;
    return (len)(run->widen ? llround(glyph_run_widened(run, (double)x)) : x);
}

len glyph_run_width(const struct glyph_run *run)
{
    return glyph_run_x(run, run->n_glyphs);
}

void glyph_run_text(const struct glyph_run *run, size_t index, const char **ret_text, size_t *ret_n)
{
    const struct glyph *glyph = &run->glyphs[index];
    size_t start = glyph->cluster, end = run->n_text;
    bool rtl = run->level & 1;
    // The neighbour that follows in logical order: to the right, or to the left when reversed.
    // A hyphen carries the cluster of a letter before it and is passed over.
    for (size_t i = index; rtl ? i-- > 0 : ++i < run->n_glyphs;) {
        if (run->glyphs[i].cluster != start && !(run->glyphs[i].flags & GLYPH_HYPHEN)) {
            end = run->glyphs[i].cluster;
            break;
        }
    }
    if (glyph->flags & GLYPH_HYPHEN)
        end = start;
    *ret_text = run->text + start;
    *ret_n = end - start;
}
