// SPDX-License-Identifier: MIT
// The layout engine: a document and a style become finished pages, which leave through the sink
// as they are made. Only the pages whose columns must still be balanced are held back.
#ifndef WARRAQ_LAYOUT_LAYOUT_H
#define WARRAQ_LAYOUT_LAYOUT_H

#include "model/document.h"
#include "model/particulars.h"
#include "page/page.h"
#include "style/property.h"
#include "style/style.h"
#include "text/font.h"

struct fact_store;

struct layout_job {
    const struct document *document;
    const struct style *style;
    struct font_set *fonts;
    struct diag *diag;
    const struct particulars *particulars; /* what the program says of the letter; not NULL */
    unsigned *ret_total;      /* set before a page is given away where their number is known, or
                                 about how many there will be; or NULL */
    unsigned threads;         /* how many may work at it; the pages are the same for any number */
    struct fact_store *facts; /* what is known of long lists; NULL: nothing is kept */
    GHashTable *contents; /* layout_run()'s own: struct node of a list to a digest of its entries */
    GHashTable *surveys;  /* the same: to what looking through it found, see list.c */
    enum style_digits digits; /* the same: of the letter's own text */
    unsigned pages_before;    /* of the volumes before this one, so that its numbers go on */
    unsigned pages_after;     /* of those after it */
    unsigned pages;           /* of this document, where layout_count() has said so; 0: not known */
    const struct particulars *beside; /* the same in its second language, for a style that sets two
                                         side by side; or NULL */
};

/* How many pages layout_run() would make. */
bool layout_count(const struct layout_job *job, unsigned *ret_pages, GError **error);

/* False only when a stream cannot be read, an image cannot be opened, or the sink says so. */
bool layout_run(const struct layout_job *job, const struct page_sink *sink, GError **error);

#endif
