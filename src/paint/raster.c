// SPDX-License-Identifier: MIT
#include "paint/raster.h"

#include "paint/image.h"
#include "paint/png_rows.h"

#include <math.h>
#include <pthread.h>

struct opened_images {
    GHashTable *by_content; // GBytes -> struct image *
    GHashTable *by_bytes;   // the same by the GBytes themselves
    pthread_mutex_t lock;
};

struct raster {
    double dpi;
    struct page_sink next;
    bool keeps_rows;
    struct opened_images *opened;
    bool beside; // they are another's
};

static void opened_free(void *data)
{
    struct image *image = data;
    g_free((char *)image->path);
    image_clear(image);
    g_free(image);
}

static void bytes_free(void *data)
{
    g_bytes_unref(data);
}

static struct opened_images *opened_images_new(void)
{
    struct opened_images *images = g_new(struct opened_images, 1);
    images->by_content =
        g_hash_table_new_full(g_bytes_hash, g_bytes_equal, bytes_free, opened_free);
    images->by_bytes = g_hash_table_new(NULL, NULL);
    pthread_mutex_init(&images->lock, NULL);
    return images;
}

static void opened_images_free(struct opened_images *images)
{
    g_hash_table_unref(images->by_bytes);
    g_hash_table_unref(images->by_content);
    pthread_mutex_destroy(&images->lock);
    g_free(images);
}

struct raster *raster_new(double dpi, struct page_sink next)
{
    struct raster *raster = g_new(struct raster, 1);
    *raster = (struct raster){.dpi = dpi, .next = next, .opened = opened_images_new()};
    return raster;
}

struct raster *raster_new_beside(const struct raster *other, struct page_sink next)
{
    struct raster *raster = g_new(struct raster, 1);
    *raster = *other;
    raster->next = next;
    raster->beside = true;
    return raster;
}

void raster_keep_rows(struct raster *raster)
{
    raster->keeps_rows = true;
}

void raster_free(struct raster *raster)
{
    if (!raster->beside)
        opened_images_free(raster->opened);
    g_free(raster);
}

// What shows `image` at that width with the asked density, or the most that an image may have.
static double dpi_for(const struct raster *raster, const struct image *image, len width)
{
    double asked = len_to_pt(width) / 72 * raster->dpi / image->width;
    double most = sqrt((double)IMAGE_MOST_PIXELS / image->width / image->height);
    most = MIN(most, IMAGE_MOST_SIDE / (double)MAX(image->width, image->height));
    return MIN(asked, most * 0.99) * 96;
}

static struct image *open_image(const struct raster *raster, const struct image *image, len width,
                                GError **error)
{
    struct image *opened = g_new(struct image, 1);
    if (raster->keeps_rows && image->kind == IMAGE_PNG && png_rows_take(image, opened))
        return opened;
    if (!image_decode(image, dpi_for(raster, image, width), opened, error))
        g_clear_pointer(&opened, g_free);
    return opened;
}

// The lock is held.
static const struct image *find_or_open(struct raster *raster, const struct image *image, len width,
                                        GError **error)
{
    struct opened_images *images = raster->opened;
    struct image *opened = g_hash_table_lookup(images->by_bytes, image->bytes);
    if (!opened)
        opened = g_hash_table_lookup(images->by_content, image->bytes);
    if (opened)
        return opened;
    opened = open_image(raster, image, width, error);
    if (!opened)
        return NULL;
    opened->path = g_strdup(opened->path); // its document may go first
    g_hash_table_insert(images->by_content, g_bytes_ref(image->bytes), opened);
    g_hash_table_insert(images->by_bytes, image->bytes, opened);
    return opened;
}

static bool replace(struct raster *raster, struct item *item, GError **error)
{
    pthread_mutex_lock(&raster->opened->lock);
    const struct image *opened =
        find_or_open(raster, item->image.image, item->image.rect.width, error);
    pthread_mutex_unlock(&raster->opened->lock);
    if (opened)
        item->image.image = opened;
    return opened != NULL;
}

static bool add_page(void *context, struct page *page, GError **error)
{
    struct raster *raster = context;
    for (size_t i = 0; i < page->n_items; i++) {
        if (page->items[i].kind == ITEM_IMAGE && !replace(raster, &page->items[i], error)) {
            page_free(page);
            return false;
        }
    }
    return raster->next.page(raster->next.context, page, error);
}

struct page_sink raster_sink(struct raster *raster)
{
    return (struct page_sink){
        .page = add_page, .context = raster, .fills_total = raster->next.fills_total};
}
