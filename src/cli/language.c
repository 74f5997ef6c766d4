// SPDX-License-Identifier: MIT
// The user's language: the locale's catalogue, and what a right-to-left one needs on a terminal.
#include "cli/cli.h"

#include "cli/catalogue.h"
#include "cli/isolate.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

static GHashTable *isolated;     // translations by the catalogue's own string; kept for ever
static GMutex lock;              // messages come from worker threads too
static char *folder;             // of the catalogues
static const GHashTable *in_use; // the catalogue that was chosen; NULL: the locale's

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
    const GHashTable *own = g_atomic_pointer_get(&in_use);
    const char *translated = !*english ? english
                             : own     ? catalogue_say(own, english)
                                       : gettext(english);
    return isolated && translated != english ? isolated_of(translated) : translated;
}

// share/locale beside the folder the program is in, or, in the tree it was built in, the build's.
static char *catalogue_folder(void)
{
    char *self = realpath("/proc/self/exe", NULL);
    char *bin = g_path_get_dirname(self ? self : ".");
    char *found = g_build_filename(bin, "..", "share", "locale", NULL);
    char *arabic = g_build_filename(found, "ar", "LC_MESSAGES", "warraq.mo", NULL);
    if (!g_file_test(arabic, G_FILE_TEST_EXISTS)) {
        g_free(found);
        found = g_strdup(WARRAQ_BUILD_LOCALE_DIR);
    }
    g_free(arabic);
    g_free(bin);
    free(self);
    return found;
}

// The locale is the process's, and may be one that has no catalogues at all: this asks it nothing.
void language_use(const char *lang)
{
    static GHashTable *arabic, *english;
    if (!english) {
        english = catalogue_new(NULL);
        arabic = catalogue_new(folder);
        isolated = isolated ? isolated : g_hash_table_new(g_direct_hash, g_direct_equal);
    }
    g_atomic_pointer_set(&in_use, strcmp(lang, "ar") == 0 ? arabic : english);
}

void language_take(void)
{
    // Never LC_NUMERIC: a comma must not get into a file.
    setlocale(LC_CTYPE, "");
    setlocale(LC_MESSAGES, "");
    folder = catalogue_folder();
    bindtextdomain("warraq", folder);
    bind_textdomain_codeset("warraq", "UTF-8");
    textdomain("warraq");
    if (language_is_rtl())
        isolated = g_hash_table_new(g_direct_hash, g_direct_equal);
    warraq_translate_with(language_say);
}
