// SPDX-License-Identifier: MIT
#include "text/hyphen.h"

#include "base/utf8.h"
#include "text/breaks.h"
#include "text/hyphen_book.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define LETTERS_LEAST 5
#define BYTES_MOST 250         /* of a word; libhyphen keeps its work on the stack */
#define WHOLE_MOST (256 << 10) /* bytes of a dictionary that is loaded whole: 16 ms at most */
#define WORDS_MOST 20000       /* remembered of a dictionary */

// libhyphen loses the older of two patterns alike; the leak sanitizer need not report it.
#ifdef __has_feature
#define SANITIZED __has_feature(address_sanitizer)
#elif defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#else
#define SANITIZED 0
#endif
#if SANITIZED
const char *__lsan_default_suppressions(void);
__attribute__((visibility("default"))) const char *__lsan_default_suppressions(void)
{
    return "leak:libhyphen";
}
#endif

/* One language's dictionary: loaded whole, or a book asked word by word. */
struct dictionary {
    HyphenDict *whole;
    struct hyphen_book *book;
    GHashTable *marks; /* word in small letters to its marks, for words come again */
};

struct hyphenators {
    const struct role_table *roles;
    char *folder;
    GHashTable *dictionaries; /* file name to struct dictionary */
};

static void dictionary_free(void *data)
{
    struct dictionary *dictionary = data;
    if (dictionary->whole)
        hnj_hyphen_free(dictionary->whole);
    hyphen_book_free(dictionary->book);
    g_hash_table_destroy(dictionary->marks);
    g_free(dictionary);
}

static struct dictionary *dictionary_open(const char *path)
{
    struct dictionary *dictionary = g_new0(struct dictionary, 1);
    struct stat about;
    dictionary->marks = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    if (stat(path, &about) == 0 && about.st_size > WHOLE_MOST)
        dictionary->book = hyphen_book_open(path);
    else
        dictionary->whole = hnj_hyphen_load(path);
    return dictionary;
}

struct hyphenators *hyphenators_new(const char *folder, const struct role_table *roles)
{
    struct hyphenators *hyphenators = g_new0(struct hyphenators, 1);
    hyphenators->folder = g_strdup(folder);
    hyphenators->roles = roles;
    hyphenators->dictionaries =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, dictionary_free);
    return hyphenators;
}

void hyphenators_free(struct hyphenators *hyphenators)
{
    if (!hyphenators)
        return;
    g_hash_table_destroy(hyphenators->dictionaries);
    g_free(hyphenators->folder);
    g_free(hyphenators);
}

// NULL for a language that has none, or whose file cannot be read.
static struct dictionary *dictionary_for(struct hyphenators *hyphenators, const char *lang)
{
    const char *file = role_table_hyphenation(hyphenators->roles, lang);
    if (!file)
        return NULL;
    struct dictionary *dictionary = g_hash_table_lookup(hyphenators->dictionaries, file);
    if (!dictionary) {
        char *path = g_build_filename(hyphenators->folder, file, NULL);
        dictionary = dictionary_open(path);
        g_free(path);
        g_hash_table_insert(hyphenators->dictionaries, g_strdup(file), dictionary);
    }
    return dictionary->whole || dictionary->book ? dictionary : NULL;
}

static const char *encoding_of(const struct dictionary *dictionary)
{
    return dictionary->book ? hyphen_book_encoding(dictionary->book) : dictionary->whole->cset;
}

// The word in small letters, of `*ret_n` bytes of UTF-8; false if it is longer than any word.
static bool small_word(const struct chars *chars, size_t first, size_t end, char *ret,
                       size_t *ret_n)
{
    size_t n = 0;
    for (size_t i = first; i < end; i++) {
        hb_codepoint_t c = chars->code[i];
        if (n > BYTES_MOST)
            return false;
        if (c < 0x80)
            ret[n++] = g_ascii_tolower((char)c);
        else
            n += (size_t)g_unichar_to_utf8(g_unichar_tolower(c), ret + n);
    }
    ret[n] = '\0';
    *ret_n = n;
    return n <= BYTES_MOST;
}

// The same in the dictionary's encoding. NULL where it cannot be described so, character for
// character.
static char *dictionary_word(const struct dictionary *dictionary, const char *small, size_t n,
                             size_t n_chars, size_t *ret_n)
{
    const char *encoding = encoding_of(dictionary);
    *ret_n = n;
    if (strcmp(encoding, "UTF-8") == 0)
        return g_strdup(small);
    char *word = g_convert(small, (gssize)n, encoding, "UTF-8", NULL, ret_n, NULL);
    if (!word || *ret_n == n_chars)
        return word;
    g_free(word);
    return NULL;
}

// '1' for each byte of the word after which it may be parted, else '0', into marks. A break that
// would change the spelling (Hungarian ssz into sz-sz) is not taken.
static void ask(HyphenDict *dictionary, const char *word, size_t n, int least, char *marks)
{
    char digits[BYTES_MOST + 8] = "";
    char **changed = NULL;
    int *at = NULL, *cut = NULL;
    int failed = hnj_hyphen_hyphenate3(dictionary, word, (int)n, digits, NULL, &changed, &at, &cut,
                                       2, least, 2, 2);
    for (size_t i = 0; i < n; i++) {
        marks[i] = !failed && (digits[i] & 1) && !(changed && changed[i]) ? '1' : '0';
        if (changed)
            free(changed[i]);
    }
    marks[n] = '\0';
    free(changed);
    free(at);
    free(cut);
}

static void ask_book(const struct dictionary *dictionary, const char *word, size_t n, int least,
                     char *marks)
{
    memset(marks, '0', n);
    marks[n] = '\0';
    HyphenDict *selected = hyphen_book_select(dictionary->book, word, n);
    if (selected) {
        ask(selected, word, n, least, marks);
        hnj_hyphen_free(selected);
    }
}

// The marks of a word in small letters, remembered; none where it cannot be asked about.
static const char *marks_of(struct dictionary *dictionary, const char *small, size_t n,
                            size_t n_chars, int least)
{
    const char *known = g_hash_table_lookup(dictionary->marks, small);
    if (known)
        return known;
    char marks[BYTES_MOST + 8] = "";
    size_t n_word;
    char *word = dictionary_word(dictionary, small, n, n_chars, &n_word);
    if (word && n_word > 0 && n_word <= BYTES_MOST) {
        if (dictionary->book)
            ask_book(dictionary, word, n_word, least, marks);
        else
            ask(dictionary->whole, word, n_word, least, marks);
    }
    g_free(word);
    if (g_hash_table_size(dictionary->marks) >= WORDS_MOST)
        g_hash_table_remove_all(dictionary->marks);
    char *kept = g_strdup(marks);
    g_hash_table_insert(dictionary->marks, g_strdup(small), kept);
    return kept;
}

static void hyphenate_word(struct dictionary *dictionary, struct chars *chars, size_t first,
                           size_t end)
{
    char small[BYTES_MOST + 8];
    size_t n;
    if (!small_word(chars, first, end, small, &n))
        return;
    // Three letters go over to the next line, or two in scripts where a syllable is two.
    int least = chars->script[first] == HB_SCRIPT_LATIN ? 3 : 2;
    const char *marks = marks_of(dictionary, small, n, end - first, least);
    if (!*marks)
        return;
    // libhyphen's marks count characters, whatever the encoding.
    for (size_t i = first; i + 1 < end; i++)
        if (marks[i - first] == '1' && (chars->flags[i + 1] & CHAR_GRAPHEME))
            chars->flags[i + 1] |= CHAR_HYPHEN;
}

static void hyphenate_item(struct dictionary *dictionary, struct chars *chars,
                           const struct text_item *item)
{
    for (size_t at = item->first, end; at < item->end; at = end) {
        end = at + 1;
        if (!utf8_is_letter(chars->code[at]))
            continue;
        while (end < item->end &&
               (utf8_is_letter(chars->code[end]) || g_unichar_ismark(chars->code[end])))
            end++;
        if (end - at >= LETTERS_LEAST)
            hyphenate_word(dictionary, chars, at, end);
    }
}

static bool same_language(const char *a, const char *b)
{
    size_t n = strcspn(a, "-_");
    return strcspn(b, "-_") == n && g_ascii_strncasecmp(a, b, n) == 0;
}

void hyphenate(struct hyphenators *hyphenators, struct chars *chars, const struct text_items *items,
               const char *lang)
{
    for (size_t i = 0; i < items->n; i++) {
        const struct text_item *item = &items->items[i];
        bool known = item->attr->lang || same_language(item->lang, lang);
        if (item->attr->name || !known || (item->level & 1))
            continue;
        struct dictionary *dictionary = dictionary_for(hyphenators, item->lang);
        if (dictionary)
            hyphenate_item(dictionary, chars, item);
    }
    breaks_spare_addresses(chars, CHAR_HYPHEN);
}
