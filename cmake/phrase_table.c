// SPDX-License-Identifier: MIT
// Run by the build: prints what most letters say by ICU (CLDR), for src/language/phrase_known.c:
// the plural form that a number below PLURAL_KNOWN asks for in each language, what stands between
// numbers in a row, and what a language calls itself. To open ICU for these took a tenth of what a
// short letter costs. A language is left out whose plural forms are not found by a number's last
// two figures, or in which the numbers themselves change what stands between them.
#include "language/phrase_table.h"

#include <glib.h>
#include <stdio.h>
#include <string.h>
#include <unicode/uldnames.h>
#include <unicode/ulistformatter.h>
#include <unicode/uloc.h>
#include <unicode/upluralrules.h>
#include <unicode/ustring.h>

struct found {
    char *tag;
    guint set;   // of `sets`
    guint joins; // of `joins`
    char *named; // NULL is allowed
};

struct table {
    GArray *all; // of struct found
    GPtrArray *sets, *joins;
};

static int form_of(const UPluralRules *rules, int number)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar text[16];
    char name[16];
    int32_t n = uplrules_select(rules, number, text, G_N_ELEMENTS(text), &status);
    u_strToUTF8(name, sizeof name, NULL, text, n, &status);
    for (int i = 0; U_SUCCESS(status) && i < PLURAL_FORMS; i++)
        if (g_str_equal(name, plural_names[i]))
            return i;
    return -1;
}

// The forms of the first numbers, a figure each, as the others have them; NULL if they have not.
static char *set_of(const char *locale)
{
    UErrorCode status = U_ZERO_ERROR;
    UPluralRules *rules = uplrules_open(locale, &status);
    char *set = g_strnfill(PLURAL_FIRST, '?');
    bool known = U_SUCCESS(status);
    for (int i = 0; known && i < PLURAL_KNOWN; i++) {
        int form = form_of(rules, i);
        known = form >= 0;
        if (i < PLURAL_FIRST)
            set[i] = (char)('0' + form);
        else
            known = known && set[plural_place(i)] == '0' + form;
    }
    uplrules_close(rules);
    return known ? set : (g_free(set), NULL);
}

// Five numbers, or two, from the `start`th of ten that begin with each figure.
static char *list_of(const UListFormatter *lists, int start, int count)
{
    UErrorCode status = U_ZERO_ERROR;
    static const UChar *const numbers[] = {u"10",  u"84", u"2",  u"396", u"5", u"77", u"61",
                                           u"999", u"40", u"11", u"8",   u"3", u"0",  u"12"};
    UChar text[256];
    char utf8[512] = "";
    int32_t n = ulistfmt_format(lists, (const UChar *const *)numbers + start, NULL, count, text,
                                G_N_ELEMENTS(text), &status);
    u_strToUTF8(utf8, sizeof utf8, NULL, text, n, &status);
    return U_SUCCESS(status) ? g_strdup(utf8) : NULL;
}

static char **joins_of(const char *list)
{
    return list ? g_regex_split_simple("[0-9]+", list, 0, 0) : NULL;
}

// What stands between numbers, parted by lines; NULL where it is not always the same.
static char *joins_find(const char *locale)
{
    UErrorCode status = U_ZERO_ERROR;
    UListFormatter *lists = ulistfmt_open(locale, &status);
    char *found = NULL;
    bool same = U_SUCCESS(status);
    for (int start = 0; same && start < 10; start++) {
        char **pair = joins_of(list_of(lists, start, 2)),
             **five = joins_of(list_of(lists, start, 5));
        same = pair && five && g_strv_length(pair) == 3 && g_strv_length(five) == 6 && !*pair[0] &&
               !*pair[2] && !*five[0] && !*five[5] && g_str_equal(five[2], five[3]);
        char *text = same ? g_strjoin("\n", pair[1], five[1], five[2], five[4], NULL) : NULL;
        same = same && !strpbrk(text, "\"\\") && (!found || g_str_equal(found, text));
        found = text;
    }
    ulistfmt_close(lists);
    return same ? found : NULL;
}

// Of a tag that is a language alone; see phrase_language().
static char *own_name(const char *tag, const char *locale)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar text[128];
    char name[512];
    if (strchr(tag, '-') || g_str_equal(tag, "und"))
        return NULL;
    ULocaleDisplayNames *names = uldn_open(locale, ULDN_STANDARD_NAMES, &status);
    int32_t n = uldn_languageDisplayName(names, tag, text, G_N_ELEMENTS(text), &status);
    u_strToUTF8(name, sizeof name, NULL, text, n, &status);
    uldn_close(names);
    return U_SUCCESS(status) && !strpbrk(name, "\"\\") ? g_strdup(name) : NULL;
}

static guint place_in(GPtrArray *texts, char *text)
{
    guint at = 0;
    while (at < texts->len && !g_str_equal(g_ptr_array_index(texts, at), text))
        at++;
    if (at == texts->len)
        g_ptr_array_add(texts, text);
    return at;
}

static void add(struct table *table, const char *tag, const char *locale)
{
    if (g_str_equal(tag, "en"))
        locale = "en_GB"; // see phrase.c
    char *set = set_of(locale), *joins = joins_find(locale);
    if (!set || !joins)
        return;
    struct found found = {g_strdup(tag), place_in(table->sets, set), place_in(table->joins, joins),
                          own_name(tag, locale)};
    g_array_append_val(table->all, found);
}

static int by_tag(gconstpointer a, gconstpointer b)
{
    return strcmp(((const struct found *)a)->tag, ((const struct found *)b)->tag);
}

static void print(const struct table *table)
{
    printf("static const char *const plural_sets[] = {\n");
    for (guint i = 0; i < table->sets->len; i++)
        printf("\"%s\",\n", (char *)g_ptr_array_index(table->sets, i));
    printf("};\nstatic const struct phrase_joins phrase_joins[] = {\n");
    for (guint i = 0; i < table->joins->len; i++) {
        char **joins = g_strsplit(g_ptr_array_index(table->joins, i), "\n", -1);
        printf("{\"%s\", \"%s\", \"%s\", \"%s\"},\n", joins[0], joins[1], joins[2], joins[3]);
    }
    printf("};\nstatic const struct phrase_lang phrase_langs[] = {\n");
    for (guint i = 0; i < table->all->len; i++) {
        const struct found *found = &g_array_index(table->all, struct found, i);
        const char *quote = found->named ? "\"" : "";
        printf("{\"%s\", %u, %u, %s%s%s},\n", found->tag, found->set, found->joins, quote,
               found->named ? found->named : "NULL", quote);
    }
    printf("};\n");
}

int main(void)
{
    struct table table = {g_array_new(FALSE, FALSE, sizeof(struct found)), g_ptr_array_new(),
                          g_ptr_array_new()};
    add(&table, "und", "root");
    for (int32_t i = 0; i < uloc_countAvailable(); i++) {
        UErrorCode status = U_ZERO_ERROR;
        char tag[sizeof(((struct phrase_lang *)0)->tag)];
        uloc_toLanguageTag(uloc_getAvailable(i), tag, sizeof tag, true, &status);
        if (status == U_ZERO_ERROR)
            add(&table, tag, uloc_getAvailable(i));
    }
    g_array_sort(table.all, by_tag);
    print(&table);
    return ferror(stdout) ? 1 : 0;
}
