// SPDX-License-Identifier: MIT
// The letter of record: finished pages become one PDF that archives and assistive technology both
// accept. Pages are written as they come; memory does not grow with the list.
#ifndef WARRAQ_RECORD_RECORD_H
#define WARRAQ_RECORD_RECORD_H

#include "base/diag.h"
#include "base/file.h"
#include "page/page.h"
#include "record/level.h"

struct record_attachment {
    const char *name, *media_type, *description;
    GBytes *bytes;
    bool alternative; /* the same in another form; else what the record was made from */
};

struct pdf_reuse;

struct record_options {
    const struct level *level; /* NULL: the default */
    bool print; /* the printer's master: PDF/X-4 keys, trim and bleed, K-only black */
    const char *title, *lang, *author, *subject; /* author and subject may be NULL */
    const char *producer;                        /* "warraq 0.1.0"; NULL: the name alone */
    int64_t date;        /* seconds since 1970, UTC: creation and modification */
    const char *profile; /* ICC file of the output intent; NULL: sRGB, or black ink on coated
                            paper for print, both built in (pdf/icc.h) */
    const struct record_attachment *attachments;
    size_t n_attachments;
    struct diag *diag;       /* takes notes; NULL for none */
    struct font_set *fonts;  /* for the slug of a printer's master; NULL: it has none */
    size_t signature;        /* bytes of room for a signature of it (pdf/signature.h); 0: none */
    struct pdf_reuse *reuse; /* what records of the same faces share (pdf/reuse.h), or NULL */
    unsigned threads;        /* 0 or 1: one; the bytes are the same for any number */
};

struct record;

/* Starts a record into `out`, which stays the caller's to commit or abandon. */
struct record *record_open(struct file_out *out, const struct record_options *options,
                           GError **error);
/* Adds a page, which stays the caller's: another record may take it too. */
bool record_add(struct record *record, struct page *page, GError **error);
/* The same, and frees it. */
bool record_page(struct record *record, struct page *page, GError **error);
/* Writes what is left. Frees `record` either way. */
bool record_finish(struct record *record, GError **error);
void record_abandon(struct record *record);

/* record_page as a sink. */
struct page_sink record_sink(struct record *record);

#endif
