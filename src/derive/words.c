// SPDX-License-Identifier: MIT
#include "derive/words.h"

#include "base/error.h"

#include <stdarg.h>
#include <stdbool.h>
#include <string.h>

struct words {
    GKeyFile *file;
    char *lang;
};

struct words *words_open(const char *path, const char *lang, GError **error)
{
    GError *fault = NULL;
    struct words *words = g_new0(struct words, 1);
    words->file = g_key_file_new();
    words->lang = g_strdup(lang);
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
    g_free(words->lang);
    g_free(words);
}

// "zh" for "zh-Hant-TW": the tables tell languages, not places.
static char *primary_language(const char *lang)
{
    return g_strndup(lang, strcspn(lang, "-_"));
}

char *words_get(const struct words *words, const char *group, const char *key)
{
    char *lang = primary_language(words->lang);
    char *word = g_key_file_get_locale_string(words->file, group, key, lang, NULL);
    g_free(lang);
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
