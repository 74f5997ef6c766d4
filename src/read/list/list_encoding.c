// SPDX-License-Identifier: MIT
// The whole file is looked at before a row of it is read: what is UTF-8 in its first rows may not
// be in its last. What is guessed is decoded once to the end, and refused where a byte does not
// fit.
#include "read/list/list_encoding.h"

#include "base/ascii.h"
#include "base/error.h"
#include "read/lazy_uchardet.h"

#include <gio/gio.h>
#include <string.h>

enum { CHUNK = 64 * 1024, SAMPLE_MOST = 256 * 1024 };

// What the bytes show by themselves.
struct encoding_look {
    const char *mark; // the encoding a byte order mark says
    bool utf8;        // all valid
    size_t nul_even, nul_odd, size;
    GString *sample; // lines with bytes above ASCII
    GString *rest;   // of the last chunk: a character or a line that goes on
};

static bool io_fault(GError **error, const char *path, GError *reason)
{
    fault_set(error, FAULT_IO, "cannot read %s: %s", path, reason->message);
    g_error_free(reason);
    return false;
}

static GInputStream *open_bytes(const char *path, GBytes *bytes, GError **error)
{
    if (bytes)
        return g_memory_input_stream_new_from_bytes(bytes);
    GFile *file = g_file_new_for_path(path);
    GError *reason = NULL;
    GInputStream *input = G_INPUT_STREAM(g_file_read(file, NULL, &reason));
    g_object_unref(file);
    if (!input)
        io_fault(error, path, reason);
    return input;
}

static const char *mark_of(const char *data, size_t n)
{
    if (n >= 3 && memcmp(data, "\357\273\277", 3) == 0)
        return "UTF-8";
    if (n >= 2 && memcmp(data, "\377\376", 2) == 0)
        return "UTF-16LE";
    if (n >= 2 && memcmp(data, "\376\377", 2) == 0)
        return "UTF-16BE";
    return NULL;
}

static void sample_lines(struct encoding_look *look, const char *data, size_t n)
{
    for (const char *end = data + n, *next; data < end && look->sample->len < SAMPLE_MOST;
         data = next) {
        const char *newline = memchr(data, '\n', (size_t)(end - data));
        next = newline ? newline + 1 : end;
        bool high = false;
        for (const char *p = data; p < next && !high; p++)
            high = *p & 0x80;
        if (high)
            g_string_append_len(look->sample, data, (gssize)(next - data));
    }
}

// Valid but for a character that the next chunk may finish.
static void look_utf8(struct encoding_look *look, const char *data, size_t n)
{
    g_string_append_len(look->rest, data, (gssize)n);
    const char *end;
    if (g_utf8_validate_len(look->rest->str, look->rest->len, &end)) {
        g_string_truncate(look->rest, 0);
        return;
    }
    size_t left = look->rest->len - (size_t)(end - look->rest->str);
    bool cut = left < 4 && g_utf8_get_char_validated(end, (gssize)left) == (gunichar)-2;
    look->utf8 = cut;
    g_string_erase(look->rest, 0, (gssize)(look->rest->len - left));
}

static void look_chunk(struct encoding_look *look, const char *data, size_t n, size_t at)
{
    if (at == 0)
        look->mark = mark_of(data, n);
    look->size = at + n;
    for (const char *p = data; (p = memchr(p, 0, (size_t)(data + n - p))) != NULL; p++) {
        bool odd = (at + (size_t)(p - data)) % 2;
        look->nul_odd += odd;
        look->nul_even += !odd;
    }
    if (look->rest->len == 0 && ascii_length(data, data + n) == n)
        return;
    if (look->utf8)
        look_utf8(look, data, n);
    sample_lines(look, data, n);
}

static bool look_at(const char *path, GBytes *bytes, struct encoding_look *look, GError **error)
{
    GInputStream *input = open_bytes(path, bytes, error);
    if (!input)
        return false;
    GError *reason = NULL;
    char chunk[CHUNK];
    size_t at = 0;
    for (gsize n = 1; n && !reason; at += n) {
        if (g_input_stream_read_all(input, chunk, sizeof chunk, &n, NULL, &reason) && n)
            look_chunk(look, chunk, n, at);
    }
    g_object_unref(input);
    look->utf8 = look->utf8 && look->rest->len == 0;
    return !reason || io_fault(error, path, reason);
}

// Controls, private and unassigned characters are in no name: bytes that give them fit not.
static bool is_plausible(const char *text, size_t n)
{
    for (const char *p = text; p < text + n; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char_validated(p, text + n - p);
        if (c == (gunichar)-1 || c == (gunichar)-2)
            return p + 6 > text + n; // cut at the end of the chunk
        GUnicodeType type = c < 0x80 ? G_UNICODE_LOWERCASE_LETTER : g_unichar_type(c);
        if (type == G_UNICODE_CONTROL || type == G_UNICODE_PRIVATE_USE ||
            type == G_UNICODE_UNASSIGNED || c == 0xFFFD || c == 0)
            return false;
    }
    return true;
}

// Decodes all of it.
static bool fits(const char *path, GBytes *bytes, const char *encoding, bool guessed)
{
    GCharsetConverter *converter = g_charset_converter_new("UTF-8", encoding, NULL);
    GInputStream *input = converter ? open_bytes(path, bytes, NULL) : NULL;
    bool ok = input != NULL;
    if (ok) {
        GInputStream *decoded = g_converter_input_stream_new(input, G_CONVERTER(converter));
        char chunk[CHUNK];
        for (gsize n = 1; n && ok;) {
            ok = g_input_stream_read_all(decoded, chunk, sizeof chunk, &n, NULL, NULL);
            ok = ok && (!guessed || is_plausible(chunk, n));
        }
        g_object_unref(decoded);
        g_object_unref(input);
    }
    g_clear_object(&converter);
    return ok;
}

// uchardet's names of what iconv knows better under another, and what is a superset of it.
static const struct alias {
    const char *from, *to, * or ; // `or` where the bytes do not fit `to`
} aliases[] = {
    {"ISO-8859-1", "WINDOWS-1252", NULL},
    {"ISO-8859-15", "WINDOWS-1252", "ISO-8859-15"},
    {"ISO-8859-2", "ISO-8859-2", "WINDOWS-1250"},
    {"ISO-8859-5", "ISO-8859-5", "WINDOWS-1251"},
    {"ISO-8859-6", "ISO-8859-6", "WINDOWS-1256"},
    {"ISO-8859-7", "WINDOWS-1253", "ISO-8859-7"},
    {"ISO-8859-8", "WINDOWS-1255", NULL},
    {"ISO-8859-9", "WINDOWS-1254", NULL},
    {"ISO-8859-13", "WINDOWS-1257", "ISO-8859-13"},
    {"SHIFT_JIS", "CP932", NULL},
    {"EUC-KR", "CP949", NULL},
    {"UHC", "CP949", NULL},
    {"BIG5", "CP950", "BIG5-HKSCS"},
    {"GB2312", "GB18030", NULL},
    {"ASCII", "WINDOWS-1252", NULL},
};

static const char *fitting(const char *path, GBytes *bytes, const char *guess)
{
    for (size_t i = 0; guess && i < G_N_ELEMENTS(aliases); i++) {
        const struct alias *alias = &aliases[i];
        if (g_ascii_strcasecmp(guess, alias->from) != 0)
            continue;
        if (fits(path, bytes, alias->to, true))
            return alias->to;
        return alias->or &&fits(path, bytes, alias->or, true) ? alias->or : NULL;
    }
    // Its guesses of old Macintosh encodings are more often something else.
    bool mac = guess && g_str_has_prefix(guess, "MAC-");
    return guess && !mac && fits(path, bytes, guess, true) ? guess : NULL;
}

static bool refuse(const char *path, GError **error)
{
    fault_set(error, FAULT_USAGE,
              "%s: is not UTF-8, and its bytes fit no encoding that could be guessed; "
              "--list-encoding says which it is [list-encoding]",
              path);
    return false;
}

static bool take_wished(const char *path, GBytes *bytes, const char *wished, char **ret,
                        GError **error)
{
    if (g_ascii_strcasecmp(wished, "UTF-8") == 0 || g_ascii_strcasecmp(wished, "UTF8") == 0)
        return true;
    if (!fits(path, bytes, wished, false)) {
        GCharsetConverter *converter = g_charset_converter_new("UTF-8", wished, NULL);
        bool known = converter != NULL;
        g_clear_object(&converter);
        if (known)
            fault_set(error, FAULT_USAGE,
                      "%s: its bytes are not %s; --list-encoding names another encoding "
                      "[list-encoding]",
                      path, wished);
        else
            fault_set(error, FAULT_USAGE, "%s: cannot read as %s [source-encoding]", path, wished);
        return false;
    }
    *ret = g_strdup(wished);
    return true;
}

// Characters of UTF-8 with broken ones among them: no other encoding gives so many by chance.
static bool is_broken_utf8(const struct encoding_look *look)
{
    size_t good = 0, bad = 0;
    const char *end = look->sample->str + look->sample->len;
    for (const char *p = look->sample->str; p < end;) {
        bool ascii = !(*p & 0x80);
        gunichar c = ascii ? 'a' : g_utf8_get_char_validated(p, end - p);
        bool valid = c != (gunichar)-1 && c != (gunichar)-2;
        good += valid && !ascii;
        bad += !valid;
        p = valid ? g_utf8_next_char(p) : p + 1;
    }
    return good > bad;
}

// What uchardet thinks the bytes are, g_free(); NULL if it does not know.
static char *uchardet_guess(const char *bytes, size_t n)
{
    if (lazy_uchardet_open())
        return NULL;
    uchardet_t detector = uchardet_new();
    char *guess = NULL;
    if (uchardet_handle_data(detector, bytes, n) == 0) {
        uchardet_data_end(detector);
        guess = g_strdup(uchardet_get_charset(detector));
    }
    uchardet_delete(detector);
    if (guess && !*guess)
        g_clear_pointer(&guess, g_free);
    return guess;
}

static bool guess_encoding(const char *path, GBytes *bytes, const struct encoding_look *look,
                           struct diag *diag, char **ret, GError **error)
{
    const char *name;
    char *guess = NULL;
    if (look->nul_even + look->nul_odd && (!look->nul_even || !look->nul_odd))
        name = look->nul_odd ? "UTF-16LE" : "UTF-16BE";
    else
        name = guess = uchardet_guess(look->sample->str, look->sample->len);
    bool broken = guess && is_broken_utf8(look);
    const char *found = broken ? NULL : fitting(path, bytes, name);
    if (found && diag)
        diag_add_at(diag, DIAG_WARNING, "list-encoding", diag_place(path, 1, 1),
                    "no encoding is told and it is not UTF-8: read as %s, which is a guess "
                    "(--list-encoding says which it is)",
                    found);
    *ret = g_strdup(found);
    g_free(guess);
    return found || refuse(path, error);
}

static bool decide(const char *path, GBytes *bytes, const struct encoding_wish *wish,
                   const struct encoding_look *look, struct diag *diag, char **ret, GError **error)
{
    bool nul = look->nul_even || look->nul_odd;
    if (wish->list && !(look->utf8 && !nul && g_ascii_strncasecmp(wish->list, "utf", 3) == 0))
        return take_wished(path, bytes, wish->list, ret, error);
    if (look->mark && strcmp(look->mark, "UTF-8") != 0)
        return take_wished(path, bytes, look->mark, ret, error);
    if (look->utf8 && !nul)
        return true;
    if (look->utf8 && (look->nul_even + look->nul_odd) * 8 < look->size) {
        fault_set(error, FAULT_INVALID,
                  "%s: is not text: save it as .csv, .tsv or .xlsx [source-binary]", path);
        return false;
    }
    if (look->mark)
        return refuse(path, error);
    if (wish->letter && fits(path, bytes, wish->letter, true)) {
        *ret = g_strdup(wish->letter);
        return true;
    }
    return guess_encoding(path, bytes, look, diag, ret, error);
}

bool list_encoding_find(const char *path, GBytes *bytes, const struct encoding_wish *wish,
                        struct diag *diag, char **ret, GError **error)
{
    struct encoding_look look = {
        .utf8 = true, .sample = g_string_new(NULL), .rest = g_string_new(NULL)};
    *ret = NULL;
    bool ok =
        look_at(path, bytes, &look, error) && decide(path, bytes, wish, &look, diag, ret, error);
    g_string_free(look.sample, TRUE);
    g_string_free(look.rest, TRUE);
    return ok;
}
