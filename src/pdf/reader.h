// SPDX-License-Identifier: MIT
// A PDF read again, as our own writer makes them: cross-reference streams, object streams, Flate.
// A value is borrowed as the bytes that spell it and looked into when asked, so that a long list's
// tree costs no more than its own bytes. For files from strangers: every step is bounded, nothing
// is believed but what lies within the bytes.
#ifndef WARRAQ_PDF_READER_H
#define WARRAQ_PDF_READER_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct pdf_reader;

/* The bytes of one value, without white space around it; empty (at == end) where there is none. */
struct pdf_value {
    const char *at, *end;
};

/* What is not there; its bytes may be looked at like any other's. */
#define PDF_NOTHING ((struct pdf_value){"", ""})

/* `bytes` is kept by reference. NULL with FAULT_INVALID where its cross-reference cannot be read: a
 * table in place of a stream, encryption, or a file that is no PDF. `most` bounds, in bytes, what
 * its streams unpack to together; beyond it they read as empty. */
struct pdf_reader *pdf_reader_open(GBytes *bytes, size_t most, GError **error);
void pdf_reader_close(struct pdf_reader *reader); /* NULL is allowed */

/* Values live as long as the reader. */

/* The bytes of the file, and where among them a value is spelt; false where it lies in a stream. */
size_t pdf_reader_size(const struct pdf_reader *reader);
bool pdf_reader_place(const struct pdf_reader *reader, struct pdf_value value, size_t *ret_from,
                      size_t *ret_end);

/* The last cross-reference's dictionary, which is the trailer, and where it is. */
struct pdf_value pdf_reader_trailer(const struct pdf_reader *reader);
size_t pdf_reader_start(const struct pdf_reader *reader);

/* The document's catalog. */
struct pdf_value pdf_reader_catalog(const struct pdf_reader *reader);

/* One more than the highest number of an object, whether it says so or has one. */
uint32_t pdf_reader_numbers(const struct pdf_reader *reader);

/* Whether a number's object is a stream. */
bool pdf_reader_is_stream(struct pdf_reader *reader, uint32_t number);

/* Whether the object of a number lies at the same place in two files of which one begins the other,
 * or in neither. */
bool pdf_reader_alike(const struct pdf_reader *a, const struct pdf_reader *b, uint32_t number);

/* The object of a number; empty for one that is not there. */
struct pdf_value pdf_reader_object(struct pdf_reader *reader, uint32_t number);

/* What `value` refers to, if it is a reference, else itself; empty for an object that is not there.
 */
struct pdf_value pdf_reader_follow(struct pdf_reader *reader, struct pdf_value value);

/* The unpacked bytes of the stream that `reference` refers to; empty if it is none. */
struct pdf_value pdf_reader_stream(struct pdf_reader *reader, struct pdf_value reference);

/* The number of the object that `value` refers to; 0 if it is no reference. */
uint32_t pdf_value_object(struct pdf_value value);

/* The value under a key of a dictionary, a reference followed; the other leaves it. */
struct pdf_value pdf_reader_find(struct pdf_reader *reader, struct pdf_value dictionary,
                                 const char *key);
struct pdf_value pdf_value_find(struct pdf_value dictionary, const char *key);

/* Whether it is the name `name`, the opening of an array or a dictionary, a whole number. */
bool pdf_value_is(struct pdf_value value, const char *name);
bool pdf_value_is_array(struct pdf_value value);
bool pdf_value_is_dictionary(struct pdf_value value);
bool pdf_value_int(struct pdf_value value, int64_t *ret);

/* What lies between the brackets of an array; of any other value, the value. For pdf_value_next().
 */
struct pdf_value pdf_value_inside(struct pdf_value value);

/* The next value or operator of `rest`, which is then what follows it. False at the end. */
bool pdf_value_next(struct pdf_value *rest, struct pdf_value *ret);

/* Appends the bytes of a string, literal or hexadecimal. False if it is none. */
bool pdf_value_string(struct pdf_value value, GString *out);

/* Appends a text string in UTF-8: UTF-16 with its mark, else PDFDocEncoding's Latin part. */
void pdf_value_text(struct pdf_value value, GString *out);

#endif
