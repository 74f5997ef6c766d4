// SPDX-License-Identifier: MIT
// letter.txt says what was typeset, one block a line; an edition says the same under ids. They
// stand in one order but for notes, which an edition gathers at its end.
#include "door/agree.h"

#include "archive/bag_read.h"
#include "base/json.h"
#include "door/agree_record.h"
#include "door/each_version.h"
#include "edition/said.h"
#include "zip/view.h"

#include <string.h>

enum {
    // Bytes from a stranger that are held at once; a letter beyond that is not compared.
    TEXT_MOST = 64 * 1024 * 1024,
    EDITION_MOST = 4 * TEXT_MOST,
    REPORT_MOST = 32 * 1024 * 1024,
    AHEAD_MOST = 200,               // lines, of notes for the most part, that may stand elsewhere
    LOOKS_MOST = 200 * 1000 * 1000, // at lines, for one edition
    FAULTS_MOST = 100,              // of one edition
};

struct text_line {
    const char *text;
    bool said;
};

// The blocks of one edition on their way past the lines.
struct agreement {
    struct findings *findings;
    const char *path; // of the edition, below the bag's folder
    GArray *lines;    // struct text_line
    size_t at, faults, looks;
};

static GArray *lines_of(GString *text)
{
    GArray *lines = g_array_new(FALSE, FALSE, sizeof(struct text_line));
    for (char *line = text->str, *end; line && *line; line = end) {
        end = strchr(line, '\n');
        if (end)
            *end++ = '\0';
        GString *folded = g_string_new(line);
        said_fold(folded);
        struct text_line one = {memcpy(line, folded->str, folded->len + 1), false};
        g_string_free(folded, TRUE);
        if (*one.text)
            g_array_append_val(lines, one);
    }
    return lines;
}

static struct text_line *line_at(const struct agreement *agreement, size_t i)
{
    return &g_array_index(agreement->lines, struct text_line, i);
}

static bool take_line(struct agreement *agreement, size_t from, size_t to, const char *text)
{
    for (size_t i = from; i < to && agreement->looks++ < LOOKS_MOST; i++) {
        struct text_line *line = line_at(agreement, i);
        if (line->said || strcmp(line->text, text) != 0)
            continue;
        line->said = true;
        if (from == agreement->at)
            agreement->at = i + 1;
        return true;
    }
    return false;
}

static void hear(void *context, const struct said_block *block)
{
    struct agreement *agreement = context;
    size_t n = agreement->lines->len, ahead = MIN(n, agreement->at + AHEAD_MOST);
    if (!*block->text)
        return;
    if (block->note ? take_line(agreement, 0, n, block->text)
                    : take_line(agreement, agreement->at, ahead, block->text))
        return;
    if (agreement->faults++ < FAULTS_MOST)
        findings_fault(agreement->findings, "edition-differs", agreement->path,
                       "block %s says what letter.txt does not: %.80s", block->id, block->text);
    // Altered, it stands for the line at its place.
    if (!block->note && agreement->at < n)
        line_at(agreement, agreement->at++)->said = true;
}

static void tell_unsaid(struct agreement *agreement)
{
    for (size_t i = 0; i < agreement->lines->len; i++) {
        const struct text_line *line = line_at(agreement, i);
        if (!line->said && agreement->faults++ < FAULTS_MOST)
            findings_fault(agreement->findings, "edition-differs", agreement->path,
                           "does not say a block of letter.txt: %.80s", line->text);
    }
}

// ---- The forms ----------------------------------------------------------------------------

static void hear_bytes(struct agreement *agreement, GBytes *bytes,
                       void (*say)(const char *, size_t, said_fn, void *))
{
    gsize n;
    const char *data = g_bytes_get_data(bytes, &n);
    if (n > 0)
        say(data, n, hear, agreement);
}

static void hear_book(struct agreement *agreement, struct zip_view *view)
{
    for (unsigned part = 1;; part++) {
        char *name = g_strdup_printf("EPUB/letter-%u.xhtml", part);
        GBytes *bytes =
            zip_view_find(view, name) ? zip_view_read(view, name, EDITION_MOST, NULL) : NULL;
        g_free(name);
        if (!bytes)
            break;
        hear_bytes(agreement, bytes, said_in_markup);
        g_bytes_unref(bytes);
    }
    GBytes *notes = zip_view_find(view, "EPUB/notes.xhtml")
                        ? zip_view_read(view, "EPUB/notes.xhtml", EDITION_MOST, NULL)
                        : NULL;
    if (notes) {
        hear_bytes(agreement, notes, said_in_markup);
        g_bytes_unref(notes);
    }
}

static void hear_word_part(struct agreement *agreement, struct zip_view *view, const char *name,
                           struct said_numbering *numbering)
{
    GBytes *bytes = zip_view_read(view, name, EDITION_MOST, NULL);
    if (!bytes)
        return;
    gsize n;
    const char *data = g_bytes_get_data(bytes, &n);
    said_in_word(data, n, numbering, hear, agreement);
    g_bytes_unref(bytes);
}

static void hear_word(struct agreement *agreement, struct zip_view *view)
{
    GBytes *bytes = zip_view_read(view, "word/numbering.xml", EDITION_MOST, NULL);
    gsize n = 0;
    const char *data = bytes ? g_bytes_get_data(bytes, &n) : "";
    struct said_numbering *numbering = said_numbering_read(data, n);
    hear_word_part(agreement, view, "word/document.xml", numbering);
    hear_word_part(agreement, view, "word/footnotes.xml", numbering);
    said_numbering_free(numbering);
    if (bytes)
        g_bytes_unref(bytes);
}

// An edition that is a ZIP itself. What is wrong with that shows in what it does not say.
static void hear_package(struct agreement *agreement, GBytes *bytes,
                         void (*say)(struct agreement *, struct zip_view *))
{
    struct findings *own = findings_new("zip");
    struct zip_view *view =
        zip_view_open_bytes(bytes, agreement->path, &zip_limits_default, own, NULL);
    if (view)
        say(agreement, view);
    zip_view_close(view);
    findings_free(own);
}

static void hear_edition(struct agreement *agreement, GBytes *bytes)
{
    if (g_str_has_suffix(agreement->path, ".html"))
        hear_bytes(agreement, bytes, said_in_markup);
    else if (g_str_has_suffix(agreement->path, ".epub"))
        hear_package(agreement, bytes, hear_book);
    else if (g_str_has_suffix(agreement->path, ".docx"))
        hear_package(agreement, bytes, hear_word);
}

// What holds a letter's record and editions: a bag, or a version in a store. `place` precedes the
// names in what is found.
struct holder {
    const char *bag;
    struct store_object *object;
    size_t version;
    const char *place;
};

static GBytes *holder_read(const struct holder *holder, const char *name, size_t most)
{
    if (holder->bag)
        return bag_read(holder->bag, name, most, NULL);
    GBytes *bytes = store_version_read(holder->object, holder->version, name, NULL);
    if (bytes && g_bytes_get_size(bytes) > most)
        g_clear_pointer(&bytes, g_bytes_unref);
    return bytes;
}

static void check_edition(const struct holder *holder, const char *name, GArray *lines,
                          struct findings *findings)
{
    char *path = g_strconcat(holder->place, name, NULL);
    struct agreement agreement = {.findings = findings, .path = path, .lines = lines};
    GBytes *bytes = holder_read(holder, name, EDITION_MOST);
    for (guint i = 0; i < lines->len; i++)
        g_array_index(lines, struct text_line, i).said = false;
    if (bytes) {
        hear_edition(&agreement, bytes);
        tell_unsaid(&agreement);
        g_bytes_unref(bytes);
    } else {
        findings_fault(findings, "edition-differs", path,
                       "report.json lists this edition, and it cannot be read");
    }
    g_free(path);
}

// ---- Where they are --------------------------------------------------------------------------

static bool is_listed(const json_t *editions, const char *name)
{
    for (size_t i = 0; i < json_array_size(editions); i++) {
        const char *listed = json_string_value(json_array_get(editions, i));
        if (listed && strcmp(listed, name) == 0)
            return true;
    }
    return false;
}

static void check_editions(const struct holder *holder, const json_t *report, GBytes *text,
                           struct findings *findings)
{
    static const char *const names[] = {"letter.html", "letter.epub", "letter.docx",
                                        "ro-crate-preview.html"};
    gsize n;
    const char *data = g_bytes_get_data(text, &n);
    GString *own = g_string_new_len(data, (gssize)n);
    GArray *lines = lines_of(own);
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        if (is_listed(json_object_get(report, "editions"), names[i]))
            check_edition(holder, names[i], lines, findings);
    }
    g_array_unref(lines);
    g_string_free(own, TRUE);
}

// An archive of before the head's lines were counted is not judged by its order.
static size_t head_of(const json_t *report)
{
    const json_t *lines = json_object_get(report, "head_lines");
    json_int_t n = json_integer_value(lines);
    return json_is_integer(lines) && n >= 0 ? (size_t)n : G_MAXSIZE;
}

// False where it cannot be read.
static bool hear_record(const struct holder *holder, const char *name,
                        struct record_agreement *agreement, struct findings *findings)
{
    GBytes *record = holder_read(holder, name, EDITION_MOST);
    char *path = g_strconcat(holder->place, name, NULL);
    bool heard = record && record_agreement_hear(agreement, path, record);
    if (!record)
        findings_fault(findings, "edition-differs", path,
                       "report.json lists this edition, and it cannot be read");
    g_free(path);
    g_clear_pointer(&record, g_bytes_unref);
    return heard;
}

// The record, or its volumes one after the other.
static void check_record(const struct holder *holder, const json_t *report, GBytes *text,
                         struct findings *findings)
{
    const char *name = json_string_value(json_object_get(report, "record"));
    const json_t *volumes = json_object_get(report, "records");
    const json_t *words = json_object_get(report, "volume_words");
    struct record_agreement *agreement = record_agreement_new(findings);
    bool heard = name && hear_record(holder, name, agreement, findings);
    for (size_t i = 0; i < json_array_size(words); i++) {
        const char *said = json_string_value(json_array_get(words, i));
        if (said)
            record_agreement_allow(agreement, said);
    }
    for (size_t i = 0; i < json_array_size(volumes) && (heard || i == 0); i++) {
        const char *volume = json_string_value(json_array_get(volumes, i));
        heard = volume && hear_record(holder, volume, agreement, findings);
    }
    gsize n;
    const char *data = g_bytes_get_data(text, &n);
    char *own = g_utf8_make_valid(n ? data : "", (gssize)n);
    if (heard)
        record_agreement_judge(agreement, own, head_of(report));
    g_free(own);
    record_agreement_free(agreement);
}

static void check_all(const struct holder *holder, struct findings *findings)
{
    json_t *report =
        json_read_bytes("report.json", holder_read(holder, "report.json", REPORT_MOST), NULL);
    bool any = json_object_get(report, "record") || json_object_get(report, "records") ||
               json_array_size(json_object_get(report, "editions"));
    GBytes *text = any ? holder_read(holder, "letter.txt", TEXT_MOST) : NULL;
    if (text) {
        check_editions(holder, report, text, findings);
        check_record(holder, report, text, findings);
        g_bytes_unref(text);
    }
    json_decref(report);
}

void editions_agree(const char *bag, struct findings *findings)
{
    check_all(&(struct holder){.bag = bag, .place = "data/"}, findings);
}

static void check_version(void *context, struct store_object *object, size_t number,
                          const char *place)
{
    char *before = g_strconcat(place, " ", NULL);
    check_all(&(struct holder){.object = object, .version = number, .place = before}, context);
    g_free(before);
}

void editions_agree_stored(const char *path, struct findings *findings)
{
    each_version(path, strcmp(findings->kind, "ocfl-root") == 0, check_version, findings);
}
