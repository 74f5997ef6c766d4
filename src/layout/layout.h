// SPDX-License-Identifier: MIT
// The layout engine: a document and a style become finished pages, which leave through the sink
// as they are made. Only the pages whose columns must still be balanced are held back.
#ifndef WARRAQ_LAYOUT_LAYOUT_H
#define WARRAQ_LAYOUT_LAYOUT_H

#include "model/document.h"
#include "page/page.h"
#include "style/style.h"
#include "text/font.h"

struct layout_job {
    const struct document *document;
    const struct style *style;
    struct font_set *fonts;
    struct diag *diag;
    const char *date; /* ISO 8601, as the letter shows it; NULL shows none */
    /* What {page-of-pages} of a style's furniture is in the letter's language, with {page} and
     * {pages} in it. */
    const char *page_of_pages;
    /* What a list of signatories that no heading stands over is called in the outline; NULL: not
     * there. */
    const char *signatories;
};

/* False only when a stream cannot be read, an image cannot be opened, or the sink says so. */
bool layout_run(const struct layout_job *job, const struct page_sink *sink, GError **error);

#endif
