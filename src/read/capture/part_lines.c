// SPDX-License-Identifier: MIT
#include "read/capture/part_lines.h"

#include "read/find/measure.h"
#include "read/fold.h"

// The value of a line that is a number and no more; -1 for others.
static int64_t lone_number(const struct capture *capture, guint index)
{
    const struct captured_line *line = capture_line(capture, index);
    const char *text = capture->text + line->start;
    size_t n = line->end - line->start;
    int64_t number = -1;
    if (line->blank || n > 12)
        return -1;
    if (line->label.kind == LABEL_NUMBER && line->label.skip >= n)
        return line->label.number;
    return number_parse(text, n, &number) == n ? number : -1;
}

// Numbers on lines of their own, each above its name: how many of them count from `first`.
static guint lone_numbers(const struct capture *capture, guint first)
{
    enum { LINES_MOST = 6 };
    guint count = 0;
    int64_t last = -1;
    for (guint i = first, since = 0; i < capture->lines->len && since <= LINES_MOST; i++, since++) {
        int64_t number = lone_number(capture, i);
        if (number < 0)
            continue;
        if (last >= 0 && number != last + 1)
            break;
        last = number;
        count++;
        since = 0;
    }
    return count;
}

// The number is the label of the line below it.
static struct captured_line joined_line(const struct capture *capture, guint index)
{
    struct captured_line line = *capture_line(capture, index);
    const struct captured_line *name = capture_line(capture, index + 1);
    line.label = (struct label){LABEL_NUMBER, line.end - line.start, name->start - line.start,
                                lone_number(capture, index)};
    line.end = name->end;
    return line;
}

// The lines as they are parted and joined; NULL as long as they are those of the capture.
struct parted {
    const struct capture *capture;
    GArray *lines;
};

// From here on they are others than the capture's, of which `same` were not.
static GArray *parted_lines(struct parted *parted, guint same)
{
    const GArray *all = parted->capture->lines;
    if (!parted->lines) {
        parted->lines = g_array_sized_new(FALSE, FALSE, sizeof(struct captured_line), all->len + 1);
        g_array_append_vals(parted->lines, all->data, same);
    }
    return parted->lines;
}

// Adds a line, or the two that it is.
static void add_parted(struct parted *parted, guint index)
{
    const struct capture *capture = parted->capture;
    struct captured_line *own = capture_line(capture, index);
    const char *text = capture->text + own->start;
    size_t cue = run_in_cue(capture->reader->tables, text, own->end - own->start);
    if (!cue && !parted->lines)
        return;
    struct captured_line line = *own;
    GArray *lines = parted_lines(parted, index);
    if (cue) {
        struct captured_line heading = line;
        heading.end = heading.start + text_trimmed(text, cue);
        g_array_append_val(lines, heading);
        line.start += cue;
        label_parse(capture->text + line.start, line.end - line.start, &line.label);
    }
    g_array_append_val(lines, line);
}

void capture_part_lines(struct capture *capture)
{
    enum { LEAST = 4 };
    struct parted parted = {capture, NULL};
    guint count = 0; // numbers that are still to be joined
    for (guint i = 0; i < capture->lines->len; i++) {
        int64_t number = lone_number(capture, i);
        if (count == 0 && number == 1)
            count = lone_numbers(capture, i);
        count = count < LEAST && number == 1 ? 0 : count;
        bool joins = count > 0 && number >= 0 && i + 1 < capture->lines->len &&
                     !capture_line(capture, i + 1)->blank;
        count -= count > 0 && number >= 0;
        if (joins) {
            GArray *lines = parted_lines(&parted, i);
            struct captured_line line = joined_line(capture, i++);
            g_array_append_val(lines, line);
        } else {
            add_parted(&parted, i);
        }
    }
    if (parted.lines) {
        g_array_unref(capture->lines);
        capture->lines = parted.lines;
    }
}
