// SPDX-License-Identifier: MIT
#include "edition/room.h"

#include "base/digest.h"
#include "base/html_text.h"
#include "edition/html.h"
#include "edition/markup_head.h"
#include "edition/markup_tag.h"

#include <inttypes.h>
#include <string.h>

static const char style[] =
    "main{max-width:1080px;display:grid;grid-template-columns:minmax(0,33em) 300px;"
    "justify-content:space-between;gap:0 2.5em}\n"
    "nav.top{display:flex;flex-wrap:wrap;gap:0 1.4em;max-width:1080px;margin:0 auto;padding:.8em "
    "1.25rem .3em;border-block-end:1px solid var(--rule);font-size:.85em}\n"
    "aside{font-size:.8em;padding-block-start:1.5em}aside section{border-block-start:1px solid "
    "var(--rule);padding-block:.8em}aside h2{margin:0 0 .3em;font-size:1.1em}\n"
    "dl{display:grid;grid-template-columns:auto 1fr;gap:.1em 1em;margin:0}dd{margin:0}\n"
    "aside ul{margin:0}aside li{display:block}code,.sum{direction:ltr;unicode-bidi:isolate;"
    "font:12px/1.5 monospace;overflow-wrap:anywhere}.sum{display:block;text-align:start}\n"
    "summary{cursor:pointer;color:var(--accent)}input{font:inherit;color:inherit;max-width:100%;"
    "background:var(--paper);border:1px solid var(--soft);padding:.2em "
    ".4em;box-sizing:border-box}\n"
    "#drop{border:2px dashed var(--rule);padding:.6em}.good{color:var(--add);font-weight:bold}"
    ".bad{color:var(--drop);border-block-end:2px solid;font-weight:bold;overflow-wrap:anywhere}\n"
    "[hidden]{display:none!important}\n"
    "@media (max-width:760px){main{display:block}}\n"
    "@media print{nav.top,aside{display:none}main{display:block}}\n";

struct room {
    const struct room_options *options;
    struct markup markup;
};

static void put(struct room *room, const char *text)
{
    g_string_append(room->markup.out, text);
}

static void put_text(struct room *room, const char *open, const char *text, const char *close)
{
    put(room, open);
    html_text(room->markup.out, text, strlen(text));
    put(room, close);
}

static void put_word(struct room *room, const char *open, const char *key, const char *close)
{
    char *word = room->options->word(room->options->word_context, key);
    put_text(room, open, word ? word : key, close);
    g_free(word);
}

static bool has_list(const struct room *room)
{
    return document_signatories(room->markup.document) != NULL;
}

// ---- The head -----------------------------------------------------------------------------

// Only the very script that the page holds may run, and nothing may be fetched.
static void put_policy(struct room *room)
{
    const char *script = room->options->script;
    put(room,
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
        "'unsafe-inline'; img-src data:");
    if (script) {
        char hex[DIGEST_HEX_MAX + 1];
        guchar sum[32];
        digest_bytes(DIGEST_SHA256, script, strlen(script), hex);
        for (size_t i = 0; i < sizeof sum; i++)
            sum[i] = (guchar)(g_ascii_xdigit_value(hex[2 * i]) << 4 |
                              g_ascii_xdigit_value(hex[2 * i + 1]));
        char *text = g_base64_encode(sum, sizeof sum);
        g_string_append_printf(room->markup.out, "; script-src 'sha256-%s'", text);
        g_free(text);
    }
    put(room, "; base-uri 'none'; form-action 'none'\">\n");
}

static void put_head(struct room *room)
{
    const struct document *document = room->markup.document;
    put(room, "<!DOCTYPE html>\n<html");
    markup_looks(&room->markup, document->root);
    put(room, ">\n<head>\n<meta charset=\"utf-8\">\n"
              "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    put_policy(room);
    put_text(room, "<title>", *document->title ? document->title : room->options->title,
             "</title>\n<style>\n");
    put(room, html_colours);
    put(room, html_letter_style);
    put(room, style);
    put_word(room, "</style>\n</head>\n<body>\n<nav class=\"top\" aria-label=\"", "contents",
             "\">");
    put_word(room, "<a href=\"#letter\">", "letter", "</a>");
    if (has_list(room))
        put_text(room, "<a href=\"#signatories\">", room->options->markup.heading, "</a>");
    put_word(room, "<a href=\"#record\">", "record", "</a>");
    put_word(room, "<a href=\"#check\">", "check", "</a></nav>\n<main>\n");
}

// ---- What is kept -------------------------------------------------------------------------

static void put_readings(struct room *room)
{
    static const char *const endings[] = {".pdf", ".html", ".epub", ".docx", ".txt"};
    put_word(room, "<section>\n<h2>", "read", "</h2>\n<ul>\n");
    for (size_t i = 0; i < room->options->n_files; i++) {
        const char *path = room->options->files[i].path, *dot = strrchr(path, '.');
        bool reading = false;
        for (size_t k = 0; dot && k < G_N_ELEMENTS(endings); k++)
            reading |= g_str_has_prefix(path, "letter") && strcmp(dot, endings[k]) == 0;
        if (!reading)
            continue;
        put_text(room, "<li><a href=\"", path, "\"><bdi>");
        put_text(room, "", path, "</bdi></a></li>\n");
    }
    put(room, "</ul>\n</section>\n");
}

static void put_missing(struct room *room)
{
    const struct signatory_counts *counts = &room->markup.document->counts;
    enum { SHOWN_MOST = 60 };
    if (counts->n_missing == 0)
        return;
    put_word(room, "<dt>", "missing", "</dt><dd>");
    for (size_t i = 0; i < MIN(counts->n_missing, SHOWN_MOST); i++)
        g_string_append_printf(room->markup.out, "%s%" PRId64, i ? " \u00b7 " : "",
                               counts->missing[i]);
    if (counts->all_missing > SHOWN_MOST)
        g_string_append_printf(room->markup.out, " \u2026 (%" PRId64 ")", counts->all_missing);
    put(room, "</dd>\n");
}

static void put_number(struct room *room, const char *key, int64_t number)
{
    put_word(room, "<dt>", key, "</dt>");
    g_string_append_printf(room->markup.out, "<dd>%" PRId64 "</dd>\n", number);
}

static void put_set_aside(struct room *room)
{
    const GArray *lines = room->markup.document->set_aside;
    if (lines->len == 0)
        return;
    put_word(room, "<details><summary>", "set-aside", "");
    g_string_append_printf(room->markup.out, " (%u)</summary>\n<ul>\n", lines->len);
    for (guint i = 0; i < lines->len; i++) {
        const struct set_aside *aside = &g_array_index(lines, struct set_aside, i);
        g_string_append_printf(room->markup.out, "<li>%zu\u2013%zu: ", aside->first_line,
                               aside->last_line);
        put_text(room, "<bdi>", aside->text, "</bdi></li>\n");
    }
    put(room, "</ul></details>\n");
}

static void put_files(struct room *room)
{
    put_word(room, "<details><summary>", "files", "");
    g_string_append_printf(room->markup.out, " (%zu)</summary>\n<ul>\n", room->options->n_files);
    for (size_t i = 0; i < room->options->n_files; i++) {
        const struct room_file *file = &room->options->files[i];
        put_text(room, "<li><bdi>", file->path, "</bdi>");
        g_string_append_printf(room->markup.out,
                               " <bdi>%" G_GUINT64_FORMAT " B</bdi> <span class=\"sum\">SHA-256 "
                               "%s</span></li>\n",
                               file->bytes, file->sha256);
    }
    put(room, "</ul></details>\n");
}

static void put_record(struct room *room)
{
    const struct signatory_counts *counts = &room->markup.document->counts;
    put_word(room, "<section id=\"record\">\n<h2>", "record", "</h2>\n<dl>\n");
    put_number(room, "count", counts->listed);
    if (counts->stated_total >= 0)
        put_number(room, "stated", counts->stated_total);
    if (counts->anonymous >= 0)
        put_number(room, "anonymous", counts->anonymous);
    put_missing(room);
    put_word(room, "<dt>", "tool", "</dt>");
    put_text(room, "<dd><bdi>", room->options->tool, "</bdi></dd>\n</dl>\n");
    put_set_aside(room);
    put_files(room);
    put(room, "</section>\n");
}

static void put_check(struct room *room)
{
    put_word(room, "<section id=\"check\">\n<h2>", "check", "</h2>\n");
    put_word(room, "<p>", "check-how",
             "</p>\n<p><code>unzip FILE.zip &amp;&amp; cd FILE &amp;&amp; "
             "sha512sum -c manifest-sha512.txt</code></p>\n"
             "<p><code>warraq verify FILE.zip</code></p>\n");
    if (!room->options->script) {
        put(room, "</section>\n");
        return;
    }
    put_word(room, "<div id=\"drop\" hidden><label for=\"zip\">", "drop",
             "</label>\n<input "
             "type=\"file\" id=\"zip\" accept=\".zip\">\n<p id=\"said\" role=\"status\"");
    put_word(room, " data-good=\"", "good", "\"");
    put_word(room, " data-bad=\"", "bad", "\"></p></div>\n</section>\n");
}

static void put_search(struct room *room)
{
    const struct room_options *options = room->options;
    if (!options->script || !has_list(room) || options->markup.listless)
        return;
    put_word(room, "<section>\n<form hidden><label for=\"search\">", "search",
             "</label>\n<input type=\"search\" id=\"search\"> <output id=\"found\" for=\"search\">"
             "</output></form>\n</section>\n");
}

// ---- The page -----------------------------------------------------------------------------

static bool put_page(struct room *room, GError **error)
{
    put_head(room);
    put(room, "<article id=\"letter\">\n");
    markup_band(&room->markup);
    bool ok = markup_blocks(&room->markup, error) && markup_notes(&room->markup, error);
    put_word(room, "</article>\n<aside aria-label=\"", "record", "\">\n");
    put_search(room);
    put_readings(room);
    put_record(room);
    put_check(room);
    put(room, "</aside>\n</main>\n");
    if (room->options->script)
        g_string_append_printf(room->markup.out, "<script>%s</script>\n", room->options->script);
    put(room, "</body>\n</html>\n");
    return ok && markup_flush(&room->markup, error);
}

bool room_holds_list(const struct document *document)
{
    enum { NAMES_MOST = 20000 };
    return document->counts.listed <= NAMES_MOST;
}

bool room_write(const struct document *document, const struct room_options *options,
                struct file_out *out, GError **error)
{
    struct room_options own = *options;
    struct room room = {.options = &own};
    own.markup.listless = !room_holds_list(document);
    markup_start(&room.markup, document, &own.markup, out);
    bool ok = put_page(&room, error);
    markup_clear(&room.markup);
    return ok;
}
