// SPDX-License-Identifier: MIT
// What is in a style. One table of properties and one of groups serve the reader, its messages and
// the reference (reference.h), so that none of them can say something the others do not.
#ifndef WARRAQ_STYLE_PROPERTY_H
#define WARRAQ_STYLE_PROPERTY_H

#include "base/arena.h"
#include "base/geom.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The groups of a style file, in the order of the reference page. */
enum style_group {
    GROUP_PAGE,
    GROUP_FIRST_PAGE,
    GROUP_FIT,
    GROUP_BODY,
    GROUP_KIND,
    GROUP_TITLE,
    GROUP_HEADING,
    GROUP_HEADING_2,
    GROUP_HEADING_3,
    GROUP_HEADING_4,
    GROUP_HEADING_5,
    GROUP_HEADING_6,
    GROUP_LETTERHEAD,
    GROUP_SENDER,
    GROUP_SENDER_NAME,
    GROUP_RETURN_ADDRESS,
    GROUP_INFORMATION,
    GROUP_DATE,
    GROUP_REFERENCE,
    GROUP_ADDRESSEE,
    GROUP_ADDRESSEE_MARKER,
    GROUP_ADDRESSEE_NAME,
    GROUP_SUBJECT,
    GROUP_SALUTATION,
    GROUP_PARAGRAPH,
    GROUP_LEAD,
    GROUP_LEAD_PHRASE,
    GROUP_FIGURES,
    GROUP_FIGURE_NUMBER,
    GROUP_CLOSING,
    GROUP_SIGNATURE,
    GROUP_SIGNATURE_NAME,
    GROUP_ENCLOSURES,
    GROUP_COPIES,
    GROUP_QUOTE,
    GROUP_VERSE,
    GROUP_LIST,
    GROUP_SIGNATORIES,
    GROUP_SIGNATORIES_HEADING,
    GROUP_SIGNATORIES_SUBHEADING,
    GROUP_COUNTS,
    GROUP_LABEL,
    GROUP_AFFILIATION,
    GROUP_NOTE,
    GROUP_TABLE,
    GROUP_HEADER_CELL,
    GROUP_VOLUMES,
    GROUP_VOLUMES_HEADER,
    GROUP_FIGURE,
    GROUP_CAPTION,
    GROUP_FOOTNOTE,
    GROUP_RULE,
    GROUP_LINK,
    GROUP_CODE,
    GROUP_RUNNING_HEAD,
    GROUP_FOLIO,
    GROUP_COLOPHON,
    GROUP_COLOPHON_HEADING,
    GROUP_COLOPHON_LABEL,
    GROUP_COLOPHON_DIGEST,
    GROUP_COUNT,
};

enum style_align { ALIGN_START, ALIGN_END, ALIGN_LEFT, ALIGN_RIGHT, ALIGN_CENTER, ALIGN_JUSTIFY };
enum style_justify { JUSTIFY_AUTO, JUSTIFY_INTER_WORD, JUSTIFY_KASHIDA };
enum style_direction { STYLE_DIRECTION_AUTO, STYLE_DIRECTION_LTR, STYLE_DIRECTION_RTL };
enum style_break { BREAK_AUTO, BREAK_AVOID, BREAK_PAGE };
enum style_digits { DIGITS_AUTO, DIGITS_DECIMAL, DIGITS_ARABIC_INDIC, DIGITS_PERSIAN };
enum style_window { WINDOW_NONE, WINDOW_DIN_5008_A, WINDOW_DIN_5008_B, WINDOW_US_10 };
enum style_shown { SHOWN_NO, SHOWN_YES, SHOWN_IF_MORE };
enum style_line { LINE_SOLID, LINE_DOUBLE };
enum style_emphasis { EMPHASIS_BOLD, EMPHASIS_OVERLINE };
enum style_fill { FILL_BALANCE, FILL_AUTO };
enum style_wrap { WRAP_NORMAL, WRAP_BALANCE };
enum style_overflow { OVERFLOW_ELLIPSIS, OVERFLOW_CLIP };
enum style_position { POSITION_STATIC, POSITION_PAGE_FOOT };
enum style_float { FLOAT_NONE, FLOAT_END };
enum style_suffix { SUFFIX_AS_TYPED, SUFFIX_NONE };
enum style_date { DATE_LONG, DATE_NUMERIC, DATE_AS_TYPED };
enum style_months { MONTHS_PAIRED, MONTHS_LEVANTINE, MONTHS_GREGORIAN };
enum style_marks { MARKS_NONE, MARKS_CROP };
enum head_part {
    HEAD_KIND,
    HEAD_DATE,
    HEAD_TITLE,
    HEAD_ADDRESSEE,
    HEAD_REFERENCE,
    HEAD_SENDER,
    HEAD_LETTERHEAD,
    HEAD_SUBJECT,
    HEAD_PARTS,
};

/* Of a colour: the page's accent, until the cascade has put that in its place. */
#define COLOUR_ACCENT UINT32_C(0x2000000)

/* A line over or under a block. A double one has a gap as wide as itself, then a thin black line
 * on the side of the block. */
struct border_line {
    len width; /* 0: none */
    int line;  /* enum style_line */
    uint32_t colour;
};

/* The distance of baselines: a share of the font size, or a length where `fixed` > 0. */
struct leading {
    int permille;
    len fixed;
};

/* What gives in a justified line: text/paragraph.h has the same. */
struct style_rungs {
    int spaces, gaps, scale, finals, kashida, kashida_most;
};

/* How a kind of block looks. */
struct block_style {
    const char *family;
    len size;
    struct leading leading;
    int bold, italic;
    uint32_t colour; /* 0xRRGGBB */
    int align, justify, hyphens, hanging_punctuation;
    struct style_rungs rungs;
    int direction;
    len indent;
    len margin_top, margin_bottom, margin_start, margin_end;
    int widows, orphans;
    int break_before, break_after, break_inside;
    int columns;
    len column_gap;
    len column_rule;
    int column_fill; /* enum style_fill */
    len border, padding;
    struct border_line border_start, border_end;
    struct {
        len start, end;
    } padding_block; /* between those and the text */
    len width;       /* of the block; 0: what is left */
    len label_width; /* least, of a column of labels */
    len row_gap;     /* lists: between entries */
    len label_gap;   /* lists: between label column and text */
    len height;      /* of a picture, at most; 0: by its kind */
    len room;        /* blank height before the text: where a pen signs */
    int digits;
    const char *content, *content_start, *content_end; /* furniture: what it shows, and where */
    int overflow;
    int on_first_page; /* enum style_shown */
    int emphasis;      /* enum style_emphasis */
    int wrap;
    len size_least; /* of a title that is long; 0: none */
    const char *marker;
    int max_words;
    int nth, nth_bold, suffix; /* labels: every how many are of another weight */
    int position;
    int floats;
    len qr_size;
    int date_format, months;
};

/* What opens a letter: rows of one or two of its parts, each part at most once. */
struct head_rows {
    size_t n;
    struct {
        size_t n;
        enum head_part parts[2];
    } rows[HEAD_PARTS];
};

struct page_style {
    len width, height;
    struct edges margin; /* left is the binding side where mirrored */
    int mirrored;
    len bleed;
    int marks;
    len grid;          /* baseline grid; 0 none */
    len head_distance; /* from the paper's top to the running head's baseline */
    len foot_distance; /* from the paper's bottom to the folio's baseline */
    int window;
    int direction;
    int ltr_leading;      /* percent of the line heights, in a left-to-right letter */
    int slanting_leading; /* the same in a letter set in Nastaliq */
    int parallel;         /* languages of a letter side by side */
    uint32_t accent;
    struct head_rows head;
    int columns; /* of the letter's paragraphs */
    len column_gap;
    int column_fill; /* enum style_fill */
};

/* What may give way so that the last page is not nearly empty. */
struct page_fit {
    int leading_permille;  /* most change of line height, either way */
    int height_permille;   /* most change of the text area's height, at its foot */
    int last_page_percent; /* least share of the last page that is filled */
    int columns;           /* most columns added or taken from the list of signatories */
};

/* What a letter, or one side of a letter in two languages, is written in; lang NULL: any. */
struct style_language {
    const char *lang;
    bool rtl;
};

struct style {
    struct arena *arena;
    struct cascade *cascade; /* what it was read from */
    struct style_language language;
    struct page_style page;
    struct edges first_margin; /* of the first page; equal to page.margin unless set */
    struct page_fit fit;
    struct block_style blocks[GROUP_COUNT]; /* by group; only those of blocks are filled */
    const char **files;                     /* read, in order, NULL at the end */
};

enum property_kind {
    PROPERTY_LENGTH,  /* a len; em allowed in groups with a font size */
    PROPERTY_COUNT,   /* an int, `least` to `most` */
    PROPERTY_WORD,    /* an int, the index in `words` */
    PROPERTY_COLOUR,  /* #rrggbb or #rgb */
    PROPERTY_TEXT,    /* a string, unchanged; one of `words` where there are any */
    PROPERTY_LEADING, /* a number, a percentage or a length */
    PROPERTY_PAPER,   /* two len: a name or two lengths */
    PROPERTY_EDGES,   /* one to four lengths, as CSS */
    PROPERTY_PAIR,    /* two len: one or two lengths */
    PROPERTY_BORDER,  /* a struct border_line: width, line and colour */
    PROPERTY_HEAD,    /* a struct head_rows: parts of the head, '|' between rows */
};

enum property_scope { SCOPE_PAGE, SCOPE_FIRST_PAGE, SCOPE_FIT, SCOPE_BLOCK };

struct property {
    const char *key;
    enum property_kind kind;
    enum property_scope scope;
    size_t offset, size;      /* of the member, in the struct the scope names */
    bool inherited;           /* taken from the parent group where not set */
    const char *initial;      /* as a style file would write it */
    const char *const *words; /* PROPERTY_WORD, _TEXT; NULL at the end */
    int least, most;          /* PROPERTY_COUNT */
    const char *meaning;      /* for the reference page */
};

extern const struct property style_properties[];
extern const size_t n_style_properties;

/* The row for `key` in a group of `scope`, or NULL. */
const struct property *property_find(enum property_scope scope, const char *key);

/* The key (or group name, with scope -1) most like `key`, for messages; NULL if none is near. */
const char *property_nearest(int scope, const char *key);

#endif
