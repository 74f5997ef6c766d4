// SPDX-License-Identifier: MIT
// A letter as a flat row of units: lines, items, headings, rows. Text, Markdown and HTML give the
// same record, so that where the names stand is judged alike in all of them.
#ifndef WARRAQ_READ_FIND_UNIT_H
#define WARRAQ_READ_FIND_UNIT_H

#include "language/label.h"
#include "model/node.h"

enum unit_kind { UNIT_LINE, UNIT_ITEM, UNIT_HEADING, UNIT_ROW };

/* What is seen of a unit by itself. */
enum trait {
    TRAIT_STOP = 1 << 0,        /* ends as a sentence does */
    TRAIT_SENTENCE = 1 << 1,    /* and is long enough to be one */
    TRAIT_COMMA = 1 << 2,       /* ends in a comma */
    TRAIT_COLON = 1 << 3,       /* ends in a colon */
    TRAIT_CALLS = 1 << 4,       /* holds ? or ! */
    TRAIT_LOWER = 1 << 5,       /* begins with a small letter */
    TRAIT_CAPITALS = 1 << 6,    /* most words begin with a capital */
    TRAIT_NO_CAPITALS = 1 << 7, /* few do, in a script that has them */
    TRAIT_ADDRESS = 1 << 8,     /* a mail or web address and no more */
    TRAIT_DIGIT = 1 << 9,
    TRAIT_WRAPPED = 1 << 10, /* a line of prose that fills its lines */
    TRAIT_PIECES = 1 << 11,  /* many short pieces between marks */
    TRAIT_CLOSING = 1 << 12,
    TRAIT_SALUTATION = 1 << 13,
    TRAIT_TOTAL = 1 << 14,    /* states how many follow */
    TRAIT_LETTER = 1 << 15,   /* a letter alone: "A" above those that begin so */
    TRAIT_COUNTS = 1 << 16,   /* its number goes on from a neighbour's */
    TRAIT_NAMES = 1 << 17,    /* a row of a table that has a column of names */
    TRAIT_HEAD = 1 << 18,     /* the row of such a table that names its columns */
    TRAIT_NOTE = 1 << 19,     /* "3 anonymous", "and 27 others" */
    TRAIT_CONTACT = 1 << 20,  /* whom to write to */
    TRAIT_FOOTNOTE = 1 << 22, /* a note that the text refers to */
    TRAIT_RESIDUE = 1 << 21,  /* one of the phrases of web pages */
    TRAIT_LEADS = 1 << 23,    /* a line by itself above a block of lines, among such blocks */
    TRAIT_ROW = 1 << 24,      /* short pieces between commas, few, or with a stop: names or prose */
    TRAIT_DROPPED = 1 << 25,  /* of the page around the letter, by its place */
    TRAIT_ECHOES = 1 << 27,   /* an item that a heading repeats */
    TRAIT_SMALL_WORD = 1 << 28, /* holds a word in small letters: "of" */
    TRAIT_AGO = 1 << 29,        /* "2 hours ago": when, in a line by itself */
    TRAIT_AROUND = 1 << 26,     /* and by what its elements are called: a footer, comments */
};

/* What a unit is judged to be. */
enum state {
    STATE_BODY,
    STATE_BAN,       /* what follows are no names: "How to sign", "We demand:" */
    STATE_BANNED,    /* such a list */
    STATE_CUE,       /* a heading that says who signs */
    STATE_HEADING,   /* a heading that says nothing of it */
    STATE_ENTRY,     /* who signs */
    STATE_PART,      /* a heading or note within the list */
    STATE_INTERRUPT, /* what stands in the way of a list that goes on */
    STATE_COUNT
};

struct unit {
    const char *text; /* without the mark that the form itself gives an item; lines of one unit
                         (a card) are parted by newlines. NUL need not follow */
    uint32_t n;
    uint32_t block;     /* units of one block share it */
    uint32_t table;     /* of a row, from 1; else 0 */
    uint32_t signature; /* alike for elements of one tag and class */
    uint32_t traits;    /* of enum trait */
    uint16_t columns, words;
    uint16_t blanks; /* blank lines before it; 0 within a block */
    uint8_t kind, state;
    uint16_t topics; /* of enum topic */
    uint8_t linked;  /* percent of its text in links */
    uint8_t marked;  /* bytes of a bullet before the text, or of the label of an item */
    float evidence;  /* for STATE_ENTRY */
    int32_t total;   /* the number that TRAIT_TOTAL states; 0: none */
    bool labelled;   /* `label` has been read */
    bool skimmed;    /* deep within a list that counts: nothing else of it is looked at */
    struct label label;
    uint32_t line;
    /* Where it comes from: a line of a capture, or inlines from `first` to `last` of `node`. */
    uint32_t index;
    struct node *node, *first, *last;
};

struct reader;

struct units {
    GArray *all; /* struct unit */
    struct arena *arena;
    struct reader *reader; /* borrowed: it knows what the columns of tables are called */
    guint doubtful;        /* where a list may end although it was read on; 0: nowhere */
};

static inline struct unit *unit_at(const struct units *units, guint index)
{
    return &g_array_index(units->all, struct unit, index);
}

static inline guint units_count(const struct units *units)
{
    return units->all->len;
}

static inline bool unit_is(const struct unit *unit, unsigned traits)
{
    return (unit->traits & traits) != 0;
}

/* With room for so many units, which are appended. */
struct units *units_new(struct reader *reader, guint room);
void units_free(struct units *units);

/* The first unit of another block at or after `from`. */
guint units_block_end(const struct units *units, guint from);

/* Whether a further line of a block says what its first one is: an institution, a trade in small
   letters, words in other type. */
bool unit_says(const struct unit *further, const struct unit *name);

#endif
