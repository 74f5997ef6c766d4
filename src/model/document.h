// SPDX-License-Identifier: MIT
// A letter as read: its tree, what is known of it, and what the reader set aside.
#ifndef WARRAQ_MODEL_DOCUMENT_H
#define WARRAQ_MODEL_DOCUMENT_H

#include "model/node.h"

/* A file the letter was read from, byte for byte. */
struct document_source {
    const char *path;       /* as given */
    const char *name;       /* its last part, for the archive */
    bool unnamed;           /* it came from standard input, and the name was made up */
    GBytes *bytes;          /* NULL where the file is streamed instead */
    GBytes *text;           /* what spans and lines speak of: `bytes` in UTF-8, a lone CR made LF */
    int64_t modified;       /* seconds since 1970, or -1 */
    struct kept_copy *copy; /* NULL: the source itself may be handed out */
};

/* What archive and store get instead of a source that holds what is nobody's business. */
struct kept_copy {
    /* False with an error. *ret is NULL where nothing needs leaving out: the source itself goes. */
    bool (*make)(struct kept_copy *copy, GBytes **ret, GError **error);
    void (*free)(struct kept_copy *copy);
};

/* A picture the letter shows. */
struct document_picture {
    char *path; /* NULL: within the letter */
    GBytes *bytes;
};

/* Lines that were read but are not part of the letter: navigation, donation lines. */
struct set_aside {
    size_t first_line, last_line;
    const char *reason; /* a code: "residue-phrase", "residue-position", "residue-repeat" */
    const char *text;
};

/* A stray number must not fill the memory with the gaps below it. */
enum { MISSING_MOST = 100 * 1000 };

/* What the list says of itself, for `check` and the report. */
struct signatory_counts {
    int64_t listed;
    int64_t highest;      /* largest printed number; -1 when none is numbered */
    int64_t *missing;     /* numbers below the highest that are not printed, ascending */
    size_t n_missing;     /* how many `missing` lists: at most MISSING_MOST */
    int64_t all_missing;  /* how many there are */
    int64_t stated_total; /* as the text says; -1 when it says nothing */
    int64_t anonymous;    /* as the text says; -1 when it says nothing */
};

/* How many cells of a column look alike. */
struct list_shape {
    const char *name, *label; /* "email"; untranslated words for people */
    size_t count;
};

enum { LIST_SHAPES = 11, LIST_EXAMPLES = 3, LIST_ANSWERS = 8 };

/* What rows say where they are asked for consent, as it is written, and how it is taken: "given",
 * "refused", "pending", "anonymous", "unclear". */
struct list_answer {
    const char *text, *taken;
    size_t count;
};

/* What a column of a list's file was taken for. */
struct list_column {
    const char *head;               /* NULL if it has none */
    const char *kind, *label, *why; /* "name"; untranslated words for people */
    bool sure, printed;
    struct list_shape shapes[LIST_SHAPES];
    const char *examples[LIST_EXAMPLES]; /* of a printed column, from rows that are printed */
    size_t n_examples;
    struct list_answer answers[LIST_ANSWERS]; /* of a column that asks; the first ones */
    size_t n_answers, answers_more;           /* and how many rows say something else again */
};

/* A file that brought signatories: its columns, and what became of its rows. */
struct document_list {
    struct arena *arena; /* borrowed */
    const struct document_source *source;
    struct list_column *columns;
    size_t n_columns;
    size_t rows, printed;
    size_t refused, pending, anonymous; /* counted, and not printed */
    size_t withdrawn;                   /* struck out */
    /* How many of those that are printed are of each country, as written, and signed on each day,
     * "2020-06-01": text to number, g_free(). NULL where cells are not counted. */
    GHashTable *countries, *days;
};

struct document {
    struct arena *arena;
    struct node *root;       /* NODE_DOCUMENT; lang and direction are always set */
    const char *title;       /* plain text; "" if the letter has none */
    const char *date;        /* ISO 8601, the letter's own; NULL if it has none */
    const char *kind_beside; /* the same in the second language of a letter in two; or NULL */
    const char *kind;        /* what the author calls it, "Open letter"; or NULL */
    const char *short_title; /* for running heads; or NULL */
    const char *link;        /* where it is to be found; or NULL */
    const char *origin;      /* the address of the page it was captured from; NULL: none is known */
    const char *captured;    /* when, ISO 8601; NULL */
    const char *form;        /* "capture", "markdown", "html": which reader read it */
    GPtrArray *sources;      /* struct document_source, the letter first */
    GArray *set_aside;       /* struct set_aside, in order */
    struct signatory_counts counts;
    GPtrArray *kept;       /* struct document_picture: what pages point into */
    const GPtrArray *lent; /* the same of a document it is a copy of, borrowed: such a picture need
                              not be read again; or NULL */
    GPtrArray *lists;      /* struct document_list: files that brought signatories */
};

struct document *document_new(void);
void document_free(struct document *document);

/* A copy to be changed: its own nodes, the same sources. It borrows streams and counts from the
 * original, which must outlive it. */
struct document *document_copy(const struct document *document);

/* Adds a source; takes a reference to `bytes`, which is also its text until that is replaced. */
struct document_source *document_add_source(struct document *document, const char *path,
                                            GBytes *bytes, int64_t modified);

/* Where a source lies in the payload: "source/letter.txt". g_free() */
char *document_source_path(const struct document_source *source);

/* The bytes of a source that may leave the house. *ret, owned by the caller, is NULL where the file
 * at its path is to be taken as it is. False with the faults of a list that cannot be read again.
 */
bool document_source_hand_out(const struct document_source *source, GBytes **ret, GError **error);

/* A file of signatories to be accounted for, in the document's arena. */
struct document_list *document_add_list(struct document *document,
                                        const struct document_source *source);

/* Keeps an image's bytes (its own reference) as long as the document lives. `path` is where it was
 * read: an input of the letter like any other; NULL where it came within the letter. */
void document_keep(const struct document *document, const char *path, GBytes *bytes);

/* What was read at `path`, of the pictures that the document is lent: a reference, or NULL. */
GBytes *document_lent(const struct document *document, const char *path);

/* Fills `counts.listed`, `highest` and `missing` from the signatory list(s); leaves the stated
 * totals as they are, but that those whom a list counts and does not print are `anonymous` where
 * the text says nothing. False with an error only if a streamed list cannot be read. */
bool document_count(struct document *document, GError **error);

/* The first list of kind LIST_SIGNATORIES, or NULL. */
const struct node *document_signatories(const struct document *document);

#endif
