// SPDX-License-Identifier: MIT
#include "zip/extra.h"

#include "zip/input.h"

// Each known field and how it is read. What is not here may mean anything to somebody: libarchive
// makes a link or a folder of a file by a field of its own (0x6C78), PKWARE's for Unix (0x000D)
// holds the target of a link, so a field nobody has looked at is no more harmless than those.
static void take_zip64(struct zip_extra *extra, const uint8_t *data, size_t n)
{
    if (extra->zip64)
        return;
    extra->zip64 = data;
    extra->zip64_length = n;
}

static void take_encryption(struct zip_extra *extra, const uint8_t *data, size_t n)
{
    (void)data, (void)n;
    extra->encrypted = true;
}

// Version, CRC-32 of the plain name, name.
static void take_name(struct zip_extra *extra, const uint8_t *data, size_t n)
{
    extra->malformed |= n < 5;
    if (n < 5 || extra->other_name)
        return;
    extra->other_name = data + 5;
    extra->other_name_length = n - 5;
}

// CRC-32, mode, length of the link's target or number of the device, owner, group, target.
static void take_mode(struct zip_extra *extra, const uint8_t *data, size_t n)
{
    extra->malformed |= n < 14;
    if (n < 14)
        return;
    extra->mode = zip_u16(data + 4);
    extra->link |= n > 14 || zip_u32(data + 6) != 0;
}

static const struct extra_field {
    uint16_t id;
    void (*take)(struct zip_extra *extra, const uint8_t *data, size_t n); // NULL: nothing in it
} fields[] = {
    {0x0001, take_zip64},
    {0x000A, NULL},            // NTFS times
    {0x0017, take_encryption}, // PKWARE's strong encryption
    {0x5455, NULL},            // Info-ZIP: times
    {0x5855, NULL},            // Info-ZIP: times, owner
    {0x6375, NULL},            // Info-ZIP: the comment in UTF-8
    {0x7075, take_name},       // Info-ZIP: the name in UTF-8
    {0x756E, take_mode},       // ASi: mode, owner
    {0x7855, NULL},            // Info-ZIP: owner
    {0x7875, NULL},            // Info-ZIP: owner
    {0x9901, take_encryption}, // AE-x
    {0xA220, NULL},            // Office: room for the part to grow
    {0xCAFE, NULL},            // Java: marks a JAR
};

static void extra_field(struct zip_extra *extra, uint32_t *seen, uint16_t id, const uint8_t *data,
                        size_t n)
{
    extra->other |= id != fields[0].id;
    for (size_t i = 0; i < G_N_ELEMENTS(fields); i++) {
        if (fields[i].id != id)
            continue;
        extra->repeated |= (*seen & 1u << i) != 0;
        *seen |= 1u << i;
        if (fields[i].take)
            fields[i].take(extra, data, n);
        return;
    }
    extra->unknown_id = extra->unknown ? extra->unknown_id : id;
    extra->unknown = true;
}

struct zip_extra zip_extra_read(const uint8_t *block, size_t n)
{
    struct zip_extra extra = {0};
    uint32_t seen = 0;
    size_t at = 0;
    while (n - at >= 4) {
        size_t length = zip_u16(block + at + 2);
        if (length > n - at - 4)
            break;
        extra_field(&extra, &seen, zip_u16(block + at), block + at + 4, length);
        at += 4 + length;
    }
    extra.malformed |= at != n;
    return extra;
}

bool zip_extra_take(struct zip_extra *extra, uint64_t *ret)
{
    if (extra->zip64_length < 8)
        return false;
    *ret = zip_u64(extra->zip64);
    extra->zip64 += 8;
    extra->zip64_length -= 8;
    return true;
}
