// SPDX-License-Identifier: MIT
// Signatures and time stamps that lie in the file they are over (ISO 32000-2, 12.8; PAdES, ETSI EN
// 319 142-1): the field, the dictionary and the hole in the file's bytes that its contents fill.
// What the contents say is for others to make and to judge.
#ifndef WARRAQ_PDF_SIGNATURE_H
#define WARRAQ_PDF_SIGNATURE_H

#include "pdf/reader.h"

enum pdf_signature_kind {
    PDF_SIGNATURE,  /* of a person or an organisation */
    PDF_TIME_STAMP, /* of a time-stamp authority, over the whole file */
};

/* A field and its widget in one, on the page whose object is `page`, its value the dictionary
 * `value`. It is not to be seen: an empty rectangle outside the page, which no structure element
 * has to hold (PDF/UA-1, 7.18.1) or may (PDF/UA-2, 8.9.2.4.13). */
void pdf_signature_put_field(GString *out, const char *name, uint32_t page, uint32_t value);

/* The dictionary, with room for contents of `room` bytes and for what they are over. It must be
 * written as an object of its own. `date` (PDF_SIGNATURE alone) is the time the signer claims,
 * seconds since 1970. */
void pdf_signature_put(GString *out, enum pdf_signature_kind kind, size_t room, int64_t date);

struct pdf_signature {
    char *name; /* its field's */
    enum pdf_signature_kind kind;
    bool cades;             /* its form is ETSI's (PAdES), not Adobe's old one */
    bool empty;             /* nothing is there: it was never made, or it was removed */
    int64_t date;           /* that it claims, or -1 */
    GString *filled;        /* all that fills the hole */
    GBytes *contents;       /* the same without the zeros behind it; NULL if empty */
    struct pdf_value range; /* the /ByteRange as it is spelt */
    size_t hole, hole_end;  /* where <contents> lies in the file */
    size_t covered;         /* the file from its start to here, but for the hole, is signed */
    const char *fault;      /* what is wrong with the range, marked with N_(); NULL: nothing */
};

/* Every signature field, in the form's order (struct pdf_signature), for g_ptr_array_unref(). At
 * most 1,000 are read; values live as long as the reader. */
GPtrArray *pdf_signatures_read(struct pdf_reader *reader);

/* What it is over. g_bytes_unref(). */
GBytes *pdf_signature_subject(const struct pdf_signature *signature, GBytes *file);

/* The text that fills its range, as long as the room that is there, where the file has `size`
 * bytes; NULL if it does not fit. g_free(). */
char *pdf_signature_range(const struct pdf_signature *signature, size_t size);

/* The text that fills the hole; NULL if the contents are too many. g_string_free(). */
GString *pdf_signature_fill(const struct pdf_signature *signature, GBytes *contents);

#endif
