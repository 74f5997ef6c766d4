// SPDX-License-Identifier: MIT
#include "zip/directory.h"

#include "zip/end.h"
#include "zip/entry_check.h"
#include "zip/local.h"
#include "zip/other.h"

#include <inttypes.h>
#include <string.h>

enum {
    CENTRAL_SIZE = 46,
    WINDOW = 256 * 1024, // more than the longest record
    ENTRY_BYTES = 200,   // of the directory, allowed for each entry that is
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

// The directory is read through a window, so that its size costs no memory.
struct window {
    const struct zip_input *input;
    uint64_t offset, end; // what is still to be read
    uint8_t *bytes;
    size_t start, n; // of what is held and not yet used
    bool unreadable;
};

// Whether `n` bytes are held in one run.
static bool window_hold(struct window *window, size_t n)
{
    if (window->n >= n)
        return true;
    memmove(window->bytes, window->bytes + window->start, window->n);
    window->start = 0;
    size_t more = (size_t)MIN(window->end - window->offset, (uint64_t)WINDOW - window->n);
    window->unreadable |=
        !zip_input_read(window->input, window->offset, window->bytes + window->n, more);
    if (window->unreadable)
        return false;
    window->offset += more;
    window->n += more;
    return window->n >= n;
}

// The next record, *ret_length bytes long; NULL if there is none that fits.
static const uint8_t *window_record(struct window *window, size_t *ret_length)
{
    if (!window_hold(window, CENTRAL_SIZE))
        return NULL;
    const uint8_t *at = window->bytes + window->start;
    *ret_length = CENTRAL_SIZE + (size_t)zip_u16(at + 28) + zip_u16(at + 30) + zip_u16(at + 32);
    if (memcmp(at, "PK\1\2", 4) != 0 || !window_hold(window, *ret_length))
        return NULL;
    return window->bytes + window->start;
}

static bool directory_full(const struct zip_directory *directory, const struct zip_limits *limits,
                           struct findings *findings)
{
    if (directory->entries->len < limits->entries)
        return false;
    findings_fault(findings, "too-many-entries", NULL, "more than %" PRIu64 " entries",
                   limits->entries);
    return true;
}

// False if there are more entries than allowed: the rest is then left alone.
static bool directory_parse(struct zip_directory *directory, struct window *window,
                            const struct zip_limits *limits, struct findings *findings)
{
    const uint8_t *at;
    size_t length;
    while ((at = window_record(window, &length))) {
        if (directory_full(directory, limits, findings))
            return false;
        struct zip_entry entry = entry_parse(at);
        entry_check(&entry, at + CENTRAL_SIZE + entry.name_length, limits, findings);
        g_array_append_val(directory->entries, entry);
        window->start += length;
        window->n -= length;
    }
    uint64_t left = window->end - window->offset + window->n;
    if (window->unreadable)
        findings_fault(findings, "unreadable", NULL, "the central directory cannot be read");
    else if (left > 0)
        findings_fault(findings, "directory-malformed", NULL,
                       "the central directory breaks off after %u entries, %" PRIu64
                       " bytes before its end",
                       directory->entries->len, left);
    return !window->unreadable;
}

static bool directory_load(struct zip_directory *directory, const struct zip_limits *limits,
                           struct findings *findings)
{
    uint64_t n = directory->end - directory->start;
    if (n / ENTRY_BYTES > limits->entries) {
        findings_fault(findings, "directory-too-large", NULL,
                       "a central directory of %" PRIu64
                       " bytes; %d are allowed for each of %" PRIu64 " entries",
                       n, ENTRY_BYTES, limits->entries);
        return false;
    }
    struct window window = {
        directory->input, directory->start, directory->end, g_malloc(WINDOW), 0, 0, false};
    bool ok = directory_parse(directory, &window, limits, findings);
    g_free(window.bytes);
    return ok;
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

// Checks all that needs no unpacking; false if the archive is too large to go on.
static bool directory_judge(struct zip_directory *directory, const struct zip_end *end,
                            const struct zip_limits *limits, struct findings *findings)
{
    if (!directory_load(directory, limits, findings))
        return false;
    if (directory->entries->len != end->entries)
        findings_fault(findings, "count-differs", NULL,
                       "the end record counts %" PRIu64 " entries, the directory has %u",
                       end->entries, directory->entries->len);
    zip_other_check(directory->input, findings);
    zip_end_check_hidden(directory->input, end, directory->start, findings);
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
    if (!directory_place(directory, &end, findings) ||
        !directory_judge(directory, &end, limits, findings))
        g_clear_pointer(&directory, zip_directory_free);
    return directory;
}
