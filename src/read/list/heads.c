// SPDX-License-Identifier: MIT
// A head is folded to words, every phrase in it is found, and the longest ones count. Which
// language's words to believe is decided by the row: "nom" in a row of French heads is French.
#include "read/list/heads.h"

#include "read/list/head_match.h"

#include <string.h>

enum { HEAD_BYTES_MOST = 400 };

// What one language finds in a cell: the longest phrases, none over another.
struct found {
    uint64_t kinds;   // a bit a kind
    size_t letters;   // bytes they take
    bool short_alone; // nothing but words of one or two letters
    size_t at[HEAD_WORDS];
};

static struct found found_in(const struct head_cell *cell, unsigned lang, bool shorts)
{
    struct found found = {0, 0, true, {0}};
    for (size_t i = 0; i < cell->count; i++) {
        const struct head_match *match = &cell->matches[i];
        if (match->sense.lang != lang || match->sense.kind >= HEAD_YES)
            continue;
        bool brief = head_match_is_short(cell, match) && match->sense.kind != HEAD_JOIN &&
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
        head_cell_read(heads, texts[i], head_like ? strlen(texts[i]) : 0, &outer[i]);
        head_cell_read(heads, cells[i], head_like ? strlen(cells[i]) : 0, &whole[i]);
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
    head_cell_read(heads, text, MIN(strlen(text), HEAD_BYTES_MOST), &cell);
    bool empty = cell.n == 0 && text[strspn(text, " \t\r\n")] == '\0';
    bool seen[ANSWER_OTHER + 1] = {false};
    bool whole = false;
    for (size_t i = 0; i < cell.count; i++) {
        const struct head_match *match = &cell.matches[i];
        enum answer answer = answer_of_kind(match->sense.kind);
        bool all = match->end - match->start == cell.n;
        bool brief = head_match_is_short(&cell, match) && match->start > 0;
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
