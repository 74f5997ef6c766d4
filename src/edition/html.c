// SPDX-License-Identifier: MIT
// The page around the letter; its looks are those of the pages' design.
#include "edition/html.h"

#include "base/html_text.h"
#include "edition/markup_head.h"
#include "edition/markup_tag.h"

#include <string.h>

const char html_letter_style[] =
    "body{margin:0;background:var(--paper);color:var(--ink);font:19px/1.75 var(--serif)}\n"
    ":lang(en),:lang(fr),:lang(es),:lang(de),:lang(ru),:lang(tr){line-height:1.55}\n"
    "main{max-width:33em;margin:0 auto;padding:1.5rem 1.25rem 3rem;overflow-wrap:break-word}\n"
    "h1{font-size:1.7em;line-height:1.4;margin-block:.2em .6em;text-wrap:balance;"
    "border-block-start:5px double var(--accent);padding-block-start:.5em}\n"
    "h2,h3,h4,h5,h6{line-height:1.4;color:var(--accent);margin-block:1.6em .5em}\n"
    "p{margin-block:0 "
    ".8em}a{color:var(--accent)}p:not([class])>b:first-child{color:var(--accent)}\n"
    ".band{display:flex;justify-content:space-between;gap:1em;margin:0;padding-block:.4em;"
    "font-size:.85em}.band "
    "b,.to{color:var(--accent);font-weight:bold}.band+h1{margin-block-start:0}"
    ".band span:only-child{margin-inline-start:auto}\n"
    "[data-to]::before{content:attr(data-to);color:var(--accent);font-weight:bold}"
    ".to,[data-to]::before{display:inline-block;min-inline-size:3.2em;margin-inline-start:-3.2em}"
    "[data-to],[data-to]~.addressee,.addressee:has(.to){padding-inline-start:3.2em}\n"
    ".addressee>.kind,.date.above{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;"
    "clip-path:inset(50%);white-space:nowrap}\n"
    ".date,.reference,.note,figcaption,.count{color:var(--soft);font-size:.85em}\n"
    ".date{text-align:end}.addressee{margin-block:0 .3em}\n"
    ".addressee+:not(.addressee){border-block-start:1px solid var(--rule);padding-block-start:1em;"
    "margin-block-start:1em}\n"
    ".closing{margin-block-start:1.4em}\n"
    "ol,ul{list-style:none;padding:0;margin-block:0 1em}"
    "li{display:flex;gap:.5em;padding-block:.1em}\n"
    ".list-heading{display:flex;justify-content:space-between;align-items:baseline;gap:1em;"
    "border-block:1px solid var(--rule);border-block-start:5px double var(--accent);"
    "padding-block:.2em;margin-block:2em .8em}.count{font-weight:normal}\n"
    ".signatories{columns:15em;column-gap:1.5em;font-size:.85em;line-height:1.5}\n"
    ".signatories>li{break-inside:avoid}.signatories>li[value$=\"0\"]>.label{font-weight:bold;"
    "color:var(--ink)}\n"
    ".label{flex:none;min-width:2em;text-align:end;color:var(--soft);"
    "font-variant-numeric:tabular-nums}\n"
    "li>div{flex:1;min-width:0}.affiliation{color:var(--soft)}\n"
    "blockquote{margin-inline:1em 0;padding-inline-start:1em;"
    "border-inline-start:2px solid var(--rule)}\n"
    ".wide{overflow-x:auto}table{border-collapse:collapse}\n"
    "th,td{text-align:start;vertical-align:top;padding:.2em .7em;"
    "border-block-end:1px solid var(--rule)}\n"
    "figure{margin:1em 0}img{max-width:100%;height:auto}\n"
    "header{display:flex;gap:1em;align-items:center}header img{max-height:4em}\n"
    "hr{border:0;border-block-start:1px solid var(--rule)}\n"
    ".notes{border-block-start:1px solid var(--rule);margin-block-start:2em;padding-block-start:"
    "1em;font-size:.85em}\n"
    ".skip{position:absolute;inset-inline-start:-99em;padding:.3em 1em;background:var(--paper)}"
    ".skip:focus{position:static;display:block}\n"
    "@media (max-width:760px){body{font-size:18px}h1{font-size:1.45em}}\n"
    "@media print{@page{size:A4;margin:29mm 32mm 30mm}body{font-size:13pt;line-height:1.6}"
    "main{max-width:none;padding:0}.skip{display:none}.signatories{columns:2;font-size:10.2pt;"
    "line-height:1.3}h1,h2,h3,h4,h5,h6{break-after:avoid}p{orphans:3;widows:3}}\n";

static const char head[] =
    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
    "style-src 'unsafe-inline'; img-src data:";

static void add_words(GString *out, const char *open, const char *words, const char *close)
{
    g_string_append(out, open);
    html_text(out, words, strlen(words));
    g_string_append(out, close);
}

static bool put_page(struct markup *markup, const struct html_options *options, GError **error)
{
    const struct document *document = markup->document;
    GString *out = markup->out;
    g_string_append(out, "<!DOCTYPE html>\n<html");
    markup_looks(markup, document->root);
    g_string_append(out, ">\n<head>\n<meta charset=\"utf-8\">\n");
    add_words(out, "<title>", *document->title ? document->title : options->title, "</title>\n");
    g_string_append_printf(out, "%s%s\">\n<style>\n%s%s%s</style>\n</head>\n<body>\n", head,
                           options->faces ? "; font-src data:" : "", html_colours,
                           options->faces ? options->faces : "", html_letter_style);
    if (document_signatories(document))
        add_words(out, "<a class=\"skip\" href=\"#signatories\">", options->skip, "</a>\n");
    g_string_append(out, "<main>\n");
    markup_band(markup);
    bool ok = markup_blocks(markup, error) && markup_notes(markup, error);
    g_string_append(out, "</main>\n</body>\n</html>\n");
    return ok && markup_flush(markup, error);
}

bool html_write(const struct document *document, const struct html_options *options,
                struct file_out *out, GError **error)
{
    struct markup markup;
    markup_start(&markup, document, &options->markup, out);
    bool ok = put_page(&markup, options, error);
    markup_clear(&markup);
    return ok;
}
