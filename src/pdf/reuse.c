// SPDX-License-Identifier: MIT
#include "pdf/reuse.h"

#include <string.h>

// Rings: the oldest makes room. A letter has a handful of faces, a few in each style of name.
enum { CUTS = 24, PACKED = 48 };

struct kept_cut {
    hb_face_t *of;
    hb_set_t *glyphs;
    struct pdf_cut cut;
};

struct kept_packed {
    GBytes *plain, *packed;
};

struct pdf_reuse {
    struct kept_cut cuts[CUTS];
    struct kept_packed packed[PACKED];
    size_t next_cut, next_packed;
    GMutex lock; // of `packed`: streams are packed by several threads
};

struct pdf_reuse *pdf_reuse_new(void)
{
    struct pdf_reuse *reuse = g_new0(struct pdf_reuse, 1);
    g_mutex_init(&reuse->lock);
    return reuse;
}

void pdf_cut_clear(struct pdf_cut *cut)
{
    hb_face_destroy(cut->face);
    hb_map_destroy(cut->to_new);
    *cut = (struct pdf_cut){0};
}

static void kept_cut_clear(struct kept_cut *kept)
{
    if (!kept->of)
        return;
    hb_face_destroy(kept->of);
    hb_set_destroy(kept->glyphs);
    pdf_cut_clear(&kept->cut);
}

static void kept_packed_clear(struct kept_packed *kept)
{
    if (!kept->plain)
        return;
    g_bytes_unref(kept->plain);
    g_bytes_unref(kept->packed);
}

void pdf_reuse_free(struct pdf_reuse *reuse)
{
    if (!reuse)
        return;
    for (size_t i = 0; i < CUTS; i++)
        kept_cut_clear(&reuse->cuts[i]);
    for (size_t i = 0; i < PACKED; i++)
        kept_packed_clear(&reuse->packed[i]);
    g_mutex_clear(&reuse->lock);
    g_free(reuse);
}

static struct pdf_cut cut_reference(const struct pdf_cut *cut)
{
    return (struct pdf_cut){hb_face_reference(cut->face), hb_map_reference(cut->to_new),
                            cut->n_glyphs};
}

bool pdf_reuse_find_cut(struct pdf_reuse *reuse, hb_face_t *face, const hb_set_t *glyphs,
                        struct pdf_cut *ret)
{
    for (size_t i = 0; reuse && i < CUTS; i++) {
        const struct kept_cut *kept = &reuse->cuts[i];
        if (kept->of == face && hb_set_is_equal(kept->glyphs, glyphs)) {
            *ret = cut_reference(&kept->cut);
            return true;
        }
    }
    return false;
}

void pdf_reuse_keep_cut(struct pdf_reuse *reuse, hb_face_t *face, const hb_set_t *glyphs,
                        const struct pdf_cut *cut)
{
    if (!reuse)
        return;
    struct kept_cut *kept = &reuse->cuts[reuse->next_cut++ % CUTS];
    kept_cut_clear(kept);
    kept->of = hb_face_reference(face);
    kept->glyphs = hb_set_create();
    hb_set_union(kept->glyphs, glyphs);
    kept->cut = cut_reference(cut);
}

static bool same_bytes(GBytes *kept, const GString *plain)
{
    gsize n;
    const void *data = g_bytes_get_data(kept, &n);
    return n == plain->len && memcmp(data, plain->str, n) == 0;
}

GString *pdf_reuse_find_packed(struct pdf_reuse *reuse, const GString *plain)
{
    if (!reuse)
        return NULL;
    GString *found = NULL;
    g_mutex_lock(&reuse->lock);
    for (size_t i = 0; i < PACKED && reuse->packed[i].plain && !found; i++) {
        const struct kept_packed *kept = &reuse->packed[i];
        if (same_bytes(kept->plain, plain))
            found = g_string_new_len(g_bytes_get_data(kept->packed, NULL),
                                     (gssize)g_bytes_get_size(kept->packed));
    }
    g_mutex_unlock(&reuse->lock);
    return found;
}

void pdf_reuse_keep_packed(struct pdf_reuse *reuse, const GString *plain, const GString *packed)
{
    if (!reuse)
        return;
    g_mutex_lock(&reuse->lock);
    struct kept_packed *kept = &reuse->packed[reuse->next_packed++ % PACKED];
    kept_packed_clear(kept);
    kept->plain = g_bytes_new(plain->str, plain->len);
    kept->packed = g_bytes_new(packed->str, packed->len);
    g_mutex_unlock(&reuse->lock);
}
