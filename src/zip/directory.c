// SPDX-License-Identifier: MIT
#include "zip/directory.h"

#include "zip/name.h"
#include "zip/end.h"
#include "zip/extra.h"
#include "zip/local.h"

#include <inttypes.h>
#include <string.h>

enum {
    CENTRAL_SIZE = 46,
    DIRECTORY_MOST = 64 * 1024 * 1024, // bytes held in memory
    VERSION_MOST = 63,
};

static void entry_clear(gpointer data)
{
    g_free(((struct zip_entry *)data)->name);
}

void zip_directory_free(struct zip_directory *directory)
{
    if (!directory)
        return;
    g_array_unref(directory->entries);
    g_free(directory);
}

// Sizes and place: in the header, or, where that says all ones, in the ZIP64 field, in this order.
static void entry_zip64(struct zip_entry *entry, struct zip_extra *extra, uint32_t disk,
                        struct findings *findings)
{
    bool wanted = entry->size == 0xFFFFFFFF || entry->packed == 0xFFFFFFFF ||
                  entry->header == 0xFFFFFFFF || disk == 0xFFFF;
    if (extra->n_zip64 > 1)
        findings_fault(findings, "zip64-malformed", entry->name, "two ZIP64 fields in one header");
    if (!extra->n_zip64) {
        if (wanted)
            findings_fault(findings, "zip64-missing", entry->name,
                           "the header refers to a ZIP64 field that is not there");
        return;
    }
    entry->zip64 = true;
    bool ok = (entry->size != 0xFFFFFFFF || zip_extra_take(extra, &entry->size)) &&
              (entry->packed != 0xFFFFFFFF || zip_extra_take(extra, &entry->packed)) &&
              (entry->header != 0xFFFFFFFF || zip_extra_take(extra, &entry->header));
    size_t left = disk == 0xFFFF ? 4 : 0;
    if (!ok || (wanted && extra->zip64_length != left))
        findings_fault(findings, "zip64-malformed", entry->name,
                       "the ZIP64 field does not hold what the header leaves to it");
    if (!wanted)
        findings_fault(findings, "zip64-differs", entry->name,
                       "a ZIP64 field stands beside sizes that do not refer to it");
}

// What the entry claims to be, by its Unix mode wherever one is given: programs that unpack honour
// it whatever system the header names.
static void entry_check_mode(const struct zip_entry *entry, unsigned mode,
                             struct findings *findings)
{
    unsigned kind = mode & 0170000;
    if (kind == 0120000)
        findings_fault(findings, "link", entry->name, "a symbolic link");
    else if (kind != 0 && kind != 0100000 && kind != 0040000)
        findings_fault(findings, "special-file", entry->name,
                       "neither a file nor a folder (mode %o)", mode);
    else if (kind != 0 && (kind == 0040000) != entry->folder)
        findings_fault(findings, "folder-differs", entry->name,
                       "the name and the mode disagree on whether this is a folder");
    if (mode & 07000)
        findings_fault(findings, "mode-special", entry->name,
                       "set-user-id, set-group-id or sticky bits (mode %o)", mode);
}

static void entry_check_kind(const struct zip_entry *entry, const struct zip_extra *extra,
                             struct findings *findings)
{
    entry_check_mode(entry, entry->external >> 16, findings);
    if (extra->mode)
        entry_check_mode(entry, extra->mode, findings);
    if ((entry->external & 0x10) && !entry->folder)
        findings_fault(findings, "folder-differs", entry->name,
                       "the name and the attributes disagree on whether this is a folder");
    if (entry->folder && (entry->size || entry->packed))
        findings_fault(findings, "folder-with-data", entry->name, "a folder with content");
}

static void entry_check_flags(struct zip_entry *entry, const struct zip_extra *extra,
                              struct findings *findings)
{
    if ((entry->flags & (ZIP_FLAG_ENCRYPTED | ZIP_FLAG_STRONG | ZIP_FLAG_MASKED)) ||
        entry->method == 99 || extra->encrypted) {
        findings_fault(findings, "encrypted", entry->name, "the entry is encrypted");
        entry->sound = false;
    } else if (entry->flags & ZIP_FLAG_PATCHED) {
        findings_fault(findings, "patched", entry->name, "the entry is a patch to another file");
        entry->sound = false;
    } else if (entry->method != ZIP_STORED && entry->method != ZIP_DEFLATED) {
        findings_fault(findings, "method-unknown", entry->name,
                       "compression method %u; only Store and Deflate are archival", entry->method);
        entry->sound = false;
    }
    if ((entry->needed & 0xFF) > VERSION_MOST)
        findings_fault(findings, "version-unknown", entry->name,
                       "the entry asks for version %u of the format", entry->needed & 0xFF);
    if (entry->disk != 0 && entry->disk != 0xFFFF)
        findings_fault(findings, "split", entry->name, "the entry begins in another part");
}

static void entry_check_size(struct zip_entry *entry, const struct zip_limits *limits,
                             struct findings *findings)
{
    if (entry->method == ZIP_STORED && entry->packed != entry->size) {
        findings_fault(findings, "stored-size-differs", entry->name,
                       "stored, yet %" PRIu64 " bytes are said to be %" PRIu64, entry->packed,
                       entry->size);
        entry->sound = false;
    }
    const uint64_t small = 1024 * 1024; // a small file cannot do harm by its ratio
    if (entry->size > small && entry->size / MAX(entry->packed, 1) > limits->ratio) {
        findings_fault(findings, "bomb-ratio", entry->name,
                       "unpacks to %" PRIu64 " times its size; the limit "
                       "is %" PRIu64,
                       entry->size / MAX(entry->packed, 1), limits->ratio);
        entry->sound = false;
    }
}

static void entry_check(struct zip_entry *entry, const uint8_t *extra_block,
                        const struct zip_limits *limits, struct findings *findings)
{
    struct zip_extra extra = zip_extra_read(extra_block, entry->extra_length);
    entry->other_extra = extra.other;
    if (extra.malformed)
        findings_fault(findings, "extra-malformed", entry->name,
                       "the extra fields of the directory do not fill their block");
    entry_zip64(entry, &extra, entry->disk, findings);
    if (extra.other_name && (extra.other_name_length != entry->name_length ||
                             memcmp(extra.other_name, entry->name, entry->name_length) != 0))
        findings_fault(findings, "name-differs", entry->name,
                       "an extra field gives the entry another name");
    entry_check_flags(entry, &extra, findings);
    entry_check_kind(entry, &extra, findings);
    entry_check_size(entry, limits, findings);
}

// A zero byte inside a name would end it early for half of the readers, and is a fault of its own
// later on; for the messages the name is cut there.
static struct zip_entry entry_parse(const uint8_t *at)
{
    struct zip_entry entry = {
        .made_by = zip_u16(at + 4),
        .needed = zip_u16(at + 6),
        .flags = zip_u16(at + 8),
        .method = zip_u16(at + 10),
        .time = zip_u16(at + 12),
        .date = zip_u16(at + 14),
        .crc = zip_u32(at + 16),
        .packed = zip_u32(at + 20),
        .size = zip_u32(at + 24),
        .name_length = zip_u16(at + 28),
        .extra_length = zip_u16(at + 30),
        .comment_length = zip_u16(at + 32),
        .disk = zip_u16(at + 34),
        .internal = zip_u16(at + 36),
        .external = zip_u32(at + 38),
        .header = zip_u32(at + 42),
        .named = true,
        .sound = true,
    };
    entry.name = g_malloc(entry.name_length + 1);
    memcpy(entry.name, at + CENTRAL_SIZE, entry.name_length);
    entry.name[entry.name_length] = '\0';
    entry.folder = entry.name_length > 0 && entry.name[entry.name_length - 1] == '/';
    return entry;
}

// The next record's whole length, or 0 if there is none that fits.
static size_t record_length(const uint8_t *at, size_t left)
{
    if (left < CENTRAL_SIZE || memcmp(at, "PK\1\2", 4) != 0)
        return 0;
    size_t n = CENTRAL_SIZE + (size_t)zip_u16(at + 28) + zip_u16(at + 30) + zip_u16(at + 32);
    return n <= left ? n : 0;
}

// False if there are more entries than allowed: the rest is then left alone.
static bool directory_parse(struct zip_directory *directory, const uint8_t *block, size_t n,
                            const struct zip_limits *limits, struct findings *findings)
{
    size_t at = 0, length;
    while ((length = record_length(block + at, n - at)) > 0) {
        if (directory->entries->len >= limits->entries) {
            findings_fault(findings, "too-many-entries", NULL, "more than %" PRIu64 " entries",
                           limits->entries);
            return false;
        }
        struct zip_entry entry = entry_parse(block + at);
        entry_check(&entry, block + at + CENTRAL_SIZE + entry.name_length, limits, findings);
        g_array_append_val(directory->entries, entry);
        at += length;
    }
    if (at != n)
        findings_fault(findings, "directory-malformed", NULL,
                       "the central directory breaks off after %u entries, %zu bytes before its "
                       "end",
                       directory->entries->len, n - at);
    return true;
}

static uint8_t *directory_load(struct zip_directory *directory, struct findings *findings)
{
    uint64_t n = directory->end - directory->start;
    if (n > DIRECTORY_MOST) {
        findings_fault(findings, "directory-too-large", NULL,
                       "a central directory of %" PRIu64 " bytes", n);
        return NULL;
    }
    uint8_t *block = g_malloc(n + 1);
    if (zip_input_read(directory->input, directory->start, block, n))
        return block;
    findings_fault(findings, "unreadable", NULL, "the central directory cannot be read");
    g_free(block);
    return NULL;
}

static bool directory_begins(const struct zip_input *input, uint64_t offset)
{
    uint8_t mark[4];
    return zip_input_read(input, offset, mark, 4) && memcmp(mark, "PK\1\2", 4) == 0;
}

// The directory should end where the end record begins. If it would fit there when moved as a
// whole, bytes were put before the archive, and every offset is short by as much.
static bool directory_place(struct zip_directory *directory, const struct zip_end *end,
                            struct findings *findings)
{
    directory->start = end->start;
    directory->end = end->start + end->size;
    bool fits = end->size <= end->offset && end->start <= end->offset - end->size;
    if (fits && directory->end == end->offset)
        return true;
    uint64_t moved = end->size <= end->offset ? end->offset - end->size : 0;
    if (fits && end->size > 0 && !directory_begins(directory->input, directory->start) &&
        directory_begins(directory->input, moved)) {
        directory->base = moved - end->start;
        directory->start = moved;
        directory->end = end->offset;
        findings_fault(findings, "prefixed", NULL, "%" PRIu64 " bytes were put before the archive",
                       directory->base);
        return true;
    }
    findings_fault(findings, "directory-misplaced", NULL,
                   "the central directory does not end where the end record begins");
    return fits;
}

static bool directory_fits(const struct zip_directory *directory, const struct zip_limits *limits,
                           struct findings *findings)
{
    uint64_t total = 0;
    for (guint i = 0; i < directory->entries->len; i++) {
        uint64_t size = zip_directory_entry(directory, i)->size;
        total = size > UINT64_MAX - total ? UINT64_MAX : total + size;
    }
    if (total > limits->bytes)
        findings_fault(findings, "bomb-size", NULL,
                       "unpacks to %" PRIu64 " bytes; the limit is %" PRIu64, total, limits->bytes);
    return total <= limits->bytes;
}

// All that can be told without unpacking; false if the archive is too large to go on.
static bool directory_judge(struct zip_directory *directory, const struct zip_end *end,
                            const uint8_t *block, const struct zip_limits *limits,
                            struct findings *findings)
{
    if (!directory_parse(directory, block, directory->end - directory->start, limits, findings))
        return false;
    if (directory->entries->len != end->entries)
        findings_fault(findings, "count-differs", NULL,
                       "the end record counts %" PRIu64 " entries, the directory has %u",
                       end->entries, directory->entries->len);
    zip_local_check(directory, findings);
    return directory_fits(directory, limits, findings);
}

struct zip_directory *zip_directory_read(struct zip_input *input, const struct zip_limits *limits,
                                         struct findings *findings)
{
    struct zip_end end;
    if (!zip_end_read(input, &end, findings))
        return NULL;
    struct zip_directory *directory = g_new0(struct zip_directory, 1);
    directory->input = input;
    directory->entries = g_array_new(FALSE, FALSE, sizeof(struct zip_entry));
    g_array_set_clear_func(directory->entries, entry_clear);
    directory->comment_length = end.comment_length;
    directory->zip64 = end.zip64;
    directory->made_by = end.made_by;
    directory->needed = end.needed;
    uint8_t *block = NULL;
    if (directory_place(directory, &end, findings))
        block = directory_load(directory, findings);
    if (!block || !directory_judge(directory, &end, block, limits, findings))
        g_clear_pointer(&directory, zip_directory_free);
    g_free(block);
    return directory;
}
