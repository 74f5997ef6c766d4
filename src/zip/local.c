// SPDX-License-Identifier: MIT
#include "zip/local.h"

#include "base/translate.h"

#include "zip/entry_check.h"

#include <inttypes.h>
#include <string.h>

enum { LOCAL_SIZE = 30 };

static bool local_fault(struct zip_entry *entry, struct findings *findings, const char *code,
                        const char *what)
{
    findings_fault_on(findings, code, entry->name,
                      "the local header and the directory disagree on %s", what);
    return false;
}

// With a data descriptor the local header may leave sum and sizes at zero.
static bool agrees(const struct zip_entry *entry, uint64_t local, uint64_t central)
{
    return local == central || ((entry->flags & ZIP_FLAG_DESCRIPTOR) && local == 0);
}

// A field that the plain sizes do not refer to is heeded by some readers all the same.
static bool check_spare_zip64(struct zip_entry *entry, struct zip_extra *extra,
                              struct findings *findings)
{
    uint64_t size = 0, packed = 0;
    if (extra->zip64_length == 16 && zip_extra_take(extra, &size) &&
        zip_extra_take(extra, &packed) && agrees(entry, size, entry->size) &&
        agrees(entry, packed, entry->packed))
        return true;
    findings_fault(findings, "zip64-differs", entry->name,
                   "a ZIP64 field is given beside sizes that do not refer to it");
    return false;
}

static bool check_sizes(struct zip_entry *entry, const uint8_t *local, struct zip_extra *extra,
                        struct findings *findings)
{
    uint64_t packed = zip_u32(local + 18), size = zip_u32(local + 22);
    bool wanted = packed == 0xFFFFFFFF || size == 0xFFFFFFFF;
    if (wanted && extra->zip64_length != 16) {
        findings_fault(findings, "zip64-malformed", entry->name,
                       "the local ZIP64 field does not hold both sizes");
        return false;
    }
    // In a local header the field holds both sizes even if one alone would need it (4.5.3).
    if (wanted) {
        uint64_t full_size = 0, full_packed = 0;
        zip_extra_take(extra, &full_size);
        zip_extra_take(extra, &full_packed);
        size = size == 0xFFFFFFFF ? full_size : size;
        packed = packed == 0xFFFFFFFF ? full_packed : packed;
    } else if (extra->zip64 && !check_spare_zip64(entry, extra, findings)) {
        return false;
    }
    if (!agrees(entry, packed, entry->packed) || !agrees(entry, size, entry->size))
        return local_fault(entry, findings, "local-size", N_("the size"));
    return true;
}

static bool check_name(struct zip_entry *entry, const uint8_t *name, size_t n,
                       struct findings *findings)
{
    if (n == entry->name_length && memcmp(name, entry->name, n) == 0)
        return true;
    return local_fault(entry, findings, "local-name", N_("the name"));
}

// Whether the content can be found all the same is the answer; a wrong time does not hinder that.
static bool check_fields(struct zip_entry *entry, const uint8_t *local, struct findings *findings)
{
    bool ok = true;
    entry->local_needed = zip_u16(local + 4);
    if (zip_u16(local + 6) != entry->flags)
        ok = local_fault(entry, findings, "local-flags", N_("the flags"));
    if (zip_u16(local + 8) != entry->method)
        ok = local_fault(entry, findings, "local-method", N_("the compression method"));
    if (zip_u16(local + 10) != entry->time || zip_u16(local + 12) != entry->date)
        local_fault(entry, findings, "local-time", N_("the time"));
    if (!agrees(entry, zip_u32(local + 14), entry->crc))
        ok = local_fault(entry, findings, "local-crc", N_("the CRC-32"));
    return ok;
}

static bool check_extra(struct zip_entry *entry, const uint8_t *local, const uint8_t *block,
                        size_t n, struct findings *findings)
{
    struct zip_extra extra = zip_extra_read(block, n);
    entry->other_extra |= extra.other;
    entry->local_zip64 = extra.zip64 != NULL;
    if (entry->local_needed != entry->needed && entry->local_zip64 == entry->zip64)
        findings_warning(findings, "local-version", entry->name,
                         "the local header and the directory disagree on the version needed");
    bool ok = entry_check_extra(entry, &extra, findings);
    if (extra.encrypted) {
        findings_fault(findings, "encrypted", entry->name, "the entry is encrypted");
        ok = false;
    }
    return check_sizes(entry, local, &extra, findings) && ok;
}

static bool local_read(struct zip_directory *directory, struct zip_entry *entry,
                       struct findings *findings)
{
    uint8_t local[LOCAL_SIZE];
    uint64_t header = entry->header + directory->base;
    uint64_t room = header < directory->start ? directory->start - header : 0;
    if (room < LOCAL_SIZE || !zip_input_read(directory->input, header, local, LOCAL_SIZE) ||
        memcmp(local, "PK\3\4", 4) != 0) {
        findings_fault(findings, "local-missing", entry->name,
                       "there is no local header where the directory says");
        return false;
    }
    size_t n_name = zip_u16(local + 26), n_extra = zip_u16(local + 28);
    entry->header = header;
    entry->data = header + LOCAL_SIZE + n_name + n_extra;
    uint8_t *rest = g_malloc(n_name + n_extra + 1);
    bool ok = LOCAL_SIZE + n_name + n_extra <= room &&
              zip_input_read(directory->input, header + LOCAL_SIZE, rest, n_name + n_extra);
    if (!ok)
        findings_fault(findings, "local-truncated", entry->name,
                       "the local header runs into the directory");
    if (ok) {
        ok = check_fields(entry, local, findings);
        ok &= check_name(entry, rest, n_name, findings);
        ok &= check_extra(entry, local, rest + n_name, n_extra, findings);
    }
    g_free(rest);
    if (entry->data > directory->start || entry->packed > directory->start - entry->data) {
        findings_fault(findings, "data-out-of-range", entry->name,
                       "the data runs into the directory");
        return false;
    }
    entry->end = entry->data + entry->packed;
    return ok;
}

// A descriptor has an optional mark; its sizes are of 8 bytes where the local header has a ZIP64
// field, else of 4 (4.3.9.2). One without the mark whose sum reads as the mark is taken two ways.
static bool descriptor_fits(const struct zip_entry *entry, const uint8_t *at, size_t n)
{
    bool marked = memcmp(at, "PK\7\10", 4) == 0, wide = entry->local_zip64;
    size_t length = (wide ? 20 : 12) + (marked ? 4 : 0);
    if (n < length)
        return false;
    at += marked ? 4 : 0;
    uint64_t packed = wide ? zip_u64(at + 4) : zip_u32(at + 4);
    uint64_t size = wide ? zip_u64(at + 12) : zip_u32(at + 8);
    return zip_u32(at) == entry->crc && packed == entry->packed && size == entry->size;
}

static bool descriptor_read(struct zip_directory *directory, struct zip_entry *entry,
                            struct findings *findings)
{
    uint8_t at[24];
    size_t n = (size_t)MIN(directory->start - entry->end, (uint64_t)sizeof at);
    if (n >= 12 && zip_input_read(directory->input, entry->end, at, n) &&
        descriptor_fits(entry, at, n)) {
        bool marked = memcmp(at, "PK\7\10", 4) == 0;
        entry->end += (entry->local_zip64 ? 20u : 12u) + (marked ? 4u : 0u);
        return true;
    }
    findings_fault(findings, "descriptor-differs", entry->name,
                   "the data descriptor is missing or disagrees with the directory");
    return false;
}

static gint by_header(gconstpointer a, gconstpointer b)
{
    const struct zip_entry *const *left = a, *const *right = b;
    uint64_t x = (*left)->header, y = (*right)->header;
    return x < y ? -1 : x > y;
}

static void check_gap(uint64_t from, uint64_t to, const char *before, struct findings *findings)
{
    if (to > from)
        findings_fault(findings, "hidden-bytes", before,
                       "%" PRIu64 " bytes at %" PRIu64 " belong to no entry", to - from, from);
}

// In the order of their place in the file the entries must follow one another without a gap.
// Where an entry has no place the space it left is no second fault, so `gaps` may be false.
static void check_ranges(struct zip_directory *directory, GPtrArray *placed, bool gaps,
                         struct findings *findings)
{
    uint64_t reached = directory->base;
    const char *before = NULL;
    g_ptr_array_sort(placed, by_header);
    for (guint i = 0; i < placed->len; i++) {
        struct zip_entry *entry = placed->pdata[i];
        if (entry->header < reached) {
            findings_fault(findings, "overlap", entry->name,
                           before ? N_("the entry overlaps %s")
                                  : N_("the entry overlaps what lies before it"),
                           before);
            entry->sound = false;
        }
        if (gaps)
            check_gap(reached, entry->header, entry->name, findings);
        if (entry->end > reached) {
            reached = entry->end;
            before = entry->name;
        }
    }
    if (gaps)
        check_gap(reached, directory->start, before, findings);
}

void zip_local_check(struct zip_directory *directory, struct findings *findings)
{
    GPtrArray *placed = g_ptr_array_new();
    bool all = true;
    for (guint i = 0; i < directory->entries->len; i++) {
        struct zip_entry *entry = zip_directory_entry(directory, i);
        bool ok = local_read(directory, entry, findings);
        if (entry->end && (entry->flags & ZIP_FLAG_DESCRIPTOR))
            ok &= descriptor_read(directory, entry, findings);
        entry->sound &= ok;
        all &= entry->end != 0;
        if (entry->end)
            g_ptr_array_add(placed, entry);
    }
    check_ranges(directory, placed, all, findings);
    g_ptr_array_unref(placed);
}
