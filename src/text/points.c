// SPDX-License-Identifier: MIT
#include "text/points.h"

#include "base/utf8.h"
#include "language/script.h"
#include "text/dictionary.h"
#include "text/hang.h"

#define LONE_LETTER 60.0 /* a one-letter word left at a line's end */
#define AFTER_HYPHEN 50.0
#define HYPHENATED 60.0
#define BETWEEN_WORDS 5.0  /* where none has a space */
#define INSIDE_NAME 500.0  /* between Han or kana of a name */
#define IN_PHRASE 500.0    /* in a heading of Han or kana, where no sign parts the sense */
#define IN_CJK_WORD 800.0  /* nor a word ends */
#define INSIDE_WORD 40.0   /* after a slash, in an address */
#define INSIDE_NAMES 90.0  /* between the names of an address */
#define INSIDE_MAIL 3000.0 /* in an address of mail, which is short */
#define AT_DASH 3000.0     /* before or after a dash, which stands within a line */
#define MID_WORD 1000.0    /* where nothing but need allows it */

static bool lone_letter(const struct chars *chars, size_t end)
{
    if (end == 0 || !utf8_is_letter(chars->code[end - 1]))
        return false;
    return end == 1 || (chars->flags[end - 2] & CHAR_SPACE);
}

// A dash between words, or a hyphen that stands for one.
static bool is_dash(const struct chars *chars, size_t at)
{
    hb_codepoint_t c = chars->code[at];
    if (c >= 0x2012 && c <= 0x2015)
        return true;
    return c == '-' && at > 0 && (chars->flags[at - 1] & CHAR_SPACE) && at + 1 < chars->n &&
           (chars->flags[at + 1] & CHAR_SPACE);
}

static bool is_of_address(hb_codepoint_t c)
{
    return c > ' ' && c < 0x7f;
}

// What a break costs that is in no word of a language: in an address, after a slash.
static double penalty_in_address(const struct chars *chars, size_t at)
{
    enum { MAIL_LONGEST = 320 }; // of mail (RFC 5321); what is longer is not looked through
    size_t first = at, end = at;
    while (first > 0 && at - first <= MAIL_LONGEST && is_of_address(chars->code[first - 1]))
        first--;
    while (end < chars->n && end - first <= MAIL_LONGEST && is_of_address(chars->code[end]))
        end++;
    bool mail = false, web = end - first > MAIL_LONGEST;
    for (size_t i = first; i < end; i++) {
        mail = mail || chars->code[i] == '@';
        web = web || chars->code[i] == '/';
    }
    return mail && !web ? INSIDE_MAIL : chars->code[at - 1] == '/' ? INSIDE_WORD : INSIDE_NAMES;
}

double points_penalty(const struct setting *setting, size_t end, size_t at)
{
    const struct chars *chars = setting->chars;
    if ((end > 0 && is_dash(chars, end - 1)) || (at < chars->n && is_dash(chars, at)))
        return AT_DASH;
    if (end == at && end > 0) {
        hb_codepoint_t last = chars->code[end - 1];
        bool cjk = script_is_cjk(chars->script[end - 1]);
        bool unspaced = script_is_unspaced(chars->script[end - 1]);
        if (cjk && setting->style->heading && at < chars->n && !g_unichar_ispunct(last))
            return dictionary_parts_word(chars, at) ? IN_CJK_WORD : IN_PHRASE;
        // A name in Han or kana is one word: a reader would put a space where its line ends.
        if (cjk && setting->items->items[setting_item_at(setting, at)].attr->name)
            return INSIDE_NAME;
        return last == '-' || last == 0x2010 ? AFTER_HYPHEN
               : unspaced                    ? BETWEEN_WORDS
                                             : penalty_in_address(chars, at);
    }
    return lone_letter(chars, end) ? LONE_LETTER : 0;
}

static struct fit_point point_at(const struct setting *setting, size_t at, size_t floor)
{
    const struct chars *chars = setting->chars;
    const struct fit_sum *sums = setting_measured(setting)->sums;
    size_t end = setting_visible_end(setting, at, floor);
    struct fit_point point = {.at = at,
                              .before = sums[end],
                              .after = sums[at],
                              .forced = (chars->flags[at] & CHAR_MUST_BREAK) != 0};
    point.after.width += hang_at_start(setting, at);
    if (chars->flags[at] & CHAR_HYPHEN) {
        point.hyphen = setting_hyphen_width(setting, at);
        point.hyphen -= hang_of_hyphen(setting, point.hyphen);
        point.penalty = HYPHENATED;
        point.flagged = true;
        return point;
    }
    point.before.width -= hang_at_end(setting, end);
    point.torn = !(chars->flags[at] & CHAR_BREAK);
    point.penalty = point.torn ? MID_WORD : points_penalty(setting, end, at);
    return point;
}

// A word wider than any line is parted between graphemes: a name cut is better than a name lost
// over the paper's edge.
static void add_emergency(const struct setting *setting, GArray *points, size_t from, size_t to)
{
    const int64_t *x = setting_measured(setting)->x;
    if (x[setting_visible_end(setting, to, from)] - x[from] <= setting_room(setting, false))
        return;
    for (size_t at = from + 1; at < to; at++) {
        if (!(setting->chars->flags[at] & CHAR_GRAPHEME))
            continue;
        struct fit_point point = point_at(setting, at, at);
        g_array_append_val(points, point);
    }
}

static guint count_flagged(const struct chars *chars, uint8_t wanted)
{
    guint n = 0;
    for (size_t i = 0; i <= chars->n; i++)
        n += (chars->flags[i] & wanted) != 0;
    return n;
}

GArray *points_find(const struct setting *setting, bool hyphens)
{
    const struct chars *chars = setting->chars;
    uint8_t wanted = hyphens ? CHAR_BREAK | CHAR_HYPHEN : CHAR_BREAK;
    GArray *points =
        g_array_sized_new(FALSE, FALSE, sizeof(struct fit_point), count_flagged(chars, wanted) + 1);
    struct fit_point start = {.after = setting_measured(setting)->sums[0]};
    start.after.width += hang_at_start(setting, 0);
    g_array_append_val(points, start);
    size_t floor = 0, last = 0;
    for (size_t at = 1; at <= chars->n; at++) {
        if (!(chars->flags[at] & wanted))
            continue;
        add_emergency(setting, points, last, at);
        struct fit_point point = point_at(setting, at, floor);
        g_array_append_val(points, point);
        last = at;
        if (point.forced)
            floor = at;
    }
    return points;
}
