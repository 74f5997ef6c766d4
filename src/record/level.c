// SPDX-License-Identifier: MIT
// ISO 19005-2 and -3 (6.1.13 on the size of pages), ISO 19005-4, ISO 14289-1 and -2; identifiers of
// PRONOM.
#include "record/level.h"

#include "base/translate.h"

#define MEDIA_TYPE "application/pdf"
#define PRONOM "https://www.nationalarchives.gov.uk/PRONOM/"

static const struct level level_4f = {
    .title = "PDF/A-4f",
    .version = "2.0",
    .part = 4,
    .conformance = "F",
    .revision = "2020",
    .ua = 2,
    .files = true,
    .sources = true,
    .media_type = MEDIA_TYPE,
    .pronom = PRONOM "fmt/1912",
};

static const struct level levels[] = {
    {
        .name = "a-2a",
        .title = "PDF/A-2a",
        .meaning = "PDF/A-2a and PDF/UA-1, where nothing else is asked for",
        .version = "1.7",
        .part = 2,
        .conformance = "A",
        .ua = 1,
        .page_most = 14400,
        .info = true,
        .media_type = MEDIA_TYPE,
        .pronom = PRONOM "fmt/476",
    },
    {
        .name = "a-3a",
        .title = "PDF/A-3a",
        .meaning = "PDF/A-3a and PDF/UA-1, with the source inside",
        .version = "1.7",
        .part = 3,
        .conformance = "A",
        .ua = 1,
        .page_most = 14400,
        .info = true,
        .files = true,
        .sources = true,
        .media_type = MEDIA_TYPE,
        .pronom = PRONOM "fmt/479",
        .unprintable = N_("it carries the source, and what goes to a printer carries no files"),
    },
    {
        .name = "a-4",
        .title = "PDF/A-4",
        .meaning = "PDF/A-4f and PDF/UA-2, which are PDF 2.0, with the source and a page of the "
                   "web inside",
        .version = "2.0",
        .part = 4,
        .revision = "2020",
        .ua = 2,
        .files = true,
        .sources = true,
        .edition = true,
        .media_type = MEDIA_TYPE,
        .pronom = PRONOM "fmt/1910",
        .unprintable = N_("it is PDF 2.0, and PDF/X-4 is PDF 1.6"),
        .with_files = &level_4f,
    },
    {0},
};

const struct level *level_all(void)
{
    return levels;
}

const struct level *level_find(const char *name)
{
    if (!name)
        return levels;
    for (const struct level *level = levels; level->name; level++) {
        if (g_ascii_strcasecmp(name, level->name) == 0)
            return level;
    }
    return NULL;
}
