// SPDX-License-Identifier: MIT
#include "zip/entry_check.h"

#include <inttypes.h>
#include <string.h>

enum {
    VERSION_MOST = 45,   // Store, Deflate and ZIP64 ask for no more (APPNOTE 4.4.3)
    VOLUME_LABEL = 0x08, // DOS attributes
    FOLDER = 0x10,
    FLAGS_KNOWN = 0x0006 | // how hard Deflate tried
                  ZIP_FLAG_ENCRYPTED | ZIP_FLAG_DESCRIPTOR | ZIP_FLAG_PATCHED | ZIP_FLAG_STRONG |
                  ZIP_FLAG_UTF8 | ZIP_FLAG_MASKED,
};

// Sizes and place: in the header, or, where that says all ones, in the ZIP64 field, in this order.
static void check_zip64(struct zip_entry *entry, struct zip_extra *extra, uint32_t disk,
                        struct findings *findings)
{
    bool wanted = entry->size == 0xFFFFFFFF || entry->packed == 0xFFFFFFFF ||
                  entry->header == 0xFFFFFFFF || disk == 0xFFFF;
    if (!extra->zip64) {
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
                       "a ZIP64 field is given beside sizes that do not refer to it");
}

// What the entry claims to be, by its Unix mode wherever one is given: programs that unpack honour
// it whatever system the header names.
static void check_mode(const struct zip_entry *entry, unsigned mode, struct findings *findings)
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

// The systems whose names and attributes every reader takes alike. For others (VMS, Acorn, old
// Macs) some readers translate names, cut versions off or join forks.
static bool host_known(unsigned host)
{
    static const uint8_t known[] = {0, 3, 10, 11, 14, 19}; // FAT, Unix, NTFS twice, VFAT, macOS
    return memchr(known, (int)host, sizeof known) != NULL;
}

static void check_kind(const struct zip_entry *entry, struct findings *findings)
{
    check_mode(entry, entry->external >> 16, findings);
    if (!host_known(entry->made_by >> 8))
        findings_fault(findings, "host-unknown", entry->name,
                       "made on a system (%u) whose names are not read alike everywhere",
                       entry->made_by >> 8);
    if ((entry->external & FOLDER) && !entry->folder)
        findings_fault(findings, "folder-differs", entry->name,
                       "the name and the attributes disagree on whether this is a folder");
    if (entry->external & VOLUME_LABEL)
        findings_fault(findings, "volume-label", entry->name,
                       "the attributes make it the label of a disk, which some readers leave out");
    if (entry->folder && (entry->size || entry->packed))
        findings_fault(findings, "folder-with-data", entry->name, "a folder with content");
}

bool entry_check_extra(struct zip_entry *entry, const struct zip_extra *extra,
                       struct findings *findings)
{
    if (entry->extra_reported)
        return false;
    if (extra->malformed)
        findings_fault(findings, "extra-malformed", entry->name,
                       "the extra fields do not fill their block, or one is too short");
    if (extra->repeated)
        findings_fault(findings, "extra-repeated", entry->name,
                       "an extra field is given twice in one header");
    if (extra->unknown)
        findings_fault(findings, "extra-unknown", entry->name,
                       "an extra field (0x%04X) that may change what the entry is",
                       extra->unknown_id);
    if (extra->mode)
        check_mode(entry, extra->mode, findings);
    if (extra->link)
        findings_fault(findings, "link", entry->name, "an extra field makes it a link or a device");
    bool same =
        !extra->other_name || (extra->other_name_length == entry->name_length &&
                               memcmp(extra->other_name, entry->name, entry->name_length) == 0);
    if (!same)
        findings_fault(findings, "name-differs", entry->name,
                       "an extra field gives the entry another name");
    entry->extra_reported =
        extra->malformed || extra->repeated || extra->unknown || extra->link || !same;
    return !entry->extra_reported;
}

static void check_flags(struct zip_entry *entry, const struct zip_extra *extra,
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
    if (entry->flags & ~FLAGS_KNOWN)
        findings_fault(findings, "flags-unknown", entry->name,
                       "flags that nobody has given a meaning (%04x)", entry->flags);
    if (entry->needed > VERSION_MOST)
        findings_fault(findings, "version-unknown", entry->name,
                       "the entry asks for version %u of the format", entry->needed);
    if (entry->disk != 0 && entry->disk != 0xFFFF)
        findings_fault(findings, "split", entry->name, "the entry begins in another part");
}

// A stored entry does not say where it ends but by its size. Who reads the file as it comes and
// finds that only behind the data looks for the descriptor's mark, which the data may hold.
static void check_descriptor(struct zip_entry *entry, struct findings *findings)
{
    if (!(entry->flags & ZIP_FLAG_DESCRIPTOR) || entry->method != ZIP_STORED || entry->size == 0)
        return;
    findings_fault(findings, "stored-descriptor", entry->name,
                   "stored, with its size only behind the data: readers differ in where it ends");
    entry->sound = false;
}

static void check_size(struct zip_entry *entry, const struct zip_limits *limits,
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

void entry_check(struct zip_entry *entry, const uint8_t *extra_block,
                 const struct zip_limits *limits, struct findings *findings)
{
    struct zip_extra extra = zip_extra_read(extra_block, entry->extra_length);
    entry->other_extra = extra.other;
    entry_check_extra(entry, &extra, findings);
    check_zip64(entry, &extra, entry->disk, findings);
    check_flags(entry, &extra, findings);
    check_kind(entry, findings);
    check_descriptor(entry, findings);
    check_size(entry, limits, findings);
}
