// SPDX-License-Identifier: MIT
#include "derive/words.h"

#include "base/error.h"
#include "language/script.h"

#include <stdarg.h>
#include <stdbool.h>
#include <string.h>

struct words {
    GKeyFile *file;
    char *locale;
};

// As the file's keys name a language: "zh" for "zh-SG", but "zh_Hant" for "zh-TW". A key that the
// file has for "zh" alone serves both.
static char *locale_of(const char *lang)
{
    char *primary = g_strndup(lang, strcspn(lang, "-_"));
    if (!script_is_traditional(lang))
        return primary;
    char *locale = g_strconcat(primary, "_Hant", NULL);
    g_free(primary);
    return locale;
}

struct words *words_open(const char *path, const char *lang, GError **error)
{
    GError *fault = NULL;
    struct words *words = g_new0(struct words, 1);
    words->file = g_key_file_new();
    words->locale = locale_of(lang);
    bool ok = g_key_file_load_from_file(words->file, path, G_KEY_FILE_KEEP_TRANSLATIONS, &fault);
    if (!ok)
        fault_set(error, FAULT_IO, "cannot read %s: %s", path, fault->message);
    g_clear_error(&fault);
    if (ok)
        return words;
    words_close(words);
    return NULL;
}

void words_close(struct words *words)
{
    if (!words)
        return;
    g_key_file_unref(words->file);
    g_free(words->locale);
    g_free(words);
}

char *words_get(const struct words *words, const char *group, const char *key)
{
    char *word = g_key_file_get_locale_string(words->file, group, key, words->locale, NULL);
    return word ? word : g_strdup(key);
}

static void replace_once(GString *text, const char *name, const char *value)
{
    char *braced = g_strdup_printf("{%s}", name);
    g_string_replace(text, braced, value, 0);
    g_free(braced);
}

char *words_fill(const struct words *words, const char *group, const char *key, ...)
{
    char *word = words_get(words, group, key);
    GString *text = g_string_new(word);
    va_list pairs;
    va_start(pairs, key);
    for (const char *name; (name = va_arg(pairs, const char *)) != NULL;)
        replace_once(text, name, va_arg(pairs, const char *));
    va_end(pairs);
    g_free(word);
    return g_string_free(text, FALSE);
}

const char *words_shown_link(const char *link)
{
    return g_str_has_prefix(link, "https://") ? link + strlen("https://") : link;
}
