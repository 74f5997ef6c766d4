// SPDX-License-Identifier: MIT
// What the author wrote: a tree of blocks and inlines that says what each piece of text means and
// nothing of how it looks. The readers build it, layout walks it.
#ifndef WARRAQ_MODEL_NODE_H
#define WARRAQ_MODEL_NODE_H

#include "base/arena.h"
#include "base/diag.h"
#include "language/direction.h"
#include "language/label.h"
#include "model/number_set.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum node_kind {
    NODE_DOCUMENT,
    /* Blocks that hold inlines. */
    NODE_TITLE,
    NODE_HEADING, /* .level 2 to 6 */
    NODE_ADDRESSEE,
    NODE_SALUTATION,
    NODE_PARAGRAPH,
    NODE_CLOSING,
    NODE_SENDER,
    NODE_DATE,
    NODE_REFERENCE,
    NODE_SUBJECT,    /* what a letter to one reader is about, over its greeting */
    NODE_SIGNATURE,  /* who signs below the closing */
    NODE_ENCLOSURES, /* what goes with the letter */
    NODE_COPY,       /* who else gets it */
    NODE_NOTE,       /* said of the list: totals, who stayed anonymous */
    NODE_CAPTION,
    /* Blocks that hold blocks. */
    NODE_LIST,  /* of NODE_ENTRY; .list */
    NODE_ENTRY, /* inlines (the name), then blocks if any; .entry */
    NODE_QUOTE,
    NODE_TABLE,    /* of NODE_ROW */
    NODE_ROW,      /* of NODE_CELL */
    NODE_CELL,     /* of inlines; .cell */
    NODE_FIGURE,   /* a NODE_IMAGE and perhaps a NODE_CAPTION */
    NODE_FOOTNOTE, /* blocks; .name is matched by references */
    NODE_RULE,
    NODE_LETTERHEAD, /* a NODE_IMAGE and inlines */
    /* Inlines. */
    NODE_TEXT, /* .text */
    NODE_EMPHASIS,
    NODE_STRONG,
    NODE_CODE,
    NODE_SPAN, /* only carries lang or dir */
    NODE_LINK, /* .href */
    NODE_BREAK,
    NODE_IMAGE,        /* .href is the file, .text the alternative text */
    NODE_FOOTNOTE_REF, /* .name */
    NODE_AFFILIATION,  /* inlines within an entry: organisation, place */
};

enum list_kind { LIST_SIGNATORIES, LIST_ORDERED, LIST_BULLET };

struct node_stream;

struct node {
    enum node_kind kind;
    struct node *parent, *first, *last, *next, *previous;
    struct span source; /* bytes of the source it comes from; SPAN_NONE if none */
    size_t line;        /* where it starts in the source, from 1; 0 if unknown */
    const char *lang;   /* BCP 47; NULL inherits */
    enum direction direction;
    const char
        *text; /* UTF-8, NFC as the source had it, NUL-terminated; NULL but where said above */
    const char *href; /* NODE_LINK, NODE_IMAGE */
    const char *name; /* footnotes: the key that ties reference to note */
    int level;        /* NODE_HEADING */
    struct {
        enum list_kind kind;
        struct node_stream *stream; /* entries come from here instead of children; or NULL */
    } list;
    struct {
        const char *label; /* as printed, "11." or "٣)" or "•"; "" for a plain line */
        int64_t number;    /* its value, or NUMBER_NONE */
    } entry;
    struct {
        bool header;
        enum direction align; /* LTR: left, RTL: right, AUTO: centre, INHERIT: start */
        int bar; /* instead of text: a bar of so many thousandths of the column; 0: none */
    } cell;
};

/* Entries that are too many to hold: read one after the other, any number of times. */
struct node_stream {
    /* Goes back to the first entry. False with FAULT_IO if the source cannot be read again. */
    bool (*rewind)(struct node_stream *stream, GError **error);
    /* The next entry, made in `arena`, or NULL at the end or (with *error set) on a fault. */
    struct node *(*next)(struct node_stream *stream, struct arena *arena, GError **error);
    void (*free)(struct node_stream *stream);
    /* Of struct stream_part: its entries in runs, where somebody may have met them before; or
     * NULL. */
    const GArray *parts;
    /* Goes to an entry, counted from 0, at once; NULL: by reading on. */
    bool (*seek)(struct node_stream *stream, size_t entry);
    /* What a pass through all of it comes to, without the pass: adds its entries and their numbers.
     * False where it is not known. NULL where it never is. */
    bool (*recall)(struct node_stream *stream, int64_t *listed, struct number_set *numbers);
    /* Filled by the pass of document_count(), of a stream whose entries never change; or NULL. */
    struct stream_told *told;
};

/* A run of entries, and what tells it from any other. */
struct stream_part {
    size_t entries;
    char *content;
};

/* A new node as the last child of `parent` (NULL: a root). Lives in `arena`. */
struct node *node_new(struct arena *arena, struct node *parent, enum node_kind kind);

/* A NODE_TEXT of n bytes, copied. */
struct node *node_new_text(struct arena *arena, struct node *parent, const char *text, size_t n);

/* A copy of `node` and all below it as the last child of `parent` (NULL: a root), strings included.
 * A list's stream is lent by the original, which must outlive the copy; only one of the two may be
 * read at a time. */
struct node *node_copy(struct arena *arena, struct node *parent, const struct node *node);

/* Takes `node` out of its parent. It stays in its arena. */
void node_detach(struct node *node);

/* Puts a parentless `node` last below `parent`. */
void node_append_child(struct node *parent, struct node *node);

/* Puts a parentless `node` before `sibling`. */
void node_insert_before(struct node *node, struct node *sibling);

/* Puts a parentless `node` after `sibling`. */
void node_insert_after(struct node *node, struct node *sibling);

/* A name for the kind, as dumps print it: "title", "entry". */
const char *node_kind_name(enum node_kind kind);

bool node_is_inline(const struct node *node);

/* Whether blocks of this kind end a letter: closing, signature, enclosures, copies. */
bool node_is_tail(enum node_kind kind);

/* The language in force: the node's or the nearest ancestor's; NULL if none says. */
const char *node_lang(const struct node *node);

/* The text of all NODE_TEXT below, NODE_BREAK as a newline, appended to `out`. Stops at nested
 * blocks, so that an entry gives its name and affiliation but not a nested list. */
void node_append_text(const struct node *node, GString *out);

/* The entries of a list, from its children or its stream.
 *     struct node_cursor cursor = node_cursor_start(list, &error);
 *     while ((entry = node_cursor_next(&cursor, arena, &error))) ...
 * A streamed entry lives in `arena`; a child lives in the document. */
struct node_cursor {
    const struct node *next;
    struct node_stream *stream;
};
struct node_cursor node_cursor_start(const struct node *list, GError **error);
const struct node *node_cursor_next(struct node_cursor *cursor, struct arena *arena,
                                    GError **error);
/* Goes from entry `at`, which would come next, to entry `to`. */
bool node_cursor_go(struct node_cursor *cursor, const struct node *list, size_t at, size_t to,
                    GError **error);

#endif
