// SPDX-License-Identifier: MIT
// The table of properties. Names and values follow CSS and CSS Paged Media where these have them.
#include "style/property.h"

#include "style/group.h"

#include <string.h>

static const char *const no_yes[] = {"no", "yes", NULL};
// The families of fonts/roles.
static const char *const families[] = {"serif", "sans", "mono", "naskh", "nastaliq", NULL};
static const char *const weights[] = {"normal", "bold", NULL};
static const char *const slants[] = {"normal", "italic", NULL};
static const char *const aligns[] = {"start", "end", "left", "right", "center", "justify", NULL};
static const char *const justifies[] = {"auto", "inter-word", "kashida", NULL};
static const char *const hyphens[] = {"none", "auto", NULL};
static const char *const hanging[] = {"none", "allow-end", NULL};
static const char *const directions[] = {"auto", "ltr", "rtl", NULL};
static const char *const breaks[] = {"auto", "avoid", "page", NULL};
static const char *const emphases[] = {"bold", "overline", NULL};
static const char *const fills[] = {"balance", "auto", NULL};
static const char *const avoids[] = {"auto", "avoid", NULL};
static const char *const digits[] = {"auto", "decimal", "arabic-indic", "persian", NULL};
static const char *const windows[] = {"none", "din-5008-a", "din-5008-b", "us-10", NULL};
static const char *const marks[] = {"none", "crop", NULL};
static const char *const shown[] = {"no", "yes", "if-more", NULL};
static const char *const wraps[] = {"wrap", "balance", NULL};
static const char *const overflows[] = {"ellipsis", "clip", NULL};
static const char *const positions[] = {"static", "page-foot", NULL};
static const char *const floats[] = {"none", "inline-end", NULL};
static const char *const suffixes[] = {"as-typed", "none", NULL};
static const char *const date_formats[] = {"long", "numeric", "as-typed", NULL};
static const char *const months[] = {"paired", "levantine", "gregorian", NULL};

#define MEMBER(type, member) offsetof(struct type, member), sizeof(((struct type *)0)->member)

// PAGE, FIT and BLOCK rows: key, kind, member, initial value, words, least, most, meaning.
#define PAGE(key, kind, member, initial, words, least, most, meaning)                              \
    {                                                                                              \
        key, kind, SCOPE_PAGE, MEMBER(page_style, member), false, initial, words, least, most,     \
            meaning                                                                                \
    }
#define FIT(key, member, initial, least, most, meaning)                                            \
    {                                                                                              \
        key, PROPERTY_COUNT, SCOPE_FIT, MEMBER(page_fit, member), false, initial, NULL, least,     \
            most, meaning                                                                          \
    }
#define BLOCK(key, kind, member, inherited, initial, words, least, most, meaning)                  \
    {                                                                                              \
        key, kind, SCOPE_BLOCK, MEMBER(block_style, member), inherited, initial, words, least,     \
            most, meaning                                                                          \
    }

// The font size comes before the lengths that may be given in em; shorthands before their parts.
const struct property style_properties[] = {
    {"size", PROPERTY_PAPER, SCOPE_PAGE, offsetof(struct page_style, width), 2 * sizeof(len), false,
     "A4", NULL, 0, 0,
     "The paper after cutting: a name (A4, letter, A5 landscape) or two "
     "lengths, width first."},
    PAGE("margin", PROPERTY_EDGES, margin, "25mm", NULL, 0, 0,
         "The four margins as in CSS: all; top/bottom and sides; top, sides, bottom; or top, "
         "right, bottom, left."),
    {"margin-top", PROPERTY_LENGTH, SCOPE_PAGE, MEMBER(page_style, margin.top), false, NULL, NULL,
     0, 0, "The top margin."},
    {"margin-right", PROPERTY_LENGTH, SCOPE_PAGE, MEMBER(page_style, margin.right), false, NULL,
     NULL, 0, 0, "The right margin; the outer one of a right-hand page where mirrored."},
    {"margin-bottom", PROPERTY_LENGTH, SCOPE_PAGE, MEMBER(page_style, margin.bottom), false, NULL,
     NULL, 0, 0, "The bottom margin."},
    {"margin-left", PROPERTY_LENGTH, SCOPE_PAGE, MEMBER(page_style, margin.left), false, NULL, NULL,
     0, 0, "The left margin; the inner one of a right-hand page where mirrored."},
    PAGE("mirrored", PROPERTY_WORD, mirrored, "no", no_yes, 0, 0,
         "Whether left-hand pages exchange their left and right margins, for binding; pages that "
         "face one another then end their last lines at one height, as far as that is not seen "
         "between the lines nor costs a page."),
    PAGE("bleed", PROPERTY_LENGTH, bleed, "0", NULL, 0, 0,
         "How far the media reaches beyond the trim on each side."),
    PAGE("marks", PROPERTY_WORD, marks, "none", marks, 0, 0, "Printer's marks."),
    PAGE("line-grid", PROPERTY_LENGTH, grid, "0", NULL, 0, 0,
         "The baseline grid that space between blocks is rounded up to; 0 for none."),
    PAGE("head-distance", PROPERTY_LENGTH, head_distance, "15mm", NULL, 0, 0,
         "From the paper's top to the baseline of the running head."),
    PAGE("foot-distance", PROPERTY_LENGTH, foot_distance, "15mm", NULL, 0, 0,
         "From the paper's bottom to the baseline of the folio."),
    PAGE("window", PROPERTY_WORD, window, "none", windows, 0, 0,
         "The window envelope the addressee block is placed for: DIN 5008 form A or B, or the "
         "United States No. 10."),
    PAGE("direction", PROPERTY_WORD, direction, "auto", directions, 0, 0,
         "The page's direction, which decides binding and columns; auto is the document's."),
    PAGE(
        "ltr-leading-percent", PROPERTY_COUNT, ltr_leading, "80", NULL, 50, 150,
        "Line heights of a left-to-right letter, as a share of those given: these suit Arabic, "
        "which needs more, and so do scripts whose letters are stacked (Burmese, Khmer, Tibetan)."),
    PAGE("nastaliq-leading-percent", PROPERTY_COUNT, slanting_leading, "144", NULL, 50, 250,
         "Line heights of a letter in Nastaliq, whose words are stacked on a slope, as a share of "
         "those given."),
    PAGE("parallel", PROPERTY_WORD, parallel, "no", no_yes, 0, 0,
         "Whether a letter in two languages is set in facing columns."),

    PAGE("accent", PROPERTY_COLOUR, accent, "#741b20", NULL, 0, 0,
         "The one colour beside black, wherever `color=accent` is; #000000 makes the whole black."),
    PAGE("head", PROPERTY_HEAD, head, "kind date | title | addressee", NULL, 0, 0,
         "What opens a letter, row by row, `|` between rows; a row may have two parts, one at "
         "either side. Parts are kind, date, title, addressee, reference, sender, letterhead and "
         "subject."),
    PAGE("column-count", PROPERTY_COUNT, columns, "1", NULL, 1, 4,
         "Columns of the letter's paragraphs."),
    PAGE("column-gap", PROPERTY_LENGTH, column_gap, "8mm", NULL, 0, 0,
         "Between the columns of paragraphs."),
    PAGE("column-fill", PROPERTY_WORD, column_fill, "balance", fills, 0, 0,
         "balance: the columns of paragraphs end level; auto: one is filled after the other."),

    {"margin-top", PROPERTY_LENGTH, SCOPE_FIRST_PAGE, offsetof(struct edges, top), sizeof(len),
     true, NULL, NULL, 0, 0, "The first page's top margin; that of the other pages if not set."},
    {"margin-bottom", PROPERTY_LENGTH, SCOPE_FIRST_PAGE, offsetof(struct edges, bottom),
     sizeof(len), true, NULL, NULL, 0, 0,
     "The first page's bottom margin; that of the other pages if not set."},

    FIT("leading-permille", leading_permille, "40", 0, 200,
        "How much line heights may change, in thousandths, so that the last page is not nearly "
        "empty."),
    FIT("height-permille", height_permille, "60", 0, 200,
        "How much the height of the text may change at its foot, to the same end."),
    FIT("last-page-percent", last_page_percent, "33", 0, 100,
        "The least share of the last page that must be filled."),
    FIT("columns", columns, "0", 0, 4,
        "How many columns the list of signatories may gain or lose to that end."),

    BLOCK("font-family", PROPERTY_TEXT, family, true, "serif", families, 0, 0,
          "A role of fonts/roles: serif, sans, mono, naskh or nastaliq."),
    BLOCK("font-size", PROPERTY_LENGTH, size, true, "12pt", NULL, 0, 0,
          "The em; a length, or a multiple of the parent group's size in em."),
    BLOCK("line-height", PROPERTY_LEADING, leading, true, "1.6", NULL, 0, 0,
          "The distance of baselines: a multiple of the font size, a percentage, or a length."),
    BLOCK("font-weight", PROPERTY_WORD, bold, true, "normal", weights, 0, 0, "Weight."),
    BLOCK("font-style", PROPERTY_WORD, italic, true, "normal", slants, 0, 0,
          "Slant; in scripts that have none, weight."),
    BLOCK("text-emphasis", PROPERTY_WORD, emphasis, true, "bold", emphases, 0, 0,
          "Emphasis in scripts that run leftward and have no slant: by weight, or a line over the "
          "words."),
    BLOCK("color", PROPERTY_COLOUR, colour, true, "#000000", NULL, 0, 0, "The ink."),
    BLOCK("text-align", PROPERTY_WORD, align, true, "start", aligns, 0, 0,
          "Alignment of the lines; start and end follow the paragraph's direction."),
    BLOCK("text-justify", PROPERTY_WORD, justify, true, "auto", justifies, 0, 0,
          "What stretches in a justified line."),
    BLOCK("justify-spaces", PROPERTY_COUNT, rungs.spaces, true, "0", NULL, 0, 1000,
          "How much of a word space a justified line gives or takes before it shows, in "
          "thousandths; 0 is by the script: 120 in Arabic, whose letters give too, 500 elsewhere."),
    BLOCK("justify-gaps", PROPERTY_COUNT, rungs.gaps, true, "15", NULL, 0, 100,
          "How much the gap after an Arabic letter that does not join gives or takes, in "
          "thousandths of the font size."),
    BLOCK("justify-scale", PROPERTY_COUNT, rungs.scale, true, "10", NULL, 0, 30,
          "How much a line is drawn wider or narrower, in thousandths."),
    BLOCK("justify-finals", PROPERTY_COUNT, rungs.finals, true, "100", NULL, 0, 200,
          "How much the bodies of Arabic final letters give or take, as a percentage of what is "
          "not seen."),
    BLOCK("kashida-length", PROPERTY_COUNT, rungs.kashida, true, "750", NULL, 0, 1900,
          "The longest kashida that sits comfortably, in thousandths of the font size; 0 for no "
          "kashida."),
    BLOCK("kashida-longest", PROPERTY_COUNT, rungs.kashida_most, true, "1400", NULL, 0, 1900,
          "The longest where a line cannot do without."),
    BLOCK("hyphens", PROPERTY_WORD, hyphens, true, "auto", hyphens, 0, 0,
          "Whether words may be divided; never Arabic words, never names."),
    BLOCK("hanging-punctuation", PROPERTY_WORD, hanging_punctuation, true, "allow-end", hanging, 0,
          0,
          "Whether commas, stops, quotation marks and brackets hang in the margins of justified "
          "text."),
    BLOCK("direction", PROPERTY_WORD, direction, false, "auto", directions, 0, 0,
          "The block's direction; auto is the document's or, for a list, that of most entries."),
    BLOCK("text-indent", PROPERTY_LENGTH, indent, true, "0", NULL, 0, 0,
          "Indent of the first line, on the start side."),
    BLOCK("margin-top", PROPERTY_LENGTH, margin_top, false, "0", NULL, 0, 0,
          "Space above; of two spaces that meet the larger counts."),
    BLOCK("margin-bottom", PROPERTY_LENGTH, margin_bottom, false, "0", NULL, 0, 0, "Space below."),
    BLOCK("margin-inline-start", PROPERTY_LENGTH, margin_start, false, "0", NULL, 0, 0,
          "Indent of the whole block on the start side."),
    BLOCK("margin-inline-end", PROPERTY_LENGTH, margin_end, false, "0", NULL, 0, 0,
          "Indent of the whole block on the end side."),
    BLOCK("widows", PROPERTY_COUNT, widows, true, "2", NULL, 1, 20,
          "The least lines of a paragraph at the top of a page."),
    BLOCK("orphans", PROPERTY_COUNT, orphans, true, "2", NULL, 1, 20,
          "The least lines of a paragraph at the bottom of a page."),
    BLOCK("break-before", PROPERTY_WORD, break_before, false, "auto", breaks, 0, 0,
          "Whether a page ends before the block: avoid keeps it with what precedes."),
    BLOCK("break-after", PROPERTY_WORD, break_after, false, "auto", breaks, 0, 0,
          "Whether a page ends after the block: avoid keeps it with what follows."),
    BLOCK("break-inside", PROPERTY_WORD, break_inside, false, "auto", avoids, 0, 0,
          "Whether the block may be parted."),
    BLOCK("column-count", PROPERTY_COUNT, columns, false, "1", NULL, 1, 8,
          "Columns of a list. Columns of five addressees or more; "
          "where there are two, of more than twelve three are named in the head, the others after "
          "the closing."),
    BLOCK("column-gap", PROPERTY_LENGTH, column_gap, false, "1.5em", NULL, 0, 0,
          "Between columns."),
    BLOCK("column-rule", PROPERTY_LENGTH, column_rule, false, "0", NULL, 0, 0,
          "The thickness of a line between columns."),
    BLOCK("column-fill", PROPERTY_WORD, column_fill, false, "balance", fills, 0, 0,
          "balance: the columns of a list end level on its last page; auto: one is filled after "
          "the other."),
    BLOCK("border", PROPERTY_LENGTH, border, false, "0", NULL, 0, 0,
          "The thickness of a table's rules, or of the line beside a quote."),
    BLOCK("padding", PROPERTY_LENGTH, padding, false, "0", NULL, 0, 0,
          "Between a border and what it encloses."),
    BLOCK("border-block-start", PROPERTY_BORDER, border_start, false, "0", NULL, 0, 0,
          "A line over the block: its thickness, then solid or double, then a colour, as in `1.6pt "
          "double accent`."),
    BLOCK("border-block-end", PROPERTY_BORDER, border_end, false, "0", NULL, 0, 0,
          "A line under the block."),
    BLOCK("padding-block", PROPERTY_PAIR, padding_block, false, "0", NULL, 0, 0,
          "Room between those lines and the text: one length, or that over and that under it."),
    BLOCK("width", PROPERTY_LENGTH, width, false, "0", NULL, 0, 0,
          "The block's width; 0 is all there is."),
    BLOCK("label-gap", PROPERTY_LENGTH, label_gap, false, "0.6em", NULL, 0, 0,
          "Lists: between the column of labels and the text."),
    BLOCK("label-width", PROPERTY_LENGTH, label_width, false, "0", NULL, 0, 0,
          "Addressees, enclosures, copies, information and colophon: the width of the column of "
          "labels; "
          "of lists the least."),
    BLOCK("row-gap", PROPERTY_LENGTH, row_gap, false, "0", NULL, 0, 0,
          "Lists: space between entries."),
    BLOCK("height", PROPERTY_LENGTH, height, false, "0", NULL, 0, 0,
          "Of a picture, at most; 0 is five lines for a letterhead's logo and five eighths of the "
          "text's height for others."),
    BLOCK("signing-room", PROPERTY_LENGTH, room, false, "0", NULL, 0, 0,
          "Blank height above the text, where a pen signs."),
    BLOCK("digits", PROPERTY_WORD, digits, true, "auto", digits, 0, 0,
          "The digits of numbers that are set by the program; auto is those most used in the "
          "letter itself."),
    BLOCK("content", PROPERTY_TEXT, content, false, "", NULL, 0, 0,
          "Furniture: what it shows in its middle, or where text-align says. {page}, {pages}, "
          "{title}, {short-title}, {kind} and {date} are replaced, {page-of-pages} by 'page 2 of "
          "6' in the letter's language, {counts}, {total}, {listed}, {stated}, {unnamed} and "
          "{missing} by "
          "what is known of the signatories. Of the colophon: record or none; of the figures: "
          "counts or none."),
    BLOCK("content-start", PROPERTY_TEXT, content_start, false, "", NULL, 0, 0,
          "Furniture: what it shows at the start side."),
    BLOCK("content-end", PROPERTY_TEXT, content_end, false, "", NULL, 0, 0,
          "Furniture: what it shows at the end side."),
    BLOCK("text-overflow", PROPERTY_WORD, overflow, false, "ellipsis", overflows, 0, 0,
          "Furniture that is too long ends at a word; ellipsis puts a sign there."),
    BLOCK("first-page", PROPERTY_WORD, on_first_page, false, "yes", shown, 0, 0,
          "Furniture: whether the first page shows it; if-more: where more pages follow."),
    BLOCK("text-wrap", PROPERTY_WORD, wrap, false, "wrap", wraps, 0, 0,
          "balance makes the lines of a heading nearly equal."),
    BLOCK("font-size-min", PROPERTY_LENGTH, size_least, false, "0", NULL, 0, 0,
          "The least size of a title that would take more than two lines, and that of five "
          "addressees "
          "or more; 0: they keep their own."),
    BLOCK("marker-content", PROPERTY_TEXT, marker, false, "{to}", NULL, 0, 0,
          "Addressees: what is set beside the first of them; {to} is the word of the letter's "
          "language."),
    BLOCK("max-words", PROPERTY_COUNT, max_words, false, "6", NULL, 0, 40,
          "The opening phrase: the most words it may have."),
    BLOCK("nth", PROPERTY_COUNT, nth, false, "0", NULL, 0, 1000,
          "Labels: those whose number this divides have another weight; 0: none."),
    BLOCK("nth-weight", PROPERTY_WORD, nth_bold, false, "bold", weights, 0, 0,
          "Labels: the weight of those."),
    BLOCK("suffix", PROPERTY_WORD, suffix, false, "as-typed", suffixes, 0, 0,
          "Labels: whether the stop or bracket after a number is set."),
    BLOCK(
        "position", PROPERTY_WORD, position, false, "static", positions, 0, 0,
        "The colophon: where the letter ends, or at that page's foot; the table of volumes: below "
        "what precedes it, or at its page's foot."),
    BLOCK("float", PROPERTY_WORD, floats, false, "none", floats, 0, 0,
          "A figure, with its caption: inline-end puts it beside the list that follows it, at the "
          "end side."),
    BLOCK("qr-size", PROPERTY_LENGTH, qr_size, false, "26mm", NULL, 0, 0,
          "The colophon: the side of the link's QR code; 0: none."),
    BLOCK("format", PROPERTY_WORD, date_format, false, "long", date_formats, 0, 0,
          "A date that is given in figures: in words, in the figures of the letter's language, or "
          "as it is."),
    BLOCK("months", PROPERTY_WORD, months, false, "paired", months, 0, 0,
          "Arabic months: both names, or the one of the Levant or of Egypt."),
};

const size_t n_style_properties = G_N_ELEMENTS(style_properties);

const struct property *property_find(enum property_scope scope, const char *key)
{
    for (size_t i = 0; i < n_style_properties; i++) {
        if (style_properties[i].scope == scope && strcmp(style_properties[i].key, key) == 0)
            return &style_properties[i];
    }
    return NULL;
}

// Edit distance (Levenshtein) of two short keys; long ones are as far apart as can be.
static size_t distance(const char *a, const char *b)
{
    enum { KEY_LONGEST = 40 };
    size_t n = strlen(a), m = strlen(b);
    if (n > KEY_LONGEST || m > KEY_LONGEST)
        return n + m;
    size_t row[KEY_LONGEST + 1];
    for (size_t j = 0; j <= m; j++)
        row[j] = j;
    for (size_t i = 1; i <= n; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= m; j++) {
            size_t substitute = diagonal + (a[i - 1] != b[j - 1]);
            diagonal = row[j];
            row[j] = MIN(substitute, MIN(row[j], row[j - 1]) + 1);
        }
    }
    return row[m];
}

const char *property_nearest(int scope, const char *key)
{
    const char *best = NULL;
    size_t nearest = strlen(key) / 2 + 1;
    size_t n = scope < 0 ? (size_t)GROUP_COUNT : n_style_properties;
    for (size_t i = 0; i < n; i++) {
        if (scope >= 0 && (int)style_properties[i].scope != scope)
            continue;
        const char *candidate = scope < 0 ? style_groups[i].name : style_properties[i].key;
        size_t d = distance(key, candidate);
        if (d < nearest) {
            nearest = d;
            best = candidate;
        }
    }
    return best;
}
