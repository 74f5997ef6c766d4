// SPDX-License-Identifier: MIT
// The form is that of the GNU gettext manual, "The Format of GNU MO Files": a number that names it,
// how many strings there are, and where the tables of originals and translations stand, each of a
// length and a place.
#include "cli/catalogue.h"

#include <stdbool.h>
#include <string.h>

enum { NAMED = 0, COUNT = 2, ORIGINALS = 3, TRANSLATIONS = 4 };

static const guint32 mo_magic = 0x950412de;

static guint32 word_at(const char *data, gsize n, gsize at)
{
    guint32 word = 0;
    if (at + sizeof word <= n)
        memcpy(&word, data + at, sizeof word);
    return GUINT32_FROM_LE(word);
}

// String `i` of a table; NULL where it does not end within the file.
static const char *string_at(const char *data, gsize n, gsize table, gsize i)
{
    gsize length = word_at(data, n, table + i * 8), at = word_at(data, n, table + i * 8 + 4);
    return at < n && length < n - at && data[at + length] == '\0' ? data + at : NULL;
}

GHashTable *catalogue_new(const char *folder)
{
    GHashTable *texts = g_hash_table_new(g_str_hash, g_str_equal);
    char *path = folder ? g_build_filename(folder, "ar", "LC_MESSAGES", "warraq.mo", NULL) : NULL;
    char *data = NULL;
    gsize n = 0;
    bool read = path && g_file_get_contents(path, &data, &n, NULL) &&
                word_at(data, n, NAMED * 4) == mo_magic;
    gsize count = read ? word_at(data, n, COUNT * 4) : 0;
    for (gsize i = 0; i < MIN(count, n / 8); i++) {
        const char *from = string_at(data, n, word_at(data, n, ORIGINALS * 4), i);
        const char *to = string_at(data, n, word_at(data, n, TRANSLATIONS * 4), i);
        if (from && to && *from && *to)
            g_hash_table_insert(texts, (gpointer)from, (gpointer)to);
    }
    if (!read)
        g_free(data);
    g_free(path);
    return texts;
}

const char *catalogue_say(const GHashTable *catalogue, const char *english)
{
    const char *said = g_hash_table_lookup((GHashTable *)catalogue, english);
    return said ? said : english;
}
