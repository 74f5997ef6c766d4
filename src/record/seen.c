// SPDX-License-Identifier: MIT
#include "record/seen.h"

#include <string.h>

enum {
    PAGES_KEPT = 8, // a block goes on over a page, a note stands at its foot
    CODES_MOST = 65536,
    READ_MOST = 1024 * 1024 * 1024, // bytes of contents, pages read again among them
};

struct seen_page {
    uint32_t object;
    GHashTable *texts; // MCID: GString
};

struct seen {
    struct pdf_reader *reader;
    struct seen_page pages[PAGES_KEPT];
    unsigned next;    // of the pages, the one to be replaced
    GHashTable *maps; // number of a ToUnicode stream: GHashTable of code: text
    size_t read;
};

// What the operators act on.
struct showing {
    struct pdf_value fonts; // the page's resources
    GHashTable *map, *texts;
    GString *text; // of the marked content that is open; NULL none
    GString *scratch;
};

static void string_free(void *string)
{
    g_string_free(string, TRUE);
}

struct seen *seen_new(struct pdf_reader *reader)
{
    struct seen *seen = g_new0(struct seen, 1);
    seen->reader = reader;
    seen->maps = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_hash_table_unref);
    return seen;
}

void seen_free(struct seen *seen)
{
    if (!seen)
        return;
    for (size_t i = 0; i < PAGES_KEPT; i++)
        g_clear_pointer(&seen->pages[i].texts, g_hash_table_unref);
    g_hash_table_unref(seen->maps);
    g_free(seen);
}

static bool is_word(struct pdf_value value, const char *word)
{
    size_t n = strlen(word);
    return (size_t)(value.end - value.at) == n && memcmp(value.at, word, n) == 0;
}

// ---- What codes stand for ----

static void add_code(GHashTable *map, struct pdf_value code, struct pdf_value text)
{
    GString *key = g_string_new(NULL), *bytes = g_string_new("\xFE\xFF");
    if (pdf_value_string(code, key) && key->len == 2 && pdf_value_string(text, bytes)) {
        char *converted = g_convert(bytes->str + 2, (gssize)bytes->len - 2, "UTF-8", "UTF-16BE",
                                    NULL, NULL, NULL);
        unsigned number = (unsigned)(uint8_t)key->str[0] << 8 | (uint8_t)key->str[1];
        g_hash_table_insert(map, GUINT_TO_POINTER(number), converted ? converted : g_strdup(""));
    }
    g_string_free(key, TRUE);
    g_string_free(bytes, TRUE);
}

static GHashTable *read_map(struct pdf_value stream)
{
    GHashTable *map = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    struct pdf_value value, text;
    bool pairs = false;
    while (g_hash_table_size(map) < CODES_MOST && pdf_value_next(&stream, &value)) {
        if (is_word(value, "beginbfchar") || is_word(value, "endbfchar"))
            pairs = *value.at == 'b';
        else if (pairs && pdf_value_next(&stream, &text))
            add_code(map, value, text);
    }
    return map;
}

static GHashTable *map_of(struct seen *seen, struct pdf_value font)
{
    struct pdf_value stream = pdf_value_find(font, "ToUnicode");
    void *key = GUINT_TO_POINTER(pdf_value_object(stream));
    GHashTable *map = g_hash_table_lookup(seen->maps, key);
    if (!map) {
        map = read_map(pdf_reader_stream(seen->reader, stream));
        g_hash_table_insert(seen->maps, key, map);
    }
    return map;
}

// ---- What a page shows ----

static void show(struct showing *showing, struct pdf_value string)
{
    g_string_truncate(showing->scratch, 0);
    if (!showing->text || !showing->map || !pdf_value_string(string, showing->scratch))
        return;
    const uint8_t *codes = (const uint8_t *)showing->scratch->str;
    for (size_t i = 0; i + 1 < showing->scratch->len; i += 2) {
        unsigned code = (unsigned)codes[i] << 8 | codes[i + 1];
        const char *text = g_hash_table_lookup(showing->map, GUINT_TO_POINTER(code));
        g_string_append(showing->text, text ? text : "\uFFFD");
    }
}

static void begin_content(struct showing *showing, struct pdf_value properties)
{
    int64_t mcid;
    showing->text = NULL;
    if (!pdf_value_int(pdf_value_find(properties, "MCID"), &mcid) || mcid < 0 || mcid > G_MAXINT32)
        return;
    void *key = GUINT_TO_POINTER((guint)mcid);
    showing->text = g_hash_table_lookup(showing->texts, key);
    if (!showing->text) {
        showing->text = g_string_new(NULL);
        g_hash_table_insert(showing->texts, key, showing->text);
    }
}

static void set_font(struct seen *seen, struct showing *showing, struct pdf_value name)
{
    char *key = name.end > name.at ? g_strndup(name.at + 1, (size_t)(name.end - name.at - 1))
                                   : g_strdup("");
    struct pdf_value font = pdf_reader_find(seen->reader, showing->fonts, key);
    showing->map = pdf_value_is_dictionary(font) ? map_of(seen, font) : NULL;
    g_free(key);
}

// `before` and `last` are the two operands before the operator.
static void operate(struct seen *seen, struct showing *showing, struct pdf_value operator,
                    struct pdf_value before, struct pdf_value last)
{
    struct pdf_value piece;
    if (is_word(operator, "BDC")) {
        begin_content(showing, last);
    } else if (is_word(operator, "EMC")) {
        showing->text = NULL;
    } else if (is_word(operator, "Tf")) {
        set_font(seen, showing, before);
    } else if (is_word(operator, "Tj")) {
        show(showing, last);
    } else if (is_word(operator, "TJ")) {
        last = pdf_value_inside(last);
        while (pdf_value_next(&last, &piece))
            show(showing, piece);
    }
}

static bool is_operator(struct pdf_value value)
{
    return g_ascii_isalpha(*value.at) || *value.at == '\'' || *value.at == '"' || *value.at == '*';
}

static GHashTable *read_page(struct seen *seen, uint32_t object)
{
    struct pdf_value page = pdf_reader_object(seen->reader, object), value;
    struct pdf_value resources = pdf_reader_find(seen->reader, page, "Resources");
    struct pdf_value content = pdf_reader_stream(seen->reader, pdf_value_find(page, "Contents"));
    struct showing showing = {
        .fonts = pdf_reader_find(seen->reader, resources, "Font"),
        .texts = g_hash_table_new_full(NULL, NULL, NULL, string_free),
        .scratch = g_string_new(NULL),
    };
    struct pdf_value before = PDF_NOTHING, last = PDF_NOTHING;
    seen->read += (size_t)(content.end - content.at);
    while (seen->read <= READ_MOST && pdf_value_next(&content, &value)) {
        if (is_operator(value)) {
            operate(seen, &showing, value, before, last);
            before = last = PDF_NOTHING;
        } else {
            before = last;
            last = value;
        }
    }
    g_string_free(showing.scratch, TRUE);
    return showing.texts;
}

const char *seen_text(struct seen *seen, uint32_t page, int64_t mcid)
{
    struct seen_page *found = NULL;
    for (size_t i = 0; i < PAGES_KEPT; i++) {
        if (seen->pages[i].texts && seen->pages[i].object == page)
            found = &seen->pages[i];
    }
    if (!found) {
        found = &seen->pages[seen->next++ % PAGES_KEPT];
        g_clear_pointer(&found->texts, g_hash_table_unref);
        *found = (struct seen_page){page, read_page(seen, page)};
    }
    const GString *text = mcid >= 0 && mcid <= G_MAXINT32
                              ? g_hash_table_lookup(found->texts, GUINT_TO_POINTER((guint)mcid))
                              : NULL;
    return text ? text->str : "";
}
