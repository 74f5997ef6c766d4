// SPDX-License-Identifier: MIT
#include "text/fast/space_lookups.h"

#include <hb-ot.h>

/* One lookup's glyphs: those it acts on and those it looks at before and after them. */
struct reach {
    hb_set_t *before, *input, *after;
};

static void collect(const struct face *face, hb_tag_t table, unsigned lookup, struct reach *reach)
{
    hb_set_clear(reach->before);
    hb_set_clear(reach->input);
    hb_set_clear(reach->after);
    hb_ot_layout_lookup_collect_glyphs(face->hb_face, table, lookup, reach->before, reach->input,
                                       reach->after, NULL);
}

// Substitution near a space, or a space that is itself moved, may change any word: only whole
// items are then right. Positioning that merely looks at a space concerns its input glyphs alone.
static bool read_lookup(struct space_lookups *lookups, hb_tag_t table, const struct reach *reach)
{
    if (hb_set_has(reach->input, lookups->space))
        return false;
    if (!hb_set_has(reach->before, lookups->space) && !hb_set_has(reach->after, lookups->space))
        return true;
    hb_set_union(lookups->sensitive, reach->input);
    return table == HB_OT_TAG_GPOS;
}

static bool read_table(const struct face *face, struct space_lookups *lookups, hb_tag_t table,
                       struct reach *reach)
{
    unsigned n = hb_ot_layout_table_get_lookup_count(face->hb_face, table);
    for (unsigned i = 0; i < n; i++) {
        collect(face, table, i, reach);
        if (!read_lookup(lookups, table, reach))
            return false;
    }
    return true;
}

struct space_lookups space_lookups_read(const struct face *face)
{
    struct space_lookups lookups = {.sensitive = hb_set_create()};
    if (!hb_font_get_nominal_glyph(face->hb_font, ' ', &lookups.space))
        return lookups;
    lookups.advance = hb_font_get_glyph_h_advance(face->hb_font, lookups.space);
    struct reach reach = {hb_set_create(), hb_set_create(), hb_set_create()};
    lookups.parts = read_table(face, &lookups, HB_OT_TAG_GSUB, &reach) &&
                    read_table(face, &lookups, HB_OT_TAG_GPOS, &reach);
    hb_set_destroy(reach.before);
    hb_set_destroy(reach.input);
    hb_set_destroy(reach.after);
    return lookups;
}

void space_lookups_clear(struct space_lookups *lookups)
{
    hb_set_destroy(lookups->sensitive);
}
