// SPDX-License-Identifier: MIT
#include "door/values.h"

#include "base/error.h"
#include "base/geom.h"
#include "base/link.h"
#include "base/translate.h"
#include "door/media.h"
#include "door/stationery.h"
#include "language/tag.h"
#include "paint/page_range.h"
#include "read/form.h"
#include "style/style.h"
#include "style/supplied.h"

#include <assert.h>
#include <string.h>

// ---- Dates ----

bool iso_date_parse(const char *text, int64_t *ret)
{
    char *full = strlen(text) == 10 ? g_strconcat(text, "T00:00:00Z", NULL) : g_strdup(text);
    GTimeZone *utc = g_time_zone_new_utc();
    GDateTime *time = g_date_time_new_from_iso8601(full, utc);
    if (time) {
        *ret = g_date_time_to_unix(time);
        g_date_time_unref(time);
    }
    g_time_zone_unref(utc);
    g_free(full);
    return time != NULL;
}

bool value_date(const char *text, int64_t *ret, GError **error)
{
    if (iso_date_parse(text, ret))
        return true;
    fault_set(error, FAULT_USAGE, "--date takes a date such as 2020-09-09, not '%s'", text);
    return false;
}

bool value_created(const char *text, int64_t *ret, GError **error)
{
    if (iso_date_parse(text, ret))
        return true;
    fault_set(error, FAULT_USAGE, "--created takes a time such as 2026-03-01T12:00:00Z, not '%s'",
              text);
    return false;
}

bool value_epoch(const char *text, int64_t *ret, GError **error)
{
    if (g_ascii_string_to_signed(text, 10, 0, G_MAXINT32 * 32LL, ret, NULL))
        return true;
    fault_set(error, FAULT_USAGE, "SOURCE_DATE_EPOCH is not a number of seconds: '%s'", text);
    return false;
}

// ---- Words ----

/* One of a few words that an option takes, and what it stands for. */
struct value_word {
    const char *name, *meaning;
    int value, more;
};

static const struct value_word edges[] = {
    {"left", "bound at the left, as a left-to-right letter is", HANDOUT_BIND_LEFT, 0},
    {"right", "bound at the right, as a right-to-left letter is", HANDOUT_BIND_RIGHT, 0},
    {0},
};

static const struct value_word duplexes[] = {
    {"short", "the printer flips over the short edge, which is the default", HANDOUT_FLIP_SHORT,
     HANDOUT_SHEETS},
    {"long", "the printer flips over the long edge", HANDOUT_FLIP_LONG, HANDOUT_SHEETS},
    {"manual", "all fronts, then all backs; the pile is fed again first sheet first",
     HANDOUT_FLIP_SHORT, HANDOUT_FRONTS_THEN_BACKS},
    {"manual-reverse", "all fronts, then all backs; the pile is fed again last sheet first",
     HANDOUT_FLIP_SHORT, HANDOUT_FRONTS_BACKS_LAST_FIRST},
    {0},
};

static const struct value_word svg_texts[] = {
    {"outlines", "as they look, in any program; the default", SVG_OUTLINES, 0},
    {"text", "as text, for programs that have the faces", SVG_TEXT, 0},
    {0},
};

static const struct value_word faces[] = {
    {"system", "those of whoever reads the page; the default", 0, 0},
    {"embedded", "the record's, as much of each as the page shows, inside it", 0, 0},
    {0},
};

// What an archive may hold beside the record, and what it holds where nothing is said.
static const struct {
    const char *name;
    bool usual;
} archived[] = {{"html", true}, {"epub", true}, {"docx", false}};

static bool is_archived(const char *name)
{
    bool is = false;
    for (size_t i = 0; i < G_N_ELEMENTS(archived); i++)
        is |= strcmp(name, archived[i].name) == 0;
    return is;
}

static void refuse_editions(const char *text, GError **error)
{
    GString *names = g_string_new(NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(archived); i++)
        g_string_append_printf(names, "%s%s", i ? "," : "", archived[i].name);
    fault_set(error, FAULT_USAGE, "--editions takes none, or of %s, not '%s'", names->str, text);
    g_string_free(names, TRUE);
}

char **value_editions(const char *text, GError **error)
{
    char **wanted = g_strsplit(text && strcmp(text, "none") != 0 ? text : "", ",", -1);
    bool ok = !text || *text;
    for (char **name = wanted; ok && *name; name++)
        ok = is_archived(*name);
    GPtrArray *names = g_ptr_array_new();
    for (size_t i = 0; ok && i < G_N_ELEMENTS(archived); i++) {
        if (text ? g_strv_contains((const char *const *)wanted, archived[i].name)
                 : archived[i].usual)
            g_ptr_array_add(names, g_strdup(archived[i].name));
    }
    g_ptr_array_add(names, NULL);
    g_strfreev(wanted);
    if (ok)
        return (char **)g_ptr_array_free(names, FALSE);
    g_ptr_array_free(names, TRUE);
    refuse_editions(text, error);
    return NULL;
}

static bool word_choice(const struct value_word *words, size_t index, struct warraq_choice *ret)
{
    for (; words->name && index > 0; index--)
        words++;
    *ret = (struct warraq_choice){words->name, words->meaning};
    return words->name != NULL;
}

static bool edge_choice(size_t index, struct warraq_choice *ret)
{
    return word_choice(edges, index, ret);
}

static bool duplex_choice(size_t index, struct warraq_choice *ret)
{
    return word_choice(duplexes, index, ret);
}

static bool svg_text_choice(size_t index, struct warraq_choice *ret)
{
    return word_choice(svg_texts, index, ret);
}

static bool faces_choice(size_t index, struct warraq_choice *ret)
{
    return word_choice(faces, index, ret);
}

static bool level_choice(size_t index, struct warraq_choice *ret)
{
    const struct level *level = level_all();
    for (; level->name && index > 0; index--)
        level++;
    *ret = (struct warraq_choice){level->name, level->meaning};
    return level->name != NULL;
}

static bool form_choice(size_t index, struct warraq_choice *ret)
{
    const struct form *form = form_all();
    while (form->name && (!form_may_be_named(form) || index-- > 0))
        form++;
    *ret = (struct warraq_choice){form->name, form->meaning};
    return form->name != NULL;
}

// An ending that makes a file a letter, or a list of its own.
static bool ending_of(bool letter, size_t index, struct warraq_choice *ret)
{
    for (const struct form *form = form_all(); form->name; form++) {
        bool fits = form->letter == letter;
        for (size_t i = 0; fits && i < G_N_ELEMENTS(form->endings) && form->endings[i]; i++) {
            if (index-- > 0)
                continue;
            *ret = (struct warraq_choice){form->endings[i], form->meaning};
            return true;
        }
    }
    return false;
}

static bool ending_choice(size_t index, struct warraq_choice *ret)
{
    return ending_of(true, index, ret);
}

static bool list_ending_choice(size_t index, struct warraq_choice *ret)
{
    return ending_of(false, index, ret);
}

static bool style_choice(size_t index, struct warraq_choice *ret)
{
    const struct style_supplied *style = style_supplied();
    for (; style->name && index > 0; index--)
        style++;
    *ret = (struct warraq_choice){style->name, style->description};
    return style->name != NULL;
}

static bool paper_choice(size_t index, struct warraq_choice *ret)
{
    const char *const *name = paper_names();
    for (; *name && index > 0; index--)
        name++;
    len width, height;
    if (!*name || !paper_parse(*name, &width, &height))
        return false;
    char *size = g_strdup_printf("%.5g × %.5g mm", len_to_pt(width) * 25.4 / 72,
                                 len_to_pt(height) * 25.4 / 72);
    *ret = (struct warraq_choice){*name, g_intern_string(size)};
    g_free(size);
    return true;
}

choice_fn value_choices(const char *option)
{
    static const struct {
        const char *option;
        choice_fn choice;
    } all[] = {
        {"pdf", level_choice},          {"form", form_choice},
        {"bind", edge_choice},          {"duplex", duplex_choice},
        {"svg-text", svg_text_choice},  {"paper", paper_choice},
        {"ending", ending_choice},      {"list-ending", list_ending_choice},
        {"style", style_choice},        {"labels", stock_choice},
        {"envelopes", envelope_choice}, {"faces", faces_choice},
        {"media-type", media_choice},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(all); i++) {
        if (strcmp(option, all[i].option) == 0)
            return all[i].choice;
    }
    return NULL;
}

char *value_names(choice_fn choice)
{
    GString *names = g_string_new(NULL);
    struct warraq_choice one;
    for (size_t i = 0; choice(i, &one); i++)
        g_string_append_printf(names, "%s%s", i ? ", " : "", one.name);
    return g_string_free(names, FALSE);
}

// `text` was checked when it was set; NULL gives the first.
static const struct value_word *word_find(const struct value_word *words, const char *text)
{
    while (text && words->name && g_ascii_strcasecmp(words->name, text) != 0)
        words++;
    assert(words->name);
    return words;
}

enum handout_bind value_bind(const char *text)
{
    return text ? (enum handout_bind)word_find(edges, text)->value : HANDOUT_BIND_AUTO;
}

void value_duplex(const char *text, struct handout_options *ret)
{
    const struct value_word *word = word_find(duplexes, text);
    ret->duplex = (enum handout_duplex)word->value;
    ret->order = (enum handout_order)word->more;
}

enum svg_text value_svg_text(const char *text)
{
    return (enum svg_text)word_find(svg_texts, text)->value;
}

bool value_shard(const char *text, guint64 *ret_shard, guint64 *ret_shards, GError **error)
{
    *ret_shard = 0;
    *ret_shards = 1;
    if (!text)
        return true;
    char **parts = g_strsplit(text, "/", 2);
    bool ok = g_strv_length(parts) == 2 &&
              g_ascii_string_to_unsigned(parts[1], 10, 1, 1000000, ret_shards, NULL) &&
              g_ascii_string_to_unsigned(parts[0], 10, 1, *ret_shards, ret_shard, NULL);
    g_strfreev(parts);
    if (ok)
        --*ret_shard;
    else
        fault_set(error, FAULT_USAGE, "--shard takes K/N with K from 1 to N, not '%s'", text);
    return ok;
}

// ---- Checks ----

// `format` takes the option, its names and the text.
static bool fault_choice(const char *name, const char *text, const char *format, GError **error)
{
    char *names = value_names(value_choices(name));
    fault_set(error, FAULT_USAGE, format, name, names, text);
    g_free(names);
    return false;
}

bool value_check_choice(const char *name, const char *text, GError **error)
{
    choice_fn choice = value_choices(name);
    struct warraq_choice one;
    for (size_t i = 0; choice(i, &one); i++) {
        if (g_ascii_strcasecmp(one.name, text) == 0)
            return true;
    }
    return fault_choice(name, text, N_("--%s takes one of %s, not '%s'"), error);
}

bool value_check_encoding(const char *name, const char *text, GError **error)
{
    GIConv converter = g_iconv_open("UTF-8", text);
    if (converter != (GIConv)-1) {
        g_iconv_close(converter);
        return true;
    }
    fault_set(error, FAULT_USAGE,
              "--%s takes the name of an encoding, such as windows-1256, not '%s'", name, text);
    return false;
}

bool value_check_lang(const char *name, const char *text, GError **error)
{
    if (tag_is_well_formed(text))
        return true;
    char *nearest = tag_nearest(text);
    if (nearest)
        fault_set(error, FAULT_USAGE, "--%s takes a language tag, not '%s'; perhaps '%s' is meant",
                  name, text, nearest);
    else
        fault_set(error, FAULT_USAGE, "--%s takes a language tag such as ar or pt-BR, not '%s'",
                  name, text);
    g_free(nearest);
    return false;
}

bool value_check_paper(const char *name, const char *text, GError **error)
{
    char *setting = g_strconcat("page.size=", text, NULL);
    bool ok = !strchr(text, '\n') && style_check_setting(setting, NULL);
    g_free(setting);
    return ok ||
           fault_choice(name, text, N_("--%s takes two lengths, or one of %s, not '%s'"), error);
}

bool value_check_set(const char *name, const char *text, GError **error)
{
    GError *fault = NULL;
    if (style_check_setting(text, &fault))
        return true;
    fault_prefix(&fault, "--%s %s: ", name, text);
    g_propagate_error(error, fault);
    return false;
}

bool value_check_pages(const char *name, const char *text, GError **error)
{
    (void)name;
    GArray *ranges = page_ranges_parse(text, error);
    if (ranges)
        g_array_unref(ranges);
    return ranges != NULL;
}

bool value_check_lines(const char *name, const char *text, GError **error)
{
    if (g_regex_match_simple("^(all|[0-9]{1,9}(-[0-9]{1,9})?(,[0-9]{1,9}(-[0-9]{1,9})?)*)$", text,
                             G_REGEX_DOLLAR_ENDONLY, 0))
        return true;
    fault_set(error, FAULT_USAGE, "--%s takes lines such as 12,20-25, or all, not '%s'", name,
              text);
    return false;
}

bool value_check_volumes(const char *name, const char *text, GError **error)
{
    guint64 n;
    if (strcmp(text, "auto") == 0 || g_ascii_string_to_unsigned(text, 10, 1, 10000, &n, NULL))
        return true;
    fault_set(error, FAULT_USAGE, "--%s takes a number or auto, not '%s'", name, text);
    return false;
}

// RFC 8493, 2.2.2: "1 of 3", "1 of ?".
bool value_check_series_count(const char *name, const char *text, GError **error)
{
    if (g_regex_match_simple("^[0-9]+ of ([0-9]+|\\?)$", text, G_REGEX_DOLLAR_ENDONLY, 0))
        return true;
    fault_set(error, FAULT_USAGE, "--%s takes a place such as '2 of 5' or '2 of ?', not '%s'", name,
              text);
    return false;
}

bool value_check_link(const char *name, const char *text, GError **error)
{
    if (g_utf8_validate(text, -1, NULL) && link_is_address(text))
        return true;
    fault_set(error, FAULT_USAGE,
              "--%s takes an address that begins with https:, http:, mailto: or tel:, not '%s'",
              name, text);
    return false;
}

bool value_check_uri(const char *name, const char *text, GError **error)
{
    char *scheme = g_uri_parse_scheme(text);
    bool ok = scheme && value_check_line(name, text, NULL);
    g_free(scheme);
    if (!ok)
        fault_set(error, FAULT_USAGE, "--%s takes a URI such as mailto:a@example.org, not '%s'",
                  name, text);
    return ok;
}

bool value_check_stamp(const char *name, const char *text, GError **error)
{
    if (!strstr(text, "://"))
        return value_check_path(name, text, error);
    // No network here: what leaves and what is trusted stays in the user's hands.
    fault_set(error, FAULT_USAGE,
              "warraq asks no server: write the query with --timestamp query, send the file that "
              "ends in .tsq to the authority with any HTTP client, then pass its answer as "
              "--timestamp FILE.tsr");
    return false;
}

bool value_check_folder(const char *name, const char *text, GError **error)
{
    if (g_file_test(text, G_FILE_TEST_IS_DIR))
        return true;
    fault_set(error, FAULT_USAGE, "--%s takes a folder, and there is none at '%s'", name, text);
    return false;
}

bool value_check_path(const char *name, const char *text, GError **error)
{
    if (*text)
        return true;
    fault_set(error, FAULT_USAGE, "--%s takes a name, not an empty word", name);
    return false;
}

static bool has_controls(const char *text)
{
    for (const char *p = text; *p; p = g_utf8_next_char(p)) {
        if (g_unichar_iscntrl(g_utf8_get_char(p)))
            return true;
    }
    return false;
}

bool value_check_text(const char *name, const char *text, GError **error)
{
    if (g_utf8_validate(text, -1, NULL))
        return true;
    fault_set(error, FAULT_USAGE, "the value of --%s is not UTF-8", name);
    return false;
}

bool value_check_line(const char *name, const char *text, GError **error)
{
    if (!value_check_text(name, text, error))
        return false;
    if (*text && !has_controls(text))
        return true;
    fault_set(error, FAULT_USAGE, "--%s takes words on one line, not '%s'", name, text);
    return false;
}
