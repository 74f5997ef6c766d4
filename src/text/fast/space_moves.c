// SPDX-License-Identifier: MIT
#include "text/fast/space_moves.h"

#include <hb-ot.h>

enum lookup_type {
    PAIR = 2,
    CURSIVE = 3,
    MARK_TO_BASE = 4,
    MARK_TO_LIGATURE = 5,
    MARK_TO_MARK = 6,
    EXTENSION = 9
};

enum { NOT_COVERED = 0x10000 };

/* A table whose offsets are not trusted: what lies outside reads as 0, and is noted. */
struct layout_table {
    const uint8_t *data;
    size_t n;
    bool broken;
    hb_codepoint_t space;
    hb_set_t *joined;
};

static unsigned u16(struct layout_table *table, size_t at)
{
    if (at + 2 > table->n) {
        table->broken = true;
        return 0;
    }
    return (unsigned)table->data[at] << 8 | table->data[at + 1];
}

static size_t u32(struct layout_table *table, size_t at)
{
    return (size_t)u16(table, at) << 16 | u16(table, at + 2);
}

// The place of the glyph in a coverage table.
static unsigned coverage_of(struct layout_table *table, size_t at, hb_codepoint_t glyph)
{
    bool ranges = u16(table, at) == 2;
    unsigned n = u16(table, at + 2);
    for (unsigned i = 0; i < n && !table->broken; i++) {
        size_t row = at + 4 + (ranges ? 6 : 2) * (size_t)i;
        unsigned first = u16(table, row), last = ranges ? u16(table, row + 2) : first;
        if (glyph >= first && glyph <= last)
            return ranges ? u16(table, row + 4) + glyph - first : i;
    }
    return NOT_COVERED;
}

static unsigned class_of(struct layout_table *table, size_t at, hb_codepoint_t glyph)
{
    if (u16(table, at) == 1) {
        unsigned first = u16(table, at + 2), n = u16(table, at + 4);
        return glyph >= first && glyph - first < n ? u16(table, at + 6 + 2 * (glyph - first)) : 0;
    }
    unsigned n = u16(table, at + 2);
    for (unsigned i = 0; i < n && !table->broken; i++) {
        size_t row = at + 4 + 6 * (size_t)i;
        if (glyph >= u16(table, row) && glyph <= u16(table, row + 2))
            return u16(table, row + 4);
    }
    return 0;
}

// ---- pairs --------------------------------------------------------------------------------

// The bytes of both glyphs' values.
static size_t values_size(struct layout_table *table, size_t at)
{
    unsigned formats[] = {u16(table, at + 4), u16(table, at + 6)};
    size_t size = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(formats); i++)
        for (unsigned bits = formats[i]; bits; bits &= bits - 1)
            size += 2;
    return size;
}

static bool is_zero(struct layout_table *table, size_t at, size_t size)
{
    for (size_t i = 0; i < size; i += 2)
        if (u16(table, at + i))
            return false;
    return true;
}

static bool sets_leave_space(struct layout_table *table, size_t at)
{
    size_t size = values_size(table, at);
    unsigned own = coverage_of(table, at + u16(table, at + 2), table->space);
    unsigned sets = u16(table, at + 8);
    for (unsigned i = 0; i < sets && !table->broken; i++) {
        size_t set = at + u16(table, at + 10 + 2 * (size_t)i);
        unsigned pairs = u16(table, set);
        for (unsigned k = 0; k < pairs && !table->broken; k++) {
            size_t pair = set + 2 + (2 + size) * k;
            bool concerned = i == own || u16(table, pair) == table->space;
            if (concerned && !is_zero(table, pair + 2, size))
                return false;
        }
    }
    return true;
}

static bool classes_leave_space(struct layout_table *table, size_t at)
{
    size_t size = values_size(table, at);
    bool covered = coverage_of(table, at + u16(table, at + 2), table->space) != NOT_COVERED;
    unsigned first = class_of(table, at + u16(table, at + 8), table->space);
    unsigned second = class_of(table, at + u16(table, at + 10), table->space);
    unsigned rows = u16(table, at + 12), columns = u16(table, at + 14);
    for (unsigned row = 0; row < rows; row++)
        if (!is_zero(table, at + 16 + size * ((size_t)row * columns + second), size))
            return false;
    for (unsigned column = 0; covered && column < columns; column++)
        if (!is_zero(table, at + 16 + size * ((size_t)first * columns + column), size))
            return false;
    return true;
}

// ---- joins --------------------------------------------------------------------------------

// The exit of one glyph is put on the entry of the next.
static void join_to_space(struct layout_table *table, size_t at)
{
    size_t coverage = at + u16(table, at + 2);
    unsigned own = coverage_of(table, coverage, table->space);
    if (own == NOT_COVERED)
        return;
    bool enters = u16(table, at + 6 + 4 * (size_t)own),
         leaves = u16(table, at + 8 + 4 * (size_t)own);
    bool ranges = u16(table, coverage) == 2;
    unsigned n = u16(table, coverage + 2);
    for (unsigned i = 0; i < n && !table->broken; i++) {
        size_t row = coverage + 4 + (ranges ? 6 : 2) * (size_t)i;
        unsigned first = u16(table, row), last = ranges ? u16(table, row + 2) : first;
        for (unsigned glyph = first; glyph <= last; glyph++) {
            size_t index = ranges ? u16(table, row + 4) + (size_t)(glyph - first) : i;
            if ((leaves && u16(table, at + 6 + 4 * index)) ||
                (enters && u16(table, at + 8 + 4 * index)))
                hb_set_add(table->joined, glyph);
        }
    }
    hb_set_del(table->joined, table->space);
}

// ---- lookups ------------------------------------------------------------------------------

static bool subtable_is_known(struct layout_table *table, unsigned type, size_t at)
{
    if (type == EXTENSION) {
        type = u16(table, at + 2);
        at += u32(table, at + 4);
    }
    switch (type) {
    case PAIR:
        return u16(table, at) == 1 ? sets_leave_space(table, at) : classes_leave_space(table, at);
    case CURSIVE:
        join_to_space(table, at);
        return true;
    case MARK_TO_BASE:
    case MARK_TO_LIGATURE:
    case MARK_TO_MARK:
        return true; // no word begins with a mark where words are shaped apart
    default:
        return false;
    }
}

static struct layout_table table_open(const struct face *face, hb_tag_t tag, hb_blob_t **ret_blob)
{
    unsigned n;
    *ret_blob = hb_face_reference_table(face->hb_face, tag);
    const char *data = hb_blob_get_data(*ret_blob, &n);
    return (struct layout_table){.data = (const uint8_t *)data, .n = n};
}

// Where the lookup is; 0 if there is none.
static size_t lookup_at(struct layout_table *table, unsigned lookup)
{
    size_t lookups = u16(table, 8);
    if (lookup >= u16(table, lookups))
        return 0;
    return lookups + u16(table, lookups + 2 + 2 * (size_t)lookup);
}

bool space_moves_known(const struct face *face, unsigned lookup, hb_codepoint_t space,
                       hb_set_t *joined)
{
    hb_blob_t *blob;
    struct layout_table table = table_open(face, HB_OT_TAG_GPOS, &blob);
    table.space = space;
    table.joined = joined;
    size_t at = lookup_at(&table, lookup);
    unsigned type = u16(&table, at), subtables = u16(&table, at + 4);
    bool known = at > 0;
    for (unsigned i = 0; known && i < subtables; i++)
        known = subtable_is_known(&table, type, at + u16(&table, at + 6 + 2 * (size_t)i));
    hb_blob_destroy(blob);
    return known && !table.broken;
}

// ---- contexts -----------------------------------------------------------------------------

// Whether one of `n` classes is that of all glyphs that have none, among them the space.
static bool has_others(struct layout_table *table, size_t classes, size_t at, unsigned n)
{
    bool others = false;
    for (unsigned i = 0; i < n; i++)
        others = others || u16(table, at + 2 * (size_t)i) == 0;
    return others && class_of(table, classes, table->space) == 0;
}

static bool rule_has_others(struct layout_table *table, size_t context, size_t rule, bool chained)
{
    if (!chained)
        return has_others(table, context + u16(table, context + 4), rule + 4,
                          MAX(u16(table, rule), 1) - 1);
    size_t at = rule;
    for (int part = 0; part < 3 && !table->broken; part++) {
        unsigned n = u16(table, at);
        n -= part == 1 && n > 0; // the first glyph is the coverage's
        if (has_others(table, context + u16(table, context + 4 + 2 * (size_t)part), at + 2, n))
            return true;
        at += 2 + 2 * (size_t)n;
    }
    return false;
}

static bool context_has_others(struct layout_table *table, size_t at, bool chained)
{
    if (u16(table, at) != 2)
        return false;
    size_t sets = at + (chained ? 10 : 6);
    unsigned n_sets = u16(table, sets);
    for (unsigned i = 0; i < n_sets && !table->broken; i++) {
        unsigned offset = u16(table, sets + 2 + 2 * (size_t)i);
        size_t set = at + offset;
        unsigned rules = offset ? u16(table, set) : 0;
        for (unsigned k = 0; k < rules && !table->broken; k++)
            if (rule_has_others(table, at, set + u16(table, set + 2 + 2 * (size_t)k), chained))
                return true;
    }
    return false;
}

// Flags of glyphs that a lookup passes over (LookupFlag), by their class in GDEF.
static bool passes_over(const struct face *face, unsigned flags, hb_codepoint_t space)
{
    switch (hb_ot_layout_get_glyph_class(face->hb_face, space)) {
    case HB_OT_LAYOUT_GLYPH_CLASS_BASE_GLYPH:
        return flags & 0x02;
    case HB_OT_LAYOUT_GLYPH_CLASS_LIGATURE:
        return flags & 0x04;
    case HB_OT_LAYOUT_GLYPH_CLASS_MARK:
        return flags & 0xFF18;
    default:
        return false;
    }
}

bool space_is_unseen(const struct face *face, hb_tag_t tag, unsigned lookup, hb_codepoint_t space)
{
    hb_blob_t *blob;
    struct layout_table table = table_open(face, tag, &blob);
    table.space = space;
    bool places = tag == HB_OT_TAG_GPOS;
    unsigned extension = places ? 9 : 7, context = places ? 7 : 5, single_most = places ? 1 : 3;
    size_t at = lookup_at(&table, lookup);
    unsigned type = u16(&table, at), subtables = u16(&table, at + 4);
    bool unseen = false;
    for (unsigned i = 0; i < subtables && !unseen; i++) {
        size_t subtable = at + u16(&table, at + 6 + 2 * (size_t)i);
        unsigned own = type;
        if (type == extension) {
            own = u16(&table, subtable + 2);
            subtable += u32(&table, subtable + 4);
        }
        unseen = own > single_most && passes_over(face, u16(&table, at + 2), space);
        if (own == context || own == context + 1)
            unseen = unseen || context_has_others(&table, subtable, own > context);
    }
    hb_blob_destroy(blob);
    return unseen || table.broken;
}
