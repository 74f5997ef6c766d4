// SPDX-License-Identifier: MIT
#include "text/glyph_run.h"

#include "text/font.h"

#include <assert.h>

len glyph_run_x(const struct glyph_run *run, size_t index)
{
    assert(index <= run->n_glyphs);
    int64_t units = 0, spaces = 0;
    for (size_t i = 0; i < index; i++) {
        units += run->glyphs[i].advance;
        spaces += (run->glyphs[i].flags & GLYPH_SPACE) != 0;
    }
    return len_from_units(units, run->size, run->face->upem) + (len)(spaces * run->space_extra);
}

len glyph_run_width(const struct glyph_run *run)
{
    return glyph_run_x(run, run->n_glyphs);
}

#define GLYPH_OWN_TEXT(flags) (((flags) & (GLYPH_KASHIDA | GLYPH_HYPHEN)) == 0)

void glyph_run_text(const struct glyph_run *run, size_t index, const char **ret_text, size_t *ret_n)
{
    const struct glyph *glyph = &run->glyphs[index];
    size_t start = glyph->cluster, end = run->n_text;
    bool rtl = run->level & 1;
    // The neighbour that follows in logical order: to the right, or to the left when reversed.
    // Inserted glyphs carry the cluster of a letter before them and are passed over.
    for (size_t i = index; rtl ? i-- > 0 : ++i < run->n_glyphs;) {
        if (run->glyphs[i].cluster != start && GLYPH_OWN_TEXT(run->glyphs[i].flags)) {
            end = run->glyphs[i].cluster;
            break;
        }
    }
    if (!GLYPH_OWN_TEXT(glyph->flags))
        end = start;
    *ret_text = run->text + start;
    *ret_n = end - start;
}
