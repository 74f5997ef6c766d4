// SPDX-License-Identifier: MIT
#include "read/mail/mail_text.h"

#include "read/encoding_label.h"

#include <string.h>

// ---- headers ----

static char *to_utf8(const char *text, gsize n, const char *charset)
{
    gsize written;
    char *utf8 = g_convert_with_fallback(text, (gssize)n, "UTF-8", encoding_of_label(charset),
                                         "\357\277\275", NULL, &written, NULL);
    return utf8 ? utf8 : g_utf8_make_valid(text, (gssize)n);
}

static int hex_value(const char *p)
{
    int high = g_ascii_xdigit_value(p[0]), low = high < 0 ? -1 : g_ascii_xdigit_value(p[1]);
    return low < 0 ? -1 : high * 16 + low;
}

// "Q": underscores are spaces, "=4F" a byte.
static guchar *decode_q(const char *text, size_t n, gsize *ret_n)
{
    guchar *bytes = g_malloc(n + 1);
    gsize length = 0;
    for (size_t i = 0; i < n; i++) {
        int value = text[i] == '=' && i + 2 < n ? hex_value(text + i + 1) : -1;
        bytes[length++] = value >= 0 ? (guchar)value : text[i] == '_' ? ' ' : (guchar)text[i];
        i += value >= 0 ? 2 : 0;
    }
    *ret_n = length;
    return bytes;
}

static guchar *decode_b(const char *text, size_t n, gsize *ret_n)
{
    char *own = g_strndup(text, n);
    guchar *bytes = g_base64_decode(own, ret_n);
    g_free(own);
    return bytes;
}

// "=?charset*lang?B?text?=".
struct encoded_word {
    char *charset;
    guchar *bytes;
    gsize n;
    size_t length; // of the whole word; 0: it is none
};

static struct encoded_word read_word(const char *p)
{
    struct encoded_word word = {0};
    const char *encoding = g_str_has_prefix(p, "=?") ? strchr(p + 2, '?') : NULL;
    const char *text = encoding && encoding[1] && encoding[2] == '?' ? encoding + 3 : NULL;
    const char *end = text ? strstr(text, "?=") : NULL;
    if (!end || memchr(p, ' ', (size_t)(end - p)) != NULL)
        return word;
    char kind = g_ascii_toupper(encoding[1]);
    if (kind != 'B' && kind != 'Q')
        return word;
    word.charset = g_strndup(p + 2, strcspn(p + 2, "*?"));
    word.bytes = kind == 'B' ? decode_b(text, (size_t)(end - text), &word.n)
                             : decode_q(text, (size_t)(end - text), &word.n);
    word.length = (size_t)(end + 2 - p);
    return word;
}

// Adjacent words of one charset are decoded together: a character may be cut between them.
static void end_words(GString *out, GByteArray *bytes, char **charset)
{
    if (!*charset)
        return;
    char *text = to_utf8((const char *)bytes->data, bytes->len, *charset);
    g_string_append(out, text);
    g_free(text);
    g_byte_array_set_size(bytes, 0);
    g_clear_pointer(charset, g_free);
}

char *mail_decode_header(const char *value)
{
    GString *out = g_string_new(NULL);
    GByteArray *bytes = g_byte_array_new();
    char *charset = NULL;
    for (const char *p = value; *p;) {
        size_t space = strspn(p, " \t\r\n");
        // White space between two encoded words is none.
        size_t skipped = charset ? space : 0;
        struct encoded_word word = read_word(p + skipped);
        if (word.length) {
            if (charset && g_ascii_strcasecmp(charset, word.charset) != 0)
                end_words(out, bytes, &charset);
            g_byte_array_append(bytes, word.bytes, (guint)word.n);
            p += skipped + word.length;
            g_free(charset);
            charset = word.charset;
            g_free(word.bytes);
            continue;
        }
        end_words(out, bytes, &charset); // NOLINT(clang-analyzer-unix.Malloc): it frees charset
        g_string_append_c(out, strchr("\r\n\t", *p) ? ' ' : *p);
        p++;
    }
    end_words(out, bytes, &charset);
    g_byte_array_unref(bytes);
    char *text = g_utf8_validate(out->str, (gssize)out->len, NULL)
                     ? g_strdup(out->str)
                     : to_utf8(out->str, out->len, "WINDOWS-1252");
    g_string_free(out, TRUE);
    return g_strstrip(text);
}

const char *mail_subject(const char *subject)
{
    static const char *const marks[] = {
        "re:", "fwd:",         "fw:",   "aw:",   "wg:",    "tr:",   "rv:",
        "رد:", "إعادة توجيه:", "回复:", "转发:", "回复：", "转发："};
    for (bool again = true; again;) {
        again = false;
        subject += strspn(subject, " ");
        for (size_t i = 0; i < G_N_ELEMENTS(marks) && !again; i++) {
            size_t n = strlen(marks[i]);
            again = g_ascii_strncasecmp(subject, marks[i], n) == 0;
            subject += again ? n : 0;
        }
    }
    return subject;
}

// ---- text ----

static size_t line_length(const char *p, const char *end)
{
    const char *newline = memchr(p, '\n', (size_t)(end - p));
    return newline ? (size_t)(newline - p) : (size_t)(end - p);
}

static size_t without_return(const char *p, size_t n)
{
    return n && p[n - 1] == '\r' ? n - 1 : n;
}

char *mail_unflow(const char *text, size_t n, bool delete_space)
{
    GString *out = g_string_sized_new(n);
    for (const char *p = text, *end = text + n; p < end;) {
        size_t length = line_length(p, end), kept = without_return(p, length);
        const char *line = p;
        p += length + 1;
        size_t stuffed = kept && *line == ' ';
        bool signature = kept - stuffed == 3 && memcmp(line + stuffed, "-- ", 3) == 0;
        bool flows = kept && line[kept - 1] == ' ' && !signature;
        g_string_append_len(out, line + stuffed,
                            (gssize)(kept - stuffed - (flows && delete_space)));
        if (!flows)
            g_string_append_c(out, '\n');
    }
    return g_string_free(out, FALSE);
}

static bool is_quoted_mostly(const char *text, size_t n)
{
    size_t quoted = 0, own = 0;
    for (const char *p = text, *end = text + n; p < end;) {
        size_t length = line_length(p, end), kept = without_return(p, length);
        quoted += kept > 1 && *p == '>' ? kept : 0;
        own += kept && *p != '>' ? kept : 0;
        p += length + 1;
    }
    return quoted > own;
}

char *mail_body(const char *text, size_t n, size_t *ret_left)
{
    GString *out = g_string_sized_new(n);
    bool quoted = is_quoted_mostly(text, n), ended = false;
    *ret_left = 0;
    for (const char *p = text, *end = text + n; p < end;) {
        size_t length = line_length(p, end), kept = without_return(p, length);
        const char *line = p;
        p += length + 1;
        bool mark = kept && *line == '>';
        size_t skip = quoted && mark ? (kept > 1 && line[1] == ' ' ? 2 : 1) : 0;
        ended |= kept - skip == 3 && memcmp(line + skip, "-- ", 3) == 0;
        if (ended || (quoted && !mark)) {
            *ret_left += kept > 0;
            continue;
        }
        g_string_append_len(out, line + skip, (gssize)(kept - skip));
        g_string_append_c(out, '\n');
    }
    return g_string_free(out, FALSE);
}
