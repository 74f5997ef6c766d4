// SPDX-License-Identifier: MIT
#include "zip/extra.h"

#include "zip/input.h"

enum {
    FIELD_ZIP64 = 0x0001,
    FIELD_STRONG = 0x0017,
    FIELD_UNICODE_PATH = 0x7075,
    FIELD_ASI_UNIX = 0x756E,
    FIELD_AES = 0x9901,
};

static void extra_field(struct zip_extra *extra, uint16_t id, const uint8_t *data, size_t n)
{
    extra->other |= id != FIELD_ZIP64;
    switch (id) {
    case FIELD_ZIP64:
        if (extra->n_zip64++ == 0) {
            extra->zip64 = data;
            extra->zip64_length = n;
        }
        break;
    case FIELD_STRONG:
    case FIELD_AES:
        extra->encrypted = true;
        break;
    case FIELD_UNICODE_PATH: // version, CRC of the plain name, name
        extra->malformed |= n < 5;
        if (n >= 5) {
            extra->other_name = data + 5;
            extra->other_name_length = n - 5;
        }
        break;
    case FIELD_ASI_UNIX: // CRC, mode, ...
        if (n >= 6)
            extra->mode = zip_u16(data + 4);
        break;
    default:
        break;
    }
}

struct zip_extra zip_extra_read(const uint8_t *block, size_t n)
{
    struct zip_extra extra = {0};
    size_t at = 0;
    while (n - at >= 4) {
        size_t length = zip_u16(block + at + 2);
        if (length > n - at - 4)
            break;
        extra_field(&extra, zip_u16(block + at), block + at + 4, length);
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
