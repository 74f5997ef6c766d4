// SPDX-License-Identifier: MIT
#include "read/lang.h"

#include "read/fold.h"

#include <string.h>

enum { SAMPLE_BYTES = 20000, WORD_BYTES_MOST = 48 };

enum family {
    FAMILY_LATIN,
    FAMILY_ARABIC,
    FAMILY_CYRILLIC,
    FAMILY_HAN,
    FAMILY_KANA,
    FAMILY_HANGUL,
    FAMILY_OTHER,
    FAMILY_COUNT
};

// Scripts that one language, or one far more than others, is written in.
static const struct {
    GUnicodeScript script;
    const char *tag;
} single[] = {
    {G_UNICODE_SCRIPT_GREEK, "el"},      {G_UNICODE_SCRIPT_HEBREW, "he"},
    {G_UNICODE_SCRIPT_ARMENIAN, "hy"},   {G_UNICODE_SCRIPT_GEORGIAN, "ka"},
    {G_UNICODE_SCRIPT_DEVANAGARI, "hi"}, {G_UNICODE_SCRIPT_BENGALI, "bn"},
    {G_UNICODE_SCRIPT_GURMUKHI, "pa"},   {G_UNICODE_SCRIPT_GUJARATI, "gu"},
    {G_UNICODE_SCRIPT_TAMIL, "ta"},      {G_UNICODE_SCRIPT_TELUGU, "te"},
    {G_UNICODE_SCRIPT_KANNADA, "kn"},    {G_UNICODE_SCRIPT_MALAYALAM, "ml"},
    {G_UNICODE_SCRIPT_SINHALA, "si"},    {G_UNICODE_SCRIPT_THAI, "th"},
    {G_UNICODE_SCRIPT_LAO, "lo"},        {G_UNICODE_SCRIPT_TIBETAN, "bo"},
    {G_UNICODE_SCRIPT_MYANMAR, "my"},    {G_UNICODE_SCRIPT_KHMER, "km"},
    {G_UNICODE_SCRIPT_ETHIOPIC, "am"},   {G_UNICODE_SCRIPT_MONGOLIAN, "mn-Mong"},
    {G_UNICODE_SCRIPT_SYRIAC, "syr"},    {G_UNICODE_SCRIPT_THAANA, "dv"},
    {G_UNICODE_SCRIPT_NKO, "nqo"},
};

enum { SINGLE_COUNT = G_N_ELEMENTS(single) };

struct census {
    size_t families[FAMILY_COUNT];
    size_t singles[SINGLE_COUNT];
};

static enum family family_of(GUnicodeScript script)
{
    switch (script) {
    case G_UNICODE_SCRIPT_LATIN:
        return FAMILY_LATIN;
    case G_UNICODE_SCRIPT_ARABIC:
        return FAMILY_ARABIC;
    case G_UNICODE_SCRIPT_CYRILLIC:
        return FAMILY_CYRILLIC;
    case G_UNICODE_SCRIPT_HAN:
    case G_UNICODE_SCRIPT_BOPOMOFO:
        return FAMILY_HAN;
    case G_UNICODE_SCRIPT_HIRAGANA:
    case G_UNICODE_SCRIPT_KATAKANA:
        return FAMILY_KANA;
    case G_UNICODE_SCRIPT_HANGUL:
        return FAMILY_HANGUL;
    default:
        return FAMILY_OTHER;
    }
}

static void census_add(struct census *census, gunichar c)
{
    if (!g_unichar_isalpha(c))
        return;
    GUnicodeScript script = g_unichar_get_script(c);
    enum family family = family_of(script);
    // A Chinese character or a syllable says as much as a few letters.
    census->families[family] += family == FAMILY_HAN || family == FAMILY_HANGUL ? 3 : 1;
    for (size_t i = 0; family == FAMILY_OTHER && i < SINGLE_COUNT; i++)
        census->singles[i] += single[i].script == script;
}

static size_t sample_length(const char *text, size_t n)
{
    if (n <= SAMPLE_BYTES)
        return n;
    n = SAMPLE_BYTES;
    while (((unsigned char)text[n] & 0xC0) == 0x80)
        n--;
    return n;
}

// Characters that only one of the two ways of writing Chinese has, in pairs of the same word.
static const char simplified[] =
    "们这个国会来时说对学发经东车长门问间见现观马鸟鱼龙书写买卖读让认记讲话语请谢"
    "调议论设证评识诉词译试该详护报织组细终给统继续线练约级纪红纯纸网罗义习乡"
    "云产亲亿仅从仓仪价众优伤伟传体兰关兴养农军";
static const char traditional[] = "們這個國會來時說對學發經東車長門問間見現觀馬鳥魚龍書寫買賣讀讓認"
                                  "記講話語請謝調議論設證評識訴詞譯試該"
                                  "詳護報織組細終給統繼續線練約級紀紅純紙網羅義習鄉雲產親億僅從倉儀"
                                  "價眾優傷偉傳體蘭關興養農軍臺灣";

static const char *chinese_tag(const char *text, size_t n)
{
    size_t hans = 0, hant = 0;
    for (const char *p = text; p < text + n; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (c < 0x4E00)
            continue;
        hans += g_utf8_strchr(simplified, -1, c) != NULL;
        hant += g_utf8_strchr(traditional, -1, c) != NULL;
    }
    return hant > hans ? "zh-Hant" : hans > 0 ? "zh-Hans" : "zh";
}

// Letters that distinguish languages of one script where the little words do not.
static const struct {
    enum family family;
    const char *tag, *letters;
} distinguishing[] = {
    {FAMILY_ARABIC, "ug", "ېۈۇڭ"},
    {FAMILY_ARABIC, "ur", "ٹڈڑےں"},
    {FAMILY_ARABIC, "ckb", "ێۆڵڕە"},
    {FAMILY_ARABIC, "ps", "ټډړښځڅ"},
    {FAMILY_ARABIC, "fa", "پچژگیک"},
    {FAMILY_CYRILLIC, "kk", "әғқңұһ"},
    {FAMILY_CYRILLIC, "be", "ў"},
    {FAMILY_CYRILLIC, "uk", "іїєґ"},
    {FAMILY_CYRILLIC, "sr", "ђћџљњј"},
    {FAMILY_LATIN, "vi", "ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ"},
};

static const char *family_default(enum family family)
{
    return family == FAMILY_ARABIC ? "ar" : family == FAMILY_CYRILLIC ? "ru" : "und";
}

// A letter in fifty is enough: no other language of the script has it at all.
static const char *tag_by_letters(const char *text, size_t n, enum family family, size_t letters)
{
    for (size_t i = 0; i < G_N_ELEMENTS(distinguishing); i++) {
        if (distinguishing[i].family != family)
            continue;
        size_t found = 0;
        for (const char *p = text; p < text + n; p = g_utf8_next_char(p))
            found += g_utf8_strchr(distinguishing[i].letters, -1,
                                   g_unichar_tolower(g_utf8_get_char(p))) != NULL;
        if (found * 50 > letters)
            return distinguishing[i].tag;
    }
    return NULL;
}

struct vote {
    const char *tag;
    size_t words;
};

static void votes_add(GArray *votes, const char *tag)
{
    for (guint i = 0; i < votes->len; i++) {
        struct vote *vote = &g_array_index(votes, struct vote, i);
        if (strcmp(vote->tag, tag) == 0) {
            vote->words++;
            return;
        }
    }
    struct vote vote = {tag, 1};
    g_array_append_val(votes, vote);
}

static void votes_add_word(GArray *votes, const char *word, size_t n, const struct tables *tables)
{
    if (n > WORD_BYTES_MOST)
        return;
    GString *folded = g_string_new(NULL);
    fold_line(word, n, folded);
    const char *const *langs = tables_word_langs(tables, folded->str);
    for (; langs && *langs; langs++)
        votes_add(votes, *langs);
    g_string_free(folded, TRUE);
}

static const char *word_end(const char *p, const char *end)
{
    while (p < end) {
        gunichar c = g_utf8_get_char(p);
        if (!g_unichar_isalpha(c) && !g_unichar_ismark(c) && c != 0x200C)
            break;
        p = g_utf8_next_char(p);
    }
    return p;
}

static GArray *votes_of(const char *text, size_t n, const struct tables *tables)
{
    GArray *votes = g_array_new(FALSE, FALSE, sizeof(struct vote));
    const char *end = text + n;
    for (const char *p = text; p < end;) {
        const char *stop = word_end(p, end);
        if (stop > p)
            votes_add_word(votes, p, (size_t)(stop - p), tables);
        p = stop > p ? stop : g_utf8_next_char(p);
    }
    return votes;
}

static const char *tag_by_words(const char *text, size_t n, const struct tables *tables)
{
    GArray *votes = votes_of(text, n, tables);
    struct vote best = {NULL, 0};
    for (guint i = 0; i < votes->len; i++) {
        struct vote vote = g_array_index(votes, struct vote, i);
        if (vote.words > best.words)
            best = vote;
    }
    g_array_unref(votes);
    return best.tag;
}

bool lang_is_chance(const char *text, size_t n, const struct tables *tables, const char *tag)
{
    n = sample_length(text, n);
    size_t words = text_words(text, n), own = 0;
    GArray *votes = votes_of(text, n, tables);
    for (guint i = 0; i < votes->len; i++) {
        const struct vote *vote = &g_array_index(votes, struct vote, i);
        if (strcmp(vote->tag, tag) == 0)
            own = vote->words;
    }
    g_array_unref(votes);
    // Without any, letters have decided the language.
    return own > 0 && (own < 2 || own * 12 < words);
}

static const char *single_tag(const struct census *census)
{
    size_t best = 0;
    for (size_t i = 1; i < SINGLE_COUNT; i++) {
        if (census->singles[i] > census->singles[best])
            best = i;
    }
    return census->singles[best] ? single[best].tag : "und";
}

static enum family census_family(const struct census *census)
{
    enum family best = FAMILY_LATIN;
    for (int i = 0; i < FAMILY_COUNT; i++) {
        if (census->families[i] > census->families[best])
            best = (enum family)i;
    }
    // Japanese writes its words in Han and its grammar in kana.
    if (best == FAMILY_HAN && census->families[FAMILY_KANA] * 20 > census->families[FAMILY_HAN])
        best = FAMILY_KANA;
    return best;
}

const char *lang_detect(const char *text, size_t n, const struct tables *tables)
{
    n = sample_length(text, n);
    struct census census = {{0}, {0}};
    for (const char *p = text; p < text + n; p = g_utf8_next_char(p))
        census_add(&census, g_utf8_get_char(p));
    enum family family = census_family(&census);
    switch (family) {
    case FAMILY_HAN:
        return chinese_tag(text, n);
    case FAMILY_KANA:
        return "ja";
    case FAMILY_HANGUL:
        return "ko";
    case FAMILY_OTHER:
        return single_tag(&census);
    default:
        break;
    }
    const char *tag = tag_by_letters(text, n, family, census.families[family]);
    if (!tag)
        tag = tag_by_words(text, n, tables);
    return tag ? tag : family_default(family);
}

bool lang_same(const char *a, const char *b)
{
    size_t n = strcspn(a, "-");
    return n == strcspn(b, "-") && g_ascii_strncasecmp(a, b, n) == 0;
}
