// SPDX-License-Identifier: MIT
// A finished page: everything at its place, nothing left to decide. The record and the painters
// see only this. Origin at the top left of the media, y downward, lengths in len.
#ifndef WARRAQ_PAGE_PAGE_H
#define WARRAQ_PAGE_PAGE_H

#include "base/arena.h"
#include "base/geom.h"
#include "page/structure.h"
#include "text/paragraph.h"

#include <glib.h>

enum item_kind { ITEM_LINE, ITEM_RULE, ITEM_IMAGE };

enum image_kind { IMAGE_JPEG, IMAGE_PNG, IMAGE_SVG, IMAGE_SAMPLES, IMAGE_ROWS };

/* A picture: its file, whole, or what was taken from it. Shared by every page that shows it;
 * lives as long as the document. */
struct image {
    enum image_kind kind;
    const char *path;
    GBytes *bytes;          /* of IMAGE_SAMPLES: a byte a channel, row by row, without padding;
                               of IMAGE_ROWS: the same with a PNG's filters, in a zlib stream */
    unsigned width, height; /* pixels, or CSS px of an SVG */
    unsigned channels;      /* of these two: 1 grey, 3 RGB */
    GBytes *alpha;          /* of IMAGE_SAMPLES: a byte a pixel; NULL if the whole is opaque */
};

/* What a page shows, in logical order; furniture (element ELEMENT_NONE) anywhere among it. */
struct item {
    enum item_kind kind;
    uint32_t element; /* the block it belongs to; a run's own tag, where not 0, is a child of it */
    uint32_t colour;  /* 0xRRGGBB */
    union {
        struct {
            len x, y; /* left edge of the measure, and the baseline */
            struct line line;
        } line;
        struct rect rule;
        struct {
            struct rect rect;
            const struct image *image;
        } image;
    };
};

struct link_area {
    struct rect rect;
    uint32_t element;     /* its ROLE_LINK or ROLE_REFERENCE element */
    const char *uri;      /* NULL for a place in the document: */
    uint32_t destination; /* the element it leads to */
    const char *contents; /* what it says, for /Contents */
};

/* A line of the outline. */
struct bookmark {
    unsigned level; /* 1 outermost */
    const char *title;
    len y;
    uint32_t element; /* the heading's; ELEMENT_NONE for none */
};

struct page {
    struct arena *arena; /* holds the page and all it points to but faces and images */
    unsigned index;      /* from 0 */
    const char *label;   /* as printed: "٣", "iv"; "" where the page shows none */
    len width, height;   /* of the media */
    struct rect trim;    /* the paper after cutting; the media where nothing is cut */
    struct rect bleed;
    bool rtl; /* the document's direction: binding side, order of n-up */
    struct item *items;
    size_t n_items;
    struct element *elements; /* those that begin on this page, ids ascending */
    size_t n_elements;
    uint32_t *open; /* ids of elements that go on over the page's end, ascending */
    size_t n_open;
    struct link_area *links;
    size_t n_links;
    struct bookmark *bookmarks;
    size_t n_bookmarks;
};

/* The colour a run of the line is drawn in. */
static inline uint32_t item_run_colour(const struct item *line, const struct glyph_run *run)
{
    return run->ink & INK_SET ? run->ink & 0xFFFFFF : line->colour;
}

void page_free(struct page *page);

/* Where finished pages go, first to last. The sink owns the page it is given.
 * False with *error set ends the layout. */
struct page_sink {
    bool (*page)(void *context, struct page *page, GError **error);
    void *context;
    const bool *enough; /* set by the sink once it wants no more pages; NULL: it wants all */
    bool fills_total;   /* it puts the number of pages where INK_TOTAL holds its place */
};

/* A sink that frees every page: for notes that only setting the text brings out. */
struct page_sink page_sink_nowhere(void);

/* A sink that keeps every page, for handouts. */
struct page_list {
    GPtrArray *pages; /* of struct page, freed with the list */
};
struct page_list page_list_new(void);
void page_list_free(struct page_list *list);
struct page_sink page_list_sink(struct page_list *list);

#endif
