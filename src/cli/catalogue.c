// SPDX-License-Identifier: MIT
// The form is that of the GNU gettext manual, "The Format of GNU MO Files": a number that names it,
// how many strings there are, and where the tables of originals and translations stand, each of a
// length and a place. What holds a format that is not the same on each machine ("%<PRId64>") stands
// in parts, with the names of such formats between them.
#include "cli/catalogue.h"

#include <stdbool.h>
#include <string.h>

#include <inttypes.h>

enum { COUNT = 2, ORIGINALS = 3, TRANSLATIONS = 4 };
enum { SEGMENTS = 8, PARTED_COUNT = 9, PARTED_ORIGINALS = 10, PARTED_TRANSLATIONS = 11 };

static const guint32 mo_magic = 0x950412de, parts_end = 0xffffffff;

struct mo_file {
    const char *data;
    gsize n;
};

static guint32 word_at(const struct mo_file *file, gsize at)
{
    guint32 word = 0;
    if (at <= file->n && sizeof word <= file->n - at)
        memcpy(&word, file->data + at, sizeof word);
    return GUINT32_FROM_LE(word);
}

static guint32 head_at(const struct mo_file *file, gsize word)
{
    return word_at(file, word * 4);
}

// What the length and the place at `at` are of; NULL where it does not end within the file.
static const char *string_at(const struct mo_file *file, gsize at)
{
    gsize length = word_at(file, at), place = word_at(file, at + 4);
    bool ends = place < file->n && length < file->n - place && !file->data[place + length];
    return ends ? file->data + place : NULL;
}

// The name of a format: its length counts the NUL.
static const char *segment_at(const struct mo_file *file, gsize number)
{
    gsize place = word_at(file, head_at(file, SEGMENTS) + number * 8 + 4);
    bool ends = place < file->n && memchr(file->data + place, '\0', file->n - place);
    return ends ? file->data + place : NULL;
}

// What stands on this machine for a format by its name; NULL for one that no message has.
static const char *format_named(const char *name)
{
    static const char *const formats[][2] = {{"PRId64", PRId64}, {"PRIu64", PRIu64}};
    for (gsize i = 0; name && i < G_N_ELEMENTS(formats); i++) {
        if (strcmp(name, formats[i][0]) == 0)
            return formats[i][1];
    }
    return NULL;
}

// A string in parts: where its bytes stand, then the length of each part and what follows it.
static char *joined_at(const struct mo_file *file, gsize at)
{
    gsize place = word_at(file, at);
    GString *text = g_string_new(NULL);
    for (at += 4;; at += 8) {
        gsize length = word_at(file, at), next = word_at(file, at + 4);
        if (at > file->n || place > file->n || length > file->n - place)
            break;
        g_string_append_len(text, file->data + place, (gssize)length);
        place += length;
        if (next == parts_end)
            return g_string_free(text, FALSE);
        const char *format = format_named(segment_at(file, next));
        if (!format)
            break;
        g_string_append(text, format);
    }
    g_string_free(text, TRUE);
    return NULL;
}

static void add(GHashTable *texts, const char *from, const char *to)
{
    if (from && to && *from && *to)
        g_hash_table_insert(texts, (gpointer)from, (gpointer)to);
}

static void add_all(GHashTable *texts, const struct mo_file *file)
{
    gsize most = file->n / 8;
    for (gsize i = 0; i < MIN(head_at(file, COUNT), most); i++)
        add(texts, string_at(file, head_at(file, ORIGINALS) + i * 8),
            string_at(file, head_at(file, TRANSLATIONS) + i * 8));
    bool parted = (head_at(file, 1) & 0xffff) >= 1; // the revision of the form
    for (gsize i = 0; parted && i < MIN(head_at(file, PARTED_COUNT), most); i++)
        add(texts, joined_at(file, word_at(file, head_at(file, PARTED_ORIGINALS) + i * 4)),
            joined_at(file, word_at(file, head_at(file, PARTED_TRANSLATIONS) + i * 4)));
}

GHashTable *catalogue_new(const char *folder)
{
    GHashTable *texts = g_hash_table_new(g_str_hash, g_str_equal);
    char *path = folder ? g_build_filename(folder, "ar", "LC_MESSAGES", "warraq.mo", NULL) : NULL;
    char *data = NULL;
    struct mo_file file = {0};
    if (path && g_file_get_contents(path, &data, &file.n, NULL))
        file.data = data;
    if (file.data && head_at(&file, 0) == mo_magic)
        add_all(texts, &file);
    else
        g_free(data);
    g_free(path);
    return texts;
}

const char *catalogue_say(const GHashTable *catalogue, const char *english)
{
    const char *said = g_hash_table_lookup((GHashTable *)catalogue, english);
    return said ? said : english;
}
