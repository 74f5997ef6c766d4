// SPDX-License-Identifier: MIT
#include "text/shape.h"

#include "base/memory.h"
#include "base/utf8.h"

#include <glib.h>

// One buffer for all shaping of a thread: HarfBuzz reuses its memory.
static hb_buffer_t *thread_buffer(void)
{
    static GPrivate kept = G_PRIVATE_INIT((GDestroyNotify)hb_buffer_destroy);
    hb_buffer_t *buffer = g_private_get(&kept);
    if (!buffer) {
        buffer = hb_buffer_create();
        g_private_set(&kept, buffer);
    }
    hb_buffer_reset(buffer);
    return buffer;
}

static bool is_mark(hb_codepoint_t character)
{
    hb_unicode_general_category_t category =
        hb_unicode_general_category(hb_unicode_funcs_get_default(), character);
    return category == HB_UNICODE_GENERAL_CATEGORY_NON_SPACING_MARK ||
           category == HB_UNICODE_GENERAL_CATEGORY_ENCLOSING_MARK;
}

static uint32_t flags_of(const hb_glyph_info_t *info, const char *text)
{
    hb_codepoint_t character = utf8_char(text + info->cluster);
    hb_glyph_flags_t hb_flags = hb_glyph_info_get_glyph_flags(info);
    uint32_t flags = 0;
    if (character == ' ' || character == 0xa0)
        flags |= GLYPH_SPACE;
    else if (character >= 0x300 && is_mark(character))
        flags |= GLYPH_MARK;
    if (hb_flags & HB_GLYPH_FLAG_UNSAFE_TO_BREAK)
        flags |= GLYPH_UNSAFE_BREAK;
    if (hb_flags & HB_GLYPH_FLAG_SAFE_TO_INSERT_TATWEEL)
        flags |= GLYPH_SAFE_KASHIDA;
    if (info->codepoint == 0)
        flags |= GLYPH_MISSING;
    return flags;
}

static struct shaped take_glyphs(hb_buffer_t *buffer, const char *text, struct arena *arena)
{
    unsigned n;
    const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, &n);
    const hb_glyph_position_t *places = hb_buffer_get_glyph_positions(buffer, NULL);
    struct shaped shaped = {ARENA_ARRAY(arena, struct glyph, n), n};
    for (unsigned i = 0; i < n; i++)
        shaped.glyphs[i] = (struct glyph){.id = infos[i].codepoint,
                                          .cluster = infos[i].cluster,
                                          .advance = places[i].x_advance,
                                          .dx = places[i].x_offset,
                                          .dy = places[i].y_offset,
                                          .flags = flags_of(&infos[i], text)};
    return shaped;
}

struct shaped shape_bytes(const struct text_item *item, const char *text, size_t n_bytes,
                          size_t start, size_t end, bool rtl, struct arena *arena)
{
    hb_buffer_t *buffer = thread_buffer();
    hb_buffer_set_cluster_level(buffer, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_CHARACTERS);
    hb_buffer_set_direction(buffer, rtl ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer, item->script);
    hb_buffer_set_language(buffer, item->hb_lang);
    unsigned flags = HB_BUFFER_FLAG_PRODUCE_SAFE_TO_INSERT_TATWEEL;
    if (start == 0)
        flags |= HB_BUFFER_FLAG_BOT;
    if (end == n_bytes)
        flags |= HB_BUFFER_FLAG_EOT;
    hb_buffer_set_flags(buffer, (hb_buffer_flags_t)flags);
    hb_buffer_add_utf8(buffer, text, (int)n_bytes, (unsigned)start, (int)(end - start));
    hb_shape(item->face->hb_font, buffer, NULL, 0);
    // Where HarfBuzz finds no memory, glyphs are missing without an error.
    if (!hb_buffer_allocation_successful(buffer))
        memory_end(0);
    return take_glyphs(buffer, text, arena);
}
