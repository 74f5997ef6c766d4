// SPDX-License-Identifier: MIT
#include "text/fast/space_lookups.h"

#include "text/fast/space_moves.h"

#include <hb-ot.h>

/* One lookup's glyphs: those it acts on and those it looks at before and after them. */
struct reach {
    hb_set_t *before, *input, *after;
    hb_set_t *made; /* by all substitutions */
};

static void collect(const struct face *face, hb_tag_t table, unsigned lookup, struct reach *reach)
{
    hb_set_clear(reach->before);
    hb_set_clear(reach->input);
    hb_set_clear(reach->after);
    hb_ot_layout_lookup_collect_glyphs(face->hb_face, table, lookup, reach->before, reach->input,
                                       reach->after, table == HB_OT_TAG_GSUB ? reach->made : NULL);
}

// A space that is itself moved may change any word: only whole items are then right. Substitution
// that looks at a space concerns the characters it exchanges. Positioning that looks at a space, or
// joins a letter to it, concerns the glyphs so moved, and what is beyond the space only where it
// looks at that too.
static bool read_lookup(const struct face *face, struct space_lookups *lookups, hb_tag_t table,
                        unsigned lookup, const struct reach *reach)
{
    if (space_is_unseen(face, table, lookup, lookups->space))
        return false;
    bool looks =
        hb_set_has(reach->before, lookups->space) || hb_set_has(reach->after, lookups->space);
    if (hb_set_has(reach->input, lookups->space)) {
        if (looks || table == HB_OT_TAG_GSUB ||
            !space_moves_known(face, lookup, lookups->space, lookups->sensitive))
            return false;
        lookups->near = lookups->near || !hb_set_is_empty(lookups->sensitive);
        return true;
    }
    if (!looks)
        return true;
    if (table == HB_OT_TAG_GSUB) {
        hb_set_union(lookups->refused, reach->input);
        return true;
    }
    lookups->near = true;
    hb_set_union(lookups->sensitive, reach->input);
    hb_set_union(lookups->around, reach->before);
    hb_set_union(lookups->around, reach->after);
    hb_set_del(lookups->around, lookups->space);
    return true;
}

static bool read_table(const struct face *face, struct space_lookups *lookups, hb_tag_t table,
                       hb_shape_plan_t *plan, struct reach *reach)
{
    hb_set_t *applied = hb_set_create();
    hb_ot_shape_plan_collect_lookups(plan, table, applied);
    bool parts = true;
    for (hb_codepoint_t lookup = HB_SET_VALUE_INVALID; parts && hb_set_next(applied, &lookup);) {
        collect(face, table, lookup, reach);
        parts = read_lookup(face, lookups, table, lookup, reach);
    }
    hb_set_destroy(applied);
    return parts;
}

// Tables of the older kind and of Apple's, which no lookup tells of.
static bool has_table(const struct face *face, hb_tag_t tag)
{
    hb_blob_t *table = hb_face_reference_table(face->hb_face, tag);
    bool has = hb_blob_get_length(table) > 0;
    hb_blob_destroy(table);
    return has;
}

static bool shapes_otherwise(const struct face *face)
{
    return has_table(face, HB_TAG('m', 'o', 'r', 'x')) ||
           has_table(face, HB_TAG('k', 'e', 'r', 'x')) ||
           (has_table(face, HB_TAG('k', 'e', 'r', 'n')) &&
            !has_table(face, HB_TAG('G', 'P', 'O', 'S')));
}

struct space_lookups space_lookups_read(const struct face *face,
                                        const hb_segment_properties_t *properties)
{
    struct space_lookups lookups = {
        .sensitive = hb_set_create(), .around = hb_set_create(), .refused = hb_set_create()};
    if (!hb_font_get_nominal_glyph(face->hb_font, ' ', &lookups.space) || shapes_otherwise(face))
        return lookups;
    (void)hb_font_get_nominal_glyph(face->hb_font, 0x25cc, &lookups.circle);
    lookups.advance = hb_font_get_glyph_h_advance(face->hb_font, lookups.space);
    struct reach reach = {hb_set_create(), hb_set_create(), hb_set_create(), hb_set_create()};
    hb_shape_plan_t *plan = hb_shape_plan_create_cached(face->hb_face, properties, NULL, 0, NULL);
    lookups.parts = read_table(face, &lookups, HB_OT_TAG_GSUB, plan, &reach) &&
                    read_table(face, &lookups, HB_OT_TAG_GPOS, plan, &reach);
    // What another substitution makes is not seen in the characters.
    hb_set_intersect(reach.made, lookups.refused);
    lookups.parts = lookups.parts && hb_set_is_empty(reach.made);
    hb_shape_plan_destroy(plan);
    hb_set_destroy(reach.before);
    hb_set_destroy(reach.input);
    hb_set_destroy(reach.after);
    hb_set_destroy(reach.made);
    return lookups;
}

void space_lookups_clear(struct space_lookups *lookups)
{
    hb_set_destroy(lookups->sensitive);
    hb_set_destroy(lookups->around);
    hb_set_destroy(lookups->refused);
}
