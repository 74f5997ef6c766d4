// SPDX-License-Identifier: MIT
#include "record/furniture.h"

#include "record/lines.h"
#include "text/paragraph.h"

#include <string.h>

// Quarter-point lines of up to 5 mm, clear of the bleed by 1 mm so that none is ever trimmed in.
static const double mark_mm = 5, clear_mm = 1, register_mm = 1.5, slug_mm = 6;
enum { HAIRLINE = LEN_PER_PT / 4, SLUG_SIZE = 6 * LEN_PER_PT };

/* The edges of what may be printed on, and of the trim. */
struct bounds {
    len left, top, right, bottom;
};

static struct bounds bounds_of(const struct rect *rect)
{
    return (struct bounds){rect->x, rect->y, rect->x + rect->width, rect->y + rect->height};
}

static void stroke(struct record *record, len x, len y, len to_x, len to_y)
{
    pdf_content_stroke(&record->content, (struct point){x, y}, (struct point){to_x, to_y},
                       HAIRLINE);
}

// `right` and `down` say which way the marks go on from the corner, 1 or -1.
static void put_corner(struct record *record, const struct bounds *trim, const struct bounds *out,
                       int right, int down)
{
    len size = len_from_mm(mark_mm);
    len x = right > 0 ? trim->right : trim->left, y = down > 0 ? trim->bottom : trim->top;
    len out_x = right > 0 ? out->right : out->left, out_y = down > 0 ? out->bottom : out->top;
    stroke(record, out_x, y, out_x + right * size, y);
    stroke(record, x, out_y, x, out_y + down * size);
}

// The plates of several colours lie over one another where these do; the line across the edge is
// where the sheet's middle is.
static void put_register(struct record *record, len x, len y)
{
    len half = len_from_mm(mark_mm) / 2;
    stroke(record, x - half, y, x + half, y);
    stroke(record, x, y - half, x, y + half);
    pdf_content_circle(&record->content, (struct point){x, y}, len_from_mm(register_mm), HAIRLINE);
}

static void put_registers(struct record *record, const struct bounds *trim,
                          const struct bounds *out)
{
    len half = len_from_mm(mark_mm) / 2, x = (trim->left + trim->right) / 2;
    len y = (trim->top + trim->bottom) / 2;
    put_register(record, x, out->top - half);
    put_register(record, x, out->bottom + half);
    put_register(record, out->left - half, y);
    put_register(record, out->right + half, y);
}

// "page 3 - 2020-09-09 - title": the page and the day first, for a long title is cut.
static char *slug_text(const struct record *record)
{
    GDateTime *date = g_date_time_new_from_unix_utc(record->options.date);
    char *day = date ? g_date_time_format(date, "%Y-%m-%d") : g_strdup("");
    // Isolated, so that a title of either direction leaves the others in their places.
    char *text =
        g_strdup_printf("\u2068%s\u2069 \u00B7 \u2068%s\u2069 \u00B7 \u2068%s\u2069",
                        record->page->label ? record->page->label : "", day, record->options.title);
    g_free(day);
    if (date)
        g_date_time_unref(date);
    return text;
}

// Left of the middle, clear of the register there.
static void put_slug(struct record *record, const struct bounds *trim, const struct bounds *out)
{
    len edge = len_from_mm(mark_mm), measure = (trim->right - trim->left) / 2 - 3 * edge;
    if (!record->options.fonts || measure <= 0)
        return;
    char *words = slug_text(record);
    const struct text_attr attr = {.end = strlen(words), .family = "serif", .size = SLUG_SIZE};
    const struct styled_text text = {words, strlen(words), &attr, 1};
    const struct paragraph_style style = {
        .direction = TEXT_LTR, .align = TEXT_LEFT, .lang = record->options.lang};
    struct diag *unheard = diag_new();
    struct lines lines =
        paragraph_set(record->options.fonts, &text, &style, measure, record->page->arena, unheard);
    if (lines.n > 0) {
        struct item item = {.kind = ITEM_LINE, .element = ELEMENT_NONE};
        item.line.x = trim->left + edge;
        item.line.y = out->bottom + len_from_mm(slug_mm) - len_from_mm(clear_mm);
        item.line.line = lines.lines[0];
        line_put(record, &item, NULL);
    }
    diag_free(unheard);
    g_free(words);
}

void furniture_marks(struct record *record)
{
    const struct job_side *side = &record->side;
    struct bounds trim = bounds_of(&side->trim), out = bounds_of(&side->bleed);
    if (side->trim.width >= side->width && side->trim.height >= side->height)
        return;
    len clear = len_from_mm(clear_mm);
    out = (struct bounds){MIN(out.left, trim.left) - clear, MIN(out.top, trim.top) - clear,
                          MAX(out.right, trim.right) + clear, MAX(out.bottom, trim.bottom) + clear};
    pdf_content_open(&record->content, side->content, PDF_INK_GREY, side->height);
    pdf_content_artifact(&record->content, "Page");
    put_corner(record, &trim, &out, -1, -1);
    put_corner(record, &trim, &out, 1, -1);
    put_corner(record, &trim, &out, -1, 1);
    put_corner(record, &trim, &out, 1, 1);
    put_registers(record, &trim, &out);
    pdf_content_end_mark(&record->content);
    put_slug(record, &trim, &out);
    pdf_content_close(&record->content);
}
