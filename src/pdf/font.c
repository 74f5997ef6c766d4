// SPDX-License-Identifier: MIT
#include "pdf/font.h"

#include "pdf/font_state.h"
#include "pdf/glyf.h"

#include <assert.h>
#include <string.h>

// Far below 65,535, so that parts, closure and composites together still have glyph ids, and fewer
// than there are codes.
enum { CODES_MOST = 30000 };

enum { WORD_JOINER = 0x2060 };

struct key {
    size_t n;
    const void *data;
};

static guint key_hash(gconstpointer data)
{
    const struct key *key = data;
    const unsigned char *bytes = key->data;
    // FNV-1a, eight bytes at once: a cell's key is of forty and is asked for as often as it is
    // shown.
    uint64_t hash = UINT64_C(14695981039346656037), word = 0;
    size_t i = 0;
    for (; i + sizeof word <= key->n; i += sizeof word) {
        memcpy(&word, bytes + i, sizeof word);
        hash = (hash ^ word) * UINT64_C(1099511628211);
        hash ^= hash >> 32;
    }
    for (; i < key->n; i++)
        hash = (hash ^ bytes[i]) * UINT64_C(1099511628211);
    return (guint)(hash ^ hash >> 32);
}

static gboolean key_equal(gconstpointer a, gconstpointer b)
{
    const struct key *x = a, *y = b;
    return x->n == y->n && memcmp(x->data, y->data, x->n) == 0;
}

static void font_free_guest(void *face)
{
    hb_face_destroy(face);
}

static void font_free_drawn(void *glyph)
{
    g_string_free(glyph, TRUE);
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
    font->plain = g_new0(struct pdf_plain, font->n_glyphs + 1);
    font->measured = g_new0(bool, font->n_glyphs + 1);
    font->baked = g_hash_table_new(key_hash, key_equal);
    font->codes = g_array_new(FALSE, FALSE, sizeof(struct code));
    font->composites = g_array_new(FALSE, FALSE, sizeof(struct pdf_composite));
    font->held = g_array_new(FALSE, FALSE, sizeof(struct held));
    font->scratch = g_byte_array_new();
    font->guests = g_ptr_array_new_with_free_func(font_free_guest);
    font->drawn = g_ptr_array_new_with_free_func(font_free_drawn);
    font->drawn_at = g_hash_table_new(NULL, NULL);
    return font;
}

void pdf_font_free(struct pdf_font *font)
{
    if (!font)
        return;
    g_byte_array_unref(font->scratch);
    g_ptr_array_unref(font->guests);
    g_ptr_array_unref(font->drawn);
    g_hash_table_unref(font->drawn_at);
    g_array_unref(font->composites);
    g_array_unref(font->held);
    g_array_unref(font->codes);
    g_hash_table_unref(font->baked);
    g_free(font->plain);
    g_free(font->measured);
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

static struct pdf_plain *font_glyph(struct pdf_font *font, uint32_t glyph)
{
    uint32_t place = MIN(glyph, font->n_glyphs);
    struct pdf_plain *plain = &font->plain[place];
    if (!font->measured[place]) {
        plain->advance = hb_font_get_glyph_h_advance(font->hb_font, glyph);
        font->measured[place] = true;
    }
    return plain;
}

const struct pdf_plain *pdf_font_glyph(struct pdf_font *font, uint32_t glyph)
{
    return font_glyph(font, glyph);
}

struct pdf_glyphs pdf_font_glyphs(const struct pdf_font *font)
{
    return (struct pdf_glyphs){font->plain, font->n_glyphs};
}

int32_t pdf_font_advance(struct pdf_font *font, uint32_t glyph)
{
    return font_glyph(font, glyph)->advance;
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
    assert(font->last <= PDF_CODE_MOST);
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
    struct pdf_plain *plain = font_glyph(font, glyph);
    if (plain->code && plain->character == character)
        return plain->code;
    char text[6];
    size_t n = (size_t)g_unichar_to_utf8(character, text);
    int32_t advance = plain->advance;
    if (plain->code || glyph == 0) {
        struct pdf_part part = {glyph, 0, 0, 0, PDF_SCALE_ONE};
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
    size_t drawn = n_parts * sizeof *parts, all = sizeof advance + sizeof n_parts + drawn + n;
    if (font->scratch->len < all)
        g_byte_array_set_size(font->scratch, (guint)all);
    guint8 *at = font->scratch->data;
    memcpy(at, &advance, sizeof advance);
    at += sizeof advance;
    memcpy(at, &n_parts, sizeof n_parts);
    at += sizeof n_parts;
    if (drawn)
        memcpy(at, parts, drawn);
    memcpy(at + drawn, text, n);
    return (struct key){all, font->scratch->data};
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
    return font->face.cff || (n_parts == 1 && parts->id != 0 && parts->id <= 0xFFFF &&
                              parts->guest == 0 && parts->scale == PDF_SCALE_ONE && parts->x == 0 &&
                              parts->y == 0 && advance == pdf_font_advance(font, parts->id));
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

uint16_t pdf_font_held(struct pdf_font *font, unsigned place, unsigned places,
                       const struct pdf_digits *digits)
{
    for (guint i = 0; i < font->held->len; i++) {
        const struct held *held = &g_array_index(font->held, struct held, i);
        if (held->place == place && held->places == places &&
            held->digits.advance == digits->advance && held->digits.nought == digits->nought &&
            memcmp(held->digits.parts, digits->parts, sizeof digits->parts) == 0)
            return g_array_index(font->codes, struct code, held->at).code;
    }
    struct held held = {font->codes->len, place, places, *digits};
    g_array_append_val(font->held, held);
    return font_add(font, (struct code){.composite = NO_COMPOSITE}, "", 0);
}

static void fill_place(struct pdf_font *font, const struct held *held, const char *number)
{
    const struct pdf_digits *digits = &held->digits;
    unsigned n = (unsigned)strlen(number), from = MIN(held->place, n);
    unsigned to = held->place + 1 == held->places ? n : MIN(from + 1, n);
    struct pdf_part parts[16];
    GString *text = g_string_new(NULL);
    for (unsigned i = from; i < to; i++) {
        unsigned digit = (unsigned)(number[i] - '0');
        parts[i - from] = digits->parts[digit];
        parts[i - from].x += (int32_t)(i - from) * digits->advance;
        g_string_append_unichar(text, digits->nought + digit);
    }
    if (from == to)
        g_string_append_unichar(text, WORD_JOINER);
    struct code *code = &g_array_index(font->codes, struct code, held->at);
    code->advance = (int32_t)(to - from) * digits->advance;
    if (to == from + 1 && is_plain(font, parts, 1, code->advance))
        code->glyph = parts->id;
    else
        code->composite = font_add_composite(font, parts, to - from, code->advance);
    code->text = arena_strndup(font->arena, text->str, text->len);
    code->n = text->len;
    g_string_free(text, TRUE);
}

void pdf_font_fill(struct pdf_font *font, unsigned number)
{
    char text[16];
    g_snprintf(text, sizeof text, "%u", number);
    for (guint i = 0; i < font->held->len; i++)
        fill_place(font, &g_array_index(font->held, struct held, i), text);
}

unsigned pdf_font_guest(struct pdf_font *font, hb_face_t *face)
{
    assert(!font->face.cff);
    for (guint i = 0; i < font->guests->len; i++)
        if (font->guests->pdata[i] == face)
            return i + 1;
    g_ptr_array_add(font->guests, hb_face_reference(face));
    return font->guests->len;
}

bool pdf_font_has_drawn(const struct pdf_font *font, unsigned guest, uint32_t id)
{
    return g_hash_table_contains(font->drawn_at, drawn_key(guest, id));
}

void pdf_font_draw(struct pdf_font *font, unsigned guest, uint32_t id,
                   const struct pdf_outline *outline)
{
    assert(!font->face.cff && id > 0xFFFF);
    g_ptr_array_add(font->drawn, pdf_glyf_encode(outline));
    g_hash_table_insert(font->drawn_at, drawn_key(guest, id), GUINT_TO_POINTER(font->drawn->len));
}
