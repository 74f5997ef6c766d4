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
    bool answered;
};

struct record_agreement {
    GArray *blocks, *lines; // struct saying
    GHashTable *waiting;    // a line's key: GQueue of its places
    bool titled;
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

static void add_saying(GArray *sayings, const char *text, bool above)
{
    struct saying saying = {g_strdup(text), key_of(text), above, false};
    if (*saying.key)
        g_array_append_val(sayings, saying);
    else
        clear_saying(&saying);
}

static struct saying *saying_at(const GArray *sayings, guint i)
{
    return &g_array_index(sayings, struct saying, i);
}

static void hear_block(void *context, const struct read_block *block)
{
    struct record_agreement *agreement = context;
    bool heading = block->role[0] == 'H' || strcmp(block->role, "Title") == 0;
    agreement->titled |= heading;
    add_saying(agreement->blocks, block->text, !agreement->titled);
}

static void read_lines(struct record_agreement *agreement, const char *text)
{
    char **lines = g_strsplit(text, "\n", -1);
    for (char **line = lines; *line; line++)
        add_saying(agreement->lines, *line, false);
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

// Each block answers the first line of its words that none has answered.
static void answer_equal(struct record_agreement *agreement)
{
    for (guint i = 0; i < agreement->blocks->len; i++) {
        struct saying *block = saying_at(agreement->blocks, i);
        GQueue *places = g_hash_table_lookup(agreement->waiting, block->key);
        if (!places || g_queue_is_empty(places))
            continue;
        guint place = GPOINTER_TO_UINT(g_queue_pop_head(places));
        saying_at(agreement->lines, place)->answered = block->answered = true;
    }
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
            block->answered = line->answered = true;
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
                saying_at(agreement->lines, line)->answered = true;
            block->answered = n > 0;
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

// ---- What is not ----

static void report_one(const struct saying *saying, bool in_record, const char *path,
                       struct findings *findings)
{
    char *text = g_strdup(saying->text);
    g_strstrip(text);
    if (in_record)
        findings_fault(findings, "edition-differs", path, "says what letter.txt does not: %.80s",
                       text);
    else
        findings_fault(findings, "edition-differs", path,
                       "does not say a block of letter.txt: %.80s", text);
    g_free(text);
}

static void report_open(const GArray *sayings, bool in_record, const char *path,
                        struct findings *findings)
{
    size_t faults = 0;
    for (guint i = 0; i < sayings->len && faults < FAULTS_MOST; i++) {
        if (saying_at(sayings, i)->answered)
            continue;
        report_one(saying_at(sayings, i), in_record, path, findings);
        faults++;
    }
}

void record_agrees(const char *path, GBytes *record, const char *text, struct findings *findings)
{
    struct record_agreement agreement = {
        .blocks = g_array_new(FALSE, FALSE, sizeof(struct saying)),
        .lines = g_array_new(FALSE, FALSE, sizeof(struct saying)),
        .waiting = g_hash_table_new_full(g_str_hash, g_str_equal, NULL,
                                         (GDestroyNotify)(void (*)(void))g_queue_free),
    };
    GError *error = NULL;
    g_array_set_clear_func(agreement.blocks, clear_saying);
    g_array_set_clear_func(agreement.lines, clear_saying);
    if (record_read_back(record, hear_block, &agreement, &error)) {
        read_lines(&agreement, text);
        answer_equal(&agreement);
        answer_joined(&agreement);
        answer_alike(&agreement);
        answer_above(&agreement);
        report_open(agreement.blocks, true, path, findings);
        report_open(agreement.lines, false, path, findings);
    } else {
        findings_fault_of(findings, "edition-differs", path, error);
        g_error_free(error);
    }
    g_hash_table_unref(agreement.waiting);
    g_array_unref(agreement.blocks);
    g_array_unref(agreement.lines);
}
