// SPDX-License-Identifier: MIT
// The files that records are over, and their digests.
#include "archive/evidence.h"

#include "archive/hash_tree.h"
#include "base/error.h"
#include "base/memory.h"
#include "zip/input.h"

#include <errno.h>
#include <openssl/evp.h>
#include <openssl/objects.h>
#include <stdlib.h>

static const struct {
    const char *name;
    int digest;
} kinds[] = {
    {"sha256", NID_sha256},     {"sha384", NID_sha384},     {"sha512", NID_sha512},
    {"sha3-256", NID_sha3_256}, {"sha3-384", NID_sha3_384}, {"sha3-512", NID_sha3_512},
};

const char *evidence_digest_name(int digest)
{
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        if (kinds[i].digest == digest)
            return kinds[i].name;
    }
    return NULL;
}

bool evidence_digest_parse(const char *name, int *ret)
{
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        if (g_ascii_strcasecmp(kinds[i].name, name) == 0) {
            *ret = kinds[i].digest;
            return true;
        }
    }
    return false;
}

char *evidence_digest_names(void)
{
    GString *names = g_string_new(NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
        g_string_append_printf(names, "%s%s", i ? ", " : "", kinds[i].name);
    return g_string_free(names, FALSE);
}

struct evidence_file *evidence_file_new(const char *path, const char *name)
{
    struct evidence_file *file = g_rc_box_new0(struct evidence_file);
    file->path = g_strdup(path);
    file->name = g_strdup(name);
    file->sums = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_bytes_unref);
    return file;
}

static void file_clear(gpointer data)
{
    struct evidence_file *file = data;
    g_free(file->path);
    g_free(file->name);
    g_hash_table_unref(file->sums);
}

void evidence_file_unref(struct evidence_file *file)
{
    g_rc_box_release_full(file, file_clear);
}

struct evidence_group *evidence_group_new(const char *name)
{
    return evidence_group_new_version(name, NULL, name);
}

struct evidence_group *evidence_group_new_version(const char *name, const char *letter,
                                                  const char *place)
{
    struct evidence_group *group = g_new0(struct evidence_group, 1);
    group->name = g_strdup(name);
    group->letter = g_strdup(letter);
    group->place = g_strdup(place);
    group->files = g_ptr_array_new_with_free_func((GDestroyNotify)evidence_file_unref);
    group->uncovered = g_array_new(FALSE, TRUE, sizeof(bool));
    return group;
}

void evidence_group_add(struct evidence_group *group, struct evidence_file *file)
{
    g_ptr_array_add(group->files, g_rc_box_acquire(file));
    g_array_set_size(group->uncovered, group->files->len);
}

struct evidence_group *evidence_group_merge(const GPtrArray *groups, const char *name)
{
    struct evidence_group *all = evidence_group_new(name);
    GHashTable *seen = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < groups->len; i++) {
        const struct evidence_group *group = groups->pdata[i];
        for (guint k = 0; k < group->files->len; k++) {
            if (g_hash_table_add(seen, group->files->pdata[k]))
                evidence_group_add(all, group->files->pdata[k]);
        }
    }
    g_hash_table_unref(seen);
    return all;
}

void evidence_group_free(struct evidence_group *group)
{
    if (!group)
        return;
    g_free(group->name);
    g_free(group->letter);
    g_free(group->place);
    g_ptr_array_unref(group->files);
    g_array_unref(group->uncovered);
    g_free(group);
}

bool evidence_covers(const struct evidence_group *group, guint index)
{
    return !g_array_index(group->uncovered, bool, index);
}

guint evidence_covered(const struct evidence_group *group)
{
    guint n = 0;
    for (guint i = 0; i < group->files->len; i++)
        n += evidence_covers(group, i);
    return n;
}

static bool hash_input(const struct zip_input *input, EVP_MD_CTX *context)
{
    enum { PIECE = 256 * 1024 };
    guint8 *piece = memory_alloc(PIECE);
    uint64_t at = 0;
    bool ok = true;
    while (ok && at < input->size) {
        size_t n = (size_t)MIN(input->size - at, (uint64_t)PIECE);
        ok = zip_input_read(input, at, piece, n) && EVP_DigestUpdate(context, piece, n) == 1;
        at += n;
    }
    free(piece);
    return ok;
}

GBytes *evidence_sum(struct evidence_file *file, int digest, GError **error)
{
    GBytes *known = g_hash_table_lookup(file->sums, GINT_TO_POINTER(digest));
    if (known)
        return known;
    struct zip_input input;
    if (!zip_input_open(&input, file->path, error))
        return NULL;
    unsigned char sum[EVP_MAX_MD_SIZE];
    unsigned n = 0;
    EVP_MD_CTX *context = memory_must(EVP_MD_CTX_new());
    bool ok = EVP_DigestInit_ex(context, EVP_get_digestbynid(digest), NULL) == 1 &&
              hash_input(&input, context) && EVP_DigestFinal_ex(context, sum, &n) == 1;
    EVP_MD_CTX_free(context);
    zip_input_close(&input);
    if (!ok) {
        fault_set_on(error, FAULT_IO, "cannot read %s: %s", file->path, fault_reason(EIO));
        return NULL;
    }
    GBytes *made = g_bytes_new(sum, n);
    g_hash_table_insert(file->sums, GINT_TO_POINTER(digest), made);
    return made;
}

// RFC 4998, section 5.2: the two in this order, not sorted.
GBytes *evidence_value(struct evidence_file *file, int digest, GBytes *prior, GError **error)
{
    GBytes *sum = evidence_sum(file, digest, error);
    if (!sum || !prior)
        return sum ? g_bytes_ref(sum) : NULL;
    gsize n, m;
    const guint8 *first = g_bytes_get_data(sum, &n), *second = g_bytes_get_data(prior, &m);
    GByteArray *joined = g_byte_array_new();
    g_byte_array_append(joined, first, (guint)n);
    g_byte_array_append(joined, second, (guint)m);
    GBytes *both = g_byte_array_free_to_bytes(joined), *value = hash_bytes(digest, both);
    g_bytes_unref(both);
    return value;
}

GBytes *evidence_load(const char *path, GError **error)
{
    return zip_input_bytes(path, ERS_MOST, error);
}
