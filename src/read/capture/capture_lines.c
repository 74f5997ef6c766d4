// SPDX-License-Identifier: MIT
#include "read/capture/capture_lines.h"

#include "read/fold.h"

#include <string.h>

struct captured_line *capture_line(const struct capture *capture, guint index)
{
    return &g_array_index(capture->lines, struct captured_line, index);
}

size_t line_columns(const struct capture *capture, guint index)
{
    const struct captured_line *line = capture_line(capture, index);
    return text_columns(capture->text + line->start, line->end - line->start);
}

bool line_is_prose(const struct captured_line *line)
{
    return !line->blank && !line->run && !line->listed && !line->aside_code;
}

static void lines_split(struct capture *capture)
{
    const char *text = capture->text, *end = text + capture->reader->source->text->len;
    size_t number = 1;
    for (const char *p = text; p < end; number++) {
        const char *newline = memchr(p, '\n', (size_t)(end - p));
        const char *stop = newline ? newline : end;
        size_t n = (size_t)(stop - p);
        size_t lead = text_leading(p, n);
        struct captured_line line = {.start = (size_t)(p - text) + lead, .number = number};
        line.end = line.start + text_trimmed(p + lead, n - lead);
        line.blank = line.start >= line.end;
        if (!line.blank)
            label_parse(text + line.start, line.end - line.start, &line.label);
        g_array_append_val(capture->lines, line);
        p = stop + 1;
    }
}

// A list that is still being gathered.
struct label_run {
    guint first, last; // labelled lines
    size_t entries;
    bool continued; // an entry before the last has further lines
};

static bool label_follows(const struct capture *capture, const struct captured_line *before,
                          const struct captured_line *after, bool blank_between)
{
    if (after->label.kind != before->label.kind)
        return false;
    // A person who adds a line to a list may not type its mark.
    if (after->label.kind == LABEL_BULLET)
        return !blank_between || (after->label.length == before->label.length &&
                                  memcmp(capture->text + after->start,
                                         capture->text + before->start, after->label.length) == 0);
    // "[1]" below names is a footnote.
    bool bracket = capture->text[before->start] == '[';
    if (bracket != (capture->text[after->start] == '['))
        return false;
    // Numbering that starts again after a gap is another list.
    return !blank_between || after->label.number > before->label.number;
}

// The next labelled line of the run, or 0: further lines of an entry stand right below it.
static guint run_next(const struct capture *capture, guint from, bool *ret_continued)
{
    bool blank = false;
    *ret_continued = false;
    for (guint i = from + 1; i < capture->lines->len; i++) {
        const struct captured_line *line = capture_line(capture, i);
        bool labelled = line->label.kind != LABEL_NONE;
        if (line->listed || line->dress || (!line->blank && !labelled && blank))
            return 0;
        if (line->blank) {
            blank = true;
        } else if (labelled) {
            bool follows = label_follows(capture, capture_line(capture, from), line, blank);
            return follows ? i : 0;
        } else {
            *ret_continued = true;
        }
    }
    return 0;
}

// Lines below the last entry are its own only if other entries have such lines too.
static guint run_end(const struct capture *capture, const struct label_run *run)
{
    guint end = run->last + 1;
    while (run->continued && end < capture->lines->len) {
        const struct captured_line *line = capture_line(capture, end);
        if (line->blank || line->label.kind != LABEL_NONE || line->listed || line->dress)
            break;
        end++;
    }
    return end;
}

static struct label_run run_from(const struct capture *capture, guint first)
{
    struct label_run run = {first, first, 1, false};
    bool continued;
    for (guint next; (next = run_next(capture, run.last, &continued)) != 0; run.entries++) {
        run.continued |= continued;
        run.last = next;
    }
    return run;
}

// Begins an entry of a list that is none of signatories.
static bool is_free_label(const struct captured_line *line)
{
    return line->label.kind != LABEL_NONE && !line->listed && !line->dress;
}

static void runs_find(struct capture *capture)
{
    unsigned count = 0;
    for (guint i = 0; i < capture->lines->len;) {
        if (!is_free_label(capture_line(capture, i))) {
            i++;
            continue;
        }
        struct label_run run = run_from(capture, i);
        // A single labelled line is a sentence that happens to begin with a number.
        guint end = run.entries > 1 ? run_end(capture, &run) : i + 1;
        count += run.entries > 1;
        for (guint j = i; j < end; j++)
            capture_line(capture, j)->run = run.entries > 1 ? count : 0;
        i = end;
    }
}

// "Home | About us | Contact": two phrases or more, and no fewer than there are other parts.
static bool is_menu(const struct tables *tables, const char *text, size_t n)
{
    enum { MENU_BYTES_MOST = 1000, LEAST = 2 };
    size_t parts = 0, phrases = 0;
    const char *end = text + n;
    for (const char *bar = text; bar && n <= MENU_BYTES_MOST; parts++) {
        bar = memchr(text, '|', (size_t)(end - text));
        size_t length = (size_t)((bar ? bar : end) - text);
        size_t lead = text_leading(text, length);
        size_t own = text_trimmed(text + lead, length - lead);
        phrases += own && tables_match(tables, TABLE_RESIDUE, text + lead, own);
        text = bar ? bar + 1 : end;
    }
    return phrases >= LEAST && phrases * 2 >= parts;
}

static bool is_residue(const struct capture *capture, guint index)
{
    const struct tables *tables = capture->reader->tables;
    const struct captured_line *line = capture_line(capture, index);
    const char *text = capture->text + line->start;
    size_t n = line->end - line->start;
    return line_is_prose(line) && !reader_keeps(capture->reader, line->number, line->number) &&
           (tables_match(tables, TABLE_RESIDUE, text, n) ||
            (memchr(text, '|', n) && is_menu(tables, text, n)));
}

// Phrases count only at the edges of a block: within a plain list of names the same words may be
// the name of a signatory.
static void residue_by_phrase(struct capture *capture)
{
    bool edge = true;
    for (guint i = 0; i < capture->lines->len; i++) {
        struct captured_line *line = capture_line(capture, i);
        if (!line_is_prose(line))
            edge = true;
        else if (edge && is_residue(capture, i))
            line->aside_code = "residue-phrase";
        else
            edge = false;
    }
    edge = true;
    for (guint i = capture->lines->len; i-- > 0;) {
        struct captured_line *line = capture_line(capture, i);
        if (line->aside_code || !line_is_prose(line))
            edge = true;
        else if (edge && is_residue(capture, i))
            line->aside_code = "residue-phrase";
        else
            edge = false;
    }
}

static void set_aside(const struct capture *capture, struct captured_line *line, const char *code)
{
    if (!reader_keeps(capture->reader, line->number, line->number))
        line->aside_code = code;
}

static guint prose_end(const struct capture *capture, guint first)
{
    guint end = first;
    while (end < capture->lines->len &&
           (line_is_prose(capture_line(capture, end)) || capture_line(capture, end)->aside_code))
        end++;
    return end;
}

// The rest of a block of short lines that are phrases of pages for the most part.
static void residue_by_block(struct capture *capture)
{
    enum { LINES_LEAST = 3, COLUMNS = 40 };
    for (guint i = 0, end; i < capture->lines->len; i = MAX(end, i + 1)) {
        end = prose_end(capture, i);
        size_t aside = 0, widest = 0;
        for (guint j = i; j < end; j++) {
            aside += capture_line(capture, j)->aside_code != NULL;
            widest = MAX(widest, line_columns(capture, j));
        }
        bool page = end >= i + LINES_LEAST && aside * 2 >= end - i && widest <= COLUMNS;
        for (guint j = i; page && j < end; j++)
            set_aside(capture, capture_line(capture, j), "residue-phrase");
    }
}

// What is known of a short line that may be a running head or a button.
struct repeat {
    size_t times;
    size_t prose; // long lines seen when it last came
};

enum { REPEAT_TIMES = 3, REPEAT_COLUMNS = 80, PROSE_BYTES = 120 };

static char *line_dup(const struct capture *capture, const struct captured_line *line)
{
    return g_strndup(capture->text + line->start, line->end - line->start);
}

static void repeats_count(const struct capture *capture, GHashTable *repeats)
{
    size_t prose = 0;
    for (guint i = 0; i < capture->lines->len; i++) {
        const struct captured_line *line = capture_line(capture, i);
        if (!line_is_prose(line))
            continue;
        if (line->end - line->start > PROSE_BYTES) {
            prose++;
            continue;
        }
        char *key = line_dup(capture, line);
        struct repeat *repeat = g_hash_table_lookup(repeats, key);
        if (!repeat) {
            repeat = g_new0(struct repeat, 1);
            g_hash_table_insert(repeats, g_strdup(key), repeat);
        }
        // Names may recur in a list; what comes back between paragraphs is the page's.
        if (repeat->times == 0 || prose > repeat->prose)
            repeat->times++;
        repeat->prose = prose;
        g_free(key);
    }
}

static void residue_by_repetition(struct capture *capture)
{
    GHashTable *repeats = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    repeats_count(capture, repeats);
    for (guint i = 0; i < capture->lines->len; i++) {
        struct captured_line *line = capture_line(capture, i);
        if (!line_is_prose(line) || line->end - line->start > PROSE_BYTES)
            continue;
        char *key = line_dup(capture, line);
        const struct repeat *repeat = g_hash_table_lookup(repeats, key);
        if (repeat->times >= REPEAT_TIMES && line_columns(capture, i) <= REPEAT_COLUMNS)
            set_aside(capture, line, "residue-repeat");
        g_free(key);
    }
    g_hash_table_unref(repeats);
}

struct capture *capture_new(struct reader *reader)
{
    struct capture *capture = g_new0(struct capture, 1);
    capture->reader = reader;
    capture->text = reader->source->text->str;
    capture->lines = g_array_new(FALSE, FALSE, sizeof(struct captured_line));
    lines_split(capture);
    return capture;
}

void capture_sort(struct capture *capture)
{
    runs_find(capture);
    residue_by_phrase(capture);
    residue_by_block(capture);
    residue_by_repetition(capture);
}

void capture_free(struct capture *capture)
{
    g_array_unref(capture->lines);
    if (capture->lists)
        g_ptr_array_unref(capture->lists);
    g_free(capture);
}
