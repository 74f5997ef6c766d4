// SPDX-License-Identifier: MIT
// Sizes as the formats state them: PNG (ISO/IEC 15948), 11.2.2 IHDR; JPEG (ITU-T T.81), B.2.2
// frame headers; SVG's width, height and viewBox.
#include "layout/picture.h"

#include "base/error.h"
#include "base/file.h"
#include "base/path.h"

#include <math.h>
#include <string.h>

enum { IMAGE_LARGEST = 64 * 1024 * 1024, SIDE_MOST = 1000 * 1000 };

static unsigned big_endian(const unsigned char *bytes, int n)
{
    unsigned value = 0;
    while (n-- > 0)
        value = value << 8 | *bytes++;
    return value;
}

static bool probe_png(const unsigned char *bytes, size_t n, struct image *ret)
{
    static const unsigned char signature[] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    if (n < 24 || memcmp(bytes, signature, sizeof signature) != 0)
        return false;
    ret->kind = IMAGE_PNG;
    ret->width = big_endian(bytes + 16, 4);
    ret->height = big_endian(bytes + 20, 4);
    return true;
}

static bool is_frame_header(unsigned marker)
{
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

static bool probe_jpeg(const unsigned char *bytes, size_t n, struct image *ret)
{
    if (n < 4 || bytes[0] != 0xFF || bytes[1] != 0xD8)
        return false;
    for (size_t at = 2; at + 9 <= n && bytes[at] == 0xFF;) {
        unsigned marker = bytes[at + 1];
        if (marker == 0xFF) {
            at++; // fill byte
            continue;
        }
        if (is_frame_header(marker)) {
            ret->kind = IMAGE_JPEG;
            ret->height = big_endian(bytes + at + 5, 2);
            ret->width = big_endian(bytes + at + 7, 2);
            return true;
        }
        at += 2 + big_endian(bytes + at + 2, 2);
    }
    return false;
}

// The value of `name` in the tag's text, or NULL. The caller frees it.
static char *attribute(const char *tag, const char *name)
{
    size_t n = strlen(name);
    for (const char *at = tag; (at = strstr(at, name)) != NULL; at += n) {
        const char *equals = at + n + strspn(at + n, " \t\r\n");
        if (at == tag || !g_ascii_isspace(at[-1]) || *equals != '=')
            continue;
        const char *open = equals + 1 + strspn(equals + 1, " \t\r\n");
        const char *close = *open == '"' || *open == '\'' ? strchr(open + 1, *open) : NULL;
        if (close)
            return g_strndup(open + 1, (gsize)(close - open - 1));
    }
    return NULL;
}

// A length in CSS pixels; 0 where it is none or a percentage.
static double svg_length(const char *text)
{
    len value;
    if (!text)
        return 0;
    char *end;
    double number = g_ascii_strtod(text, &end);
    if (end != text && *end == '\0')
        return number;
    return len_parse(text, 0, &value) ? len_to_pt(value) / 0.75 : 0;
}

static void svg_view_box(const char *text, double *ret_width, double *ret_height)
{
    double values[4] = {0};
    for (int i = 0; text && i < 4; i++) {
        char *end;
        text += strspn(text, " ,\t\r\n");
        values[i] = g_ascii_strtod(text, &end);
        if (end == text)
            return;
        text = end;
    }
    *ret_width = values[2];
    *ret_height = values[3];
}

static unsigned side(double pixels)
{
    return isfinite(pixels) && pixels > 0 && pixels < SIDE_MOST ? (unsigned)ceil(pixels) : 0;
}

static bool probe_svg(const unsigned char *bytes, size_t n, struct image *ret)
{
    enum { HEAD = 64 * 1024 };
    char *head = g_strndup((const char *)bytes, MIN(n, (size_t)HEAD));
    const char *tag = strstr(head, "<svg");
    const char *end = tag ? strchr(tag, '>') : NULL;
    if (end) {
        char *text = g_strndup(tag, (gsize)(end - tag));
        char *width = attribute(text, "width"), *height = attribute(text, "height");
        char *box = attribute(text, "viewBox");
        double w = 0, h = 0;
        svg_view_box(box, &w, &h);
        double wide = svg_length(width), high = svg_length(height);
        // One side alone takes the other from the view box's shape.
        if (wide > 0 && high <= 0 && w > 0)
            high = wide * h / w;
        if (high > 0 && wide <= 0 && h > 0)
            wide = high * w / h;
        ret->kind = IMAGE_SVG;
        ret->width = side(wide > 0 ? wide : w);
        ret->height = side(high > 0 ? high : h);
        g_free(width);
        g_free(height);
        g_free(box);
        g_free(text);
    }
    g_free(head);
    return end != NULL;
}

bool picture_probe(const unsigned char *bytes, size_t n, struct image *ret)
{
    if (n == 0)
        return false;
    bool known = probe_png(bytes, n, ret) || probe_jpeg(bytes, n, ret) || probe_svg(bytes, n, ret);
    return known && ret->width > 0 && ret->height > 0 && ret->width < SIDE_MOST &&
           ret->height < SIDE_MOST;
}

bool picture_is_remote(const char *href)
{
    char *scheme = g_uri_parse_scheme(href);
    bool other = scheme && strcmp(scheme, "file") != 0 && strcmp(scheme, "data") != 0;
    bool remote = other || g_str_has_prefix(href, "//"); // "//static.example.org/a.png"
    g_free(scheme);
    return remote;
}

static bool is_inline(const char *href)
{
    return g_ascii_strncasecmp(href, "data:", 5) == 0;
}

// "data:image/png;base64,…" (RFC 2397): the picture itself.
static GBytes *inline_bytes(const char *href, GError **error)
{
    const char *comma = strchr(href, ',');
    if (!comma || comma - href < 7 || g_ascii_strncasecmp(comma - 7, ";base64", 7) != 0) {
        fault_set(error, FAULT_INVALID, "a data: picture is not in base64");
        return NULL;
    }
    gsize n;
    guchar *data = g_base64_decode(comma + 1, &n);
    return g_bytes_new_take(data, n);
}

// A relative name is beside the letter, wherever the program was called from.
static char *picture_path(const struct document *document, const char *href)
{
    if (is_inline(href))
        return g_strdup(href);
    const GPtrArray *sources = document->sources;
    char *name = g_uri_unescape_string(href, NULL);
    name = name ? name : g_strdup(href);
    if (sources->len == 0)
        return name;
    const struct document_source *letter = sources->pdata[0];
    char *path = path_beside(letter->path, name);
    g_free(name);
    return path;
}

static const char *letter_path(const struct document *document)
{
    if (document->sources->len == 0)
        return "-";
    const struct document_source *letter = document->sources->pdata[0];
    return letter->path;
}

static struct image *read_path(const struct document *document, const char *path, GError **error)
{
    bool within = is_inline(path);
    GBytes *bytes = within ? inline_bytes(path, error) : document_lent(document, path);
    if (!bytes && !within)
        bytes = file_read_named(path, letter_path(document), IMAGE_LARGEST, error);
    const char *name = within ? "data:" : path;
    if (!bytes)
        return NULL;
    struct image probed = {0};
    gsize n;
    const unsigned char *data = g_bytes_get_data(bytes, &n);
    if (!picture_probe(data, n, &probed)) {
        g_bytes_unref(bytes);
        fault_set(error, FAULT_INVALID, "%s: not a PNG, JPEG or SVG picture that says its size",
                  name);
        return NULL;
    }
    struct image *image = ARENA_NEW(document->arena, struct image);
    *image = probed;
    image->path = arena_strdup(document->arena, name);
    image->bytes = bytes;
    document_keep(document, within ? NULL : path, bytes);
    g_bytes_unref(bytes);
    return image;
}

const struct image *picture_read(const struct document *document, const char *href, GError **error)
{
    char *path = picture_path(document, href);
    const struct image *image = read_path(document, path, error);
    g_free(path);
    return image;
}

// Those that librsvg is told to leave out, for what they cost.
static void note_filters(const struct flow *flow, const struct image *image)
{
    gsize n;
    const void *data = g_bytes_get_data(image->bytes, &n);
    if (image->kind == IMAGE_SVG && memmem(data, n, "<filter", 7))
        diag_add(flow->job->diag, DIAG_WARNING, "svg-filter", SPAN_NONE,
                 "%s: its filters are left out", image->path);
}

const struct image *picture_open(struct flow *flow, const char *href, GError **error)
{
    char *path = picture_path(flow->job->document, href);
    struct image *image = g_hash_table_lookup(flow->images, path);
    if (!image && (image = read_path(flow->job->document, path, error)) != NULL) {
        g_hash_table_insert(flow->images, arena_strdup(flow->job->document->arena, path), image);
        note_filters(flow, image);
    }
    g_free(path);
    return image;
}

const struct image *picture_of_code(struct flow *flow, GBytes *png)
{
    static const char path[] = "code.png";
    struct image *image = g_hash_table_lookup(flow->images, path);
    if (image)
        return image;
    gsize n;
    const unsigned char *bytes = g_bytes_get_data(png, &n);
    image = ARENA_NEW(flow->job->document->arena, struct image);
    if (!picture_probe(bytes, n, image))
        return NULL;
    image->path = path;
    image->bytes = png;
    document_keep(flow->job->document, NULL, png);
    g_hash_table_insert(flow->images, (void *)path, image);
    return image;
}

struct point picture_fit(const struct image *image, len width, len height)
{
    double wide = image->width * 0.75 * LEN_PER_PT, high = image->height * 0.75 * LEN_PER_PT;
    double scale = MIN(1.0, MIN((double)width / wide, (double)height / high));
    return (struct point){(len)MAX(1, lround(wide * scale)), (len)MAX(1, lround(high * scale))};
}
