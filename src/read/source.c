// SPDX-License-Identifier: MIT
// Repair is one pass over the characters. Composition goes cluster by cluster and only where
// there is more than one character, so that a letter which Unicode would fold into another (a
// compatibility ideograph in a Japanese family name) stays the letter the signatory wrote.
#include "read/source.h"

#include "base/ascii.h"
#include "base/error.h"
#include "base/translate.h"
#include "read/notes.h"

#include <string.h>

// From here on, text offset t is origin offset t + (origin - text).
struct shift {
    size_t text, origin;
};

enum { REPAIRS_TOLD = 20 };

struct repair {
    struct source *source;
    const char *data;
    size_t n, at;
    struct notes *notes;
};

static bool fault(GError **error, int code, const char *path, const char *message)
{
    fault_set_on(error, code, "%s: %s", path, message);
    return false;
}

static bool is_binary(const char *data, size_t n)
{
    static const char *const marks[] = {"%PDF-",    "PK\003\004",       "\177ELF", "\211PNG",
                                        "\037\213", "\320\317\021\340", "{\\rtf"};
    for (size_t i = 0; i < G_N_ELEMENTS(marks); i++) {
        if (n >= strlen(marks[i]) && memcmp(data, marks[i], strlen(marks[i])) == 0)
            return true;
    }
    return memchr(data, 0, n) != NULL;
}

static const char *encoding_of_mark(const char *data, size_t n)
{
    if (n >= 2 && memcmp(data, "\377\376", 2) == 0)
        return "UTF-16LE";
    if (n >= 2 && memcmp(data, "\376\377", 2) == 0)
        return "UTF-16BE";
    return NULL;
}

// GLib's own error does not distinguish an unknown name from a failed conversion.
static bool encoding_is_known(const char *encoding)
{
    GIConv converter = g_iconv_open("UTF-8", encoding);
    if (converter == (GIConv)-1)
        return false;
    g_iconv_close(converter);
    return true;
}

static GBytes *decode(const char *path, GBytes *bytes, const char *encoding, GError **error)
{
    gsize n, written;
    const char *data = g_bytes_get_data(bytes, &n);
    GError *reason = NULL;
    char *text = g_convert_with_fallback(data, (gssize)n, "UTF-8", encoding, "\357\277\275", NULL,
                                         &written, &reason);
    if (text)
        return g_bytes_new_take(text, written);
    fault_set(error, encoding_is_known(encoding) ? FAULT_INVALID : FAULT_USAGE,
              "%s: cannot read as %s: %s [source-encoding]", path, encoding, reason->message);
    g_error_free(reason);
    return NULL;
}

// A file in another encoding is not repaired byte by byte into a page of U+FFFD: it is refused,
// and the option that reads it is named.
static bool is_foreign(const char *data, size_t n)
{
    size_t high = 0, bad = 0;
    const char *end = data + n;
    if (g_utf8_validate_len(data, n, NULL))
        return false;
    for (const char *p = data; (p += ascii_length(p, end)) < end;) {
        gunichar c = g_utf8_get_char_validated(p, end - p);
        bool good = c != (gunichar)-1 && c != (gunichar)-2;
        high++;
        bad += !good;
        p = good ? g_utf8_next_char(p) : p + 1;
    }
    return bad > high / 2 && bad > n / 10 && bad >= 4;
}

static GBytes *lone_cr_to_lf(GBytes *bytes)
{
    gsize n;
    const char *data = g_bytes_get_data(bytes, &n);
    GByteArray *copy = NULL;
    const char *end = data + n;
    for (const char *p = data; (p = memchr(p, '\r', (size_t)(end - p))) != NULL; p++) {
        if (p + 1 < end && p[1] == '\n')
            continue;
        if (!copy)
            copy = g_byte_array_append(g_byte_array_new(), (const guint8 *)data, (guint)n);
        copy->data[p - data] = '\n';
    }
    return copy ? g_byte_array_free_to_bytes(copy) : g_bytes_ref(bytes);
}

static void append_shift(struct source *source, size_t text, size_t origin)
{
    if (!source->shifts)
        return;
    if (source->shifts->len) {
        struct shift *last = &g_array_index(source->shifts, struct shift, source->shifts->len - 1);
        if (origin - text == last->origin - last->text)
            return;
        if (last->text == text) {
            last->origin = origin;
            return;
        }
    }
    struct shift shift = {text, origin};
    g_array_append_val(source->shifts, shift);
}

// Everything from `at` to `next` in the origin became what was just appended.
static void repair_step(struct repair *repair, size_t next)
{
    repair->at = next;
    append_shift(repair->source, repair->source->text->len, next);
}

static void repair_invalid(struct repair *repair)
{
    const char *p = repair->data + repair->at;
    size_t left = repair->n - repair->at;
    bool cut = g_utf8_get_char_validated(p, (gssize)left) == (gunichar)-2;
    // What is left of one character: its lead and the continuation bytes that follow.
    size_t length = 1;
    while (length < left && length < 4 && ((unsigned char)p[length] & 0xC0) == 0x80 &&
           (unsigned char)*p >= 0xC0)
        length++;
    notes_add(repair->notes, DIAG_WARNING, cut ? "utf8-truncated" : "utf8-invalid",
              (struct span){repair->at, repair->at + length},
              cut ? N_("the file ends within a character; U+FFFD stands for it")
                  : N_("byte 0x%02X is not UTF-8; U+FFFD stands for it"),
              (unsigned char)*p);
    g_string_append(repair->source->text, "\357\277\275");
    repair_step(repair, repair->at + length);
}

// U+200B parts words in scripts that write no spaces; elsewhere it is a trace of a web page.
static bool parts_words(gunichar c)
{
    switch (g_unichar_get_script(c)) {
    case G_UNICODE_SCRIPT_THAI:
    case G_UNICODE_SCRIPT_LAO:
    case G_UNICODE_SCRIPT_KHMER:
    case G_UNICODE_SCRIPT_MYANMAR:
    case G_UNICODE_SCRIPT_TIBETAN:
    case G_UNICODE_SCRIPT_JAVANESE:
    case G_UNICODE_SCRIPT_TAI_THAM:
        return true;
    default:
        return false;
    }
}

static gunichar last_char(const GString *text)
{
    return text->len ? g_utf8_get_char(g_utf8_prev_char(text->str + text->len)) : 0;
}

// A character that is dropped with a note. The byte order mark at the start is what it should be.
static bool repair_dropped(struct repair *repair, gunichar c, size_t length)
{
    bool zero_width = c == 0xFEFF || (c == 0x200B && !parts_words(last_char(repair->source->text)));
    bool control = (c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f') || c == 0x7F ||
                   (c >= 0x80 && c < 0xA0 && c != 0x85);
    if (!zero_width && !control)
        return false;
    if (!(c == 0xFEFF && repair->at == 0))
        notes_add(repair->notes, DIAG_NOTE, zero_width ? "zero-width-removed" : "control-removed",
                  (struct span){repair->at, repair->at + length}, "U+%04X is left out", c);
    repair_step(repair, repair->at + length);
    return true;
}

static bool joins_cluster(gunichar c)
{
    return g_unichar_combining_class(c) != 0 || (c >= 0x1160 && c <= 0x11FF);
}

// Cut off at a length no writing needs (Unicode's stream-safe text allows 30 marks): sorting the
// marks of one letter takes time in the square of their number.
static size_t cluster_length(const char *p, const char *end)
{
    enum { MARKS_MOST = 30 };
    const char *q = g_utf8_next_char(p);
    for (int marks = 0; marks < MARKS_MOST && q < end && (unsigned char)*q >= 0xC0; marks++) {
        gunichar c = g_utf8_get_char_validated(q, end - q);
        if (c == (gunichar)-1 || c == (gunichar)-2 || !joins_cluster(c))
            break;
        q = g_utf8_next_char(q);
    }
    return (size_t)(q - p);
}

static void repair_cluster(struct repair *repair, size_t length)
{
    const char *p = repair->data + repair->at;
    char *composed = g_utf8_normalize(p, (gssize)length, G_NORMALIZE_NFC);
    if (composed && strlen(composed) == length && memcmp(composed, p, length) == 0) {
        g_string_append_len(repair->source->text, p, (gssize)length);
    } else if (composed) {
        notes_add(repair->notes, DIAG_NOTE, "not-nfc",
                  (struct span){repair->at, repair->at + length},
                  "a letter and its marks are not composed (NFC); \"%s\" is", composed);
        g_string_append(repair->source->text, composed);
    }
    g_free(composed);
    repair_step(repair, repair->at + length);
}

static void repair_char(struct repair *repair)
{
    const char *p = repair->data + repair->at, *end = repair->data + repair->n;
    gunichar c = g_utf8_get_char_validated(p, end - p);
    if (c == (gunichar)-1 || c == (gunichar)-2) {
        repair_invalid(repair);
        return;
    }
    size_t one = (size_t)(g_utf8_next_char(p) - p);
    if (repair_dropped(repair, c, one))
        return;
    if (c == '\r') { // before its LF
        repair_step(repair, repair->at + 1);
        return;
    }
    if (c == '\f') {
        g_string_append_c(repair->source->text, ' ');
        repair_step(repair, repair->at + 1);
        return;
    }
    size_t length = cluster_length(p, end);
    if (length > one) {
        repair_cluster(repair, length);
        return;
    }
    g_string_append_len(repair->source->text, p, (gssize)one);
    repair->at += one;
}

// A letter or a sign of two bytes, of Latin, Cyrillic or Arabic, that is no mark and stays what it
// is.
static bool is_clean_pair(const char *p, const char *end)
{
    const unsigned char *byte = (const unsigned char *)p;
    if (end - p < 2 || (byte[1] & 0xC0) != 0x80)
        return false;
    gunichar c = (gunichar)(byte[0] & 0x1F) << 6 | (byte[1] & 0x3F);
    return (byte[0] >= 0xC3 && byte[0] <= 0xCA) || (byte[0] >= 0xD0 && byte[0] <= 0xD1) ||
           c == 0x60C || c == 0x61B || c == 0x61F || (c >= 0x620 && c <= 0x64A) ||
           (c >= 0x660 && c <= 0x66D) || (c >= 0x671 && c <= 0x6D3);
}

// Printable ASCII, line feeds and such pairs that nothing joins: most of most letters, used
// unchanged.
static size_t clean_length(const char *p, const char *end)
{
    const char *q = p, *last = p;
    while (q < end) {
        if ((unsigned char)*q < 0x80) {
            size_t n = ascii_clean_length(q, end);
            if (n == 0)
                break;
            q += n;
            last = q - 1;
        } else if (is_clean_pair(q, end)) {
            last = q;
            q += 2;
        } else {
            break;
        }
    }
    // The last of them may be the base of a mark.
    bool may_join = q < end && (unsigned char)*q >= 0xC0;
    return (size_t)((may_join ? last : q) - p);
}

static void repair_text(struct repair *repair)
{
    const char *data = repair->data, *end = data + repair->n;
    while (repair->at < repair->n) {
        size_t clean = clean_length(data + repair->at, end);
        g_string_append_len(repair->source->text, data + repair->at, (gssize)clean);
        repair->at += clean;
        if (repair->at < repair->n)
            repair_char(repair);
    }
}

static void repair_all(struct source *source, struct diag *diag)
{
    gsize n;
    const char *data = g_bytes_get_data(source->origin, &n);
    struct repair repair = {source, data, n, 0, notes_new(diag, REPAIRS_TOLD)};
    repair_text(&repair);
    notes_finish(repair.notes);
}

void source_mend(const char *text, size_t n, GString *out)
{
    struct source source = {.text = out};
    struct repair repair = {&source, text, n, 0, notes_new(NULL, 0)};
    repair_text(&repair);
    notes_finish(repair.notes);
}

static GBytes *source_origin(const char *path, GBytes *bytes, const char *encoding, GError **error)
{
    gsize n;
    const char *data = g_bytes_get_data(bytes, &n);
    if (n == 0) {
        fault(error, FAULT_INVALID, path,
              "is empty: write the letter into it, or name another [source-empty]");
        return NULL;
    }
    const char *marked = encoding_of_mark(data, n);
    bool own = !encoding || g_ascii_strcasecmp(encoding, "UTF-8") == 0;
    if (!own || marked) {
        GBytes *decoded = decode(path, bytes, own ? marked : encoding, error);
        if (!decoded)
            return NULL;
        bytes = decoded;
        data = g_bytes_get_data(bytes, &n);
    } else {
        g_bytes_ref(bytes);
    }
    GBytes *origin = NULL;
    if (is_binary(data, n))
        fault(error, FAULT_INVALID, path,
              "is not text: save it as .txt, .md, .html, .docx or .odt [source-binary]");
    else if (is_foreign(data, n))
        fault(error, FAULT_INVALID, path,
              "is not UTF-8; name its encoding with --encoding [source-encoding]");
    else
        origin = lone_cr_to_lf(bytes);
    g_bytes_unref(bytes);
    return origin;
}

static bool is_blank(const GString *text)
{
    for (const char *p = text->str; *p; p = g_utf8_next_char(p)) {
        if (!g_unichar_isspace(g_utf8_get_char(p)))
            return false;
    }
    return true;
}

struct source *source_new(const char *path, GBytes *bytes, const char *encoding, struct diag *diag,
                          GError **error)
{
    GBytes *origin = source_origin(path, bytes, encoding, error);
    if (!origin)
        return NULL;
    struct source *source = g_new0(struct source, 1);
    source->owners = 1;
    source->path = path;
    source->origin = origin;
    source->text = g_string_sized_new(g_bytes_get_size(origin) + 1);
    source->shifts = g_array_new(FALSE, FALSE, sizeof(struct shift));
    if (diag)
        diag_set_source_bytes(diag, path, origin);
    repair_all(source, diag);
    if (is_blank(source->text)) {
        fault(error, FAULT_INVALID, path, "holds nothing but white space [source-empty]");
        source_free(source);
        return NULL;
    }
    return source;
}

struct source *source_ref(const struct source *source)
{
    struct source *owned = (struct source *)source;
    owned->owners++;
    return owned;
}

void source_free(struct source *source)
{
    if (!source || --source->owners > 0)
        return;
    g_bytes_unref(source->origin);
    g_string_free(source->text, TRUE);
    g_array_unref(source->shifts);
    g_free(source);
}

bool source_check_lines(const struct source *source, size_t most, GError **error)
{
    const char *end = source->text->str + source->text->len;
    size_t line = 1;
    for (const char *p = source->text->str; p < end; line++) {
        const char *newline = memchr(p, '\n', (size_t)(end - p));
        const char *stop = newline ? newline : end;
        if ((size_t)(stop - p) > most) {
            fault_set(error, FAULT_INVALID,
                      "%s:%zu:1: this line has %zu bytes; no line of a letter is longer than "
                      "%zu [source-line]",
                      source->path, line, (size_t)(stop - p), most);
            return false;
        }
        p = stop + 1;
    }
    return true;
}

static size_t source_offset(const struct source *source, size_t offset)
{
    const struct shift *shifts = (const struct shift *)(const void *)source->shifts->data;
    size_t low = 0, high = source->shifts->len;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (shifts[middle].text <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low == 0 ? offset : offset + (shifts[low - 1].origin - shifts[low - 1].text);
}

size_t source_text_offset(const struct source *source, size_t origin)
{
    const struct shift *shifts = (const struct shift *)(const void *)source->shifts->data;
    size_t low = 0, high = source->shifts->len;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (shifts[middle].origin <= origin)
            low = middle + 1;
        else
            high = middle;
    }
    return low == 0 ? origin : origin - (shifts[low - 1].origin - shifts[low - 1].text);
}

struct span source_span(const struct source *source, size_t start, size_t end)
{
    return (struct span){source_offset(source, start), source_offset(source, end)};
}
