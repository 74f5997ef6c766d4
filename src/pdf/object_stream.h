// SPDX-License-Identifier: MIT
// An object stream being filled (ISO 32000-1, 7.5.7). One thread.
//
// Where objects are alike, such as the items of a list, the stream is made of rows, each packed as
// what it has more than the one above (PNG's Up, 7.4.4.4): neighbours differ in a digit or two at
// the same place. The elements of a list then take a third of the room and of the time.
#ifndef WARRAQ_PDF_OBJECT_STREAM_H
#define WARRAQ_PDF_OBJECT_STREAM_H

#include "pdf/stream.h"

struct object_stream;

struct object_stream *object_stream_new(void);
void object_stream_free(struct object_stream *stream);

/* Adds an object that is no stream. */
void object_stream_add(struct object_stream *stream, uint32_t id, const char *text, size_t n);

/* How many it has, and the number of one of them. */
unsigned object_stream_length(const struct object_stream *stream);
uint32_t object_stream_id(const struct object_stream *stream, unsigned index);

/* Moves those of a stream that are too few to gain by being alike. */
void object_stream_move_few(struct object_stream *from, struct object_stream *to);

/* More pack no better, and a reader must unpack all for one object. */
bool object_stream_is_full(const struct object_stream *stream);

/* What a row is. */
enum object_rows {
    OBJECTS_TIGHT,  /* there are none */
    OBJECTS_ALIKE,  /* an object, padded to the longest; of the index, a pair or two */
    OBJECTS_OF_REFS /* two references, see put_wide_ref(): the objects are long arrays of them */
};

/* All that was added, as a stream for the file whose object is `id`; it is empty after. */
struct pdf_stream object_stream_close(struct object_stream *stream, uint32_t id,
                                      enum object_rows rows);

/* The columns of two references. */
enum { OBJECT_REFS_COLUMNS = 24 };

/* "12 0 R" and spaces: such references stand under one another. */
void put_wide_ref(GString *out, uint32_t id);

/* The entries of an object stream of n objects that begin at `first`. */
GString *object_stream_dict(unsigned n, size_t first);

#endif
