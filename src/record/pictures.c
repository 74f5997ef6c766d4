// SPDX-License-Identifier: MIT
#include "record/pictures.h"

#include "base/error.h"
#include "pdf/icc.h"
#include "pdf/image.h"
#include "pdf/object.h"
#include "record/tags.h"

#include <assert.h>

// A photograph keeps its colours in a printer's master too, with the profile they are meant in.
static uint32_t screen_profile(struct record *record)
{
    if (!record->options.print)
        return 0;
    if (!record->screen_profile) {
        record->screen_profile = pdf_writer_reserve(record->writer);
        pdf_writer_stream(record->writer, record->screen_profile, g_string_new("/N 3"), icc_srgb(),
                          PDF_DENSE);
    }
    return record->screen_profile;
}

static uint32_t write_image(struct record *record, const struct image *image, GError **error)
{
    if (image->kind == IMAGE_SAMPLES) {
        const struct pdf_samples samples = {image->width, image->height, image->channels,
                                            image->bytes, image->alpha};
        record->greyed |= record->options.print && image->channels == 3;
        return pdf_image_samples(record->writer, &samples, record->options.print);
    }
    if (image->kind == IMAGE_ROWS) {
        const struct pdf_samples rows = {image->width, image->height, image->channels, image->bytes,
                                         NULL};
        return pdf_image_rows(record->writer, &rows);
    }
    assert(image->kind == IMAGE_JPEG); // whoever draws has decoded the others
    uint32_t id = pdf_image_jpeg(record->writer, image->bytes, screen_profile(record), error);
    if (!id)
        fault_prefix(error, "%s: ", image->path);
    return id;
}

static bool find_image(struct record *record, const struct image *image, guint *ret, GError **error)
{
    for (guint i = 0; i < record->images->len; i++) {
        if (g_array_index(record->images, struct job_image, i).image == image) {
            *ret = i;
            return true;
        }
    }
    struct job_image made = {image, write_image(record, image, error)};
    if (!made.object)
        return false;
    *ret = record->images->len;
    g_array_append_val(record->images, made);
    return true;
}

bool picture_put(struct record *record, const struct item *item, GError **error)
{
    guint index;
    if (!find_image(record, item->image.image, &index, error))
        return false;
    record->side.images_from = MIN(record->side.images_from, index);
    record->side.images_to = MAX(record->side.images_to, index + 1);
    struct pdf_content *content = &record->content;
    pdf_content_end_text(content);
    if (item->element == ELEMENT_NONE) {
        pdf_content_artifact(content, "Layout");
    } else {
        tags_place_figure(record, item->element, &item->image.rect);
        uint32_t owner = tags_content(record, item->element);
        pdf_tree_mark(record->tree, owner, record->side.n_marks);
        pdf_content_mark(content, pdf_tree_type(record->tree, owner), record->side.n_marks++, NULL);
    }
    pdf_content_image(content, &item->image.rect, index);
    pdf_content_end_mark(content);
    return true;
}

void pictures_put_resources(const struct record *record, GString *out)
{
    for (guint i = record->side.images_from; i < record->side.images_to; i++) {
        g_string_append_printf(out, "/I%u ", i);
        pdf_ref(out, g_array_index(record->images, struct job_image, i).object);
    }
}
