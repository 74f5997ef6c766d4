// SPDX-License-Identifier: MIT
#include "door/volumes.h"

#include "door/supplied.h"

// The table on each title page says how many pages each volume has; until that is known, one.
static bool count_pages(const struct letter *letter, struct volumes *volumes, GError **error)
{
    unsigned *pages = g_new0(unsigned, volumes->ranges->len);
    bool ok = true;
    for (guint k = 0; k < volumes->ranges->len; k++)
        g_array_index(volumes->ranges, struct volume_range, k).pages = 1;
    for (guint k = 0; ok && k < volumes->ranges->len; k++) {
        struct letter volume = *letter;
        volume.document = volume_document(volumes, k, error);
        ok = volume.document && letter_count_pages(&volume, &pages[k], error);
        document_free(volume.document);
    }
    for (guint k = 0; k < volumes->ranges->len; k++)
        g_array_index(volumes->ranges, struct volume_range, k).pages = pages[k];
    g_free(pages);
    return ok;
}

bool volumes_plan_letter(const struct letter *letter, const char *count, struct volumes *ret,
                         GError **error)
{
    char *words = supplied_path(letter->session, "data/volumes.words");
    bool ok = volumes_plan(letter->document, words, count ? count : "auto", ret, error);
    g_free(words);
    if (!ok || count_pages(letter, ret, error))
        return ok;
    volumes_clear(ret);
    return false;
}

bool volumes_put(const struct letter *letter, struct volumes *volumes, size_t k,
                 struct file_out *out, size_t *ret_pages, GError **error)
{
    struct document *document = volume_document(volumes, k, error);
    if (!document)
        return false;
    struct letter volume = *letter;
    volume.document = document;
    for (size_t i = 0; i < volumes->ranges->len; i++) {
        size_t pages = g_array_index(volumes->ranges, struct volume_range, i).pages;
        volume.pages_before += i < k ? (unsigned)pages : 0;
        volume.pages_after += i > k ? (unsigned)pages : 0;
    }
    volume.pages = (unsigned)g_array_index(volumes->ranges, struct volume_range, k).pages;
    bool ok = record_file_put(&volume, out, ret_pages, error);
    document_free(document);
    return ok;
}
