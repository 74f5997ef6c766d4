// SPDX-License-Identifier: MIT
// HarfBuzz tells what a lookup looks at and what it can lead to; of what kind it is, and whether
// pairs of a subtable overlap, is read from GPOS itself (OpenType 1.9, chapters 6.3 and 6.5).
#include "text/pair_lookups.h"

#include <hb-ot.h>

enum gpos_type { GPOS_PAIR = 2, GPOS_MARK_TO_BASE = 4, GPOS_MARK_TO_MARK = 6, GPOS_EXTENSION = 9 };

#define IGNORES_LETTERS 0x0006 /* lookup flag: base glyphs or ligatures are passed over */

/* One lookup's glyphs: those it acts on, those it looks at about them, those it brings. */
struct reach {
    hb_set_t *before, *input, *after, *output;
};

static struct reach reach_new(void)
{
    return (struct reach){hb_set_create(), hb_set_create(), hb_set_create(), hb_set_create()};
}

static void reach_clear(struct reach *reach)
{
    hb_set_destroy(reach->before);
    hb_set_destroy(reach->input);
    hb_set_destroy(reach->after);
    hb_set_destroy(reach->output);
}

static bool sets_meet(const hb_set_t *a, const hb_set_t *b)
{
    hb_set_t *both = hb_set_copy(a);
    hb_set_intersect(both, b);
    bool meet = !hb_set_is_empty(both);
    hb_set_destroy(both);
    return meet;
}

// ---- GSUB ---------------------------------------------------------------------------------

// Whether the lookup can do anything while only these glyphs stand, in any order. What it brings is
// set aside first, so that its closure tells.
static bool can_act(hb_face_t *face, unsigned lookup, const struct reach *reach,
                    const hb_set_t *glyphs)
{
    hb_set_t *closure = hb_set_copy(glyphs);
    hb_set_subtract(closure, reach->output);
    unsigned before = hb_set_get_population(closure);
    hb_ot_layout_lookup_substitute_closure(face, lookup, closure);
    bool acts = hb_set_get_population(closure) > before;
    hb_set_destroy(closure);
    return acts;
}

// Whether what the lookup brings is among what it acts on or looks at: then the above tells
// nothing.
static bool feeds_itself(const struct reach *reach, const hb_set_t *glyphs)
{
    hb_set_t *brought = hb_set_copy(reach->output);
    hb_set_intersect(brought, glyphs);
    bool feeds = sets_meet(brought, reach->input) || sets_meet(brought, reach->before) ||
                 sets_meet(brought, reach->after);
    hb_set_destroy(brought);
    return feeds;
}

// Whether the lookup acts on the glyph whatever stands beside it.
static bool acts_alone(hb_face_t *face, unsigned lookup, hb_codepoint_t glyph)
{
    return hb_ot_layout_lookup_would_substitute(face, lookup, &glyph, 1, true);
}

static void make_wary(struct pair_lookups *lookups, hb_codepoint_t glyph, const struct reach *reach)
{
    hb_set_t *of = g_hash_table_lookup(lookups->wary, GUINT_TO_POINTER(glyph));
    if (!of) {
        of = hb_set_create();
        g_hash_table_insert(lookups->wary, GUINT_TO_POINTER(glyph), of);
    }
    hb_set_union(of, reach->before);
    hb_set_union(of, reach->input);
    hb_set_union(of, reach->after);
}

// A ligature needs its first letter: without f the i and l of fi and fl are at peace, and f itself
// is where none of them is its neighbour, for what a lookup looks at stands in one row.
static bool single_out(hb_face_t *face, unsigned lookup, const struct reach *reach,
                       struct pair_lookups *lookups)
{
    for (hb_codepoint_t glyph = HB_SET_VALUE_INVALID; hb_set_next(reach->input, &glyph);) {
        if (!hb_set_has(lookups->calm, glyph))
            continue;
        hb_set_del(lookups->calm, glyph);
        bool acts = can_act(face, lookup, reach, lookups->calm);
        if (acts || !acts_alone(face, lookup, glyph))
            hb_set_add(lookups->calm, glyph);
        if (acts)
            continue;
        make_wary(lookups, glyph, reach);
        return true;
    }
    return false;
}

static void sift_substitution(hb_face_t *face, unsigned lookup, struct reach *reach,
                              struct pair_lookups *lookups)
{
    hb_ot_layout_lookup_collect_glyphs(face, HB_OT_TAG_GSUB, lookup, reach->before, reach->input,
                                       reach->after, reach->output);
    if (!sets_meet(reach->input, lookups->calm))
        return;
    bool told = !feeds_itself(reach, lookups->calm);
    if (told && !can_act(face, lookup, reach, lookups->calm))
        return;
    if (!told || !single_out(face, lookup, reach, lookups))
        hb_set_subtract(lookups->calm, reach->input);
}

// ---- GPOS ---------------------------------------------------------------------------------

/* A table's bytes; what lies past their end reads as 0. */
struct table {
    const uint8_t *bytes;
    unsigned n;
};

static unsigned u16(struct table table, size_t at)
{
    return at + 2 <= table.n ? (unsigned)table.bytes[at] << 8 | table.bytes[at + 1] : 0;
}

static size_t u32(struct table table, size_t at)
{
    return (size_t)u16(table, at) << 16 | u16(table, at + 2);
}

// A subtable that moves marks, of which there are none here, or the first glyph of a pair; where
// it gives the second a value too, the next pair begins only after it.
static bool subtable_is_simple(struct table gpos, size_t at, unsigned type)
{
    if (type == GPOS_EXTENSION)
        return u16(gpos, at + 2) != GPOS_EXTENSION &&
               subtable_is_simple(gpos, at + u32(gpos, at + 4), u16(gpos, at + 2));
    return (type >= GPOS_MARK_TO_BASE && type <= GPOS_MARK_TO_MARK) ||
           (type == GPOS_PAIR && at + 8 <= gpos.n && u16(gpos, at + 6) == 0);
}

static bool lookup_is_simple(struct table gpos, unsigned lookup)
{
    size_t list = u16(gpos, 8);
    if (lookup >= u16(gpos, list))
        return false;
    size_t at = list + u16(gpos, list + 2 + 2 * (size_t)lookup);
    if (u16(gpos, at + 2) & IGNORES_LETTERS)
        return false;
    for (unsigned i = 0; i < u16(gpos, at + 4); i++)
        if (!subtable_is_simple(gpos, at + u16(gpos, at + 6 + 2 * (size_t)i), u16(gpos, at)))
            return false;
    return true;
}

static void sift_positioning(hb_face_t *face, struct table gpos, unsigned lookup,
                             struct reach *reach, hb_set_t *glyphs)
{
    hb_ot_layout_lookup_collect_glyphs(face, HB_OT_TAG_GPOS, lookup, reach->before, reach->input,
                                       reach->after, NULL);
    if (sets_meet(reach->input, glyphs) && !lookup_is_simple(gpos, lookup))
        hb_set_subtract(glyphs, reach->input);
}

// ---- All lookups --------------------------------------------------------------------------

// Kerning and tracking of other kinds than OpenType's are not looked into.
static bool has_other_tables(hb_face_t *face)
{
    static const hb_tag_t tags[] = {HB_TAG('k', 'e', 'r', 'n'), HB_TAG('k', 'e', 'r', 'x'),
                                    HB_TAG('m', 'o', 'r', 'x'), HB_TAG('m', 'o', 'r', 't'),
                                    HB_TAG('t', 'r', 'a', 'k')};
    for (size_t i = 0; i < G_N_ELEMENTS(tags); i++) {
        hb_blob_t *blob = hb_face_reference_table(face, tags[i]);
        bool there = hb_blob_get_length(blob) > 0;
        hb_blob_destroy(blob);
        if (there)
            return true;
    }
    return false;
}

static void sift_marks(hb_face_t *face, hb_set_t *glyphs)
{
    hb_set_t *marks = hb_set_create();
    hb_ot_layout_get_glyphs_in_class(face, HB_OT_LAYOUT_GLYPH_CLASS_MARK, marks);
    hb_set_subtract(glyphs, marks);
    hb_set_destroy(marks);
}

static void sift_table(hb_face_t *face, hb_shape_plan_t *plan, hb_tag_t tag,
                       struct pair_lookups *lookups)
{
    hb_set_t *planned = hb_set_create();
    struct reach reach = reach_new();
    hb_blob_t *blob = hb_face_reference_table(face, tag);
    struct table table = {.bytes = NULL};
    table.bytes = (const uint8_t *)hb_blob_get_data(blob, &table.n);
    hb_ot_shape_plan_collect_lookups(plan, tag, planned);
    for (hb_codepoint_t lookup = HB_SET_VALUE_INVALID; hb_set_next(planned, &lookup);) {
        hb_set_clear(reach.before);
        hb_set_clear(reach.input);
        hb_set_clear(reach.after);
        hb_set_clear(reach.output);
        if (tag == HB_OT_TAG_GSUB)
            sift_substitution(face, lookup, &reach, lookups);
        else
            sift_positioning(face, table, lookup, &reach, lookups->calm);
    }
    hb_blob_destroy(blob);
    reach_clear(&reach);
    hb_set_destroy(planned);
}

static void set_free(void *set)
{
    hb_set_destroy(set);
}

struct pair_lookups pair_lookups_read(const struct text_item *item, const hb_set_t *glyphs)
{
    hb_face_t *face = item->face->hb_face;
    struct pair_lookups lookups = {.calm = has_other_tables(face) ? hb_set_create()
                                                                  : hb_set_copy(glyphs),
                                   .wary = g_hash_table_new_full(NULL, NULL, NULL, set_free)};
    hb_segment_properties_t properties = {
        .direction = HB_DIRECTION_LTR, .script = item->script, .language = item->hb_lang};
    hb_shape_plan_t *plan = hb_shape_plan_create_cached(face, &properties, NULL, 0, NULL);
    sift_marks(face, lookups.calm);
    sift_table(face, plan, HB_OT_TAG_GSUB, &lookups);
    sift_table(face, plan, HB_OT_TAG_GPOS, &lookups);
    hb_shape_plan_destroy(plan);
    return lookups;
}

void pair_lookups_clear(struct pair_lookups *lookups)
{
    hb_set_destroy(lookups->calm);
    g_hash_table_destroy(lookups->wary);
}

static bool is_wary_of(const struct pair_lookups *lookups, hb_codepoint_t a, hb_codepoint_t b)
{
    const hb_set_t *of = g_hash_table_lookup(lookups->wary, GUINT_TO_POINTER(a));
    return of && hb_set_has(of, b);
}

bool pair_lookups_allow(const struct pair_lookups *lookups, hb_codepoint_t a, hb_codepoint_t b)
{
    return !is_wary_of(lookups, a, b) && !is_wary_of(lookups, b, a);
}
