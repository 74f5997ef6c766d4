// SPDX-License-Identifier: MIT
#include "pdf/content.h"

#include "base/put.h"
#include "pdf/object.h"

#include <assert.h>
#include <limits.h>
#include <string.h>

static inline void put(struct pdf_content *content, const char *text)
{
    put_text(content->out, text);
}

void pdf_content_open(struct pdf_content *content, GString *out, enum pdf_ink ink, len height)
{
    *content = (struct pdf_content){.out = out, .ink = ink, .height = height, .font = UINT_MAX};
}

void pdf_content_begin_text(struct pdf_content *content)
{
    if (content->in_text)
        return;
    put(content, "BT\n");
    content->in_text = true;
    content->x = content->y = 0;
}

// Ends the mark that was held and that nothing goes on in.
static void let_go(struct pdf_content *content)
{
    if (content->held)
        put(content, "EMC\n");
    content->held = false;
}

void pdf_content_end_text(struct pdf_content *content)
{
    let_go(content);
    if (content->in_text)
        put(content, "ET\n");
    content->in_text = false;
    content->carried = 0;
}

void pdf_content_close(struct pdf_content *content)
{
    pdf_content_end_text(content);
}

void pdf_content_mark(struct pdf_content *content, const char *type, unsigned mcid,
                      const char *lang)
{
    let_go(content);
    g_string_append_c(content->out, '/');
    put(content, type);
    put(content, "<</MCID ");
    pdf_int(content->out, mcid);
    if (lang) {
        put(content, "/Lang");
        pdf_text(content->out, lang);
    }
    put(content, ">>BDC\n");
}

void pdf_content_artifact(struct pdf_content *content, const char *kind)
{
    let_go(content);
    put(content, "/Artifact<</Type/");
    put(content, kind);
    put(content, ">>BDC\n");
}

void pdf_content_end_mark(struct pdf_content *content)
{
    put(content, "EMC\n");
}

void pdf_content_hold_mark(struct pdf_content *content)
{
    assert(content->in_text);
    content->held = true;
}

void pdf_content_resume_mark(struct pdf_content *content)
{
    assert(content->held);
    content->held = false;
}

static void put_channel(struct pdf_content *content, unsigned value)
{
    pdf_scaled(content->out, ((int64_t)value * 1000 + 127) / 255, 3);
    g_string_append_c(content->out, ' ');
}

void pdf_content_colour(struct pdf_content *content, uint32_t rgb)
{
    if (rgb == content->colour)
        return;
    content->colour = rgb;
    unsigned red = rgb >> 16 & 0xFF, green = rgb >> 8 & 0xFF, blue = rgb & 0xFF;
    if (content->ink == PDF_INK_RGB && (red != green || green != blue)) {
        put_channel(content, red);
        put_channel(content, green);
        put_channel(content, blue);
        put(content, "rg\n");
        return;
    }
    content->greyed |= red != green || green != blue;
    // Luminance of BT.709, which sRGB's primaries are.
    put_channel(content, (red * 2126 + green * 7152 + blue * 722 + 5000) / 10000);
    put(content, "g\n");
}

static void put_point(struct pdf_content *content, int64_t x, int64_t y)
{
    char *at = put_room(content->out, 2 * PDF_HUNDREDTHS_MOST + 2);
    at = pdf_put_hundredths(at, x);
    *at++ = ' ';
    at = pdf_put_hundredths(at, y);
    *at++ = ' ';
    put_end(content->out, at);
}

void pdf_content_number(struct pdf_content *content, int64_t hundredths)
{
    pdf_scaled(content->out, hundredths, 2);
    g_string_append_c(content->out, ' ');
}

void pdf_content_move(struct pdf_content *content, len x, len y)
{
    pdf_content_begin_text(content);
    int64_t to_x = pdf_hundredths(x), to_y = pdf_hundredths(content->height - y);
    put_point(content, to_x - content->x, to_y - content->y);
    put(content, "Td\n");
    content->x = to_x;
    content->y = to_y;
    content->carried = 0;
}

void pdf_content_font(struct pdf_content *content, unsigned font, int64_t size)
{
    if (content->font == font && content->size == size)
        return;
    pdf_content_begin_text(content);
    if (content->carried)
        content->carried = content->carried * content->size / size;
    content->font = font;
    content->size = size;
    put(content, "/F");
    pdf_int(content->out, font);
    g_string_append_c(content->out, ' ');
    pdf_scaled(content->out, size, 4);
    put(content, " Tf\n");
}

void pdf_content_render(struct pdf_content *content, int mode)
{
    if (content->render == mode)
        return;
    content->render = mode;
    pdf_int(content->out, mode);
    put(content, " Tr\n");
}

void pdf_content_widen(struct pdf_content *content, int32_t millionths)
{
    if (content->widened == millionths)
        return;
    content->widened = millionths;
    pdf_scaled(content->out, 10000 + millionths / 100, 2);
    g_string_append(content->out, " Tz\n");
}

void pdf_content_rise(struct pdf_content *content, len rise)
{
    if (content->rise == rise)
        return;
    content->rise = rise;
    pdf_len(content->out, rise);
    put(content, " Ts\n");
}

void pdf_content_show_open(struct pdf_content *content)
{
    assert(content->in_text && !content->show);
    content->show = content->out->len;
    content->adjusted = false;
    g_string_append_c(content->out, '(');
    pdf_content_adjust(content, content->carried);
    content->carried = 0;
}

// g_string_insert_c() for a place that is a few bytes before the end.
static void insert(GString *out, size_t place, char c)
{
    char *end = put_room(out, 1);
    memmove(out->str + place + 1, out->str + place, out->len - place);
    out->str[place] = c;
    put_end(out, end + 1);
}

void pdf_content_adjust(struct pdf_content *content, int64_t thousandths)
{
    if (thousandths == 0)
        return;
    GString *out = content->out;
    if (!content->adjusted)
        insert(out, content->show, '[');
    content->adjusted = true;
    char *at = put_room(out, PDF_DIGITS_MOST + 3);
    if (at[-1] == '(' && out->len == content->show + 2)
        at--; // nothing shown before the first adjustment
    else
        *at++ = ')';
    content->last_at = (size_t)(at - out->str);
    content->last = thousandths;
    if (thousandths > 0)
        *at++ = '-';
    at = pdf_put_digits(at, (uint64_t)ABS(thousandths));
    *at++ = '(';
    put_end(out, at);
}

// PDFium passes over an adjustment with nothing shown after it, so the next string begins with it.
// (No code has the byte of a parenthesis.)
static void carry_last(struct pdf_content *content)
{
    GString *out = content->out;
    if (!content->adjusted || out->str[out->len - 1] != '(')
        return;
    content->carried = content->last;
    g_string_truncate(out, content->last_at);
    if (out->str[out->len - 1] == '[')
        g_string_append_c(out, '(');
    else
        g_string_truncate(out, out->len - 1); // its string is closed again below
}

void pdf_content_show_close(struct pdf_content *content)
{
    carry_last(content);
    put(content, content->adjusted ? ")]TJ\n" : ")Tj\n");
    content->show = 0;
}

void pdf_content_rule(struct pdf_content *content, const struct rect *rect)
{
    pdf_content_end_text(content);
    int64_t x = pdf_hundredths(rect->x), y = pdf_hundredths(content->height - rect->y);
    put_point(content, x, pdf_hundredths(content->height - rect->y - rect->height));
    put_point(content, pdf_hundredths(rect->x + rect->width) - x,
              y - pdf_hundredths(content->height - rect->y - rect->height));
    put(content, "re f\n");
}

void pdf_content_stroke(struct pdf_content *content, struct point from, struct point to, len width)
{
    pdf_content_end_text(content);
    pdf_content_number(content, pdf_hundredths(width));
    put(content, "w ");
    put_point(content, pdf_hundredths(from.x), pdf_hundredths(content->height - from.y));
    put(content, "m ");
    put_point(content, pdf_hundredths(to.x), pdf_hundredths(content->height - to.y));
    put(content, "l S\n");
}

// Four quarters, each a curve whose handles are 0.5523 of the radius long.
void pdf_content_circle(struct pdf_content *content, struct point centre, len radius, len width)
{
    static const int turns[][2] = {{1, 0}, {0, 1}, {-1, 0}, {0, -1}};
    pdf_content_end_text(content);
    int64_t x = pdf_hundredths(centre.x), y = pdf_hundredths(content->height - centre.y);
    int64_t r = pdf_hundredths(radius), handle = r * 5523 / 10000;
    pdf_content_number(content, pdf_hundredths(width));
    put(content, "w ");
    put_point(content, x + r, y);
    put(content, "m\n");
    for (int i = 0; i < 4; i++) {
        const int *from = turns[i], *to = turns[(i + 1) % 4];
        put_point(content, x + from[0] * r + to[0] * handle, y + from[1] * r + to[1] * handle);
        put_point(content, x + to[0] * r + from[0] * handle, y + to[1] * r + from[1] * handle);
        put_point(content, x + to[0] * r, y + to[1] * r);
        put(content, "c\n");
    }
    put(content, "S\n");
}

void pdf_content_image(struct pdf_content *content, const struct rect *rect, unsigned image)
{
    pdf_content_end_text(content);
    put(content, "q ");
    pdf_len(content->out, rect->width);
    put(content, " 0 0 ");
    pdf_len(content->out, rect->height);
    g_string_append_c(content->out, ' ');
    put_point(content, pdf_hundredths(rect->x),
              pdf_hundredths(content->height - rect->y - rect->height));
    put(content, "cm/I");
    pdf_int(content->out, image);
    put(content, " Do Q\n");
}
