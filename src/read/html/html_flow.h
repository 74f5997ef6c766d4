// SPDX-License-Identifier: MIT
// A page's text flows into the blocks of a letter: white space folds as a browser folds it, and
// text that stands between blocks opens a paragraph, or a part of the list or table around it.
#ifndef WARRAQ_READ_HTML_HTML_FLOW_H
#define WARRAQ_READ_HTML_HTML_FLOW_H

#include "read/html/dom.h"
#include "read/html/html_page.h"
#include "read/reader.h"

struct html_flow {
    struct reader *reader;
    struct arena *arena;
    const struct html_page *page; /* what of the page is no letter; NULL: all is */
    struct node *block;           /* where blocks go */
    struct node *inlines;         /* where text goes; NULL: a paragraph is to be opened */
    struct node *opened;          /* the block that `inlines` is in */
    const char *lang;             /* of the parts around */
    enum direction direction;
    const char *around_href; /* of a link that holds blocks; each block's text is linked */
    size_t line;             /* of a fragment, added to lines */
    uint32_t card;           /* of the card around */
    bool space;              /* white space was seen and not yet written */
    bool preformatted;
    bool struck; /* text was left out right before */
};

/* `from` is in each the element or the text that asks, whose line it is. */
size_t html_flow_line(const struct html_flow *flow, const struct dom *from);

/* Gives a block its line, and the language and direction around it. */
void html_flow_dress(const struct html_flow *flow, struct node *block, const struct dom *from);

/* Text that follows goes into `block`, which is new. */
void html_flow_enter(struct html_flow *flow, const struct dom *from, struct node *block);
/* The same into the block that text goes into here, which is opened if none is; where inlines go.
 */
struct node *html_flow_open(struct html_flow *flow, const struct dom *from);
/* Ends it: white space and breaks at its end go, and a paragraph of nothing goes with them. */
void html_flow_close(struct html_flow *flow);

/* A text of the page; and one that has been folded. */
void html_flow_text(struct html_flow *flow, const struct dom *text);
void html_flow_add(struct html_flow *flow, const struct dom *from, const GString *text);

/* A break, of which two in a row part paragraphs; and one unless the line has just been parted. */
void html_flow_break(struct html_flow *flow, const struct dom *from);
void html_flow_part(struct html_flow *flow, const struct dom *from);

/* An element within a line, after the space that stood before it. */
struct node *html_flow_inline(struct html_flow *flow, const struct dom *from, struct node *around,
                              enum node_kind kind);
/* One whose class may tell a name; nothing else is known of it. */
struct node *html_flow_classed(struct html_flow *flow, const struct dom *from, struct node *around);

#endif
