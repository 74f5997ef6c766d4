// SPDX-License-Identifier: MIT
// Pages made by hand, so that paint is tested without layout: text shaped by HarfBuzz straight from
// a face's file, set where the test says.
#ifndef WARRAQ_TESTS_SYNTHETIC_H
#define WARRAQ_TESTS_SYNTHETIC_H

#include "page/page.h"
#include "text/font.h"

#include <string.h>

#define DEBIAN_FONTS "/usr/share/fonts/"
#define AMIRI DEBIAN_FONTS "opentype/fonts-hosny-amiri/Amiri-Regular.ttf"
#define NOTO_SERIF DEBIAN_FONTS "truetype/noto/NotoSerif-Regular.ttf"
#define NOTO_CJK DEBIAN_FONTS "opentype/noto/NotoSerifCJK-Regular.ttc"

static inline struct face face_read(const char *path, const char *family, int index)
{
    hb_blob_t *blob = hb_blob_create_from_file(path);
    hb_face_t *hb_face = hb_face_create(blob, (unsigned)index);
    hb_blob_destroy(blob);
    hb_font_t *hb_font = hb_font_create(hb_face);
    return (struct face){.path = path,
                         .file = strrchr(path, '/') + 1,
                         .index = index,
                         .family = family,
                         .upem = hb_face_get_upem(hb_face),
                         .hb_face = hb_face,
                         .hb_font = hb_font};
}

static inline void face_drop(struct face *face)
{
    hb_font_destroy(face->hb_font);
    hb_face_destroy(face->hb_face);
}

/* A run of one direction; `text` must outlive the arena. */
static inline struct glyph_run run_shape(struct arena *arena, const struct face *face, len size,
                                         bool rtl, const char *lang, const char *text)
{
    hb_buffer_t *buffer = hb_buffer_create();
    hb_buffer_set_cluster_level(buffer, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_CHARACTERS);
    hb_buffer_add_utf8(buffer, text, -1, 0, -1);
    hb_buffer_set_direction(buffer, rtl ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
    hb_buffer_set_language(buffer, hb_language_from_string(lang, -1));
    hb_buffer_guess_segment_properties(buffer);
    hb_shape(face->hb_font, buffer, NULL, 0);
    unsigned n;
    const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(buffer, &n);
    const hb_glyph_position_t *pos = hb_buffer_get_glyph_positions(buffer, &n);
    struct glyph *glyphs = ARENA_ARRAY(arena, struct glyph, n);
    for (unsigned i = 0; i < n; i++)
        glyphs[i] = (struct glyph){
            .id = info[i].codepoint,
            .cluster = info[i].cluster,
            .advance = pos[i].x_advance,
            .dx = pos[i].x_offset,
            .dy = pos[i].y_offset,
            .flags = text[info[i].cluster] == ' ' ? GLYPH_SPACE : 0,
        };
    hb_buffer_destroy(buffer);
    return (struct glyph_run){.face = face,
                              .size = size,
                              .level = rtl,
                              .lang = lang,
                              .text = text,
                              .n_text = strlen(text),
                              .glyphs = glyphs,
                              .n_glyphs = n};
}

enum { SYNTHETIC_ITEMS = 64 };

static inline struct page *synthetic_page(const char *paper, unsigned index, bool rtl)
{
    struct arena *arena = arena_new();
    struct page *page = ARENA_NEW(arena, struct page);
    page->arena = arena;
    page->index = index;
    page->label = "";
    page->rtl = rtl;
    paper_parse(paper, &page->width, &page->height);
    page->trim = page->bleed = (struct rect){0, 0, page->width, page->height};
    page->items = ARENA_ARRAY(arena, struct item, SYNTHETIC_ITEMS);
    return page;
}

/* A line of one run; right-to-left text ends at x, other text starts there. Points. */
static inline void page_put_text(struct page *page, const struct face *face, double size, bool rtl,
                                 const char *lang, double x, double y, const char *text)
{
    struct line_run *at = ARENA_NEW(page->arena, struct line_run);
    at->run = run_shape(page->arena, face, len_from_pt(size), rtl, lang, text);
    struct item *item = &page->items[page->n_items++];
    *item = (struct item){.kind = ITEM_LINE, .element = 1};
    len width = glyph_run_width(&at->run);
    item->line.x = len_from_pt(x) - (rtl ? width : 0);
    item->line.y = len_from_pt(y);
    item->line.line = (struct line){.runs = at, .n_runs = 1, .width = width, .end = strlen(text)};
}

static inline void page_put_rule(struct page *page, uint32_t colour, double x, double y,
                                 double width, double height)
{
    struct item *item = &page->items[page->n_items++];
    *item = (struct item){.kind = ITEM_RULE, .colour = colour};
    item->rule =
        (struct rect){len_from_pt(x), len_from_pt(y), len_from_pt(width), len_from_pt(height)};
}

static inline void page_put_image(struct page *page, const struct image *image, double x, double y,
                                  double width, double height)
{
    struct item *item = &page->items[page->n_items++];
    *item = (struct item){.kind = ITEM_IMAGE};
    item->image.rect =
        (struct rect){len_from_pt(x), len_from_pt(y), len_from_pt(width), len_from_pt(height)};
    item->image.image = image;
}

#endif
