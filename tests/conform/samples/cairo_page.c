// SPDX-License-Identifier: MIT
// A plain Cairo and Pango page, as any program would write it: what the judges must refuse.
#include <cairo-pdf.h>
#include <pango/pangocairo.h>

int main(int argc, char **argv)
{
    if (argc != 2) {
        return 2;
    }
    cairo_surface_t *surface = cairo_pdf_surface_create(argv[1], 595, 842);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, "2020-06-26T00:00:00Z");
    cairo_t *cr = cairo_create(surface);
    PangoLayout *layout = pango_cairo_create_layout(cr);
    pango_layout_set_width(layout, 450 * PANGO_SCALE);
    pango_layout_set_text(layout, "رسالة مفتوحة إلى المفوضة السامية 日本ウイグル協会 Мировой", -1);
    cairo_move_to(cr, 72, 72);
    pango_cairo_show_layout(cr, layout);
    cairo_show_page(cr);
    g_object_unref(layout);
    cairo_destroy(cr);
    cairo_surface_finish(surface);
    cairo_status_t status = cairo_surface_status(surface);
    cairo_surface_destroy(surface);
    return status == CAIRO_STATUS_SUCCESS ? 0 : 3;
}
