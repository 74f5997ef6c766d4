// SPDX-License-Identifier: MIT
// A head is folded to words, every phrase in it is found, and the longest ones count. Which
// language's words to believe is decided by the row: "nom" in a row of French heads is French.
#include "read/list/heads.h"

#include "base/error.h"
#include "read/fold.h"
#include "base/file.h"
#include "base/translate.h"

#include <string.h>

enum {
    HEADS_BYTES_MOST = 4 * 1024 * 1024,
    HEAD_BYTES_MOST = 400,
    LANGS_MOST = 64,
    MATCHES_MOST = 96
};

static const struct head_name {
    const char *name, *label;
    bool printed;
} kinds[HEAD_WORDS] = {
    [HEAD_NONE] = {"none", N_("not understood"), false},
    [HEAD_NUMBER] = {"number", N_("number"), true},
    [HEAD_NAME] = {"name", N_("name"), true},
    [HEAD_FULL] = {"full", N_("whole name"), true},
    [HEAD_GIVEN] = {"given", N_("given name"), true},
    [HEAD_MIDDLE] = {"middle", N_("middle name"), true},
    [HEAD_FAMILY] = {"family", N_("family name"), true},
    [HEAD_ORGANISATION] = {"organisation", N_("organisation"), true},
    [HEAD_ROLE] = {"role", N_("role"), true},
    [HEAD_AFFILIATION] = {"affiliation", N_("affiliation"), true},
    [HEAD_PLACE] = {"place", N_("place"), true},
    [HEAD_COUNTRY] = {"country", N_("country"), true},
    [HEAD_LANG] = {"lang", N_("language"), true},
    [HEAD_EMAIL] = {"email", N_("e-mail address"), false},
    [HEAD_PHONE] = {"phone", N_("telephone"), false},
    [HEAD_ADDRESS] = {"address", N_("postal address"), false},
    [HEAD_TIME] = {"time", N_("time"), false},
    [HEAD_NETWORK] = {"network", N_("network address"), false},
    [HEAD_LINK] = {"link", N_("link"), false},
    [HEAD_CONTACT] = {"contact", N_("contact"), false},
    [HEAD_COMMENT] = {"comment", N_("comment"), false},
    [HEAD_ID] = {"id", N_("identifier"), false},
    [HEAD_STATUS] = {"status", N_("status"), false},
    [HEAD_PERSON] = {"person", N_("personal particulars"), false},
    [HEAD_NEWS] = {"news", N_("wish for news"), false},
    [HEAD_TERMS] = {"terms", N_("terms"), false},
    [HEAD_CONSENT] = {"consent", N_("consent"), false},
    [HEAD_ANONYMOUS] = {"anonymous", N_("wish to stay anonymous"), false},
    [HEAD_PUBLISH] = {"publish", NULL, false},
    [HEAD_NOT] = {"not", NULL, false},
    [HEAD_JOIN] = {"join", NULL, false},
    [HEAD_YES] = {"yes", NULL, false},
    [HEAD_NO] = {"no", NULL, false},
    [HEAD_PENDING] = {"pending", NULL, false},
};

// What one phrase may mean. The same words mean different things in two languages.
struct sense {
    uint8_t kind, lang;
    bool exact, stem; // the whole head; the beginning of a word
};

struct heads {
    int owners;
    GHashTable *phrases; // folded -> GArray of struct sense
    GHashTable *joined;  // the same without spaces
    GHashTable *stems;   // a folded stem's first character as a string -> GPtrArray of stems
    GPtrArray *langs;    // their tags
};

const char *head_kind_name(enum head_kind kind)
{
    return kinds[kind].name;
}

const char *head_kind_label(enum head_kind kind)
{
    return kinds[kind].label;
}

bool head_kind_is_printed(enum head_kind kind)
{
    return kinds[kind].printed;
}

static int kind_named(const char *name)
{
    for (int i = 0; i < HEAD_WORDS; i++) {
        if (strcmp(kinds[i].name, name) == 0)
            return i;
    }
    return -1;
}

int head_kind_named(const char *name)
{
    if (strcmp(name, "city") == 0)
        return HEAD_PLACE;
    if (strcmp(name, "org") == 0 || strcmp(name, "organization") == 0)
        return HEAD_ORGANISATION;
    int kind = kind_named(name);
    return kind < HEAD_KINDS ? kind : -1;
}

// ---- folding ----

// A dotless i is an i in a head, whatever the language.
static gunichar fold_head_letter(gunichar c)
{
    return c == 0x0131 ? 'i' : fold_letter(c);
}

// "fullName", "NameGiven", "first_name", "HTMLName"
static char *split_camel(const char *text, size_t n)
{
    GString *out = g_string_new(NULL);
    gunichar before = 0;
    for (const char *p = text; p < text + n; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (g_unichar_isupper(c) && g_unichar_islower(before))
            g_string_append_c(out, ' ');
        g_string_append_unichar(out, c);
        before = c;
    }
    return g_string_free(out, FALSE);
}

static bool is_word_char(gunichar c)
{
    return g_unichar_isalnum(c) || g_unichar_ismark(c) || c == '#' || c == '?' ||
           g_unichar_type(c) == G_UNICODE_OTHER_SYMBOL;
}

// The Arabic and the Hebrew article, and the Arabic "and" before it, are no part of a word here.
static void append_word(GString *out, const char *word)
{
    glong letters = g_utf8_strlen(word, -1);
    if (out->len)
        g_string_append_c(out, ' ');
    if (letters >= 5 && g_str_has_prefix(word, "\331\210\330\247\331\204")) {
        g_string_append(out, "\331\210 "); // waw
        word += strlen("\331\210\330\247\331\204");
    } else if (letters >= 4 && g_str_has_prefix(word, "\330\247\331\204")) {
        word += strlen("\330\247\331\204");
    } else if (letters >= 4 && g_str_has_prefix(word, "\327\224")) {
        word += strlen("\327\224");
    }
    g_string_append(out, word);
}

// Words of letters and digits with one space between; case, accents and vowel points gone.
static char *fold_head(const char *text, size_t n)
{
    char *split = split_camel(text, n);
    char *decomposed = g_utf8_normalize(split, -1, G_NORMALIZE_ALL);
    char *cased = g_utf8_casefold(decomposed ? decomposed : split, -1);
    GString *words = g_string_new(NULL);
    for (const char *p = cased; *p; p = g_utf8_next_char(p)) {
        gunichar c = fold_head_letter(g_utf8_get_char(p));
        bool dropped = c == 0x0640 || (g_unichar_ismark(c) && g_unichar_combining_class(c) != 0);
        if (!dropped && is_word_char(c))
            g_string_append_unichar(words, c);
        else if (!dropped && words->len && words->str[words->len - 1] != ' ')
            g_string_append_c(words, ' ');
    }
    char *composed = g_utf8_normalize(words->str, -1, G_NORMALIZE_DEFAULT_COMPOSE);
    char **parts = g_strsplit(composed, " ", -1);
    g_string_truncate(words, 0);
    for (char **part = parts; *part; part++) {
        // A question mark ends a question and says nothing, unless it stands alone.
        size_t length = strlen(*part);
        if (length > 1 && (*part)[length - 1] == '?')
            (*part)[length - 1] = '\0';
        if (**part)
            append_word(words, *part);
    }
    g_strfreev(parts);
    g_free(composed);
    g_free(cased);
    g_free(decomposed);
    g_free(split);
    return g_string_free(words, FALSE);
}

static char *without_spaces(const char *text)
{
    GString *out = g_string_new(NULL);
    for (; *text; text++) {
        if (*text != ' ')
            g_string_append_c(out, *text);
    }
    return g_string_free(out, FALSE);
}

bool heads_same(const char *a, const char *b)
{
    char *one = fold_head(a, strlen(a)), *other = fold_head(b, strlen(b));
    char *left = without_spaces(one), *right = without_spaces(other);
    bool same = *left ? strcmp(left, right) == 0 : strcmp(a, b) == 0;
    g_free(one);
    g_free(other);
    g_free(left);
    g_free(right);
    return same;
}

// ---- the table ----

static void senses_add(GHashTable *table, char *key, struct sense sense)
{
    GArray *senses = g_hash_table_lookup(table, key);
    if (!senses) {
        senses = g_array_new(FALSE, FALSE, sizeof(struct sense));
        g_hash_table_insert(table, g_strdup(key), senses);
    }
    g_array_append_val(senses, sense);
    g_free(key);
}

static void add_stem(struct heads *heads, const char *stem)
{
    char *first = g_strndup(stem, (gsize)(g_utf8_next_char(stem) - stem));
    GPtrArray *stems = g_hash_table_lookup(heads->stems, first);
    if (!stems) {
        stems = g_ptr_array_new_with_free_func(g_free);
        g_hash_table_insert(heads->stems, g_strdup(first), stems);
    }
    g_ptr_array_add(stems, g_strdup(stem));
    g_free(first);
}

static void add_phrase(struct heads *heads, int kind, const char *phrase)
{
    size_t n = strlen(phrase);
    bool exact = phrase[0] == '=', stem = n > 1 && phrase[n - 1] == '*';
    char *folded = fold_head(phrase + exact, n - exact - stem);
    struct sense sense = {(uint8_t)kind, (uint8_t)(heads->langs->len - 1), exact, stem};
    if (*folded) {
        if (stem)
            add_stem(heads, folded);
        else
            senses_add(heads->joined, without_spaces(folded), sense);
        senses_add(heads->phrases, g_strdup(folded), sense);
    }
    g_free(folded);
}

static bool add_line(struct heads *heads, const char *line, GError **error)
{
    size_t n = strlen(line);
    if (line[0] == '[' && line[n - 1] == ']') {
        g_ptr_array_add(heads->langs, g_strndup(line + 1, n - 2));
        return true;
    }
    const char *colon = strchr(line, ':');
    char *word = g_strndup(line, colon ? (gsize)(colon - line) : n);
    int kind = colon ? kind_named(word) : -1;
    g_free(word);
    if (kind <= HEAD_NONE || heads->langs->len == 0 || heads->langs->len > LANGS_MOST) {
        fault_set(error, FAULT_INVALID,
                  "a line is \"kind: phrase | phrase\" below the [tag] of its "
                  "language");
        return false;
    }
    char **phrases = g_strsplit(colon + 1, "|", -1);
    for (char **phrase = phrases; *phrase; phrase++)
        add_phrase(heads, kind, g_strstrip(*phrase));
    g_strfreev(phrases);
    return true;
}

static bool add_lines(struct heads *heads, const char *path, const char *text, GError **error)
{
    char **lines = g_strsplit(text, "\n", -1);
    bool ok = true;
    for (size_t i = 0; ok && lines[i]; i++) {
        char *line = g_strstrip(lines[i]);
        if (*line && *line != '#')
            ok = add_line(heads, line, error);
        if (!ok)
            fault_prefix(error, "%s:%zu:1: ", path, i + 1);
    }
    g_strfreev(lines);
    return ok;
}

static void senses_free(void *senses)
{
    g_array_unref(senses);
}

static void stems_free(void *stems)
{
    g_ptr_array_unref(stems);
}

struct heads *heads_open(const char *data, GError **error)
{
    struct heads *heads = g_new0(struct heads, 1);
    heads->owners = 1;
    heads->phrases = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, senses_free);
    heads->joined = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, senses_free);
    heads->stems = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, stems_free);
    heads->langs = g_ptr_array_new_with_free_func(g_free);
    if (!data)
        return heads;
    char *path = g_build_filename(data, "read", "heads.txt", NULL);
    GBytes *bytes = file_read(path, HEADS_BYTES_MOST, error);
    gsize n = 0;
    const char *data_bytes = bytes ? g_bytes_get_data(bytes, &n) : NULL;
    char *text = data_bytes ? g_strndup(data_bytes, n) : NULL;
    bool ok = bytes != NULL;
    if (ok && !g_utf8_validate(text ? text : "", -1, NULL)) {
        fault_set(error, FAULT_INVALID, "%s: is not UTF-8", path);
        ok = false;
    }
    ok = ok && add_lines(heads, path, text ? text : "", error);
    g_free(text);
    g_free(path);
    if (bytes)
        g_bytes_unref(bytes);
    if (ok)
        return heads;
    heads_free(heads);
    return NULL;
}

struct heads *heads_ref(struct heads *heads)
{
    heads->owners++;
    return heads;
}

void heads_free(struct heads *heads)
{
    if (!heads || --heads->owners > 0)
        return;
    g_hash_table_unref(heads->phrases);
    g_hash_table_unref(heads->joined);
    g_hash_table_unref(heads->stems);
    g_ptr_array_unref(heads->langs);
    g_free(heads);
}

// ---- finding ----

struct head_match {
    size_t start, end; // bytes of the folded text
    struct sense sense;
};

struct head_cell {
    char *folded;
    size_t n;
    struct head_match matches[MATCHES_MOST]; // longest first
    size_t count;
};

static bool is_unspaced(gunichar c)
{
    return (c >= 0x0E00 && c < 0x0E80) || (c >= 0x1000 && c < 0x10A0) ||
           (c >= 0x1780 && c < 0x1800) || (c >= 0x3040 && c < 0xA000) ||
           (c >= 0xAC00 && c < 0xD7B0) || (c >= 0xF900 && c < 0xFB00);
}

static void match_add(struct head_cell *cell, size_t start, size_t end, struct sense sense)
{
    if (cell->count < MATCHES_MOST)
        cell->matches[cell->count++] = (struct head_match){start, end, sense};
}

static void match_all(struct head_cell *cell, size_t start, size_t end, const GArray *senses,
                      bool stem)
{
    for (guint i = 0; senses && i < senses->len; i++) {
        struct sense sense = g_array_index(senses, struct sense, i);
        if (sense.stem == stem && (!sense.exact || end - start == cell->n))
            match_add(cell, start, end, sense);
    }
}

static void match_stems(const struct heads *heads, struct head_cell *cell, size_t start)
{
    const char *at = cell->folded + start;
    char *first = g_strndup(at, (gsize)(g_utf8_next_char(at) - at));
    const GPtrArray *stems = g_hash_table_lookup(heads->stems, first);
    g_free(first);
    for (guint i = 0; stems && i < stems->len; i++) {
        const char *stem = g_ptr_array_index(stems, i);
        size_t length = strlen(stem);
        if (strncmp(at, stem, length) != 0)
            continue;
        size_t end = start + length + strcspn(at + length, " ");
        match_all(cell, start, end, g_hash_table_lookup(heads->phrases, stem), true);
    }
}

// All phrases that begin at `start`, at a word's beginning or within writing without spaces.
static void match_at(const struct heads *heads, struct head_cell *cell, size_t start)
{
    enum { WORDS_MOST = 8, CHARS_MOST = 16 };
    const char *at = cell->folded + start;
    bool unspaced = is_unspaced(g_utf8_get_char(at));
    int words = 0, chars = 0;
    for (const char *p = at; *p && words < WORDS_MOST;) {
        gunichar c = g_utf8_get_char(p);
        p = g_utf8_next_char(p);
        bool boundary =
            *p == ' ' || *p == '\0' || is_unspaced(g_utf8_get_char(p)) != is_unspaced(c);
        words += *p == ' ';
        if (!(boundary || (unspaced && is_unspaced(c))) || (unspaced && ++chars > CHARS_MOST))
            continue;
        char *key = g_strndup(at, (gsize)(p - at));
        match_all(cell, start, start + (size_t)(p - at), g_hash_table_lookup(heads->phrases, key),
                  false);
        g_free(key);
    }
}

static int longest_first(const void *a, const void *b)
{
    const struct head_match *x = a, *y = b;
    size_t nx = x->end - x->start, ny = y->end - y->start;
    return nx != ny ? (nx < ny) - (nx > ny) : (x->start > y->start) - (x->start < y->start);
}

static void cell_read(const struct heads *heads, const char *text, size_t n, struct head_cell *cell)
{
    *cell = (struct head_cell){.folded = fold_head(text, n)};
    cell->n = strlen(cell->folded);
    char *joined = without_spaces(cell->folded);
    match_all(cell, 0, cell->n, g_hash_table_lookup(heads->joined, joined), false);
    g_free(joined);
    gunichar before = ' ';
    for (const char *p = cell->folded; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        bool begins = before == ' ' || is_unspaced(c) || is_unspaced(before);
        if (c != ' ' && begins) {
            match_at(heads, cell, (size_t)(p - cell->folded));
            match_stems(heads, cell, (size_t)(p - cell->folded));
        }
        before = c;
    }
    qsort(cell->matches, cell->count, sizeof cell->matches[0], longest_first);
}

// ---- deciding ----

// What one language finds in a cell: the longest phrases, none over another.
struct found {
    uint64_t kinds;   // a bit a kind
    size_t letters;   // bytes they take
    bool short_alone; // nothing but words of one or two letters
    size_t at[HEAD_WORDS];
};

static bool is_short(const struct head_cell *cell, const struct head_match *match)
{
    const char *text = cell->folded + match->start;
    return g_utf8_strlen(text, (gssize)(match->end - match->start)) <= 2 &&
           !is_unspaced(g_utf8_get_char(text)) && match->end - match->start < cell->n;
}

static struct found found_in(const struct head_cell *cell, unsigned lang, bool shorts)
{
    struct found found = {0, 0, true, {0}};
    for (size_t i = 0; i < cell->count; i++) {
        const struct head_match *match = &cell->matches[i];
        if (match->sense.lang != lang || match->sense.kind >= HEAD_YES)
            continue;
        bool brief = is_short(cell, match) && match->sense.kind != HEAD_JOIN &&
                     match->sense.kind != HEAD_NOT;
        bool covered = brief && !shorts;
        for (size_t k = 0; k < i && !covered; k++) {
            const struct head_match *longer = &cell->matches[k];
            covered = longer->sense.lang == lang && longer->sense.kind < HEAD_YES &&
                      longer->start < match->end && match->start < longer->end &&
                      longer->end - longer->start > match->end - match->start;
        }
        if (covered)
            continue;
        found.kinds |= UINT64_C(1) << match->sense.kind;
        found.at[match->sense.kind] = match->start;
        found.letters += match->end - match->start;
        found.short_alone = found.short_alone && brief;
    }
    return found;
}

static bool has(const struct found *found, enum head_kind kind)
{
    return found->kinds >> kind & 1;
}

// A slash, comma or "and" between the two kinds: one column for both.
static bool is_joined(const struct found *found, const char *text)
{
    return has(found, HEAD_JOIN) || strpbrk(text, "/&,+|") || strstr(text, "\330\214");
}

static enum head_kind printed_kind(const struct found *found, const char *text)
{
    bool joined = is_joined(found, text);
    bool given = has(found, HEAD_GIVEN), family = has(found, HEAD_FAMILY);
    bool name = has(found, HEAD_NAME) || has(found, HEAD_FULL) || (given && family);
    bool organisation = has(found, HEAD_ORGANISATION) || has(found, HEAD_AFFILIATION);
    bool place = has(found, HEAD_PLACE) || has(found, HEAD_COUNTRY);
    if (name && joined && (organisation || has(found, HEAD_ROLE) || place))
        return HEAD_FULL;
    if (has(found, HEAD_FULL) || (given && family))
        return organisation ? HEAD_ORGANISATION : HEAD_FULL;
    if (organisation && place && !joined)
        return has(found, HEAD_COUNTRY) ? HEAD_COUNTRY : HEAD_PLACE;
    if (has(found, HEAD_ROLE) && !joined)
        return HEAD_ROLE;
    if (organisation && has(found, HEAD_ROLE))
        return HEAD_AFFILIATION;
    if (organisation)
        return has(found, HEAD_ORGANISATION) ? HEAD_ORGANISATION : HEAD_AFFILIATION;
    static const enum head_kind order[] = {HEAD_ROLE,  HEAD_LANG,   HEAD_COUNTRY,
                                           HEAD_PLACE, HEAD_MIDDLE, HEAD_FAMILY,
                                           HEAD_GIVEN, HEAD_NAME,   HEAD_NUMBER};
    for (size_t i = 0; i < G_N_ELEMENTS(order); i++) {
        if (has(found, order[i]))
            return order[i];
    }
    return HEAD_NONE;
}

// What asks whether a name may be shown; HEAD_NONE if nothing does.
static enum head_kind consent_kind(const struct found *found, bool *ret_hides)
{
    bool publish = has(found, HEAD_PUBLISH), consent = has(found, HEAD_CONSENT);
    bool not = has(found, HEAD_NOT);
    *ret_hides = has(found, HEAD_ANONYMOUS) ? !(not &&!publish) : publish && not ;
    if (has(found, HEAD_ANONYMOUS))
        return HEAD_ANONYMOUS;
    if (publish)
        return HEAD_CONSENT;
    if (consent && (has(found, HEAD_NEWS) || has(found, HEAD_TERMS) || has(found, HEAD_EMAIL) ||
                    has(found, HEAD_CONTACT)))
        return has(found, HEAD_TERMS) ? HEAD_TERMS : HEAD_NEWS;
    return consent ? HEAD_CONSENT : HEAD_NONE;
}

static enum head_kind private_kind(const struct found *found)
{
    // "Place/postcode" is printed only if it is a place alone.
    static const enum head_kind order[] = {HEAD_EMAIL,   HEAD_PHONE,  HEAD_NETWORK, HEAD_CONTACT,
                                           HEAD_ADDRESS, HEAD_TIME,   HEAD_LINK,    HEAD_NEWS,
                                           HEAD_TERMS,   HEAD_PERSON, HEAD_COMMENT};
    for (size_t i = 0; i < G_N_ELEMENTS(order); i++) {
        if (has(found, order[i]))
            return order[i];
    }
    return HEAD_NONE;
}

static struct head decide(const struct found *found, const char *text, size_t n)
{
    struct head head = {.share = n ? (unsigned)MIN(100, found->letters * 100 / n) : 0};
    enum head_kind private = private_kind(found), printed = printed_kind(found, text);
    enum head_kind consent = consent_kind(found, &head.hides);
    enum head_kind weak = has(found, HEAD_ID)       ? HEAD_ID
                          : has(found, HEAD_STATUS) ? HEAD_STATUS
                                                    : HEAD_NONE;
    enum head_kind plain = private                                                    ? private
                           : weak && (printed == HEAD_NONE || printed == HEAD_NUMBER) ? weak
                                                                                      : printed;
    // "Why are you signing?" and "Your message" are no consent though they speak of the public.
    bool asked = consent && (!private || private == HEAD_NEWS || private == HEAD_TERMS ||
                             private == HEAD_EMAIL || private == HEAD_CONTACT);
    head.kind = asked ? consent : plain;
    head.without_consent = plain ? plain : weak;
    return head;
}

// What stands in brackets explains: "Full name (as it will appear)", "E-mail (not published)".
static char *without_brackets(const char *text)
{
    GString *out = g_string_new(NULL);
    int depth = 0;
    for (const char *p = text; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        bool opens = c == '(' || c == '[' || c == 0xFF08 || c == 0x3010;
        bool closes = c == ')' || c == ']' || c == 0xFF09 || c == 0x3011;
        depth += opens;
        if (depth == 0)
            g_string_append_unichar(out, c);
        depth -= closes && depth > 0;
    }
    return g_string_free(out, FALSE);
}

static bool writes_family_first(const char *tag)
{
    static const char *const tags[] = {"hu", "vi", "zh", "ja", "ko", "km"};
    for (size_t i = 0; i < G_N_ELEMENTS(tags); i++) {
        if (strcmp(tag, tags[i]) == 0)
            return true;
    }
    return false;
}

// E-mail and telephone are said in English in every language's heads.
static void add_english(const struct heads *heads, const struct head_cell *cell,
                        struct found *found)
{
    for (guint lang = 0; lang < heads->langs->len; lang++) {
        if (strcmp(g_ptr_array_index(heads->langs, lang), "en") != 0)
            continue;
        struct found english = found_in(cell, lang, false);
        for (enum head_kind kind = HEAD_EMAIL; kind <= HEAD_NETWORK; kind++) {
            if ((kind == HEAD_EMAIL || kind == HEAD_PHONE || kind == HEAD_NETWORK) &&
                has(&english, kind))
                found->kinds |= UINT64_C(1) << kind;
        }
    }
}

static struct head cell_decide(const struct heads *heads, const struct head_cell *cell,
                               const char *text, const size_t *weights, unsigned best_lang)
{
    struct found best = {0};
    unsigned lang = 0;
    size_t score = 0;
    for (guint i = 0; i < heads->langs->len; i++) {
        struct found found = found_in(cell, i, i == best_lang);
        uint64_t words = UINT64_C(1) << HEAD_NOT | UINT64_C(1) << HEAD_JOIN;
        size_t value = found.kinds & ~words ? found.letters * 1000 + weights[i] : 0;
        if (value > score) {
            best = found;
            score = value;
            lang = i;
        }
    }
    if (score)
        add_english(heads, cell, &best);
    struct head head = decide(&best, text, cell->n);
    head.family_first = score && writes_family_first(g_ptr_array_index(heads->langs, lang));
    return head;
}

static void weigh_languages(const struct heads *heads, const struct head_cell *cells, size_t n,
                            size_t weights[LANGS_MOST + 1], unsigned *ret_best)
{
    *ret_best = 0;
    for (guint lang = 0; lang < heads->langs->len; lang++) {
        weights[lang] = 0;
        for (size_t i = 0; i < n; i++)
            weights[lang] += MIN(found_in(&cells[i], lang, true).letters, 30);
        if (weights[lang] > weights[*ret_best])
            *ret_best = lang;
        weights[lang] = MIN(weights[lang], 999);
    }
}

// "person.full_name" is read as "full_name", "contact.name" as "contact name": what stands last is
// believed unless it is as general as a name.
static void read_path(const struct heads *heads, const char *path, struct head *ret)
{
    const char *dot = strrchr(path, '.');
    if (!dot || strchr(path, ' ') || !dot[1])
        return;
    const char *last = dot + 1;
    struct head head;
    heads_read(heads, &last, 1, &head);
    if (head.kind != HEAD_NONE && head.kind != HEAD_NAME && head.kind != HEAD_ID)
        *ret = head;
}

void heads_read(const struct heads *heads, const char *const *cells, size_t n, struct head *ret)
{
    struct head_cell *outer = g_new0(struct head_cell, n), *whole = g_new0(struct head_cell, n);
    char **texts = g_new0(char *, n);
    for (size_t i = 0; i < n; i++) {
        texts[i] = without_brackets(cells[i]);
        bool head_like = strlen(cells[i]) <= HEAD_BYTES_MOST;
        cell_read(heads, texts[i], head_like ? strlen(texts[i]) : 0, &outer[i]);
        cell_read(heads, cells[i], head_like ? strlen(cells[i]) : 0, &whole[i]);
    }
    size_t weights[LANGS_MOST + 1];
    unsigned best;
    weigh_languages(heads, outer, n, weights, &best);
    for (size_t i = 0; i < n; i++) {
        ret[i] = cell_decide(heads, &outer[i], texts[i], weights, best);
        if (ret[i].kind == HEAD_NONE)
            ret[i] = cell_decide(heads, &whole[i], cells[i], weights, best);
        read_path(heads, cells[i], &ret[i]);
        g_free(outer[i].folded);
        g_free(whole[i].folded);
        g_free(texts[i]);
    }
    g_free(texts);
    g_free(outer);
    g_free(whole);
}

// ---- answers ----

static enum answer answer_of_kind(int kind)
{
    switch (kind) {
    case HEAD_YES:
        return ANSWER_YES;
    case HEAD_NO:
        return ANSWER_NO;
    case HEAD_PENDING:
        return ANSWER_PENDING;
    case HEAD_ANONYMOUS:
        return ANSWER_ANONYMOUS;
    default:
        return ANSWER_OTHER;
    }
}

// The whole cell first; then what begins it; then a no before a yes.
enum answer heads_answer(const struct heads *heads, const char *text)
{
    struct head_cell cell;
    cell_read(heads, text, MIN(strlen(text), HEAD_BYTES_MOST), &cell);
    bool empty = cell.n == 0 && text[strspn(text, " \t\r\n")] == '\0';
    bool seen[ANSWER_OTHER + 1] = {false};
    bool whole = false;
    for (size_t i = 0; i < cell.count; i++) {
        const struct head_match *match = &cell.matches[i];
        enum answer answer = answer_of_kind(match->sense.kind);
        bool all = match->end - match->start == cell.n;
        bool brief = is_short(&cell, match) && match->start > 0;
        if (answer == ANSWER_OTHER || brief || (whole && !all))
            continue;
        whole |= all;
        seen[answer] = true;
    }
    g_free(cell.folded);
    if (empty)
        return ANSWER_EMPTY;
    static const enum answer order[] = {ANSWER_ANONYMOUS, ANSWER_PENDING, ANSWER_NO, ANSWER_YES};
    for (size_t i = 0; i < G_N_ELEMENTS(order); i++) {
        if (seen[order[i]])
            return order[i];
    }
    return ANSWER_OTHER;
}
