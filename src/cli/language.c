// SPDX-License-Identifier: MIT
// The user's language: the locale's catalogue, and what a right-to-left one needs on a terminal.
#include "cli/cli.h"

#include "cli/isolate.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

static GHashTable *isolated; // translations by the catalogue's own string; kept for ever
static GMutex lock;          // messages come from worker threads too

static const char *isolated_of(const char *translated)
{
    g_mutex_lock(&lock);
    char *found = g_hash_table_lookup(isolated, translated);
    if (!found) {
        found = isolate_latin(translated);
        g_hash_table_insert(isolated, (gpointer)translated, found);
    }
    g_mutex_unlock(&lock);
    return found;
}

bool language_is_rtl(void)
{
    // TRANSLATORS: default:RTL if the language is written from right to left
    return strcmp(gettext("default:LTR"), "default:RTL") == 0;
}

const char *language_say(const char *english)
{
    const char *translated = *english ? gettext(english) : english;
    return isolated && translated != english ? isolated_of(translated) : translated;
}

// share/locale beside the folder the program is in, or, in the tree it was built in, the build's.
static char *catalogue_folder(void)
{
    char *self = realpath("/proc/self/exe", NULL);
    char *bin = g_path_get_dirname(self ? self : ".");
    char *folder = g_build_filename(bin, "..", "share", "locale", NULL);
    char *arabic = g_build_filename(folder, "ar", "LC_MESSAGES", "warraq.mo", NULL);
    if (!g_file_test(arabic, G_FILE_TEST_EXISTS)) {
        g_free(folder);
        folder = g_strdup(WARRAQ_BUILD_LOCALE_DIR);
    }
    g_free(arabic);
    g_free(bin);
    free(self);
    return folder;
}

void language_take(void)
{
    // Never LC_NUMERIC: a comma must not get into a file.
    setlocale(LC_CTYPE, "");
    setlocale(LC_MESSAGES, "");
    char *folder = catalogue_folder();
    bindtextdomain("warraq", folder);
    g_free(folder);
    bind_textdomain_codeset("warraq", "UTF-8");
    textdomain("warraq");
    if (language_is_rtl())
        isolated = g_hash_table_new(g_direct_hash, g_direct_equal);
    warraq_translate_with(language_say);
}
