// SPDX-License-Identifier: MIT
#include "pdf/icc.h"

#include "base/big_endian.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

enum { HEADER_SIZE = 128, TAGS_MOST = 12 };

// Signed 16.16 fixed point, from a number with five decimals.
static uint32_t fixed(int64_t hundred_thousandths)
{
    int64_t half = hundred_thousandths < 0 ? -50000 : 50000;
    return (uint32_t)(int32_t)((hundred_thousandths * 65536 + half) / 100000);
}

struct icc_tag {
    const char *name;
    GString *data; // the same data may serve several tags
};

static GString *element(const char *type)
{
    GString *out = g_string_new(type);
    big_put32(out, 0);
    return out;
}

static GString *element_xyz(int64_t x, int64_t y, int64_t z)
{
    GString *out = element("XYZ ");
    big_put32(out, fixed(x));
    big_put32(out, fixed(y));
    big_put32(out, fixed(z));
    return out;
}

static GString *element_text(const char *text)
{
    GString *out = element("mluc");
    size_t n = strlen(text);
    big_put32(out, 1);
    big_put32(out, 12);
    g_string_append(out, "enUS");
    big_put32(out, (uint32_t)(2 * n));
    big_put32(out, 28);
    for (size_t i = 0; i < n; i++)
        big_put16(out, (unsigned char)text[i]);
    return out;
}

// v = ((u + 0.055) / 1.055)^2.4 above 0.04045, u / 12.92 below: type 3.
static GString *element_srgb_curve(void)
{
    static const int64_t parameters[] = {240000, 94787, 5213, 7740, 4045};
    GString *out = element("para");
    big_put16(out, 3);
    big_put16(out, 0);
    for (size_t i = 0; i < G_N_ELEMENTS(parameters); i++)
        big_put32(out, fixed(parameters[i]));
    return out;
}

// Bradford's matrix from D65 to D50.
static GString *element_adaptation(void)
{
    static const int64_t matrix[] = {104788, 2292, -5020, 2957, 99048, -1707, -925, 1505, 75213};
    GString *out = element("sf32");
    for (size_t i = 0; i < G_N_ELEMENTS(matrix); i++)
        big_put32(out, fixed(matrix[i]));
    return out;
}

static void put_header(GString *out, uint32_t size, const char *kind, const char *space)
{
    big_put32(out, size);
    big_put32(out, 0);
    big_put32(out, 0x04200000); // version 4.2, the last that PDF 1.7 names
    g_string_append(out, kind);
    g_string_append(out, space);
    g_string_append(out, "XYZ ");
    static const unsigned date[] = {2006, 12, 1, 0, 0, 0}; // that of the data, for any build
    for (size_t i = 0; i < G_N_ELEMENTS(date); i++)
        big_put16(out, date[i]);
    g_string_append(out, "acsp");
    for (int i = 0; i < 6; i++)
        big_put32(out, 0);                // platform, flags, maker, model, attributes
    big_put32(out, *kind == 'p' ? 1 : 0); // relative colorimetric for print, else perceptual
    big_put32(out, fixed(96420));
    big_put32(out, fixed(100000));
    big_put32(out, fixed(82491));
    while (out->len < HEADER_SIZE)
        g_string_append_c(out, '\0');
}

static bool shares(const struct icc_tag *tags, size_t i)
{
    for (size_t before = 0; before < i; before++)
        if (tags[before].data == tags[i].data)
            return true;
    return false;
}

static GString *profile_write(const char *kind, const char *space, const struct icc_tag *tags,
                              size_t n)
{
    uint32_t offsets[TAGS_MOST], at = (uint32_t)(HEADER_SIZE + 4 + 12 * n);
    for (size_t i = 0; i < n; i++) {
        size_t owner = 0;
        while (tags[owner].data != tags[i].data)
            owner++;
        offsets[i] = owner < i ? offsets[owner] : at;
        if (owner == i)
            at += (uint32_t)((tags[i].data->len + 3) & ~(gsize)3);
    }
    GString *out = g_string_new(NULL);
    put_header(out, at, kind, space);
    big_put32(out, (uint32_t)n);
    for (size_t i = 0; i < n; i++) {
        g_string_append(out, tags[i].name);
        big_put32(out, offsets[i]);
        big_put32(out, (uint32_t)tags[i].data->len);
    }
    for (size_t i = 0; i < n; i++) {
        if (!shares(tags, i))
            g_string_append_len(out, tags[i].data->str, (gssize)tags[i].data->len);
        while (out->len % 4)
            g_string_append_c(out, '\0');
    }
    for (size_t i = 0; i < n; i++)
        if (!shares(tags, i))
            g_string_free(tags[i].data, TRUE);
    return out;
}

GString *icc_srgb(void)
{
    GString *curve = element_srgb_curve();
    const struct icc_tag tags[] = {
        {"desc", element_text("sRGB IEC61966-2.1")},
        {"cprt", element_text("No copyright, use freely")},
        {"wtpt", element_xyz(96420, 100000, 82491)},
        {"chad", element_adaptation()},
        {"rXYZ", element_xyz(43607, 22249, 1392)},
        {"gXYZ", element_xyz(38515, 71687, 9708)},
        {"bXYZ", element_xyz(14307, 6061, 71410)},
        {"rTRC", curve},
        {"gTRC", curve},
        {"bTRC", curve},
    };
    return profile_write("mntr", "RGB ", tags, G_N_ELEMENTS(tags));
}

// Luminance (Y, paper 87.62) of black tints of 0 to 100 % in steps of five; where the chart has
// no patch (35, 45, 55, 65 %) it lies on the line between its neighbours.
static const unsigned fogra39_black[] = {8762, 8077, 7410, 6777, 6177, 5575, 5008,
                                         4491, 3973, 3496, 3019, 2615, 2211, 1852,
                                         1492, 1193, 933,  696,  498,  337,  210};

static GString *element_black_curve(void)
{
    GString *out = element("curv");
    size_t n = G_N_ELEMENTS(fogra39_black);
    big_put32(out, (uint32_t)n);
    for (size_t i = n; i-- > 0;) // from solid ink, grey 0, to paper
        big_put16(out, (fogra39_black[i] * 65535u + fogra39_black[0] / 2) / fogra39_black[0]);
    return out;
}

GString *icc_black(void)
{
    const struct icc_tag tags[] = {
        {"desc", element_text("Black ink on coated paper (FOGRA39L)")},
        {"cprt", element_text("No copyright, use freely; data: Fogra, FOGRA39L")},
        {"wtpt", element_xyz(84480, 87620, 74570)},
        {"kTRC", element_black_curve()},
    };
    return profile_write("prtr", "GRAY", tags, G_N_ELEMENTS(tags));
}

unsigned icc_components(const void *profile, gsize n)
{
    const char *bytes = profile;
    if (n < HEADER_SIZE + 4 || memcmp(bytes + 36, "acsp", 4) != 0)
        return 0;
    if (memcmp(bytes + 12, "prtr", 4) != 0 && memcmp(bytes + 12, "mntr", 4) != 0)
        return 0;
    static const struct {
        const char *space;
        unsigned n;
    } spaces[] = {{"GRAY", 1}, {"RGB ", 3}, {"CMYK", 4}};
    for (size_t i = 0; i < G_N_ELEMENTS(spaces); i++)
        if (memcmp(bytes + 16, spaces[i].space, 4) == 0)
            return spaces[i].n;
    return 0;
}

gboolean icc_is_output(const void *profile, gsize n)
{
    return icc_components(profile, n) > 0 && memcmp((const char *)profile + 12, "prtr", 4) == 0;
}
