// SPDX-License-Identifier: MIT
// The objects of a finished font: Type 0, CID font, descriptor, file, and the maps from codes to
// glyphs and to text (ISO 32000-1, 9.6 to 9.10).
#include "pdf/font.h"

#include "pdf/font_state.h"
#include "pdf/object.h"
#include "pdf/subset.h"

#include <assert.h>
#include <hb-ot.h>
#include <string.h>

static void put_thousandths(const struct pdf_font *font, GString *out, int64_t units)
{
    int64_t upem = font->face.units, scaled = units * 100000;
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

// What is packed most densely. In the maps and composites of a long Arabic list, which repeat
// themselves, level 9 looks on and on: 370 and 550 kB took 75 and 47 ms, at level 6 they take 6 and
// 5 and are larger by 4 kB of a file of 2 MB.
enum { DENSE_MOST = 64 * 1024 };

static uint32_t font_stream(struct pdf_font *font, const char *dict, GString *data)
{
    uint32_t id = pdf_writer_reserve(font->writer);
    enum pdf_pack pack = data->len > DENSE_MOST ? PDF_DEFLATE : PDF_DENSE;
    pdf_writer_stream(font->writer, id, g_string_new(dict), data, pack);
    return id;
}

static uint32_t font_object(struct pdf_font *font, GString *text)
{
    uint32_t id = pdf_writer_reserve(font->writer);
    pdf_writer_object(font->writer, PDF_SHELF_PAGES, id, text->str, text->len);
    g_string_free(text, TRUE);
    return id;
}

// Two bytes a code: the subset's glyph.
static uint32_t write_glyph_map(struct pdf_font *font, const struct pdf_subset *subset)
{
    GString *map = g_string_new(NULL);
    g_string_set_size(map, 2 * ((gsize)font->last + 1));
    memset(map->str, 0, map->len);
    for (guint i = 0; i < font->codes->len; i++) {
        const struct code *code = &g_array_index(font->codes, struct code, i);
        uint32_t glyph = pdf_subset_glyph(subset, code);
        map->str[2 * code->code] = (char)(glyph >> 8);
        map->str[2 * code->code + 1] = (char)glyph;
    }
    return font_stream(font, "", map);
}

static void put_code(GString *out, unsigned code)
{
    guint8 bytes[2] = {(guint8)(code >> 8), (guint8)code};
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

static const char cmap_head[] =
    "/CIDInit/ProcSet findresource begin 12 dict begin begincmap\n"
    "/CIDSystemInfo 3 dict dup begin/Registry(Adobe)def/Ordering(UCS)def/Supplement 0 def end def"
    "/CMapName/Text def/CMapType 2 def\n"
    "1 begincodespacerange<0000><FFFF>endcodespacerange\n";
static const char cmap_tail[] = "endcmap CMapName currentdict/CMap defineresource pop end end\n";

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
    GString *out = g_string_new(cmap_head);
    guint n = font->codes->len;
    for (guint i = 0; i < n; i++) {
        const struct code *code = &g_array_index(font->codes, struct code, i);
        put_block(out, i, n, "bfchar");
        put_code(out, code->code);
        put_utf16(out, code->text, code->n);
        g_string_append_c(out, '\n');
    }
    put_block_end(out, n, "bfchar");
    g_string_append(out, cmap_tail);
    return font_stream(font, "", out);
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

// The face's ascender and descender tell how far apart its lines should be, which for marks stacked
// high is more than two ems. Readers take them for where a letter stands: pdf.js lays what is
// selected from the one, pdfminer an em from the other, and a comma of another face is then on
// another line. So the two share an em as they stand to one another.
static void put_heights(struct pdf_font *font, GString *out)
{
    int ascender = font->face.ascender, descender = font->face.descender;
    int height = ascender - descender, em = (int)font->face.units;
    if (height > em) {
        ascender = (int)((int64_t)ascender * em / height);
        descender = ascender - em;
    }
    g_string_append(out, "/Ascent ");
    put_thousandths(font, out, ascender);
    g_string_append(out, "/Descent ");
    put_thousandths(font, out, descender);
}

static uint32_t write_descriptor(struct pdf_font *font, const struct pdf_subset *subset,
                                 uint32_t file)
{
    GString *out = g_string_new("<</Type/FontDescriptor/FontName");
    pdf_name(out, subset->name);
    g_string_append(out, font->face.italic ? "/Flags 68" : "/Flags 4"); // symbolic: own codes
    put_box(font, out);
    hb_position_t cap = font->face.ascender;
    hb_ot_metrics_get_position(font->hb_font, HB_OT_METRICS_TAG_CAP_HEIGHT, &cap);
    put_heights(font, out);
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

static uint32_t write_cid_font(struct pdf_font *font, const struct pdf_subset *subset,
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
    put_widths(font, out);
    if (map) {
        g_string_append(out, "/CIDToGIDMap ");
        pdf_ref(out, map);
    }
    g_string_append(out, ">>");
    return font_object(font, out);
}

static uint32_t write_file(struct pdf_font *font, struct pdf_subset *subset)
{
    GString *file = subset->file;
    subset->file = NULL;
    if (font->face.cff)
        return font_stream(font, "/Subtype/CIDFontType0C", file);
    char length[32];
    g_snprintf(length, sizeof length, "/Length1 %zu", file->len);
    return font_stream(font, length, file);
}

static void write_font(struct pdf_font *font, struct pdf_subset *subset)
{
    uint32_t descriptor = write_descriptor(font, subset, write_file(font, subset));
    uint32_t cid_font = write_cid_font(font, subset, descriptor);
    GString *out = g_string_new("<</Type/Font/Subtype/Type0/BaseFont");
    pdf_name(out, subset->name);
    if (font->face.cff) // a Type 0 font of CFF names its CMap too (table 121)
        g_string_append(out, "-Identity-H");
    g_string_append(out, "/Encoding/Identity-H/DescendantFonts[");
    pdf_ref(out, cid_font);
    g_string_append(out, "]/ToUnicode ");
    pdf_ref(out, write_to_unicode(font));
    g_string_append(out, ">>");
    pdf_writer_object(font->writer, PDF_SHELF_PAGES, font->id, out->str, out->len);
    g_string_free(out, TRUE);
}

bool pdf_font_write(struct pdf_font *font, GError **error)
{
    struct pdf_subset subset;
    bool ok = pdf_subset_make(font, &subset, error);
    if (ok)
        write_font(font, &subset);
    pdf_subset_clear(&subset);
    return ok;
}
