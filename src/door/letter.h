// SPDX-License-Identifier: MIT
// A letter on its way through the house: read, styled, dated, ready to be laid out.
#ifndef WARRAQ_DOOR_LETTER_H
#define WARRAQ_DOOR_LETTER_H

#include "model/document.h"
#include "model/particulars.h"
#include "page/page.h"
#include "door/page_starts.h"
#include "door/session.h"
#include "style/style.h"

struct letter {
    struct warraq *session; /* borrowed */
    struct document *document;
    const struct style *style;    /* the session's own, or */
    struct style *own_style;      /* this letter's alone; NULL */
    const struct document *whole; /* the letter that `document` sums up, borrowed; or NULL */
    int64_t date;                 /* of the job, seconds since 1970, UTC */
    const GPtrArray *redacted;    /* what bag-info.txt and PREMIS say of each redaction; or NULL */
    struct signing *signing;      /* signs the record within; NULL: nobody does */
    struct fact_store *facts;     /* what is known of long lists; NULL */
    GPtrArray *faces;             /* const struct face: what its pages show; NULL: nobody asks */
    struct page_starts *starts;   /* filled while it is laid out; NULL: nobody asks */
    unsigned pages_before;        /* of a volume: those of the volumes before it, */
    unsigned pages_after;         /* and after it; */
    unsigned pages;               /* its own, where they have been counted; 0 */
};

/* What a handout asks for beside the user's settings. */
struct letter_extra {
    const char *style; /* laid under the user's own styles, over `letter`; or NULL */
    const char *part;  /* a style over that, of a part of it; or NULL */
    const char *set;   /* a setting below the user's own; or NULL */
    len width, height; /* of the page, instead of --paper; 0 where the style decides */
    bool stream;      /* a long list of the letter's own is not held, where pages alone are asked */
    bool count_cells; /* gather what `check` reports of a list's columns */
    bool own_paper;   /* --paper is that of the sheets, not of the pages */
};

/* What a record asks for: the volumes' style where the session asks for volumes. */
struct letter_extra letter_extra_record(const struct warraq *w);

/* Gives the letter its style, as letter_open() does; letter_close() or style_free(own_style). */
bool letter_style(struct letter *letter, const struct letter_extra *extra, GError **error);

/* Reads the source and the styles. `extra` may be NULL. False leaves nothing to free. */
bool letter_open(struct warraq *w, const char *source, const struct letter_extra *extra,
                 struct letter *ret, GError **error);
void letter_close(struct letter *letter);

/* Lays the letter out; pages go to `sink`, and whoever listens to the session hears of each.
 * `ret_pages` may be NULL. */
bool letter_lay_out(const struct letter *letter, const struct page_sink *sink, size_t *ret_pages,
                    GError **error);

/* How many pages letter_lay_out() would make. What is to be said of them is said there. */
bool letter_count_pages(const struct letter *letter, unsigned *ret_pages, GError **error);

/* All pages, kept. */
bool letter_pages(const struct letter *letter, struct page_list *ret, GError **error);

/* "2020-09-09": the job's date, in `buffer`. */
#define ISO_DATE_SIZE 24
const char *letter_iso_date(const struct letter *letter, char buffer[ISO_DATE_SIZE]);

/* A word of a file of words ("data/summary.words"), in the letter's language; NULL where the file
 * cannot be read. g_free() */
char *letter_word(const struct letter *letter, const char *file, const char *key);

/* What is said of the letter beside its own words; the strings live in `arena`. */
bool letter_particulars(const struct letter *letter, struct arena *arena, struct particulars *ret,
                        GError **error);

/* False with FAULT_USAGE where neither --id nor the source's name says how to know the letter. */
bool letter_has_id(const struct letter *letter, GError **error);

/* The name archives and stores know it by: --id, else the source's name without its endings. */
char *letter_id(const struct letter *letter);

#endif
