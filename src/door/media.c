// SPDX-License-Identifier: MIT
#include "door/media.h"

#include <glib.h>

#define PRONOM "https://www.nationalarchives.gov.uk/PRONOM/"

// The record's PDF has the format of its level (record/level.c), a source that of its form
// (read/forms.inc).
static const struct media table[] = {
    {".pdf", "application/pdf", NULL, NULL},
    {".zip", "application/zip", NULL, NULL},
    {".html", "text/html", PRONOM "fmt/471", "HTML5"},
    {".epub", "application/epub+zip", PRONOM "fmt/483", "EPUB"},
    {".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
     PRONOM "fmt/412", "Office Open XML"},
    {".txt", "text/plain", PRONOM "x-fmt/111", "Plain text"},
    {".conf", "text/plain", PRONOM "x-fmt/111", "Plain text"},
    {".style", "text/plain", NULL, NULL},
    {".png", "image/png", NULL, NULL},
    {".jpg", "image/jpeg", NULL, NULL},
    {".jpeg", "image/jpeg", NULL, NULL},
    {".svg", "image/svg+xml", NULL, NULL},
    {".json", "application/json", NULL, NULL},
    {".xml", "application/xml", NULL, NULL},
    {"", "application/octet-stream", NULL, NULL},
};

const struct media *media_of(const char *path)
{
    const struct media *media = table;
    while (!g_str_has_suffix(path, media->ending))
        media++; // the last row fits everything
    return media;
}

bool media_choice(size_t index, struct warraq_choice *ret)
{
    if (index + 1 >= G_N_ELEMENTS(table))
        return false;
    *ret = (struct warraq_choice){table[index].ending, table[index].type};
    return true;
}
