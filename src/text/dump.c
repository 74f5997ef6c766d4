// SPDX-License-Identifier: MIT
#include "text/dump.h"

#include "text/form.h"
#include "text/setting.h"

#include <string.h>

static void put_pt(GString *out, len value)
{
    char text[G_ASCII_DTOSTR_BUF_SIZE];
    g_string_append(out, g_ascii_formatd(text, sizeof text, "%.2f", len_to_pt(value)));
}

static void put_number(GString *out, const char *format, double value)
{
    char text[G_ASCII_DTOSTR_BUF_SIZE];
    g_string_append(out, g_ascii_formatd(text, sizeof text, format, value));
}

// White space that would tear the line of a dump is written as its escape.
static void put_text(GString *out, const char *text, size_t n)
{
    for (const char *end = text + n; text < end; text = g_utf8_next_char(text)) {
        gunichar c = g_utf8_get_char(text);
        if (c == '\n' || c == '\r' || c == '\t' || c == 0x2028 || c == 0x2029)
            g_string_append_printf(out, "\\u%04x", c);
        else
            g_string_append_unichar(out, c);
    }
}

static void put_script(GString *out, hb_script_t script)
{
    char code[5] = "";
    hb_tag_to_string(hb_script_to_iso15924_tag(script), code);
    g_string_append(out, code);
}

void dump_items(struct font_set *fonts, const struct styled_text *text,
                const struct paragraph_style *style, GString *out)
{
    if (text->n == 0)
        return;
    struct setting setting = setting_new(fonts, text, style, LEN_MAX, NULL, NULL);
    setting_find_breaks(&setting);
    for (size_t i = 0; i < setting.items->n; i++) {
        const struct text_item *item = &setting.items->items[i];
        uint32_t start = setting.chars->byte[item->first], end = setting.chars->byte[item->end];
        g_string_append_printf(out, "%u-%u level %d ", start, end, item->level);
        put_script(out, item->script);
        g_string_append_printf(out, " %s %s ", item->lang, item->face->postscript_name);
        put_pt(out, item->size);
        g_string_append(out, " \"");
        put_text(out, text->text + start, end - start);
        g_string_append(out, "\"\n");
    }
}

// Whether the character before `at` may be lengthened.
static bool place_before(const struct kashida_places *places, size_t *next, size_t at)
{
    bool is = false;
    for (; *next < places->n && places->list[*next].letter < at; (*next)++)
        is = true;
    return is;
}

void dump_breaks(struct font_set *fonts, const struct styled_text *text,
                 const struct paragraph_style *style, GString *out)
{
    if (text->n == 0)
        return;
    struct setting setting = setting_new(fonts, text, style, LEN_MAX, NULL, NULL);
    setting_find_breaks(&setting);
    setting_hyphenate(&setting);
    const struct chars *chars = setting.chars;
    size_t place = 0;
    for (size_t i = 0; i <= chars->n; i++) {
        if (chars->flags[i] & CHAR_MUST_BREAK)
            g_string_append(out, "‖");
        else if (chars->flags[i] & CHAR_HYPHEN)
            g_string_append(out, "¬");
        else if (chars->flags[i] & CHAR_BREAK)
            g_string_append_c(out, '|');
        if (place_before(&setting.places, &place, i))
            g_string_append(out, "·");
        if (i < chars->n)
            put_text(out, text->text + chars->byte[i], chars->byte[i + 1] - chars->byte[i]);
    }
    g_string_append_c(out, '\n');
}

void dump_set_lines(const struct lines *lines, const char *text, GString *out)
{
    for (size_t i = 0; i < lines->n; i++) {
        const struct line *line = &lines->lines[i];
        g_string_append(out, "line x ");
        put_pt(out, line->x);
        g_string_append(out, " width ");
        put_pt(out, line->width);
        g_string_append(out, " spaces ");
        put_number(out, "%+.3f", line->ratio);
        g_string_append_printf(out, " kashidas %u%s%s \"", line->kashidas,
                               line->hyphenated ? " hyphenated" : "", line->last ? " last" : "");
        put_text(out, text + line->start, line->end - line->start);
        g_string_append(out, "\"\n");
    }
}

static void dump_form(uint32_t id, GString *out)
{
    static const char *const kinds[] = {"", "wider", "longer", "bent"};
    struct letter_form form = form_of(id);
    if (form.kind != FORM_PLAIN)
        g_string_append_printf(out, ".%s%+d", kinds[form.kind], form.steps);
}

static void dump_glyphs(const struct glyph_run *run, GString *out)
{
    static const char marks[] = "sgmutha"; // in the order of enum glyph_flag
    for (size_t i = 0; i < run->n_glyphs; i++) {
        const struct glyph *glyph = &run->glyphs[i];
        const char *text;
        size_t n;
        glyph_run_text(run, i, &text, &n);
        g_string_append_printf(out, "    %u", form_glyph(glyph->id));
        dump_form(glyph->id, out);
        g_string_append_printf(out, "@%u", glyph->cluster);
        g_string_append_printf(out, "%+d", glyph->advance);
        if (glyph->dx || glyph->dy)
            g_string_append_printf(out, " (%d,%d)", glyph->dx, glyph->dy);
        g_string_append(out, " \"");
        put_text(out, text, n);
        g_string_append(out, "\" ");
        for (size_t bit = 0; marks[bit]; bit++)
            if (glyph->flags & (1u << bit))
                g_string_append_c(out, marks[bit]);
        g_string_append_c(out, '\n');
    }
}

void dump_runs(const struct lines *lines, bool glyphs, GString *out)
{
    for (size_t i = 0; i < lines->n; i++) {
        const struct line *line = &lines->lines[i];
        g_string_append_printf(out, "line %zu\n", i + 1);
        for (size_t r = 0; r < line->n_runs; r++) {
            const struct glyph_run *run = &line->runs[r].run;
            g_string_append(out, "  run x ");
            put_pt(out, line->runs[r].x);
            g_string_append(out, " width ");
            put_pt(out, glyph_run_width(run));
            g_string_append_printf(out, " level %d %s %s tag %u \"", run->level, run->lang,
                                   run->face->postscript_name, run->tag);
            put_text(out, run->text, run->n_text);
            g_string_append(out, "\"\n");
            if (glyphs)
                dump_glyphs(run, out);
        }
    }
}
