// SPDX-License-Identifier: MIT
// A page's content stream: marks, text, rules, pictures. The one place where the axis is turned
// over. Positions are rounded to hundredths of a point once and moves are differences of rounded
// positions, so nothing drifts.
#ifndef WARRAQ_PDF_CONTENT_H
#define WARRAQ_PDF_CONTENT_H

#include "base/geom.h"
#include "base/put.h"
#include "pdf/font.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/* How colours are written. */
enum pdf_ink {
    PDF_INK_RGB,  /* black as DeviceGray, the rest as DeviceRGB, under an RGB intent */
    PDF_INK_GREY, /* all as DeviceGray by luminance: one black plate */
};

struct pdf_content {
    GString *out;
    enum pdf_ink ink;
    len height;
    bool in_text;
    bool held;     /* a mark's end is due, unless what comes next goes on in it */
    int64_t x, y;  /* start of the current text line, hundredths of a point */
    unsigned font; /* resource in force; UINT_MAX none */
    int64_t size;  /* ten-thousandths of a point */
    uint32_t colour;
    bool greyed; /* a colour was written as grey */
    int render;  /* text render mode: 0 fills, 3 shows nothing */
    int64_t rise;
    int32_t widened; /* by so many millionths */
    /* the string being shown */
    size_t show; /* where it began in `out`; 0 none */
    bool adjusted;
    size_t last_at;  /* where the last adjustment begins in `out` */
    int64_t last;    /* that adjustment */
    int64_t carried; /* owed by the string before, which had nothing more to show */
};

/* Opens a page; `out` is the caller's. */
void pdf_content_open(struct pdf_content *content, GString *out, enum pdf_ink ink, len height);
void pdf_content_close(struct pdf_content *content);

/* Marked content of a structure element; lang may be NULL. */
void pdf_content_mark(struct pdf_content *content, const char *type, unsigned mcid,
                      const char *lang);

/* Furniture. kind "Pagination", "Layout" or "Page". */
void pdf_content_artifact(struct pdf_content *content, const char *kind);
void pdf_content_end_mark(struct pdf_content *content);

/* Within text, in place of the mark's end: it is written before the next mark, artifact or end of
 * text, unless content->held is seen and the mark resumed before. */
void pdf_content_hold_mark(struct pdf_content *content);
void pdf_content_resume_mark(struct pdf_content *content);

void pdf_content_colour(struct pdf_content *content, uint32_t rgb);

/* Text. A show may follow another without a move: the pen goes on where it stopped. */
void pdf_content_move(struct pdf_content *content, len x, len y);
/* size in ten-thousandths of a point. */
void pdf_content_font(struct pdf_content *content, unsigned font, int64_t size);
void pdf_content_render(struct pdf_content *content, int mode);
void pdf_content_rise(struct pdf_content *content, len rise);
/* Draws text wider by so many millionths, all distances along the line with it; a multiple of a
 * hundred. */
void pdf_content_widen(struct pdf_content *content, int32_t millionths);
void pdf_content_show_open(struct pdf_content *content);
static inline void pdf_content_show(struct pdf_content *content, uint16_t code)
{
    char *at = put_room(content->out, 2);
    *at++ = (char)(code >> 8);
    *at++ = (char)code;
    put_end(content->out, at);
}

/* Moves the pen by thousandths of the font size, rightward. */
void pdf_content_adjust(struct pdf_content *content, int64_t thousandths);
void pdf_content_show_close(struct pdf_content *content);

void pdf_content_rule(struct pdf_content *content, const struct rect *rect);

/* A hairline of `width`, for marks outside the page. */
void pdf_content_stroke(struct pdf_content *content, struct point from, struct point to, len width);
void pdf_content_circle(struct pdf_content *content, struct point centre, len radius, len width);
void pdf_content_image(struct pdf_content *content, const struct rect *rect, unsigned image);

/* A mark must open and close inside one text object or outside of all. */
void pdf_content_begin_text(struct pdf_content *content);
void pdf_content_end_text(struct pdf_content *content);
void pdf_content_number(struct pdf_content *content, int64_t hundredths);

#endif
