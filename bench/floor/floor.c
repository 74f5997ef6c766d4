// SPDX-License-Identifier: MIT
// The least that any program must do for a document: HarfBuzz shapes each different word once,
// hb-subset cuts the faces to what was shaped, libdeflate packs the streams, SHA-256 runs over all
// of it, and it is written.
//
// floor WORDS STREAMS OUT: WORDS has lines "face file TAB index TAB script TAB language TAB word";
// STREAMS is a row of "level, length" as two 32-bit numbers of the machine, each before its bytes;
// see bench/every.py.
#include <glib.h>
#include <hb-subset.h>
#include <hb.h>
#include <libdeflate.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct face {
    hb_font_t *font;
    hb_set_t *glyphs;
};

static void face_free(gpointer data)
{
    struct face *face = data;
    hb_font_destroy(face->font);
    hb_set_destroy(face->glyphs);
    g_free(face);
}

static struct face *face_get(GHashTable *faces, const char *path, int index)
{
    char *key = g_strdup_printf("%s#%d", path, index);
    struct face *face = g_hash_table_lookup(faces, key);
    if (face) {
        g_free(key);
        return face;
    }
    hb_blob_t *blob = hb_blob_create_from_file(path);
    hb_face_t *hb_face = hb_face_create(blob, (unsigned)index);
    hb_blob_destroy(blob);
    face = g_new(struct face, 1);
    *face = (struct face){hb_font_create(hb_face), hb_set_create()};
    hb_face_destroy(hb_face);
    g_hash_table_insert(faces, key, face);
    return face;
}

static void shape(GHashTable *faces, hb_buffer_t *buffer, char **fields)
{
    struct face *face = face_get(faces, fields[0], atoi(fields[1]));
    hb_buffer_clear_contents(buffer);
    hb_buffer_add_utf8(buffer, fields[4], -1, 0, -1);
    hb_script_t script = hb_script_from_string(fields[2], -1);
    hb_buffer_set_script(buffer, script);
    hb_buffer_set_direction(buffer, hb_script_get_horizontal_direction(script));
    hb_buffer_set_language(buffer, hb_language_from_string(fields[3], -1));
    hb_shape(face->font, buffer, NULL, 0);
    unsigned n;
    const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, &n);
    for (unsigned i = 0; i < n; i++)
        hb_set_add(face->glyphs, infos[i].codepoint);
}

struct out {
    FILE *file;
    EVP_MD_CTX *digest;
};

static void put(struct out *out, const void *data, size_t n)
{
    EVP_DigestUpdate(out->digest, data, n);
    fwrite(data, 1, n, out->file);
}

static void pack(struct out *out, int level, const void *data, size_t n)
{
    static struct libdeflate_compressor *packers[13];
    if (!packers[level])
        packers[level] = libdeflate_alloc_compressor(level);
    size_t most = libdeflate_zlib_compress_bound(packers[level], n);
    void *packed = g_malloc(most);
    put(out, packed, libdeflate_zlib_compress(packers[level], data, n, packed, most));
    g_free(packed);
}

static void subset(struct out *out, const struct face *face)
{
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    static const char *const dropped[] = {"GSUB", "GPOS", "GDEF"};
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_RETAIN_GIDS);
    for (size_t i = 0; i < G_N_ELEMENTS(dropped); i++)
        hb_set_add(hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG),
                   hb_tag_from_string(dropped[i], 4));
    hb_set_set(hb_subset_input_glyph_set(input), face->glyphs);
    hb_face_t *cut = hb_subset_or_fail(hb_font_get_face(face->font), input);
    hb_subset_input_destroy(input);
    if (!cut)
        exit(1);
    hb_blob_t *blob = hb_face_reference_blob(cut);
    unsigned n;
    const char *data = hb_blob_get_data(blob, &n);
    pack(out, 9, data, n);
    hb_blob_destroy(blob);
    hb_face_destroy(cut);
}

static void pack_all(struct out *out, const char *streams, size_t n)
{
    for (size_t at = 0; at + 8 <= n;) {
        guint32 head[2];
        memcpy(head, streams + at, sizeof head);
        pack(out, (int)head[0], streams + at + 8, head[1]);
        at += 8 + (size_t)head[1];
    }
}

int main(int argc, char **argv)
{
    char *words, *streams;
    gsize n_streams;
    if (argc != 4 || !g_file_get_contents(argv[1], &words, NULL, NULL) ||
        !g_file_get_contents(argv[2], &streams, &n_streams, NULL))
        return 2;
    struct out out = {fopen(argv[3], "wb"), EVP_MD_CTX_new()};
    EVP_DigestInit_ex(out.digest, EVP_sha256(), NULL);
    GHashTable *faces = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, face_free);
    hb_buffer_t *buffer = hb_buffer_create();
    for (char *line = words, *next; *line; line = next) {
        char *fields[5];
        next = strchr(line, '\n');
        *next++ = '\0';
        for (int i = 0; i < 5; i++) {
            fields[i] = line;
            if (i < 4) {
                line = strchr(line, '\t');
                *line++ = '\0';
            }
        }
        shape(faces, buffer, fields);
    }
    GHashTableIter iter;
    gpointer face;
    g_hash_table_iter_init(&iter, faces);
    while (g_hash_table_iter_next(&iter, NULL, &face))
        subset(&out, face);
    pack_all(&out, streams, n_streams);
    unsigned char sum[EVP_MAX_MD_SIZE];
    EVP_DigestFinal_ex(out.digest, sum, NULL);
    EVP_MD_CTX_free(out.digest);
    hb_buffer_destroy(buffer);
    g_hash_table_destroy(faces);
    g_free(words);
    g_free(streams);
    return fclose(out.file) != 0;
}
