// SPDX-License-Identifier: MIT
#include "read/find/measure.h"

#include "read/fold.h"

#include <string.h>

// ---- pieces ----

static bool is_comma(gunichar c)
{
    return c == ',' || c == 0x060C || c == 0xFF0C || c == 0x3001 || c == 0x1363;
}

// The marks that may part names, commas of all scripts as one.
static gunichar mark_of(gunichar c)
{
    switch (c) {
    case ';':
    case 0x061B:
    case 0x1364:
    case 0xFF1B:
        return ';';
    case '|':
    case 0x00B7:
    case 0x2022:
    case 0x30FB:
    case 0x3001:
    case '\t':
    case 0x3000:
        return c;
    case 0xFF0F:
        return '/';
    default:
        return is_comma(c) ? ',' : 0;
    }
}

// Three spaces are a gap as a tab is.
static const char *after_gap(const char *p, const char *end)
{
    const char *q = p;
    while (q < end && *q == ' ')
        q++;
    return q - p >= 3 ? q : NULL;
}

static bool is_dash(gunichar c)
{
    return c == '-' || c == 0x2013 || c == 0x2014;
}

// '-' and '/' for marks that part names where white space stands on both sides, 0 for others: a
// hyphen within a name is none.
static gunichar spaced_mark(const char *p, const char *end)
{
    gunichar c = g_utf8_get_char(p), mark = is_dash(c) ? '-' : c == '/' ? '/' : 0;
    const char *next = g_utf8_next_char(p);
    return mark && next < end && p[-1] == ' ' && *next == ' ' ? mark : 0;
}

const char *piece_end(const char *p, const char *end, gunichar mark, const char **ret_next)
{
    for (const char *start = p; p < end; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        bool spaced = p > start && spaced_mark(p, end) == mark;
        const char *gap = mark == '\t' && c == ' ' ? after_gap(p, end) : NULL;
        bool wide = mark == '\t' && c == 0x3000;
        if (!gap && !wide && !spaced && mark_of(c) != mark && !(mark == ',' && c == 0x3001))
            continue;
        *ret_next = gap ? gap : g_utf8_next_char(p);
        while (*ret_next < end && g_unichar_isspace(g_utf8_get_char(*ret_next)))
            *ret_next = g_utf8_next_char(*ret_next);
        return p;
    }
    *ret_next = end;
    return end;
}

// Georgian has no capitals in running text, whatever Unicode pairs its letters with.
static bool is_small(gunichar c)
{
    return g_unichar_islower(c) && !(c >= 0x10D0 && c <= 0x10FF);
}

static struct pieces pieces_by(const char *text, size_t n, gunichar mark)
{
    struct pieces pieces = {0, 0, 0, mark};
    const char *end = text + n;
    for (const char *p = text, *next; p < end; p = next) {
        const char *stop = piece_end(p, end, mark, &next);
        size_t columns = text_columns(p, (size_t)(stop - p));
        pieces.count += columns > 0;
        pieces.longest = MAX(pieces.longest, columns);
        pieces.capitals += columns > 0 && !is_small(g_utf8_get_char(p));
    }
    return pieces;
}

size_t pieces_by_comma(const char *text, size_t n)
{
    return pieces_by(text, n, ',').count;
}

// Those of the first row part names from names only; the others a name from its office too.
enum { SURE_MARKS = 5 };
static const gunichar piece_marks[] = {';',  '|', 0x00B7, 0x2022, 0x30FB,
                                       '\t', '-', '/',    0x3001, ','};

// Which of them part the text somewhere, one bit each: most lines have none, and need no second
// look.
static unsigned piece_marks_seen(const char *text, size_t n)
{
    unsigned seen = 0;
    for (const char *p = text, *end = text + n; p < end; p = g_utf8_next_char(p)) {
        if (g_ascii_isalnum(*p))
            continue;
        gunichar c = g_utf8_get_char(p), mark = mark_of(c);
        mark = !mark && p > text ? spaced_mark(p, end) : mark;
        if (!mark && c != ' ')
            continue;
        for (size_t i = 0; i < G_N_ELEMENTS(piece_marks); i++) {
            bool parts = mark == piece_marks[i];
            if (piece_marks[i] == '\t')
                parts |= c == 0x3000 || (c == ' ' && after_gap(p, end));
            if (piece_marks[i] == ',')
                parts |= c == 0x3001;
            seen |= (unsigned)parts << i;
        }
    }
    return seen;
}

// Whether the first and last piece between `outer` marks each hold a comma: "Ana Ruiz, painter - Li
// Wei, nurse".
static bool holds_commas(const char *text, size_t n, gunichar outer)
{
    const char *end = text + n, *next = text, *p = text, *stop = text;
    bool first = true, holds = true;
    for (; next < end && holds; first = false) {
        p = next;
        stop = piece_end(p, end, outer, &next);
        if (first || next >= end)
            holds = pieces_by_comma(p, (size_t)(stop - p)) > 1;
    }
    return holds;
}

struct pieces pieces_of(const char *text, size_t n, bool commas)
{
    enum { FEW = 3 };
    struct pieces best = {1, 0, 0, 0};
    unsigned seen = piece_marks_seen(text, n);
    for (size_t i = 0; i < G_N_ELEMENTS(piece_marks) - !commas; i++) {
        // "Ana Ruiz, painter; Li Wei, nurse; Jo Field": however many commas there are.
        if (i == SURE_MARKS && best.count >= FEW)
            break;
        if (!(seen & 1u << i))
            continue;
        struct pieces pieces = pieces_by(text, n, piece_marks[i]);
        bool within = piece_marks[i] == ',' && best.count >= FEW &&
                      (best.mark == '-' || best.mark == '/') && holds_commas(text, n, best.mark);
        if (pieces.count > best.count && !within)
            best = pieces;
    }
    return best;
}

bool text_is_wide_name(const char *text, size_t n)
{
    enum { LEAST = 2, MOST = 4, LONGEST = 12 };
    size_t chars = 0, points = 0;
    for (const char *p = text; p < text + n; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (g_unichar_isspace(c))
            break;
        chars++;
        points += c == 0xB7 || c == 0x30FB;
        if (!g_unichar_iswide(c) && c != 0xB7)
            return false;
    }
    return chars >= LEAST && chars <= (points ? LONGEST : MOST);
}

bool pieces_are_wide_names(const char *text, size_t n)
{
    enum { LEAST = 3 };
    size_t pieces = 0;
    const char *end = text + n, *next;
    for (const char *p = text; p < end; p = next, pieces++) {
        const char *stop = piece_end(p, end, ',', &next);
        if (!text_is_wide_name(p, text_trimmed(p, (size_t)(stop - p))))
            return false;
    }
    return pieces >= LEAST;
}

// ---- names behind their heading ----

// The colon that ends the first phrase of a text, if it is short; NULL if there is none.
static const char *phrase_end(const char *text, size_t n)
{
    enum { COLUMNS_MOST = 80, WIDE_LEAD = 0xEF };
    const char *p = text, *end = text + n;
    if (!memchr(text, ':', n) && !memchr(text, WIDE_LEAD, n)) // a full-width one begins with it
        return NULL;
    for (size_t columns = 0; p < end && columns < COLUMNS_MOST;
         p = g_utf8_next_char(p), columns++) {
        gunichar c = g_utf8_get_char(p);
        if (c == ':' || c == 0xFF1A)
            return p;
        if (c == '\n' || c == ';' || c == 0x3002)
            return NULL;
    }
    return NULL;
}

size_t run_in_cue(const struct tables *tables, const char *text, size_t n)
{
    enum { PIECES_LEAST = 4, LONGEST = 60, MEAN_WORDS = 5 };
    const char *colon = phrase_end(text, n);
    if (!colon || colon == text)
        return 0;
    unsigned topics = tables_topics(tables, text, (size_t)(colon - text));
    if (!(topics & TOPIC_SIGN) || (topics & (TOPIC_NOT | TOPIC_PAGE)))
        return 0;
    const char *names = g_utf8_next_char(colon), *end = text + n;
    names += text_leading(names, (size_t)(end - names));
    size_t left = (size_t)(end - names);
    struct pieces pieces = pieces_of(names, left, true);
    bool brief = pieces.longest <= LONGEST && text_words(names, left) <= pieces.count * MEAN_WORDS;
    bool sure = pieces.mark != ',' && pieces.mark != '-' && pieces.mark != '/';
    bool whole =
        pieces.count + sure >= PIECES_LEAST && brief && pieces.capitals * 10 >= pieces.count * 9;
    return whole ? (size_t)(names - text) : 0;
}

// ---- one pass through the text ----

struct sight {
    size_t columns, words, capitals, cased, ideographs, letters;
    size_t marks, blanks; // that may part names; spaces side by side
    bool calls, digit, at, blank_within;
    gunichar first, first_letter, last;
};

static bool is_ideograph(gunichar c)
{
    return c >= 0x2E80 && g_unichar_iswide(c) && g_unichar_isalpha(c) &&
           g_unichar_get_script(c) != G_UNICODE_SCRIPT_HANGUL;
}

static void see_word(struct sight *sight, gunichar c)
{
    sight->words++;
    bool upper = g_unichar_isupper(c) || g_unichar_istitle(c), lower = is_small(c);
    sight->cased += upper || lower;
    sight->capitals += upper;
}

// Letters and digits are no marks, and most characters are those.
static void see_mark(struct sight *sight, gunichar c)
{
    bool blank = c == ' ', letter = c >= 0xC0 && c < 0x500;
    if (c < 0x80)
        letter = g_ascii_isalnum((char)c);
    sight->blanks = blank ? sight->blanks + 1 : 0;
    if (blank)
        sight->marks += sight->blanks == 3;
    else if (!letter)
        sight->marks += mark_of(c) != 0 || is_dash(c) || c == '/';
}

static void see(struct sight *sight, gunichar c, bool *within)
{
    bool ascii = c < 0x80;
    bool letter = ascii ? g_ascii_isalpha((char)c) : g_unichar_isalpha(c);
    bool digit = ascii ? g_ascii_isdigit((char)c) : g_unichar_isdigit(c);
    bool ideograph = !ascii && letter && is_ideograph(c);
    sight->columns += ascii ? 1 : g_unichar_iszerowidth(c) ? 0 : g_unichar_iswide(c) ? 2 : 1;
    sight->ideographs += ideograph;
    sight->letters += letter;
    sight->digit |= digit;
    sight->at |= c == '@';
    sight->calls |= c == '?' || c == '!' || c == 0x061F || c == 0xFF01 || c == 0xFF1F;
    see_mark(sight, c);
    if (letter && !sight->first_letter)
        sight->first_letter = c;
    if ((letter || digit) && !*within && !ideograph)
        see_word(sight, c);
    if (ascii ? g_ascii_isspace((char)c) : g_unichar_isspace(c)) {
        *within = false;
        sight->blank_within = true;
        return;
    }
    *within |= letter || digit;
    sight->last = c;
    if (!sight->first)
        sight->first = c;
}

static struct sight look(const char *text, size_t n)
{
    struct sight sight = {.columns = 0};
    bool within = false;
    for (const char *p = text, *end = text + n; p < end; p = g_utf8_next_char(p))
        see(&sight, (unsigned char)*p < 0x80 ? (gunichar)*p : g_utf8_get_char(p), &within);
    sight.words += sight.ideographs / 3;
    return sight;
}

static unsigned capital_traits(const struct sight *sight)
{
    enum { FEW_COLUMNS = 25 };
    unsigned traits = 0;
    if (sight->cased && sight->capitals * 100 >= sight->words * 55)
        traits |= TRAIT_CAPITALS;
    else if (sight->cased * 2 > sight->words && sight->capitals * 100 < sight->words * 30 &&
             (sight->columns > FEW_COLUMNS || sight->capitals == 0))
        traits |= TRAIT_NO_CAPITALS;
    if (sight->cased > sight->capitals)
        traits |= TRAIT_SMALL_WORD;
    if (is_small(sight->first_letter) && sight->first == sight->first_letter)
        traits |= TRAIT_LOWER;
    return traits;
}

static unsigned end_traits(const struct unit *unit, const struct sight *sight)
{
    enum { WORDS = 8, COLUMNS = 44, IDEOGRAPHS = 12, IDEOGRAPHS_STOPPED = 5 };
    unsigned traits = 0;
    if (text_ends_sentence(unit->text, unit->n) && !text_ends_abbreviated(unit->text, unit->n)) {
        traits |= TRAIT_STOP;
        bool ideographic = sight->ideographs >= IDEOGRAPHS ||
                           (sight->last == 0x3002 && sight->ideographs >= IDEOGRAPHS_STOPPED);
        if (sight->words >= WORDS || sight->columns >= COLUMNS || ideographic)
            traits |= TRAIT_SENTENCE;
    }
    if (is_comma(sight->last))
        traits |= TRAIT_COMMA;
    if (sight->last == ':' || sight->last == 0xFF1A || sight->last == 0x055D)
        traits |= TRAIT_COLON;
    return traits;
}

static bool is_address(const struct unit *unit, const struct sight *sight)
{
    bool web =
        unit->n > 8 && (memcmp(unit->text, "http", 4) == 0 || memcmp(unit->text, "www.", 4) == 0);
    return !sight->blank_within && (web || (sight->at && sight->first != '@'));
}

static bool is_letter_alone(const struct unit *unit, const struct sight *sight)
{
    return sight->letters == 1 && sight->columns <= 3 && !sight->digit && sight->cased &&
           unit->n <= 8;
}

// Pieces between commas that might be names: each short, and beginning as names do.
static bool are_brief(const struct pieces *pieces, const struct sight *sight)
{
    enum { WORDS = 5 };
    return sight->words <= pieces->count * WORDS && pieces->capitals * 10 >= pieces->count * 9;
}

static unsigned piece_traits(const struct unit *unit, const struct sight *sight)
{
    enum { FEW = 3, LEAST = 6, LONGEST = 60, LONGEST_OFFICE = 140, MEAN = 70, NAME_WORDS = 4 };
    if (sight->marks + 1 < FEW || sight->columns < 24 || sight->calls)
        return 0;
    struct pieces pieces = pieces_of(unit->text, unit->n, true);
    // Between semicolons there is room for an office.
    bool offices = pieces.mark == ';' && sight->columns <= pieces.count * MEAN;
    bool lines = memchr(unit->text, '\n', unit->n) != NULL;
    bool dashes = pieces.mark == '-' || pieces.mark == '/';
    if (dashes && pieces.count < LEAST)
        return 0;
    if (pieces.count < FEW || pieces.longest > (offices ? LONGEST_OFFICE : LONGEST))
        return 0;
    if (pieces.count < LEAST)
        return !lines && are_brief(&pieces, sight) ? TRAIT_ROW : 0;
    // Commas are prose's own: only where no sentence ends in the text, or each piece is a name.
    if (pieces.mark != ',' || !(lines || text_ends_sentence(unit->text, unit->n)))
        return TRAIT_PIECES;
    if (lines || !are_brief(&pieces, sight))
        return 0;
    bool names = sight->cased * 10 >= sight->words * 8 && sight->words >= pieces.count * 2 &&
                 sight->words <= pieces.count * NAME_WORDS &&
                 sight->capitals * 100 >= sight->words * 85;
    return names ? TRAIT_PIECES : TRAIT_ROW;
}

void unit_read_words(struct unit *unit, const struct tables *tables)
{
    enum {
        TOPIC_COLUMNS = 160,
        FORMULA_COLUMNS = 120,
        PHRASE_WORDS = 4,
        AGO_WORDS = 5,
        DATED_WORDS = 8
    };
    if (unit->columns > TOPIC_COLUMNS)
        return;
    unit->topics = (uint16_t)tables_topics(tables, unit->text, unit->n);
    if ((unit->topics & TOPIC_AGO) && unit_is(unit, TRAIT_DIGIT) && unit->words <= AGO_WORDS)
        unit->traits |= TRAIT_AGO;
    // "cc: Ministry of Water", "Contact: Pat Example".
    const char *colon = phrase_end(unit->text, unit->n);
    size_t phrase = colon ? (size_t)(colon - unit->text) : 0;
    if (colon && colon + 1 < unit->text + unit->n && (unit->topics & TOPIC_NOT) &&
        text_words(unit->text, phrase) <= PHRASE_WORDS &&
        (tables_topics(tables, unit->text, phrase) & (TOPIC_NOT | TOPIC_SIGN)) == TOPIC_NOT)
        unit->traits |= TRAIT_CONTACT;
    // "Last updated 3 May 2024".
    if ((unit->topics & TOPIC_NOT) && unit_is(unit, TRAIT_DIGIT) && unit->words <= DATED_WORDS &&
        !unit_is(unit, TRAIT_COUNTS) && unit->kind == UNIT_LINE)
        unit->traits |= TRAIT_CONTACT;
    bool address = memchr(unit->text, '@', unit->n) || memmem(unit->text, unit->n, "http", 4);
    if (address && ((unit->topics & TOPIC_NOT) || unit_is(unit, TRAIT_SENTENCE)))
        unit->traits |= TRAIT_CONTACT;
    if (unit->columns > FORMULA_COLUMNS)
        return;
    if (tables_match(tables, TABLE_CLOSING, unit->text, unit->n))
        unit->traits |= TRAIT_CLOSING;
    if (tables_match(tables, TABLE_SALUTATION, unit->text, unit->n))
        unit->traits |= TRAIT_SALUTATION;
    if (unit->kind != UNIT_ROW && tables_match(tables, TABLE_RESIDUE, unit->text, unit->n)) {
        unit->traits |= TRAIT_RESIDUE;
        unit->topics |= TOPIC_PAGE;
    }
}

void unit_measure(struct unit *unit)
{
    struct sight sight = look(unit->text, unit->n);
    unit->columns = (uint16_t)MIN(sight.columns, G_MAXUINT16);
    unit->words = (uint16_t)MIN(sight.words, G_MAXUINT16);
    unit->traits |= capital_traits(&sight) | end_traits(unit, &sight);
    if (sight.calls)
        unit->traits |= TRAIT_CALLS;
    if (sight.digit)
        unit->traits |= TRAIT_DIGIT;
    if (is_address(unit, &sight))
        unit->traits |= TRAIT_ADDRESS;
    if (is_letter_alone(unit, &sight))
        unit->traits |= TRAIT_LETTER;
    unit->traits |= piece_traits(unit, &sight);
}
