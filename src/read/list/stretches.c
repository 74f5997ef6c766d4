// SPDX-License-Identifier: MIT
#include "read/list/stretches.h"

#include "base/digest.h"
#include "model/node.h"

#include <gio/gio.h>

// ---- what rows come to ----

void told_add(struct told *told, size_t line)
{
    if (told->count < LINES_TOLD)
        told->lines[told->count] = line;
    told->count++;
}

static void told_join(struct told *told, const struct told *more, ptrdiff_t lines)
{
    for (size_t i = 0; i < MIN(more->count, LINES_TOLD); i++)
        told_add(told, (size_t)((ptrdiff_t)more->lines[i] + lines));
    told->count += more->count - MIN(more->count, LINES_TOLD);
}

void row_counts_add(struct row_counts *counts, const struct row_counts *more, ptrdiff_t lines)
{
    counts->rows += more->rows;
    counts->printed += more->printed;
    counts->refused += more->refused;
    counts->pending += more->pending;
    counts->anonymous += more->anonymous;
    counts->withdrawn += more->withdrawn;
    told_join(&counts->nameless, &more->nameless, lines);
    told_join(&counts->private_cells, &more->private_cells, lines);
    told_join(&counts->unclear, &more->unclear, lines);
}

// ---- one stretch ----

struct number_run {
    int64_t first, n;
};

struct row_stretch *stretch_new(void)
{
    struct row_stretch *stretch = g_rc_box_new0(struct row_stretch);
    stretch->numbers = g_array_new(FALSE, FALSE, sizeof(struct number_run));
    return stretch;
}

static void clear(void *data)
{
    struct row_stretch *stretch = data;
    g_free(stretch->digest);
    g_free(stretch->content);
    g_array_unref(stretch->numbers);
}

void stretch_free(struct row_stretch *stretch)
{
    g_rc_box_release_full(stretch, clear);
}

static void unref(void *data)
{
    stretch_free(data);
}

void stretch_add_number(struct row_stretch *stretch, int64_t number)
{
    GArray *runs = stretch->numbers;
    struct number_run *last =
        runs->len ? &g_array_index(runs, struct number_run, runs->len - 1) : NULL;
    struct number_run run = {number, 1};
    if (last && number > last->first && number - last->first == last->n)
        last->n++;
    else
        g_array_append_val(runs, run);
}

// ---- all of them ----

static struct row_stretch *at(const GPtrArray *stretches, guint i)
{
    return g_ptr_array_index(stretches, i);
}

GPtrArray *stretches_new(void)
{
    return g_ptr_array_new_with_free_func(unref);
}

void stretches_add(GPtrArray *stretches, const GPtrArray *from, guint first, guint last)
{
    for (guint i = first; i < last; i++)
        g_ptr_array_add(stretches, g_rc_box_acquire(at(from, i)));
}

void stretches_sum(const GPtrArray *stretches, struct row_counts *ret)
{
    size_t line = 1;
    *ret = (struct row_counts){0};
    for (guint i = 0; i < stretches->len; i++) {
        row_counts_add(ret, &at(stretches, i)->counts, (ptrdiff_t)line);
        line += at(stretches, i)->lines;
    }
}

void stretches_numbers(const GPtrArray *stretches, struct number_set *numbers, int64_t *listed)
{
    for (guint i = 0; i < stretches->len; i++) {
        const GArray *runs = at(stretches, i)->numbers;
        *listed += (int64_t)at(stretches, i)->entries;
        for (guint k = 0; k < runs->len; k++) {
            const struct number_run *run = &g_array_index(runs, struct number_run, k);
            for (int64_t n = 0; n < run->n; n++)
                number_set_add(numbers, run->first + n);
        }
    }
}

static void part_clear(void *data)
{
    g_free(((struct stream_part *)data)->content);
}

GArray *stretches_parts(const GPtrArray *stretches)
{
    GArray *parts = g_array_new(FALSE, FALSE, sizeof(struct stream_part));
    g_array_set_clear_func(parts, part_clear);
    for (guint i = 0; i < stretches->len; i++) {
        const struct row_stretch *stretch = at(stretches, i);
        struct stream_part part = {stretch->entries, g_strdup(stretch->content)};
        if (part.content)
            g_array_append_val(parts, part);
    }
    return parts;
}

size_t stretches_size(const GPtrArray *stretches)
{
    size_t n = 0;
    for (guint i = 0; i < stretches->len; i++)
        n += sizeof(struct row_stretch) + 2 * DIGEST_HEX_MAX +
             at(stretches, i)->numbers->len * sizeof(struct number_run);
    return n;
}

struct sheet_point stretches_find(const GPtrArray *stretches, size_t *entry)
{
    struct sheet_point place = {0, 1};
    for (guint i = 0; i < stretches->len && *entry >= at(stretches, i)->entries; i++) {
        *entry -= at(stretches, i)->entries;
        place.at += at(stretches, i)->bytes;
        place.line += at(stretches, i)->lines;
    }
    return place;
}

// ---- their bytes ----

struct bytes_read {
    GFileInputStream *input;
    char *chunk;
    uint64_t size;
};

static bool bytes_open(const char *path, struct bytes_read *ret)
{
    GFile *file = g_file_new_for_path(path);
    *ret = (struct bytes_read){.input = g_file_read(file, NULL, NULL)};
    g_object_unref(file);
    if (!ret->input)
        return false;
    if (g_seekable_seek(G_SEEKABLE(ret->input), 0, G_SEEK_END, NULL, NULL)) {
        ret->size = (uint64_t)g_seekable_tell(G_SEEKABLE(ret->input));
        return true;
    }
    g_object_unref(ret->input);
    return false;
}

static void bytes_close(struct bytes_read *bytes)
{
    g_object_unref(bytes->input);
    g_free(bytes->chunk);
}

// g_free(); NULL where the file has no such bytes.
static char *bytes_digest(struct bytes_read *bytes, uint64_t from, uint64_t n)
{
    enum { CHUNK = 64 * 1024 };
    GInputStream *input = G_INPUT_STREAM(bytes->input);
    if (!bytes->chunk)
        bytes->chunk = g_malloc(CHUNK);
    struct digest *digest = digest_new(DIGEST_SHA256);
    bool ok = g_seekable_seek(G_SEEKABLE(bytes->input), (goffset)from, G_SEEK_SET, NULL, NULL);
    while (ok && n > 0) {
        gssize got = g_input_stream_read(input, bytes->chunk, (gsize)MIN(n, CHUNK), NULL, NULL);
        ok = got > 0;
        if (ok) {
            digest_update(digest, bytes->chunk, (size_t)got);
            n -= (uint64_t)got;
        }
    }
    char hex[DIGEST_HEX_MAX + 1];
    digest_finish(digest, hex);
    return ok ? g_strdup(hex) : NULL;
}

bool stretches_know(GPtrArray *stretches, const char *path)
{
    struct bytes_read bytes;
    uint64_t from = 0;
    bool ok = bytes_open(path, &bytes);
    if (!ok)
        return false;
    for (guint i = 0; ok && i < stretches->len; i++) {
        struct row_stretch *stretch = at(stretches, i);
        if (!stretch->digest)
            stretch->digest = bytes_digest(&bytes, from, stretch->bytes);
        ok = stretch->digest != NULL;
        from += stretch->bytes;
    }
    bytes_close(&bytes);
    return ok;
}

static bool stands(struct bytes_read *bytes, const struct row_stretch *stretch, uint64_t from)
{
    char *digest = bytes_digest(bytes, from, stretch->bytes);
    bool same = g_strcmp0(digest, stretch->digest) == 0;
    g_free(digest);
    return same;
}

// The last stretch ends with the file: what is written behind it may be of its last row.
bool stretches_compare(const GPtrArray *stretches, const char *path, struct stretches_change *ret)
{
    struct bytes_read bytes;
    if (!stretches->len || !bytes_open(path, &bytes))
        return false;
    struct stretches_change change = {0, stretches->len, {0, 1}, bytes.size};
    for (; change.first + 1 < stretches->len; change.first++) {
        const struct row_stretch *stretch = at(stretches, change.first);
        if (change.from.at + stretch->bytes > bytes.size ||
            !stands(&bytes, stretch, change.from.at))
            break;
        change.from.at += stretch->bytes;
        change.from.line += stretch->lines;
    }
    for (; change.last > change.first; change.last--) {
        const struct row_stretch *stretch = at(stretches, change.last - 1);
        if (change.from.at + stretch->bytes > change.end ||
            !stands(&bytes, stretch, change.end - stretch->bytes))
            break;
        change.end -= stretch->bytes;
    }
    if (change.last == stretches->len)
        change.end = UINT64_MAX;
    bytes_close(&bytes);
    *ret = change;
    return true;
}
