// SPDX-License-Identifier: MIT
#include "archive/receipt.h"

#include <string.h>

// A word for a shell: plain, or in single quotes.
static char *shell_word(const char *text)
{
    bool plain = *text && *text != '-';
    for (const char *c = text; *c; c++)
        plain &= g_ascii_isalnum(*c) || strchr("._-+,/", *c) != NULL;
    return plain ? g_strdup(text) : g_shell_quote(text);
}

// In groups of eight, as people compare them; four lines of four groups.
static void digest_say(GString *text, const char *hex)
{
    for (size_t i = 0; hex[i]; i++) {
        if (i % 32 == 0)
            g_string_append(text, i ? "\n              " : "");
        else if (i % 8 == 0)
            g_string_append_c(text, ' ');
        g_string_append_c(text, hex[i]);
    }
    g_string_append_c(text, '\n');
}

static void date_say(GString *text, int64_t date)
{
    GDateTime *utc = g_date_time_new_from_unix_utc(date);
    char *day = utc ? g_date_time_format(utc, "%Y-%m-%d") : NULL;
    if (day)
        g_string_append_printf(text, "Date:         %s\n", day);
    if (utc)
        g_date_time_unref(utc);
    g_free(day);
}

// sha512sum passes over every line that is not a digest and a name, so the receipt is itself the
// file to check by.
static void whole_say(GString *text, const char *name, const char *receipt,
                      const struct bag_written *written)
{
    char *file = shell_word(receipt);
    g_string_append_printf(text,
                           "This receipt can itself be used to check the archive as a whole:\n\n"
                           "    sha512sum -c %s\n\n"
                           "%s  %s\n\n",
                           file, written->sha512, name);
    g_free(file);
}

static void commands_say(GString *text, const char *folder_name, const char *name)
{
    char *file = shell_word(name), *folder = shell_word(folder_name);
    g_string_append_printf(text,
                           "To check every file inside it:\n\n"
                           "    unzip %s\n"
                           "    cd %s\n"
                           "    sha512sum -c tagmanifest-sha512.txt\n"
                           "    sha512sum -c manifest-sha512.txt\n\n",
                           file, folder);
    g_string_append(text,
                    "Each file must be followed by \"OK\". On macOS write \"shasum -a 512\" for"
                    "\n\"sha512sum\". With warraq itself:\n\n");
    g_string_append_printf(text, "    warraq verify %s\n", file);
    g_free(file);
    g_free(folder);
}

char *receipt_write(const struct bag *bag, const char *name, const char *receipt,
                    const struct bag_written *written)
{
    GString *text = g_string_new("RECEIPT\n\n");
    g_string_append_printf(text, "File:         %s\n", name);
    g_string_append_printf(text, "Size:         %" G_GUINT64_FORMAT " bytes\n", written->bytes);
    g_string_append_printf(text, "Holds:        %zu files\n", written->entries);
    date_say(text, bag->date);
    g_string_append(text, "SHA-512:      ");
    digest_say(text, written->sha512);
    g_string_append_c(text, '\n');
    whole_say(text, name, receipt, written);
    commands_say(text, bag->name, name);
    return g_string_free(text, FALSE);
}
