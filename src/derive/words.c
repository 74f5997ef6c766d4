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

// Whether a line is of no language or of the one wanted: "zh" too where that is "zh_Hant".
static bool is_wanted(const char *line, const char *locale)
{
    const char *bracket = line + strcspn(line, "[=\n");
    if (bracket == line || *bracket != '[')
        return true;
    size_t n = strcspn(bracket + 1, "]");
    return strncmp(bracket + 1, locale, n) == 0 && (locale[n] == '\0' || locale[n] == '_');
}

// The file speaks many languages and is read for one: the others are not taken apart.
static GString *lines_wanted(const char *text, const char *locale)
{
    GString *wanted = g_string_new(NULL);
    for (const char *line = text, *end; *line; line = end) {
        end = line + strcspn(line, "\n");
        end += *end == '\n';
        if (is_wanted(line, locale))
            g_string_append_len(wanted, line, end - line);
    }
    return wanted;
}

static bool load(struct words *words, const char *path, GError **error)
{
    char *text;
    if (!g_file_get_contents(path, &text, NULL, error))
        return false;
    GString *wanted = lines_wanted(text, words->locale);
    bool ok = g_key_file_load_from_data(words->file, wanted->str, wanted->len,
                                        G_KEY_FILE_KEEP_TRANSLATIONS, error);
    g_string_free(wanted, TRUE);
    g_free(text);
    return ok;
}

struct words *words_open(const char *path, const char *lang, GError **error)
{
    GError *fault = NULL;
    struct words *words = g_new0(struct words, 1);
    words->file = g_key_file_new();
    words->locale = locale_of(lang);
    if (load(words, path, &fault))
        return words;
    fault_set(error, FAULT_IO, "cannot read %s: %s", path, fault->message);
    g_error_free(fault);
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

static bool speaks(const struct words *words, const char *group, const char *key)
{
    char *locale = g_key_file_get_locale_for_key(words->file, group, key, words->locale);
    g_free(locale);
    return locale != NULL;
}

char *words_counted(const struct words *words, const char *group, const char *key, const char *form)
{
    char *own = g_strdup_printf("%s.%s", key, form), *other = g_strdup_printf("%s.other", key);
    bool has_own = g_key_file_has_key(words->file, group, own, NULL) || speaks(words, group, own);
    bool general = !has_own || (speaks(words, group, other) && !speaks(words, group, own));
    char *word = words_get(words, group, general ? other : own);
    g_free(own);
    g_free(other);
    return word;
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
