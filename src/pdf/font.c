// SPDX-License-Identifier: MIT
#include "pdf/font.h"

#include "base/arena.h"
#include "base/digest.h"
#include "base/error.h"
#include "pdf/cff.h"
#include "pdf/object.h"

#include <assert.h>
#include <hb-ot.h>
#include <hb-subset.h>
#include <string.h>

// Far below 65,535, so that parts, closure and composites together still have glyph ids.
enum { CODES_MOST = 30000 };
#define NO_COMPOSITE UINT32_MAX

struct code {
    uint16_t code;
    uint32_t glyph;     // of the face; not used where there is a composite
    uint32_t composite; // its index, or NO_COMPOSITE
    int32_t advance;
    const char *text;
    size_t n;
};

// What is known of a glyph of the face as it stands.
struct plain {
    gunichar character; // the first it stood for; others are found like composites
    uint16_t code;      // 0 none yet
    bool measured;
    int32_t advance;
};

struct key {
    size_t n;
    const void *data;
};

struct pdf_font {
    struct pdf_writer *writer;
    struct pdf_font_face face;
    hb_font_t *hb_font; // scale is upem
    uint32_t id;
    struct arena *arena;
    struct plain *plain;
    unsigned n_glyphs;
    GHashTable *baked;  // key to code
    GArray *codes;      // of struct code, ascending
    GArray *composites; // of struct pdf_composite
    GByteArray *scratch;
    unsigned last;
};

static guint key_hash(gconstpointer data)
{
    const struct key *key = data;
    const unsigned char *bytes = key->data;
    guint hash = 2166136261u; // FNV-1a
    for (size_t i = 0; i < key->n; i++)
        hash = (hash ^ bytes[i]) * 16777619u;
    return hash;
}

static gboolean key_equal(gconstpointer a, gconstpointer b)
{
    const struct key *x = a, *y = b;
    return x->n == y->n && memcmp(x->data, y->data, x->n) == 0;
}

struct pdf_font *pdf_font_new(struct pdf_writer *writer, const struct pdf_font_face *face)
{
    struct pdf_font *font = g_new0(struct pdf_font, 1);
    font->writer = writer;
    font->face = *face;
    font->face.hb_face = hb_face_reference(face->hb_face);
    font->hb_font = hb_font_create(face->hb_face);
    hb_font_set_scale(font->hb_font, (int)face->upem, (int)face->upem);
    font->id = pdf_writer_reserve(writer);
    font->arena = arena_new();
    font->face.name = arena_strdup(font->arena, face->name);
    font->n_glyphs = hb_face_get_glyph_count(face->hb_face);
    font->plain = g_new0(struct plain, font->n_glyphs + 1);
    font->baked = g_hash_table_new(key_hash, key_equal);
    font->codes = g_array_new(FALSE, FALSE, sizeof(struct code));
    font->composites = g_array_new(FALSE, FALSE, sizeof(struct pdf_composite));
    font->scratch = g_byte_array_new();
    return font;
}

void pdf_font_free(struct pdf_font *font)
{
    if (!font)
        return;
    g_byte_array_unref(font->scratch);
    g_array_unref(font->composites);
    g_array_unref(font->codes);
    g_hash_table_unref(font->baked);
    g_free(font->plain);
    arena_free(font->arena);
    hb_font_destroy(font->hb_font);
    hb_face_destroy(font->face.hb_face);
    g_free(font);
}

uint32_t pdf_font_id(const struct pdf_font *font)
{
    return font->id;
}

bool pdf_font_cff(const struct pdf_font *font)
{
    return font->face.cff;
}

bool pdf_font_room(const struct pdf_font *font, size_t more)
{
    return font->codes->len + more <= CODES_MOST;
}

int32_t pdf_font_advance(struct pdf_font *font, uint32_t glyph)
{
    struct plain *plain = &font->plain[MIN(glyph, font->n_glyphs)];
    if (!plain->measured) {
        plain->advance = hb_font_get_glyph_h_advance(font->hb_font, glyph);
        plain->measured = true;
    }
    return plain->advance;
}

static bool needs_escape(unsigned byte)
{
    return byte == '(' || byte == ')' || byte == '\\' || byte == '\r';
}

// Codes whose bytes would need an escape in a string are passed over, so that showing text is
// copying.
static uint16_t font_next_code(struct pdf_font *font)
{
    do
        font->last++;
    while (needs_escape(font->last & 0xFF) || needs_escape(font->last >> 8));
    assert(font->last <= 0xFFFF);
    return (uint16_t)font->last;
}

static uint16_t font_add(struct pdf_font *font, struct code code, const char *text, size_t n)
{
    code.code = font_next_code(font);
    code.text = arena_strndup(font->arena, text, n);
    code.n = n;
    g_array_append_val(font->codes, code);
    return code.code;
}

uint16_t pdf_font_plain(struct pdf_font *font, uint32_t glyph, gunichar character)
{
    struct plain *plain = &font->plain[MIN(glyph, font->n_glyphs)];
    if (plain->code && plain->character == character)
        return plain->code;
    char text[6];
    size_t n = (size_t)g_unichar_to_utf8(character, text);
    int32_t advance = pdf_font_advance(font, glyph);
    if (plain->code || glyph == 0) {
        struct pdf_part part = {glyph, 0, 0};
        return pdf_font_baked(font, &part, 1, advance, text, n);
    }
    plain->character = character;
    plain->code =
        font_add(font, (struct code){.glyph = glyph, .composite = NO_COMPOSITE, .advance = advance},
                 text, n);
    return plain->code;
}

static struct key font_key(struct pdf_font *font, const struct pdf_part *parts, size_t n_parts,
                           int32_t advance, const char *text, size_t n)
{
    GByteArray *bytes = font->scratch;
    g_byte_array_set_size(bytes, 0);
    g_byte_array_append(bytes, (const guint8 *)&advance, sizeof advance);
    g_byte_array_append(bytes, (const guint8 *)&n_parts, sizeof n_parts);
    g_byte_array_append(bytes, (const guint8 *)parts, (guint)(n_parts * sizeof *parts));
    g_byte_array_append(bytes, (const guint8 *)text, (guint)n);
    return (struct key){bytes->len, bytes->data};
}

static uint32_t font_add_composite(struct pdf_font *font, const struct pdf_part *parts,
                                   size_t n_parts, int32_t advance)
{
    struct pdf_composite composite = {arena_memdup(font->arena, parts, n_parts * sizeof *parts),
                                      n_parts, advance};
    g_array_append_val(font->composites, composite);
    return font->composites->len - 1;
}

// A face's glyph 0 may not be shown in an archival file even where nothing better is to be had;
// a composite that draws it may.
static bool is_plain(struct pdf_font *font, const struct pdf_part *parts, size_t n_parts,
                     int32_t advance)
{
    return font->face.cff || (n_parts == 1 && parts->id != 0 && parts->x == 0 && parts->y == 0 &&
                              advance == pdf_font_advance(font, parts->id));
}

uint16_t pdf_font_baked(struct pdf_font *font, const struct pdf_part *parts, size_t n_parts,
                        int32_t advance, const char *text, size_t n)
{
    struct key key = font_key(font, parts, n_parts, advance, text, n);
    gpointer known = g_hash_table_lookup(font->baked, &key);
    if (known)
        return (uint16_t)GPOINTER_TO_UINT(known);
    assert(!font->face.cff || n_parts == 1);
    struct key *kept = ARENA_NEW(font->arena, struct key);
    *kept = (struct key){key.n, arena_memdup(font->arena, key.data, key.n)};
    struct code code = {.advance = MAX(advance, 0), .composite = NO_COMPOSITE};
    if (is_plain(font, parts, n_parts, advance))
        code.glyph = parts->id;
    else
        code.composite = font_add_composite(font, parts, n_parts, code.advance);
    uint16_t made = font_add(font, code, text, n);
    g_hash_table_insert(font->baked, kept, GUINT_TO_POINTER(made));
    return made;
}

// Everything the codes draw, and nothing the layout tables would add.
static hb_subset_input_t *font_subset_input(const struct pdf_font *font)
{
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_NOTDEF_OUTLINE);
    hb_set_t *drop = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);
    static const char *const layout[] = {"GSUB", "GPOS", "GDEF", "BASE", "JSTF", "MATH", "kern",
                                         "name", "post", "vhea", "vmtx", "VORG", "DSIG"};
    for (size_t i = 0; i < G_N_ELEMENTS(layout); i++)
        hb_set_add(drop, HB_TAG(layout[i][0], layout[i][1], layout[i][2], layout[i][3]));
    hb_set_t *glyphs = hb_subset_input_glyph_set(input);
    for (guint i = 0; i < font->codes->len; i++) {
        const struct code *code = &g_array_index(font->codes, struct code, i);
        if (code->composite == NO_COMPOSITE)
            hb_set_add(glyphs, code->glyph);
    }
    for (guint i = 0; i < font->composites->len; i++) {
        const struct pdf_composite *made =
            &g_array_index(font->composites, struct pdf_composite, i);
        for (size_t part = 0; part < made->n_parts; part++)
            hb_set_add(glyphs, made->parts[part].id);
    }
    return input;
}

// The subset being written: its file, and where the face's glyphs went in it.
struct subset {
    hb_face_t *face;
    hb_map_t *to_new;
    unsigned n_glyphs;
    GString *file;
    uint16_t *cids; // CFF: of each new glyph
    char *name;     // with its tag
};

static hb_blob_t *subset_cff(const struct subset *subset)
{
    return hb_face_reference_table(subset->face, HB_TAG('C', 'F', 'F', ' '));
}

static void subset_make_truetype(struct pdf_font *font, struct subset *subset)
{
    size_t n = font->composites->len;
    struct pdf_composite *made = (struct pdf_composite *)(void *)font->composites->data;
    struct pdf_composite *moved = ARENA_ARRAY(font->arena, struct pdf_composite, n);
    for (size_t i = 0; i < n; i++) {
        struct pdf_part *parts =
            arena_memdup(font->arena, made[i].parts, made[i].n_parts * sizeof *parts);
        for (size_t part = 0; part < made[i].n_parts; part++)
            parts[part].id = hb_map_get(subset->to_new, parts[part].id);
        moved[i] = (struct pdf_composite){parts, made[i].n_parts, made[i].advance};
    }
    subset->file = pdf_truetype(subset->face, moved, n);
}

static void subset_make_cff(struct subset *subset)
{
    hb_blob_t *blob = subset_cff(subset);
    unsigned n;
    const char *data = hb_blob_get_data(blob, &n);
    subset->cids = pdf_cff_cids(data, n, subset->n_glyphs);
    if (subset->cids)
        subset->file = g_string_new_len(data, n);
    hb_blob_destroy(blob);
}

// Six letters that differ where the subsets do (9.6.4).
static char *subset_name(const struct subset *subset, const char *name)
{
    char hex[DIGEST_HEX_MAX + 1], tag[7] = "";
    digest_bytes(DIGEST_SHA256, subset->file->str, subset->file->len, hex);
    for (int i = 0; i < 6; i++)
        tag[i] = (char)('A' + (g_ascii_xdigit_value(hex[2 * i]) * 16 +
                               g_ascii_xdigit_value(hex[2 * i + 1])) %
                                  26);
    return g_strdup_printf("%s+%s", tag, name);
}

static void subset_clear(struct subset *subset)
{
    hb_face_destroy(subset->face);
    hb_map_destroy(subset->to_new);
    if (subset->file)
        g_string_free(subset->file, TRUE);
    g_free(subset->cids);
    g_free(subset->name);
}

static bool subset_make(struct pdf_font *font, struct subset *subset, GError **error)
{
    hb_subset_input_t *input = font_subset_input(font);
    hb_subset_plan_t *plan = hb_subset_plan_create_or_fail(font->face.hb_face, input);
    subset->face = plan ? hb_subset_plan_execute_or_fail(plan) : NULL;
    if (subset->face) {
        // (the cast: later releases of HarfBuzz return it without const)
        subset->to_new =
            hb_map_reference((hb_map_t *)hb_subset_plan_old_to_new_glyph_mapping(plan));
        subset->n_glyphs = hb_face_get_glyph_count(subset->face);
        if (font->face.cff)
            subset_make_cff(subset);
        else
            subset_make_truetype(font, subset);
    }
    hb_subset_plan_destroy(plan);
    hb_subset_input_destroy(input);
    if (subset->file) {
        subset->name = subset_name(subset, font->face.name);
        return true;
    }
    g_set_error(error, FAULT, FAULT_INVALID, "cannot subset the face %s", font->face.name);
    return false;
}

static uint32_t code_new_glyph(const struct subset *subset, const struct code *code)
{
    return code->composite == NO_COMPOSITE ? hb_map_get(subset->to_new, code->glyph)
                                           : subset->n_glyphs + code->composite;
}

static void put_thousandths(const struct pdf_font *font, GString *out, int64_t units)
{
    int64_t upem = font->face.upem, scaled = units * 100000;
    pdf_scaled(out, (scaled + (scaled < 0 ? -upem / 2 : upem / 2)) / upem, 2);
}

static void put_width(const struct pdf_font *font, GString *out, uint32_t cid, uint32_t before,
                      int32_t advance)
{
    if (cid != before + 1 || out->str[out->len - 1] == '[') {
        if (out->str[out->len - 1] != '[')
            g_string_append_c(out, ']');
        pdf_int(out, cid);
        g_string_append_c(out, '[');
    } else {
        g_string_append_c(out, ' ');
    }
    put_thousandths(font, out, advance);
}

// TrueType: the CID is the code.
static void put_widths(const struct pdf_font *font, GString *out)
{
    g_string_append(out, "/DW 0/W[");
    uint32_t before = 0;
    for (guint i = 0; i < font->codes->len; i++) {
        const struct code *code = &g_array_index(font->codes, struct code, i);
        put_width(font, out, code->code, before, code->advance);
        before = code->code;
    }
    g_string_append(out, font->codes->len ? "]]" : "]");
}

// CFF: several codes may share a CID.
static void put_widths_by_cid(const struct pdf_font *font, const struct subset *subset,
                              GString *out)
{
    int32_t *advances = g_new(int32_t, 0x10000);
    memset(advances, 0xFF, 0x10000 * sizeof *advances);
    for (guint i = 0; i < font->codes->len; i++) {
        const struct code *code = &g_array_index(font->codes, struct code, i);
        advances[subset->cids[code_new_glyph(subset, code)]] = code->advance;
    }
    g_string_append(out, "/W[");
    uint32_t before = UINT32_MAX - 1;
    for (uint32_t cid = 0; cid < 0x10000; cid++) {
        if (advances[cid] < 0)
            continue;
        put_width(font, out, cid, before, advances[cid]);
        before = cid;
    }
    g_string_append(out, font->codes->len ? "]]" : "]");
    g_free(advances);
}

static uint32_t font_stream(struct pdf_font *font, const char *dict, GString *data,
                            enum pdf_pack pack)
{
    uint32_t id = pdf_writer_reserve(font->writer);
    pdf_writer_stream(font->writer, id, g_string_new(dict), data, pack);
    return id;
}

static uint32_t font_object(struct pdf_font *font, GString *text)
{
    uint32_t id = pdf_writer_reserve(font->writer);
    pdf_writer_object(font->writer, id, text->str, text->len);
    g_string_free(text, TRUE);
    return id;
}

// Two bytes a code: the subset's glyph.
static uint32_t write_glyph_map(struct pdf_font *font, const struct subset *subset)
{
    GString *map = g_string_new(NULL);
    g_string_set_size(map, 2 * ((gsize)font->last + 1));
    memset(map->str, 0, map->len);
    for (guint i = 0; i < font->codes->len; i++) {
        const struct code *code = &g_array_index(font->codes, struct code, i);
        uint32_t glyph = code_new_glyph(subset, code);
        map->str[2 * code->code] = (char)(glyph >> 8);
        map->str[2 * code->code + 1] = (char)glyph;
    }
    return font_stream(font, "", map, PDF_DENSE);
}

static void put_code(GString *out, const struct code *code)
{
    guint8 bytes[2] = {(guint8)(code->code >> 8), (guint8)code->code};
    pdf_hex(out, bytes, 2);
}

static void put_utf16(GString *out, const char *text, size_t n)
{
    glong units = 0;
    gunichar2 *utf16 = g_utf8_to_utf16(text, (glong)n, NULL, &units, NULL);
    assert(utf16);
    for (glong i = 0; i < units; i++)
        utf16[i] = GUINT16_TO_BE(utf16[i]);
    pdf_hex(out, utf16, (size_t)units * 2);
    g_free(utf16);
}

static const char cmap_head[] = "/CIDInit/ProcSet findresource begin 12 dict begin begincmap\n";
static const char cmap_codes[] = "1 begincodespacerange<0000><FFFF>endcodespacerange\n";
static const char cmap_tail[] = "endcmap CMapName currentdict/CMap defineresource pop end end\n";

static GString *cmap_open(const char *name, const char *ordering, int type)
{
    GString *out = g_string_new(cmap_head);
    g_string_append_printf(out,
                           "/CIDSystemInfo 3 dict dup begin/Registry(Adobe)def/Ordering(%s)def"
                           "/Supplement 0 def end def/CMapName/%s def/CMapType %d def\n",
                           ordering, name, type);
    g_string_append(out, cmap_codes);
    return out;
}

// Entries in blocks of 100, the most a CMap file may have in one.
static void put_block(GString *out, guint index, guint count, const char *kind)
{
    if (index % 100)
        return;
    if (index)
        g_string_append_printf(out, "end%s\n", kind);
    if (index < count)
        g_string_append_printf(out, "%u begin%s\n", MIN(100, count - index), kind);
}

static void put_block_end(GString *out, guint count, const char *kind)
{
    if (count)
        g_string_append_printf(out, "end%s\n", kind);
}

static uint32_t write_to_unicode(struct pdf_font *font)
{
    GString *out = cmap_open("Text", "UCS", 2);
    guint n = font->codes->len;
    for (guint i = 0; i < n; i++) {
        const struct code *code = &g_array_index(font->codes, struct code, i);
        put_block(out, i, n, "bfchar");
        put_code(out, code);
        put_utf16(out, code->text, code->n);
        g_string_append_c(out, '\n');
    }
    put_block_end(out, n, "bfchar");
    g_string_append(out, cmap_tail);
    return font_stream(font, "", out, PDF_DENSE);
}

static uint32_t write_code_to_cid(struct pdf_font *font, const struct subset *subset)
{
    GString *out = cmap_open("Codes", "Identity", 1);
    guint n = font->codes->len;
    for (guint i = 0; i < n; i++) {
        const struct code *code = &g_array_index(font->codes, struct code, i);
        put_block(out, i, n, "cidchar");
        put_code(out, code);
        pdf_int(out, subset->cids[code_new_glyph(subset, code)]);
        g_string_append_c(out, '\n');
    }
    put_block_end(out, n, "cidchar");
    g_string_append(out, cmap_tail);
    return font_stream(font,
                       "/Type/CMap/CMapName/Codes/CIDSystemInfo<</Registry(Adobe)"
                       "/Ordering(Identity)/Supplement 0>>",
                       out, PDF_DENSE);
}

static void put_box(struct pdf_font *font, GString *out)
{
    hb_blob_t *blob = hb_face_reference_table(font->face.hb_face, HB_TAG('h', 'e', 'a', 'd'));
    unsigned n;
    const unsigned char *head = (const unsigned char *)hb_blob_get_data(blob, &n);
    g_string_append(out, "/FontBBox[");
    for (unsigned at = 36; at < 44; at += 2) {
        if (at > 36)
            g_string_append_c(out, ' ');
        put_thousandths(font, out, n < 44 ? 0 : (int16_t)(head[at] << 8 | head[at + 1]));
    }
    g_string_append_c(out, ']');
    hb_blob_destroy(blob);
}

static uint32_t write_descriptor(struct pdf_font *font, const struct subset *subset, uint32_t file)
{
    GString *out = g_string_new("<</Type/FontDescriptor/FontName");
    pdf_name(out, subset->name);
    g_string_append(out, font->face.italic ? "/Flags 68" : "/Flags 4"); // symbolic: own codes
    put_box(font, out);
    hb_position_t cap = font->face.ascender;
    hb_ot_metrics_get_position(font->hb_font, HB_OT_METRICS_TAG_CAP_HEIGHT, &cap);
    g_string_append(out, "/Ascent ");
    put_thousandths(font, out, font->face.ascender);
    g_string_append(out, "/Descent ");
    put_thousandths(font, out, font->face.descender);
    g_string_append(out, "/CapHeight ");
    put_thousandths(font, out, cap);
    // No viewer draws by these two when the font is embedded; they must merely be there.
    g_string_append_printf(out, "/ItalicAngle %d/StemV %d%s ", font->face.italic ? -12 : 0,
                           font->face.bold ? 140 : 80,
                           font->face.cff ? "/FontFile3" : "/FontFile2");
    pdf_ref(out, file);
    g_string_append(out, ">>");
    return font_object(font, out);
}

static uint32_t write_cid_font(struct pdf_font *font, const struct subset *subset,
                               uint32_t descriptor)
{
    uint32_t map = font->face.cff ? 0 : write_glyph_map(font, subset);
    GString *out = g_string_new("<</Type/Font/Subtype");
    g_string_append(out, font->face.cff ? "/CIDFontType0" : "/CIDFontType2");
    g_string_append(out, "/BaseFont");
    pdf_name(out, subset->name);
    g_string_append(out, "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
                         "/FontDescriptor ");
    pdf_ref(out, descriptor);
    if (font->face.cff) {
        put_widths_by_cid(font, subset, out);
    } else {
        put_widths(font, out);
        g_string_append(out, "/CIDToGIDMap ");
        pdf_ref(out, map);
    }
    g_string_append(out, ">>");
    return font_object(font, out);
}

static uint32_t write_file(struct pdf_font *font, struct subset *subset)
{
    GString *file = subset->file;
    subset->file = NULL;
    if (font->face.cff)
        return font_stream(font, "/Subtype/CIDFontType0C", file, PDF_DENSE);
    char length[32];
    g_snprintf(length, sizeof length, "/Length1 %zu", file->len);
    return font_stream(font, length, file, PDF_DENSE);
}

static void write_font(struct pdf_font *font, struct subset *subset)
{
    uint32_t descriptor = write_descriptor(font, subset, write_file(font, subset));
    uint32_t cid_font = write_cid_font(font, subset, descriptor);
    GString *out = g_string_new("<</Type/Font/Subtype/Type0/BaseFont");
    pdf_name(out, subset->name);
    if (font->face.cff) // a Type 0 font of CFF names its CMap too (table 121)
        g_string_append(out, "-Codes/Encoding ");
    else
        g_string_append(out, "/Encoding/Identity-H");
    if (font->face.cff)
        pdf_ref(out, write_code_to_cid(font, subset));
    g_string_append(out, "/DescendantFonts[");
    pdf_ref(out, cid_font);
    g_string_append(out, "]/ToUnicode ");
    pdf_ref(out, write_to_unicode(font));
    g_string_append(out, ">>");
    pdf_writer_object(font->writer, font->id, out->str, out->len);
    g_string_free(out, TRUE);
}

bool pdf_font_write(struct pdf_font *font, GError **error)
{
    struct subset subset = {0};
    bool ok = subset_make(font, &subset, error);
    if (ok)
        write_font(font, &subset);
    subset_clear(&subset);
    return ok;
}
