// SPDX-License-Identifier: MIT
#include "door/agree_record.h"

#include "base/error.h"
#include "language/direction.h"
#include "record/read_back.h"

#include <string.h>

enum {
    FAULTS_MOST = 100,
    LOOKS_MOST = 1000 * 1000, // for what is the same in another way
    HEAD_MOST = 40,           // lines of letter.txt that may be set above the title
};

// A block or a line. `key` is its text without white space, controls and what only shows where a
// line may end.
struct saying {
    char *text, *key;
    bool above; // the record's first heading
    bool note;  // stands in the tree where the text refers to it
    bool heading;
    guint record; // which of them has it
    bool answered;
    guint place; // of a line in letter.txt, from 0; of a block that is answered: which line does
};

struct record_agreement {
    GArray *blocks, *lines; // struct saying
    GHashTable *waiting;    // a line's key: GQueue of its places
    GHashTable *own;        // what volumes say beside the letter's words: keys, and these sorted
    GPtrArray *paths;       // of the records, which are borrowed
    struct findings *findings;
    bool titled;
    bool title_page, tabled; // of a volume: still on it, and past the table of volumes
};

static void clear_saying(void *data)
{
    struct saying *saying = data;
    g_free(saying->text);
    g_free(saying->key);
}

static bool is_shown(gunichar c)
{
    return !g_unichar_isspace(c) && g_unichar_type(c) != G_UNICODE_FORMAT && !g_unichar_iscntrl(c);
}

static char *key_of(const char *text)
{
    GString *key = g_string_new(NULL);
    for (; *text; text = g_utf8_next_char(text)) {
        if (is_shown(g_utf8_get_char(text)))
            g_string_append_unichar(key, g_utf8_get_char(text));
    }
    return g_string_free(key, FALSE);
}

// Takes `saying` but for its key, which it finds.
static void add_saying(GArray *sayings, struct saying saying)
{
    saying.text = g_strdup(saying.text);
    saying.key = key_of(saying.text);
    if (*saying.key)
        g_array_append_val(sayings, saying);
    else
        clear_saying(&saying);
}

static struct saying *saying_at(const GArray *sayings, guint i)
{
    return &g_array_index(sayings, struct saying, i);
}

static int by_character(const void *a, const void *b)
{
    gunichar one = *(const gunichar *)a, other = *(const gunichar *)b;
    return (one > other) - (one < other);
}

static char *sorted(const char *key)
{
    glong n;
    gunichar *characters = g_utf8_to_ucs4_fast(key, -1, &n);
    qsort(characters, (size_t)n, sizeof *characters, by_character);
    char *text = g_ucs4_to_utf8(characters, n, NULL, NULL, NULL);
    g_free(characters);
    return text;
}

static bool turns(gunichar c)
{
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

// Lines that hold anything but left-to-right letters may be read in more ways than one (UAX #9,
// what is neutral between two directions): they hold the same characters.
static bool has_two_ways(const char *text)
{
    bool left = false;
    for (; *text; text = g_utf8_next_char(text)) {
        gunichar c = g_utf8_get_char(text);
        enum direction direction = direction_of_letter(text);
        if (direction == DIRECTION_RTL || turns(c) || (c >= 0x80 && g_unichar_isdigit(c)))
            return true;
        left |= direction == DIRECTION_LTR;
    }
    return !left;
}

// Numbers that volumes say are in the letter's digits on the page.
static char *digits_folded(const char *key)
{
    GString *folded = g_string_new(NULL);
    for (; *key; key = g_utf8_next_char(key)) {
        gunichar c = g_utf8_get_char(key);
        int digit = g_unichar_digit_value(c);
        g_string_append_unichar(folded, digit >= 0 ? (gunichar)('0' + digit) : c);
    }
    return g_string_free(folded, FALSE);
}

static bool is_own(const struct record_agreement *agreement, const char *text)
{
    char *key = key_of(text), *folded = digits_folded(key), *turned = sorted(folded);
    bool own = g_hash_table_contains(agreement->own, folded) ||
               (has_two_ways(text) && g_hash_table_contains(agreement->own, turned));
    g_free(key);
    g_free(folded);
    g_free(turned);
    return own;
}

static void hear_block(void *context, const struct read_block *block)
{
    struct record_agreement *agreement = context;
    bool heading = block->role[0] == 'H' || strcmp(block->role, "Title") == 0;
    agreement->titled |= heading;
    agreement->tabled |= block->role[0] == 'T' && block->role[1] != 'i';
    agreement->title_page &= !(heading && agreement->tabled);
    struct saying saying = {.text = (char *)block->text,
                            .above = !agreement->titled,
                            .note = block->note,
                            .heading = heading,
                            .record = agreement->paths->len - 1};
    // The first volume's title is the letter's.
    bool own =
        agreement->title_page && (agreement->paths->len > 1 || !heading || agreement->tabled);
    if (!own || !is_own(agreement, block->text))
        add_saying(agreement->blocks, saying);
}

static void read_lines(struct record_agreement *agreement, const char *text)
{
    char **lines = g_strsplit(text, "\n", -1);
    for (guint i = 0; lines[i]; i++)
        add_saying(agreement->lines, (struct saying){.text = lines[i], .place = i});
    g_strfreev(lines);
    for (guint i = 0; i < agreement->lines->len; i++) {
        const char *key = saying_at(agreement->lines, i)->key;
        GQueue *places = g_hash_table_lookup(agreement->waiting, key);
        if (!places) {
            places = g_queue_new();
            g_hash_table_insert(agreement->waiting, (void *)key, places);
        }
        g_queue_push_tail(places, GUINT_TO_POINTER(i));
    }
}

// ---- What is the same ----

static void answer(struct record_agreement *agreement, struct saying *block, guint place)
{
    saying_at(agreement->lines, place)->answered = block->answered = true;
    block->place = place;
}

// Each block answers the first line of its words that none has answered.
static void answer_equal(struct record_agreement *agreement)
{
    for (guint i = 0; i < agreement->blocks->len; i++) {
        struct saying *block = saying_at(agreement->blocks, i);
        GQueue *places = g_hash_table_lookup(agreement->waiting, block->key);
        if (!places || g_queue_is_empty(places))
            continue;
        answer(agreement, block, GPOINTER_TO_UINT(g_queue_pop_head(places)));
    }
}

static bool is_reordered(const struct saying *block, const struct saying *line)
{
    if (strlen(block->key) != strlen(line->key) || !has_two_ways(line->text))
        return false;
    char *one = sorted(block->key), *other = sorted(line->key);
    bool same = strcmp(one, other) == 0;
    g_free(one);
    g_free(other);
    return same;
}

// Whether `text` has this number, in digits of any script.
static bool has_number(const char *text, int64_t number)
{
    int64_t seen = -1;
    for (;; text = g_utf8_next_char(text)) {
        int digit = g_unichar_digit_value(g_utf8_get_char(text));
        if (digit >= 0 && seen < 100000)
            seen = MAX(seen, 0) * 10 + digit;
        else if (seen == number)
            return true;
        else
            seen = -1;
        if (!*text)
            return false;
    }
}

static bool is_worded_date(const struct saying *block, const struct saying *line)
{
    return g_regex_match_simple("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", line->key, 0, 0) &&
           has_number(block->text, g_ascii_strtoll(line->key, NULL, 10)) &&
           has_number(block->text, g_ascii_strtoll(line->key + 8, NULL, 10));
}

// Few are left by now, unless the record is another letter's: then one fault will do.
static void answer_alike(struct record_agreement *agreement)
{
    size_t looks = 0;
    for (guint i = 0; i < agreement->blocks->len; i++) {
        struct saying *block = saying_at(agreement->blocks, i);
        for (guint k = 0; !block->answered && k < agreement->lines->len; k++) {
            struct saying *line = saying_at(agreement->lines, k);
            if (line->answered || looks++ >= LOOKS_MOST ||
                (!is_reordered(block, line) && !is_worded_date(block, line)))
                continue;
            answer(agreement, block, k);
        }
    }
}

// How many lines from `first` on, none of them answered, make up the block together; 0 if none do.
static guint lines_of_block(const struct record_agreement *agreement, const struct saying *block,
                            guint first)
{
    const char *rest = block->key;
    for (guint i = first; i < agreement->lines->len; i++) {
        const struct saying *line = saying_at(agreement->lines, i);
        size_t n = strlen(line->key);
        if (line->answered || strncmp(rest, line->key, n) != 0)
            return 0;
        rest += n;
        if (!*rest)
            return i + 1 - first;
    }
    return 0;
}

// Hemistichs are lines of the text and stand side by side in one block of the record.
static void answer_joined(struct record_agreement *agreement)
{
    guint from = 0;
    size_t looks = 0;
    for (guint i = 0; i < agreement->blocks->len; i++) {
        struct saying *block = saying_at(agreement->blocks, i);
        guint end = agreement->lines->len;
        for (guint k = from; !block->answered && k < end && looks++ < LOOKS_MOST; k++) {
            guint n = lines_of_block(agreement, block, k);
            for (guint line = k; line < k + n; line++)
                answer(agreement, block, line);
            from = n > 0 ? k + n : from;
        }
    }
}

static void append_open(const GArray *sayings, guint end, bool above, GString *out)
{
    for (guint i = 0; i < MIN(end, sayings->len); i++) {
        const struct saying *saying = saying_at(sayings, i);
        if (!saying->answered && saying->above == above)
            g_string_append(out, saying->key);
    }
}

// A sender's rows may be one block, or a reference stand beside a date.
static void answer_above(struct record_agreement *agreement)
{
    GString *blocks = g_string_new(NULL), *lines = g_string_new(NULL);
    append_open(agreement->blocks, G_MAXUINT, true, blocks);
    append_open(agreement->lines, HEAD_MOST, false, lines);
    char *one = sorted(blocks->str), *other = sorted(lines->str);
    if (strcmp(one, other) == 0) {
        for (guint i = 0; i < agreement->blocks->len; i++)
            saying_at(agreement->blocks, i)->answered |= saying_at(agreement->blocks, i)->above;
        for (guint i = 0; i < MIN(HEAD_MOST, agreement->lines->len); i++)
            saying_at(agreement->lines, i)->answered = true;
    }
    g_free(one);
    g_free(other);
    g_string_free(blocks, TRUE);
    g_string_free(lines, TRUE);
}

// Over its part of the list each volume has a heading.
static void answer_own(struct record_agreement *agreement)
{
    for (guint i = 0; i < agreement->blocks->len; i++) {
        struct saying *block = saying_at(agreement->blocks, i);
        if (block->answered || !block->heading || !is_own(agreement, block->text))
            continue;
        block->answered = true;
        block->note = true; // it is no line's, and has no place among them
    }
}

// ---- What stands elsewhere ----

static guint place_of(const struct record_agreement *agreement, const GArray *judged, guint i)
{
    return saying_at(agreement->blocks, g_array_index(judged, guint, i))->place;
}

// Of blocks whose places should grow, marks those of a longest run that does (patience sorting):
// the others are the fewest that have moved.
static void find_moved(const struct record_agreement *agreement, const GArray *judged,
                       GArray *moved)
{
    GArray *tails = g_array_new(FALSE, FALSE, sizeof(guint)); // of runs of each length, the last
    guint *before = g_new(guint, judged->len);
    for (guint i = 0; i < judged->len; i++) {
        guint low = 0, high = tails->len;
        while (low < high) {
            guint middle = low + (high - low) / 2;
            if (place_of(agreement, judged, g_array_index(tails, guint, middle)) <
                place_of(agreement, judged, i))
                low = middle + 1;
            else
                high = middle;
        }
        before[i] = low ? g_array_index(tails, guint, low - 1) : G_MAXUINT;
        g_array_set_size(tails, MAX(tails->len, low + 1));
        g_array_index(tails, guint, low) = i;
    }
    guint kept = tails->len ? g_array_index(tails, guint, tails->len - 1) : G_MAXUINT;
    for (guint i = judged->len; i-- > 0;) {
        if (i == kept)
            kept = before[i];
        else
            g_array_append_val(moved, g_array_index(judged, guint, i));
    }
    g_free(before);
    g_array_unref(tails);
}

// The blocks whose order says something: no note, nothing that stands above the title, and nothing
// of the letter's head, the first `head` lines.
static GArray *judged_blocks(const struct record_agreement *agreement, size_t head)
{
    GArray *judged = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < agreement->blocks->len; i++) {
        const struct saying *block = saying_at(agreement->blocks, i);
        if (block->answered && !block->note && !block->above &&
            saying_at(agreement->lines, block->place)->place >= head)
            g_array_append_val(judged, i);
    }
    return judged;
}

static const char *path_of(const struct record_agreement *agreement, const struct saying *block)
{
    return g_ptr_array_index(agreement->paths, block->record);
}

static void report_moved(const struct record_agreement *agreement, size_t head)
{
    GArray *judged = judged_blocks(agreement, head);
    GArray *moved = g_array_new(FALSE, FALSE, sizeof(guint)); // the last first
    find_moved(agreement, judged, moved);
    for (guint i = moved->len; i-- > 0 && moved->len - i <= FAULTS_MOST;) {
        const struct saying *block = saying_at(agreement->blocks, g_array_index(moved, guint, i));
        char *text = g_strstrip(g_strdup(block->text));
        findings_fault(agreement->findings, "edition-differs", path_of(agreement, block),
                       "stands in another place than in letter.txt: %.80s", text);
        g_free(text);
    }
    g_array_unref(moved);
    g_array_unref(judged);
}

// ---- What is not ----

static void report_one(const struct record_agreement *agreement, const struct saying *saying,
                       bool in_record)
{
    char *text = g_strdup(saying->text);
    g_strstrip(text);
    if (in_record)
        findings_fault(agreement->findings, "edition-differs", path_of(agreement, saying),
                       "says what letter.txt does not: %.80s", text);
    else
        findings_fault(agreement->findings, "edition-differs", path_of(agreement, saying),
                       "does not say a block of letter.txt: %.80s", text);
    g_free(text);
}

static void report_open(const struct record_agreement *agreement, bool in_record)
{
    size_t faults = 0;
    const GArray *sayings = in_record ? agreement->blocks : agreement->lines;
    for (guint i = 0; i < sayings->len && faults < FAULTS_MOST; i++) {
        if (saying_at(sayings, i)->answered)
            continue;
        report_one(agreement, saying_at(sayings, i), in_record);
        faults++;
    }
}

struct record_agreement *record_agreement_new(struct findings *findings)
{
    struct record_agreement *agreement = g_new0(struct record_agreement, 1);
    agreement->blocks = g_array_new(FALSE, FALSE, sizeof(struct saying));
    agreement->lines = g_array_new(FALSE, FALSE, sizeof(struct saying));
    agreement->waiting = g_hash_table_new_full(g_str_hash, g_str_equal, NULL,
                                               (GDestroyNotify)(void (*)(void))g_queue_free);
    agreement->own = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    agreement->paths = g_ptr_array_new_with_free_func(g_free);
    agreement->findings = findings;
    g_array_set_clear_func(agreement->blocks, clear_saying);
    g_array_set_clear_func(agreement->lines, clear_saying);
    return agreement;
}

void record_agreement_free(struct record_agreement *agreement)
{
    g_hash_table_unref(agreement->waiting);
    g_hash_table_unref(agreement->own);
    g_ptr_array_unref(agreement->paths);
    g_array_unref(agreement->blocks);
    g_array_unref(agreement->lines);
    g_free(agreement);
}

void record_agreement_allow(struct record_agreement *agreement, const char *words)
{
    char *key = key_of(words), *folded = digits_folded(key);
    g_hash_table_add(agreement->own, sorted(folded));
    g_hash_table_add(agreement->own, folded);
    g_free(key);
}

bool record_agreement_hear(struct record_agreement *agreement, const char *path, GBytes *record)
{
    GError *error = NULL;
    g_ptr_array_add(agreement->paths, g_strdup(path));
    agreement->title_page = g_hash_table_size(agreement->own) > 0;
    agreement->tabled = false;
    if (record_read_back(record, hear_block, agreement, &error))
        return true;
    findings_fault_of(agreement->findings, "edition-differs", path, error);
    g_error_free(error);
    return false;
}

void record_agreement_judge(struct record_agreement *agreement, const char *text, size_t head_lines)
{
    read_lines(agreement, text);
    answer_equal(agreement);
    answer_joined(agreement);
    answer_alike(agreement);
    answer_above(agreement);
    answer_own(agreement);
    report_open(agreement, true);
    report_open(agreement, false);
    report_moved(agreement, head_lines);
}
