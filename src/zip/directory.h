// SPDX-License-Identifier: MIT
// The structure of a ZIP, read by ourselves and believed in nothing: every byte of the file must be
// accounted for, once, and whatever is said twice must be said alike. Readers that believe one of
// two copies each are what a forged archive plays against one another.
//
// PKWARE's APPNOTE.TXT 6.3.10, sections 4.3 to 4.5.
#ifndef WARRAQ_ZIP_DIRECTORY_H
#define WARRAQ_ZIP_DIRECTORY_H

#include "base/findings.h"
#include "zip/limits.h"
#include "zip/input.h"

enum {
    ZIP_STORED = 0,
    ZIP_DEFLATED = 8,
    ZIP_FLAG_ENCRYPTED = 1 << 0,
    ZIP_FLAG_DESCRIPTOR = 1 << 3,
    ZIP_FLAG_PATCHED = 1 << 5,
    ZIP_FLAG_STRONG = 1 << 6,
    ZIP_FLAG_UTF8 = 1 << 11,
    ZIP_FLAG_MASKED = 1 << 13,
};

struct zip_entry {
    char *name; /* raw, `name_length` bytes and a NUL; a folder's ends in '/' */
    size_t name_length;
    uint16_t made_by, needed, flags, method, time, date;
    uint32_t crc;
    uint64_t packed, size; /* bytes as stored, and unpacked, by the central directory */
    uint16_t disk, internal, extra_length, comment_length;
    uint32_t external;
    uint64_t header, data, end; /* offsets: local header, first byte of data, past the descriptor */
    bool zip64;                 /* its sizes are in a ZIP64 field */
    uint16_t local_needed;      /* the version needed by the local header, */
    bool local_zip64;           /* and whether it has a ZIP64 field: each header asks for its own */
    bool other_extra;           /* has an extra field besides ZIP64's */
    bool extra_reported;        /* what its extra fields hold was reported */
    bool folder;
    bool below_top; /* lies in the top folder, once that is known */
    bool named;     /* its name can be trusted */
    bool sound;     /* its bytes may be read: local header and ranges are in order */
    bool checked;   /* its bytes were read to the end and judged */
};

struct zip_directory {
    struct zip_input *input; /* borrowed */
    GArray *entries;         /* struct zip_entry, in the order of the central directory */
    uint64_t start, end;     /* of the central directory */
    uint64_t base;           /* bytes before the archive, to be added to every offset */
    size_t comment_length;
    bool zip64;
    uint16_t made_by, needed; /* of the ZIP64 end record */
    size_t n_top; /* length of the top folder's name with its slash, once that is known */
};

/* Reads and judges everything but names and contents. NULL if there is nothing to go on, or more
 * than the limits allow; a fault then says why. zip_directory_free() accepts NULL. */
struct zip_directory *zip_directory_read(struct zip_input *input, const struct zip_limits *limits,
                                         struct findings *findings);
void zip_directory_free(struct zip_directory *directory);

static inline struct zip_entry *zip_directory_entry(const struct zip_directory *directory, guint i)
{
    return &g_array_index(directory->entries, struct zip_entry, i);
}

/* The name findings give an entry: below the bag's folder, as a bag that is a folder has it. */
static inline const char *zip_directory_shown(const struct zip_directory *directory,
                                              const struct zip_entry *entry)
{
    return entry->below_top ? entry->name + directory->n_top : entry->name;
}

#endif
