// SPDX-License-Identifier: MIT
// What records made one after the other may share, such as the copies of a letter to many
// recipients, or a letter as it was before a word of it changed: faces cut to the same glyphs, and
// streams packed before. A record made with it has the bytes it would have without. It is one
// thread's, but for the packed streams.
#ifndef WARRAQ_PDF_REUSE_H
#define WARRAQ_PDF_REUSE_H

#include <glib.h>
#include <hb.h>
#include <stdbool.h>

struct pdf_reuse;

struct pdf_reuse *pdf_reuse_new(void);
/* For another thread: it shares the packed streams of `other`, which outlives it, and keeps cuts of
 * its own, since threads have faces of their own. */
struct pdf_reuse *pdf_reuse_new_beside(const struct pdf_reuse *other);
void pdf_reuse_free(struct pdf_reuse *reuse); /* NULL is allowed; so for every `reuse` below */

/* A face cut down to some glyphs, and where they went. */
struct pdf_cut {
    hb_face_t *face;
    hb_map_t *to_new;
    unsigned n_glyphs;
};
void pdf_cut_clear(struct pdf_cut *cut);

/* The cut of `face` to just these glyphs, as new references; false if it was not kept. */
bool pdf_reuse_find_cut(struct pdf_reuse *reuse, hb_face_t *face, const hb_set_t *glyphs,
                        struct pdf_cut *ret);
void pdf_reuse_keep_cut(struct pdf_reuse *reuse, hb_face_t *face, const hb_set_t *glyphs,
                        const struct pdf_cut *cut);

/* The file made of cuts, and what pdf/subset.c knows of it. */
struct pdf_made {
    GBytes *file;
    char *name;
    hb_map_t *to_new;
    unsigned first_composite;
};

/* The file that was made of what `key` says, for as long as reuse is not asked again: borrowed;
 * NULL if it was not kept. pdf_reuse_keep_made() takes `key` and what `made` points to, and refers
 * to the `n` faces, which the key has by their addresses. */
const struct pdf_made *pdf_reuse_find_made(const struct pdf_reuse *reuse, const GByteArray *key);
void pdf_reuse_keep_made(struct pdf_reuse *reuse, GByteArray *key, hb_face_t *const *faces,
                         size_t n, const struct pdf_made *made);

/* The packed form of `plain`, a new string, or NULL. May be called by several threads. */
GString *pdf_reuse_find_packed(struct pdf_reuse *reuse, int level, const GString *plain);
void pdf_reuse_keep_packed(struct pdf_reuse *reuse, int level, const GString *plain,
                           const GString *packed);

#endif
