// SPDX-License-Identifier: MIT
#include "door/volumes.h"

bool volumes_plan_letter(const struct letter *letter, const char *count, struct volumes *ret,
                         GError **error)
{
    char *words = session_data(letter->session, "data/volumes.words");
    bool ok = volumes_plan(letter->document, words, count ? count : "auto", ret, error);
    g_free(words);
    return ok;
}

bool volumes_put(const struct letter *letter, struct volumes *volumes, size_t k,
                 struct file_out *out, size_t *ret_pages, GError **error)
{
    struct document *document = volume_document(volumes, k, error);
    if (!document)
        return false;
    struct letter volume = *letter;
    volume.document = document;
    bool ok = record_file_put(&volume, out, ret_pages, error);
    document_free(document);
    return ok;
}
