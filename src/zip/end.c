// SPDX-License-Identifier: MIT
#include "zip/end.h"

#include "base/translate.h"

#include <inttypes.h>
#include <string.h>

enum {
    END_SIZE = 22,
    END64_SIZE = 56,
    LOCATOR_SIZE = 20,
    COMMENT_MOST = 65535,
};

static bool signed_as(const uint8_t *at, const char *letters)
{
    return memcmp(at, letters, 4) == 0;
}

// The right one ends exactly at the end of the file: of several the first, as the others may lie in
// its comment. Without such a one the last is taken.
static bool end_find(const uint8_t *tail, size_t n, size_t *ret, struct findings *findings)
{
    size_t last = n, exact = n;
    for (size_t at = n - END_SIZE + 1; at-- > 0;) {
        if (!signed_as(tail + at, "PK\5\6"))
            continue;
        if (last == n)
            last = at;
        if (at + END_SIZE + zip_u16(tail + at + 20) == n)
            exact = at;
    }
    if (last == n) {
        findings_fault(findings, "not-a-zip", NULL, "this is no ZIP: it has no end record");
        return false;
    }
    *ret = exact != n ? exact : last;
    return true;
}

static void end_check_tail(const uint8_t *end, size_t left, struct findings *findings)
{
    size_t stated = END_SIZE + (size_t)zip_u16(end + 20);
    if (stated < left)
        findings_fault(findings, "data-after-end", NULL, "%zu bytes follow the end of the archive",
                       left - stated);
    else if (stated > left)
        findings_fault(findings, "comment-truncated", NULL,
                       "the archive comment is said to be %zu bytes longer than the file",
                       stated - left);
}

static void check_disks(uint64_t disk, uint64_t start_disk, uint64_t here, uint64_t total,
                        struct findings *findings)
{
    if (disk != 0 || start_disk != 0)
        findings_fault(findings, "split", NULL, "the archive is a part of several");
    else if (here != total)
        findings_fault(findings, "count-differs", NULL,
                       "the end record gives two numbers of entries: %" PRIu64 " and %" PRIu64,
                       here, total);
}

// A field of the short record either is its ZIP64 twin or stands at its maximum.
static void check_twin(const char *what, uint64_t shorter, uint64_t longer, uint64_t most,
                       struct findings *findings)
{
    if (shorter != longer && shorter != most)
        findings_fault_on(findings, "zip64-differs", NULL, "the two end records disagree on %s",
                          what);
}

static bool end64_at(const struct zip_input *input, const uint8_t *locator, uint64_t locator_offset,
                     uint8_t *end64, struct zip_end *end, struct findings *findings)
{
    uint64_t offset = zip_u64(locator + 8);
    if (zip_u32(locator + 4) != 0 || zip_u32(locator + 16) != 1)
        findings_fault(findings, "split", NULL, "the archive is a part of several");
    // Bytes put before the archive shift the record; it still ends where the locator starts.
    if (locator_offset >= END64_SIZE && offset != locator_offset - END64_SIZE &&
        zip_input_read(input, locator_offset - END64_SIZE, end64, END64_SIZE) &&
        signed_as(end64, "PK\6\6")) {
        findings_fault(findings, "zip64-malformed", NULL,
                       "the ZIP64 end record is not where its locator says");
        offset = locator_offset - END64_SIZE;
    } else if (!zip_input_read(input, offset, end64, END64_SIZE) || !signed_as(end64, "PK\6\6")) {
        findings_fault(findings, "zip64-malformed", NULL,
                       "there is no ZIP64 end record where its "
                       "locator says");
        return false;
    }
    if (zip_u64(end64 + 4) != END64_SIZE - 12 || offset + END64_SIZE != locator_offset)
        findings_fault(findings, "zip64-malformed", NULL, "the ZIP64 end record has a wrong size");
    end->offset = offset;
    return true;
}

static void end64_read(const struct zip_input *input, const uint8_t *short_end, struct zip_end *end,
                       struct findings *findings)
{
    uint8_t locator[LOCATOR_SIZE], record[END64_SIZE];
    bool wanted = end->entries == 0xFFFF || end->size == 0xFFFFFFFF || end->start == 0xFFFFFFFF;
    if (end->offset < LOCATOR_SIZE ||
        !zip_input_read(input, end->offset - LOCATOR_SIZE, locator, LOCATOR_SIZE) ||
        !signed_as(locator, "PK\6\7")) {
        if (wanted && end->entries != 0xFFFF)
            findings_fault(findings, "zip64-missing", NULL,
                           "the end record refers to a ZIP64 record that is not there");
        return;
    }
    if (!end64_at(input, locator, end->offset - LOCATOR_SIZE, record, end, findings))
        return;
    end->zip64 = true;
    end->made_by = zip_u16(record + 12);
    end->needed = zip_u16(record + 14);
    if (!wanted)
        findings_warning(findings, "zip64-needless", NULL, "a ZIP64 end record nothing asks for");
    check_disks(zip_u32(record + 16), zip_u32(record + 20), zip_u64(record + 24),
                zip_u64(record + 32), findings);
    check_twin(N_("the number of entries"), zip_u16(short_end + 10), zip_u64(record + 32), 0xFFFF,
               findings);
    check_twin(N_("the size of the directory"), zip_u32(short_end + 12), zip_u64(record + 40),
               0xFFFFFFFF, findings);
    check_twin(N_("the place of the directory"), zip_u32(short_end + 16), zip_u64(record + 48),
               0xFFFFFFFF, findings);
    if (end->needed > 63)
        findings_fault(findings, "version-unknown", NULL,
                       "the archive asks for a later version of the format");
    end->entries = zip_u64(record + 32);
    end->size = zip_u64(record + 40);
    end->start = zip_u64(record + 48);
}

static void end_parse(const struct zip_input *input, const uint8_t *at, uint64_t offset,
                      struct zip_end *end, struct findings *findings)
{
    *end = (struct zip_end){
        .offset = offset,
        .last = offset,
        .entries = zip_u16(at + 10),
        .size = zip_u32(at + 12),
        .start = zip_u32(at + 16),
        .comment_length = zip_u16(at + 20),
    };
    check_disks(zip_u16(at + 4), zip_u16(at + 6), zip_u16(at + 8), zip_u16(at + 10), findings);
    end64_read(input, at, end, findings);
}

bool zip_end_read(const struct zip_input *input, struct zip_end *ret, struct findings *findings)
{
    if (input->size < END_SIZE) {
        findings_fault(findings, "not-a-zip", NULL, "this is no ZIP: %" PRIu64 " bytes",
                       input->size);
        return false;
    }
    size_t n = (size_t)MIN(input->size, (uint64_t)END_SIZE + COMMENT_MOST), at = 0;
    uint64_t tail_offset = input->size - n;
    uint8_t *tail = g_malloc(n);
    bool ok = zip_input_read(input, tail_offset, tail, n);
    if (!ok)
        findings_fault(findings, "unreadable", NULL, "the end of the file cannot be read");
    ok = ok && end_find(tail, n, &at, findings);
    if (ok) {
        end_check_tail(tail + at, n - at, findings);
        end_parse(input, tail + at, tail_offset + at, ret, findings);
    }
    g_free(tail);
    return ok;
}

// ---- other records ---------------------------------------------------------------------------

struct hunt {
    const struct zip_input *input;
    const struct zip_end *end;
    uint64_t start; // of the central directory
    uint64_t found; // the first place, if
    size_t n;
};

// Readers look for the end record from the back of the file, from the front, within the last 16 or
// 64 KiB, by its length or without: a second one is somebody's. An archive within the archive has
// its own; of those before the directory only one that reaches the file's end, or whose directory
// would be found where it says, counted from the file's beginning, can lead a reader astray.
static bool leads_astray(const struct hunt *hunt, uint64_t at)
{
    uint8_t record[END_SIZE], mark[4];
    if (!zip_input_read(hunt->input, at, record, END_SIZE))
        return false;
    uint64_t directory = zip_u32(record + 16);
    return at + END_SIZE + zip_u16(record + 20) == hunt->input->size ||
           (directory < at && zip_input_read(hunt->input, directory, mark, 4) &&
            signed_as(mark, "PK\1\2"));
}

static bool known_record(const struct zip_end *end, uint64_t at, const uint8_t *mark)
{
    if (signed_as(mark, "PK\5\6"))
        return at == end->last;
    return end->zip64 && at == (signed_as(mark, "PK\6\6") ? end->offset : end->last - LOCATOR_SIZE);
}

static bool is_hidden(const struct hunt *hunt, uint64_t at, const uint8_t *mark)
{
    static const char *const ends[] = {"PK\5\6", "PK\6\6", "PK\6\7"};
    static const char *const others[] = {"PK\1\2", "PK\3\4", "PK\7\10"};
    bool any = false;
    for (size_t i = 0; i < G_N_ELEMENTS(ends); i++)
        any |= signed_as(mark, ends[i]);
    if (at < hunt->start)
        return signed_as(mark, ends[0]) && leads_astray(hunt, at);
    if (any)
        return !known_record(hunt->end, at, mark);
    for (size_t i = 0; at > hunt->end->last && i < G_N_ELEMENTS(others); i++)
        any |= signed_as(mark, others[i]);
    return any;
}

static void hunt_piece(struct hunt *hunt, const uint8_t *piece, size_t n, uint64_t offset)
{
    for (const uint8_t *at = piece; n >= 4 && (at = memchr(at, 'P', n - 3 - (size_t)(at - piece)));
         at++) {
        uint64_t place = offset + (uint64_t)(at - piece);
        if (!is_hidden(hunt, place, at))
            continue;
        hunt->found = hunt->n++ ? hunt->found : place;
    }
}

void zip_end_check_hidden(const struct zip_input *input, const struct zip_end *end, uint64_t start,
                          struct findings *findings)
{
    enum { PIECE = 64 * 1024 };
    struct hunt hunt = {input, end, start, 0, 0};
    uint8_t *piece = g_malloc(PIECE);
    uint64_t at = input->size - MIN(input->size, (uint64_t)END_SIZE + COMMENT_MOST);
    at = MIN(at, start);
    while (input->size - at >= 4) {
        size_t n = (size_t)MIN(input->size - at, (uint64_t)PIECE);
        if (!zip_input_read(input, at, piece, n))
            break;
        hunt_piece(&hunt, piece, n, at);
        at += n - 3; // a signature may lie across two pieces
    }
    g_free(piece);
    if (hunt.n > 0)
        findings_fault(
            findings, "end-ambiguous", NULL,
            "%zu more records that a reader may take for the archive's own, the first at "
            "%" PRIu64,
            hunt.n, hunt.found);
}
