// SPDX-License-Identifier: MIT
// The flow: the letter set into boxes, top to bottom, before anything is known of pages. Boxes
// are kept in segments, each a run of the letter that has one number of columns. Its structure
// elements are kept by layout/elements.h; layout/walk.h has its blocks set.
#ifndef WARRAQ_LAYOUT_FLOW_H
#define WARRAQ_LAYOUT_FLOW_H

#include "layout/layout.h"
#include "style/property.h"

/* Penalties of breaking before a box. NEVER still gives way where a page holds nothing else. */
enum {
    PENALTY_FORCE = -1000000,
    PENALTY_GOOD = -60, /* between two blocks */
    PENALTY_NONE = 0,
    PENALTY_HYPHEN = 400,
    PENALTY_NEVER = 1000000,
};

/* A footnote that is called in a box: boxes of its own, placed at the page's foot. */
struct note {
    struct box *boxes;
    size_t n;
    uint32_t first_element, last_element; /* the note's and its descendants' */
    struct note *next;
};

/* What cannot be parted: a line, an entry's label with its first line, a table's row. Lengths are
 * those of the style; `leaded` ones change with the fit of the whole letter. */
struct box {
    len height;         /* the next box's top lies this far below */
    len above;          /* space above it, dropped at the top of a column */
    int penalty;        /* of breaking before it */
    bool sinks;         /* it and what follows it on its page end at the page's foot */
    bool leaded;        /* height and space are of text, and may give a little */
    struct item *items; /* x from the column's left edge, y from the box's top */
    size_t n_items;
    struct note *notes;
    const struct box *repeat; /* boxes that are repeated above it at a page's top; the flow's */
    size_t n_repeat;
    unsigned bookmark_level; /* 0: none */
    const char *bookmark;
};

struct segment {
    unsigned columns;
    len gap, rule, width; /* of one column */
    bool rtl;             /* columns follow one another from the right */
    bool complete;        /* nothing more will be added */
    bool text;            /* of the letter's paragraphs: goes on with the next of them */
    bool in_turn;         /* its last columns are filled one after the other, not level */
    bool aside;           /* a note's: its boxes are not counted among the letter's */
    uint64_t base;        /* serial of the first box held */
    GArray *boxes;        /* struct box */
};

struct list_setter;
struct table_setter;
struct note_calls;

/* One language of a letter that is set in two. */
struct flow_side {
    struct layout_job job;
    struct particulars said;
    struct style style;
    const char *lang;
    bool rtl;
};

enum { TEXT_CLASSES = 6 }; /* kinds of blocks that stand beside one another: parallel.c */

/* A figure that stands beside the list which follows it: its items go with the next box. */
struct floated {
    struct item *items; /* x from the text's left edge, y from its top */
    size_t n;           /* 0: there is none, or they have gone */
    len width, left;    /* how much lower it ends than what is set beside it; 0: no lower */
};

struct flow {
    const struct layout_job *job;
    bool after_heading;        /* the block set last is a heading */
    bool headed;               /* the head is set */
    bool lead_set;             /* the first paragraph is */
    bool signatories_headed;   /* so is the heading over all lists of signatories */
    struct arena *style_arena; /* strings of the styles, and headers that tables repeat */
    struct style adjusted;
    const struct style *style; /* `adjusted`: the job's, line heights made to suit the script */
    struct diag *diag;         /* its own: only those of the flow that is used are reported */
    struct arena *arena;       /* boxes not yet placed */
    size_t arena_most;         /* bytes of it at which what is placed is let go */
    struct arena *scratch;     /* emptied after each block */
    bool rtl;
    const char *lang;
    enum style_digits digits; /* of the letter's own text */
    len width;                /* of the text area */
    int columns_more;         /* the fit's change of the signatories' columns */
    GPtrArray *segments;      /* struct segment; those before `first_segment` are done */
    uint64_t next_serial;
    uint32_t next_element;
    uint32_t document_element;
    GArray *pending; /* struct flow_element, ids ascending; from `pending_head` not yet on a page */
    guint pending_head;
    GArray *least; /* uint64_t: the least `first` of pending from each on, while `least_holds` */
    bool least_holds;
    GArray *active;   /* struct flow_element begun and not ended */
    GArray *links;    /* struct link_target, ids ascending */
    guint links_most; /* how many at which those that have ended are let go */
    len space_below;  /* of the block set last, not yet used */
    int break_after;  /* of the block set last: enum style_break */
    const struct node *next_block;
    const struct node *addressees; /* the first of those that are set after the closing, or NULL */
    struct floated floated;
    struct rect page_count;      /* where a letter's information says how many pages it has, on the
                                    paper,      by its baseline; no width: nowhere */
    len page_count_label;        /* the room of the word beside it */
    const struct node *foreseen; /* the next to be set ahead, see text/paragraph.h */
    len labels_widest[2];        /* of all lists of signatories, by direction */
    bool labels_known;
    struct list_setter *list;                /* the list being set entry by entry, or NULL */
    struct table_setter *table;              /* the table being set row by row, or NULL */
    bool parallel;                           /* two languages side by side */
    struct flow_side *sides;                 /* then: the letter's own language, the other */
    const struct node *beside[TEXT_CLASSES]; /* the next of each class in the second language */
    GHashTable *reserved;                    /* struct node to the id of an element begun for it */
    GHashTable *images;                      /* path to struct image */
    struct note_calls *note_calls;
    GArray *carried;         /* struct note: what is left of notes for the pages that follow */
    len colophon_heights[3]; /* by its forms; 0: not measured */
    bool finished;
    bool counts_only;     /* only the number of its pages is asked, */
    unsigned counts_most; /* and no more than so many of a list; 0: all */
    bool counts_text;     /* so many of the letter's text, rather */
};

/* The digits of numbers that are set in this style: its own, else those of the letter. */
enum style_digits flow_digits(const struct flow *flow, const struct block_style *style);

/* The left margin of page `index`: sides change places on left-hand pages where mirrored. */
len flow_left_margin(const struct flow *flow, unsigned index);

/* The segment boxes are added to, made on demand with these columns. */
struct segment *flow_segment(struct flow *flow, unsigned columns, len gap, len rule, bool rtl);

/* The one for the letter's paragraphs, in the page's columns. */
struct segment *flow_text_segment(struct flow *flow);

/* The width of its columns. */
len flow_text_width(const struct flow *flow);

/* Adds a box; its serial is returned. */
uint64_t flow_add(struct flow *flow, struct segment *segment, const struct box *box);

/* Gives up the boxes before `serial`: they are on pages. */
void flow_release(struct flow *flow, uint64_t serial);

/* A deep copy of `line` in `arena`. */
void line_copy(struct line *line, struct arena *arena);

#endif
