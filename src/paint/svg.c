// SPDX-License-Identifier: MIT
#include "paint/svg.h"

#include <string.h>

void svg_put_number(GString *out, const char *name, double value)
{
    char digits[G_ASCII_DTOSTR_BUF_SIZE];
    // Thousandths of a point, without the zeros that say nothing.
    g_ascii_formatd(digits, sizeof digits, "%.3f", value);
    size_t n = strlen(digits);
    while (digits[n - 1] == '0')
        n--;
    if (digits[n - 1] == '.')
        n--;
    digits[n] = '\0';
    g_string_append_printf(out, " %s=\"%s\"", name, strcmp(digits, "-0") ? digits : "0");
}

// XML has no way to write most control characters, escaped or not.
void svg_put_text(GString *out, const char *text, size_t n)
{
    for (const char *at = text; at < text + n; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (c == '<')
            g_string_append(out, "&lt;");
        else if (c == '>')
            g_string_append(out, "&gt;");
        else if (c == '&')
            g_string_append(out, "&amp;");
        else if (c == '"')
            g_string_append(out, "&quot;");
        else if ((c >= 0x20 || c == '\t') && c != 0xfffe && c != 0xffff)
            g_string_append_unichar(out, c);
    }
}

void svg_put_colour(GString *out, uint32_t colour)
{
    if (colour & 0xffffff)
        g_string_append_printf(out, " fill=\"#%06x\"", colour & 0xffffff);
}

static void put_box(GString *out, const struct rect *box)
{
    svg_put_number(out, "x", len_to_pt(box->x));
    svg_put_number(out, "y", len_to_pt(box->y));
    svg_put_number(out, "width", len_to_pt(box->width));
    svg_put_number(out, "height", len_to_pt(box->height));
}

static void put_rule(GString *out, const struct item *item)
{
    g_string_append(out, "<rect");
    put_box(out, &item->rule);
    svg_put_colour(out, item->colour);
    g_string_append(out, "/>\n");
}

static void put_image(GString *out, const struct item *item)
{
    static const char *const types[] = {
        [IMAGE_JPEG] = "image/jpeg", [IMAGE_PNG] = "image/png", [IMAGE_SVG] = "image/svg+xml"};
    const struct image *image = item->image.image;
    size_t n;
    const guchar *data = g_bytes_get_data(image->bytes, &n);
    char *encoded = g_base64_encode(data, n);
    g_string_append(out, "<image preserveAspectRatio=\"none\"");
    put_box(out, &item->image.rect);
    g_string_append_printf(out, " xlink:href=\"data:%s;base64,%s\"/>\n", types[image->kind],
                           encoded);
    g_free(encoded);
}

void svg_put_start(GString *out, const struct page *page)
{
    g_string_append(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                         "<svg xmlns=\"http://www.w3.org/2000/svg\" "
                         "xmlns:xlink=\"http://www.w3.org/1999/xlink\" version=\"1.1\"");
    char size[2][G_ASCII_DTOSTR_BUF_SIZE];
    g_ascii_formatd(size[0], sizeof size[0], "%.3f", len_to_pt(page->width));
    g_ascii_formatd(size[1], sizeof size[1], "%.3f", len_to_pt(page->height));
    g_string_append_printf(out, " width=\"%spt\" height=\"%spt\" viewBox=\"0 0 %s %s\" ", size[0],
                           size[1], size[0], size[1]);
    g_string_append(out, "xml:space=\"preserve\">\n<rect width=\"100%\" height=\"100%\" "
                         "fill=\"#ffffff\"/>\n");
}

bool svg_put_items(const struct svg_writer *writer, const struct page *page, GString *out,
                   GError **error)
{
    for (size_t i = 0; i < page->n_items; i++) {
        const struct item *item = &page->items[i];
        if (item->kind == ITEM_RULE)
            put_rule(out, item);
        else if (item->kind == ITEM_IMAGE)
            put_image(out, item);
        else if (!writer->line(writer->context, item, out, error))
            return false;
    }
    return true;
}

GBytes *svg_put_end(GString *out)
{
    g_string_append(out, "</svg>\n");
    return g_string_free_to_bytes(out);
}
