// SPDX-License-Identifier: MIT
#include "door/web_faces.h"

#include "door/supplied.h"
#include "edition/woff2.h"
#include "language/script.h"
#include "text/font_choose.h"

#include <string.h>

// A face of the page and what it shows there.
struct web_face {
    const struct face *face;
    bool bold;
    bool latin;      // what it is first met for
    unsigned number; // of its family, regular and bold, from 1
    hb_set_t *characters;
};

struct gathering {
    struct font_set *fonts;
    const char *lang;
    GArray *faces;           // struct web_face, in the order they are met
    const struct face *last; // of the letter before; NULL none yet
    bool last_bold;
    unsigned bold; // open elements that are bold
    unsigned families;
    hb_set_t *shared; // characters of no script: digits, signs, spaces
};

static void clear_face(void *data)
{
    hb_set_destroy(((struct web_face *)data)->characters);
}

static unsigned family_number(struct gathering *gathering, const struct face *face)
{
    for (guint i = 0; i < gathering->faces->len; i++) {
        const struct web_face *known = &g_array_index(gathering->faces, struct web_face, i);
        if (strcmp(known->face->family, face->family) == 0)
            return known->number;
    }
    return ++gathering->families;
}

static void use(struct gathering *gathering, const struct face *face, bool bold, gunichar c)
{
    guint i = 0;
    for (; i < gathering->faces->len; i++) {
        const struct web_face *known = &g_array_index(gathering->faces, struct web_face, i);
        if (known->face == face && known->bold == bold)
            break;
    }
    if (i == gathering->faces->len) {
        struct web_face one = {face, bold, script_of(c) == HB_SCRIPT_LATIN,
                               family_number(gathering, face), hb_set_create()};
        g_array_append_val(gathering->faces, one);
    }
    hb_set_add(g_array_index(gathering->faces, struct web_face, i).characters, c);
}

static bool has_script(gunichar c)
{
    hb_script_t own = script_of(c);
    return own != HB_SCRIPT_COMMON && own != HB_SCRIPT_INHERITED && own != HB_SCRIPT_UNKNOWN;
}

// What is of no script is set in the face of the letter before, where that has it.
static const struct face *choose(struct gathering *gathering, gunichar c, bool bold)
{
    hb_codepoint_t glyph;
    bool own = has_script(c), missing;
    if (!own && gathering->last && gathering->last_bold == bold &&
        hb_font_get_nominal_glyph(gathering->last->hb_font, c, &glyph))
        return gathering->last;
    struct font_query query = {.script = own ? script_of(c) : script_of_language(gathering->lang),
                               .lang = gathering->lang,
                               .bold = bold};
    struct font_candidates *candidates = font_candidates_for(gathering->fonts, &query);
    struct font_choice choice = font_choose(gathering->fonts, candidates, &c, 1, &missing);
    return missing ? NULL : choice.face;
}

static void gather_character(struct gathering *gathering, gunichar c)
{
    bool bold = gathering->bold > 0;
    const struct face *face = c < ' ' ? NULL : choose(gathering, c, bold);
    if (!face)
        return;
    use(gathering, face, bold, c);
    if (has_script(c)) {
        gathering->last = face;
        gathering->last_bold = bold;
    } else {
        hb_set_add(gathering->shared, c);
    }
}

// A number is of one face, whichever comes first where it stands.
static void share(struct gathering *gathering)
{
    for (guint i = 0; i < gathering->faces->len; i++) {
        const struct web_face *face = &g_array_index(gathering->faces, struct web_face, i);
        hb_codepoint_t c = HB_SET_VALUE_INVALID, glyph;
        while (hb_set_next(gathering->shared, &c)) {
            if (hb_font_get_nominal_glyph(face->face->hb_font, c, &glyph))
                hb_set_add(face->characters, c);
        }
    }
}

static bool is_bold(const char *name, size_t n)
{
    return (n == 2 && (name[0] == 'h' || name[0] == 't') &&
            (g_ascii_isdigit(name[1]) || name[1] == 'h')) ||
           (n == 1 && name[0] == 'b');
}

// Past a tag, whose bold it notes.
static const char *gather_tag(struct gathering *gathering, const char *p, const char *end)
{
    bool closes = p + 1 < end && p[1] == '/';
    const char *name = p + 1 + closes, *past = memchr(p, '>', (size_t)(end - p));
    size_t n = 0;
    while (name + n < end && g_ascii_isalnum(name[n]))
        n++;
    if (is_bold(name, n) && closes && gathering->bold > 0)
        gathering->bold--;
    else if (is_bold(name, n) && !closes)
        gathering->bold++;
    return past ? past + 1 : end;
}

static void gather_page(struct gathering *gathering, const char *page, size_t n)
{
    const char *end = page + n, *body = g_strstr_len(page, (gssize)n, "<body>");
    for (const char *p = body ? body : page; p < end;) {
        if (*p == '<') {
            p = gather_tag(gathering, p, end);
        } else {
            gather_character(gathering, g_utf8_get_char(p)); // an entity's letters do no harm
            p = g_utf8_next_char(p);
        }
    }
    for (const char *sign = "<>&\"'"; *sign; sign++) // what entities stand for
        gather_character(gathering, (gunichar)*sign);
}

static void put_range(GString *out, const hb_set_t *characters)
{
    hb_codepoint_t first = HB_SET_VALUE_INVALID, last = HB_SET_VALUE_INVALID;
    for (const char *comma = ""; hb_set_next_range(characters, &first, &last); comma = ",") {
        g_string_append_printf(out, "%sU+%X", comma, first);
        if (last > first)
            g_string_append_printf(out, "-%X", last);
    }
}

static bool put_face(GString *out, const struct web_face *face, GError **error)
{
    GBytes *file = woff2_make(face->face->hb_face, face->characters, error);
    if (!file)
        return false;
    gsize n;
    const guchar *data = g_bytes_get_data(file, &n);
    char *text = g_base64_encode(data, n);
    g_string_append_printf(out,
                           "@font-face{font-family:w%u;font-weight:%d;src:url(data:font/woff2;"
                           "base64,%s)format(\"woff2\");unicode-range:",
                           face->number, face->bold ? 700 : 400, text);
    put_range(out, face->characters);
    g_string_append(out, "}\n");
    g_free(text);
    g_bytes_unref(file);
    return true;
}

// The families in the order in which they are asked: `first`, then the others as they were met.
static void put_order(GString *out, const struct gathering *gathering, const char *where,
                      unsigned first)
{
    g_string_append_printf(out, "%s{--serif:w%u,", where, first);
    for (unsigned number = 1; number <= gathering->families; number++) {
        if (number != first)
            g_string_append_printf(out, "w%u,", number);
    }
    g_string_append(out, "serif!important}\n");
}

// Digits and signs are in the face of the words around them: the letter's own, and the Latin one in
// what is of a language that is not written in Arabic letters.
static void put_orders(GString *out, const struct gathering *gathering)
{
    unsigned latin = 0;
    for (guint i = gathering->faces->len; i-- > 0;) {
        const struct web_face *face = &g_array_index(gathering->faces, struct web_face, i);
        latin = face->latin ? face->number : latin;
    }
    put_order(out, gathering, "*", 1);
    if (latin > 1 && script_is_rtl(script_of_language(gathering->lang)))
        put_order(out, gathering,
                  "*:not(:lang(ar),:lang(fa),:lang(ur),:lang(ps),:lang(ckb),:lang(ug),:lang(sd),"
                  ":lang(he),:lang(yi))",
                  latin);
}

char *web_faces_style(const struct letter *letter, const char *page, size_t n, GError **error)
{
    const char *lang = letter->document->root->lang;
    struct gathering gathering = {
        .fonts = supplied_fonts(letter->session, error),
        .lang = lang,
        .faces = g_array_new(FALSE, FALSE, sizeof(struct web_face)),
        .shared = hb_set_create(),
    };
    g_array_set_clear_func(gathering.faces, clear_face);
    GString *out = g_string_new(NULL);
    bool ok = gathering.fonts != NULL;
    if (ok)
        gather_page(&gathering, page, n);
    share(&gathering);
    for (guint i = 0; ok && i < gathering.faces->len; i++)
        ok = put_face(out, &g_array_index(gathering.faces, struct web_face, i), error);
    put_orders(out, &gathering);
    hb_set_destroy(gathering.shared);
    g_array_unref(gathering.faces);
    return g_string_free(out, !ok);
}
