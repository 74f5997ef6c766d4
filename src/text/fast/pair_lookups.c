// SPDX-License-Identifier: MIT
// HarfBuzz tells what a lookup looks at and what it can lead to; of what kind it is, and whether
// pairs of a subtable overlap, is read from GSUB and GPOS themselves (OpenType 1.9, chapters 6.2,
// 6.3 and 6.5).
#include "text/fast/pair_lookups.h"

#include <hb-ot.h>

enum gsub_type { GSUB_LIGATURE = 4, GSUB_EXTENSION = 7 };
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

// ---- Tables -------------------------------------------------------------------------------

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

// Where the lookup begins; 0 if there is none such.
static size_t lookup_at(struct table table, unsigned lookup)
{
    size_t list = u16(table, 8);
    return lookup < u16(table, list) ? list + u16(table, list + 2 + 2 * (size_t)lookup) : 0;
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

// Whether the lookup makes ligatures of neighbours and does nothing else.
static bool only_binds(struct table gsub, unsigned lookup)
{
    size_t at = lookup_at(gsub, lookup);
    if (at == 0 || (u16(gsub, at + 2) & IGNORES_LETTERS))
        return false;
    for (unsigned i = 0; i < u16(gsub, at + 4); i++) {
        size_t subtable = at + u16(gsub, at + 6 + 2 * (size_t)i);
        unsigned type = u16(gsub, at);
        if ((type == GSUB_EXTENSION ? u16(gsub, subtable + 2) : type) != GSUB_LIGATURE)
            return false;
    }
    return true;
}

// A ligature needs its first letter: without f the i and l of fi and fl are at peace, and f itself
// is where none of them is its neighbour, for the letters it binds stand in one row. A context may
// be of glyphs that are in no class, of which HarfBuzz tells none.
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

static void sift_substitution(hb_face_t *face, struct table gsub, unsigned lookup,
                              struct reach *reach, struct pair_lookups *lookups)
{
    hb_ot_layout_lookup_collect_glyphs(face, HB_OT_TAG_GSUB, lookup, reach->before, reach->input,
                                       reach->after, reach->output);
    if (!sets_meet(reach->input, lookups->calm))
        return;
    bool told = !feeds_itself(reach, lookups->calm);
    if (told && !can_act(face, lookup, reach, lookups->calm))
        return;
    if (!told || !only_binds(gsub, lookup) || !single_out(face, lookup, reach, lookups))
        hb_set_subtract(lookups->calm, reach->input);
}

// ---- GPOS ---------------------------------------------------------------------------------

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
    size_t at = lookup_at(gpos, lookup);
    if (at == 0 || (u16(gpos, at + 2) & IGNORES_LETTERS))
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
            sift_substitution(face, table, lookup, &reach, lookups);
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
