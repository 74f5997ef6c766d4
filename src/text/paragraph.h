// SPDX-License-Identifier: MIT
// One paragraph from characters to lines: itemise, shape over the full context, find the breaks
// of least total demerits, and set each line in visual order. The stages are text/itemize,
// shape, total_fit and line; this is their door.
#ifndef WARRAQ_TEXT_PARAGRAPH_H
#define WARRAQ_TEXT_PARAGRAPH_H

#include "base/diag.h"
#include "text/font.h"
#include "text/glyph_run.h"

enum text_direction {
    TEXT_LTR,
    TEXT_RTL,
    TEXT_AUTO /* first strong character decides, else LTR */
};
enum text_align { TEXT_START, TEXT_END, TEXT_LEFT, TEXT_RIGHT, TEXT_CENTER, TEXT_JUSTIFY };
enum text_justify { TEXT_JUSTIFY_AUTO, TEXT_JUSTIFY_INTER_WORD, TEXT_JUSTIFY_KASHIDA };

/* What gives in a justified line, and how much before it shows. 0 leaves a rung out. */
struct text_rungs {
    int spaces; /* thousandths of a word space; 0: as the script has it */
    int gaps;   /* thousandths of the em, after an Arabic letter that does not join the next */
    int scale;  /* thousandths of the line, which is drawn wider or narrower */
    int finals; /* percent of what the body of a final letter can give */
    int kashida, kashida_most; /* thousandths of the em: comfortable, and where a line needs it */
};

/* The measured ladder (facts: spaces alone leave a standard deviation of 0.61 pt on a line of 15
 * cm, with scale and finals 0.27, with gaps 0.19, with kashida 0.14). */
#define TEXT_RUNGS ((struct text_rungs){0, 15, 10, 100, 750, 1400})

/* How a span of text looks. */
struct text_attr {
    size_t start, end;  /* bytes */
    const char *family; /* a role family of fonts/roles: "serif", "sans", "mono" */
    len size;           /* em before the role's scale */
    bool bold, italic;
    const char *lang; /* BCP 47 set by hand; NULL: decided from the characters */
    len rise;         /* upward */
    bool name;        /* a proper name: never hyphenated */
    uint32_t tag;     /* comes back in the glyph runs, as the next does */
    uint32_t ink;     /* INK_SET | 0xRRGGBB; 0: that of the block */
};

/* `n` bytes of valid UTF-8 (no newline but U+2028 or '\n' as forced breaks) and how their spans
 * look: ascending, not overlapping, covering the whole text. */
struct styled_text {
    const char *text;
    size_t n;
    const struct text_attr *attrs;
    size_t n_attrs;
};

struct paragraph_style {
    enum text_direction direction;
    enum text_align align;
    enum text_justify justify;
    struct text_rungs rungs;
    const char *lang; /* of the document, the default for every item; not NULL */
    bool hyphenate;
    bool hanging_punctuation;
    bool justify_last; /* its last line too: a hemistich is one */
    bool heading;      /* no kashida, no hyphenation, balanced ragged lines */
    int looseness;     /* lines more or fewer than the best */
    len indent;        /* of the first line, on the start side */
    len hang;          /* of the other lines, on the start side */
};

/* A run at its place in the line. */
struct line_run {
    len x; /* left end, from the left edge of the measure */
    struct glyph_run run;
};

struct line {
    struct line_run *runs; /* left to right */
    size_t n_runs;
    len x, width;        /* of the visible text, trailing spaces not counted */
    len ascent, descent; /* of the faces used, positive downward for descent */
    size_t start, end;   /* bytes of the paragraph */
    double ratio;        /* of stretch (> 0) or shrink (< 0) used; 0 when set naturally */
    unsigned kashidas;   /* words lengthened */
    bool last, hyphenated;
};

struct lines {
    struct line *lines;
    size_t n;
    bool rtl; /* the base direction that was resolved */
    len widest;
};

/* Sets a text to `measure`.
 *
 * measure  width of every line
 * arena    holds the result, the bytes of `text` included
 * diag     `text-overfull`, `text-torn`, `glyph-missing`
 *
 * Never fails: an unbreakable paragraph is one line. Empty text is no line. */
struct lines paragraph_set(struct font_set *fonts, const struct styled_text *text,
                           const struct paragraph_style *style, len measure, struct arena *arena,
                           struct diag *diag);

/* As paragraph_set(), at the least measure that takes no more lines than *measure and parts no word
 * that is whole there: lines as equal as words allow. *measure becomes it. */
struct lines paragraph_set_equal(struct font_set *fonts, const struct styled_text *text,
                                 const struct paragraph_style *style, len *measure,
                                 struct arena *arena, struct diag *diag);

/* Has up to `threads` threads beside the caller's set paragraphs that are offered, before
 * paragraph_set() asks for them; its lines and messages are the same with and without. 0 ends it.
 */
void paragraph_work_ahead(struct font_set *fonts, unsigned threads);

/* Whether to offer more: never without threads. */
bool paragraph_wants_offers(struct font_set *fonts);

/* What paragraph_set() is likely to be asked for, in the order of asking; tags and inks may differ.
 * The strings that attributes and style point to must live until it is taken or forgotten. */
void paragraph_offer(struct font_set *fonts, const struct styled_text *text,
                     const struct paragraph_style *style, len measure);

/* The same of what paragraph_natural_width() is likely to be asked for. */
void paragraph_offer_width(struct font_set *fonts, const struct styled_text *text,
                           const struct paragraph_style *style);

/* Gives up what was offered, where something else came; */
void paragraph_drop_offers(struct font_set *fonts);
/* the same, and no thread reads any of it any more. */
void paragraph_forget_offers(struct font_set *fonts);

/* The natural width of the text on one line. */
len paragraph_natural_width(struct font_set *fonts, const struct styled_text *text,
                            const struct paragraph_style *style, struct arena *arena);

#endif
