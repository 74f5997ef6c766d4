// SPDX-License-Identifier: MIT
#include "zip/name.h"

#include <string.h>

static const char *fault(const char **ret_code, const char *code, const char *reason)
{
    if (ret_code)
        *ret_code = code;
    return reason;
}

// "C:", "c:\x", but not "a:b/c" beyond the first letter.
static bool drive(const char *path, size_t n)
{
    return n >= 2 && g_ascii_isalpha(path[0]) && path[1] == ':';
}

static const char *part_fault(const char *part, size_t n, const char **ret_code)
{
    if (n == 0)
        return fault(ret_code, "path-empty-part", "a part of the path is empty");
    if (n == 1 && part[0] == '.')
        return fault(ret_code, "path-dot", "a part of the path is \".\"");
    if (n == 2 && part[0] == '.' && part[1] == '.')
        return fault(ret_code, "path-escape", "a part of the path is \"..\"");
    if (n > 255)
        return fault(ret_code, "path-too-long", "a part of the path is longer than 255 bytes");
    return NULL;
}

static const char *parts_fault(const char *path, size_t left, const char **ret_code)
{
    for (int parts = 1;; parts++) {
        const char *slash = memchr(path, '/', left);
        size_t n = slash ? (size_t)(slash - path) : left;
        const char *reason = part_fault(path, n, ret_code);
        if (!reason && parts > NAME_DEPTH_MOST)
            reason = fault(ret_code, "path-too-deep", "more than 64 folders deep");
        if (reason || !slash)
            return reason;
        path += n + 1;
        left -= n + 1;
    }
}

const char *name_fault(const char *path, size_t n, const char **ret_code)
{
    if (n == 0)
        return fault(ret_code, "path-empty", "the path is empty");
    if (memchr(path, '\0', n))
        return fault(ret_code, "path-nul", "the path holds a zero byte");
    if (n > NAME_MOST)
        return fault(ret_code, "path-too-long", "the path is longer than 4096 bytes");
    if (!g_utf8_validate(path, (gssize)n, NULL))
        return fault(ret_code, "path-not-utf8", "the path is not valid UTF-8");
    if (path[0] == '/')
        return fault(ret_code, "path-absolute", "the path is absolute");
    if (drive(path, n))
        return fault(ret_code, "path-drive", "the path names a drive");
    if (path[0] == '~')
        return fault(ret_code, "path-home", "the path starts with \"~\"");
    if (memchr(path, '\\', n))
        return fault(ret_code, "path-backslash", "the path holds a backslash");
    return parts_fault(path, n, ret_code);
}

// ---- what readers differ in ------------------------------------------------------------------

static bool control(gunichar c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0);
}

// Unicode's Bidi_Control.
static bool bidi_control(gunichar c)
{
    return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069);
}

// Windows keeps these for devices, with any extension.
static bool device(const char *part, size_t n)
{
    static const char *const devices[] = {"CON",    "PRN",     "AUX",   "NUL",
                                          "CONIN$", "CONOUT$", "CLOCK$"};
    size_t stem = MIN(strcspn(part, "."), n);
    while (stem > 0 && part[stem - 1] == ' ')
        stem--;
    for (size_t i = 0; i < G_N_ELEMENTS(devices); i++) {
        if (stem == strlen(devices[i]) && g_ascii_strncasecmp(part, devices[i], stem) == 0)
            return true;
    }
    if (stem < 4 || (g_ascii_strncasecmp(part, "COM", 3) && g_ascii_strncasecmp(part, "LPT", 3)))
        return false;
    gunichar number = g_utf8_get_char(part + 3); // Windows takes superscripts for digits
    bool digit =
        (number >= '0' && number <= '9') || number == 0xB9 || number == 0xB2 || number == 0xB3;
    return digit && g_utf8_next_char(part + 3) == part + stem;
}

// Info-ZIP's unzip cuts off what looks like a version by VMS.
static size_t version_suffix(const char *part, size_t n)
{
    size_t at = n;
    while (at > 0 && g_ascii_isdigit(part[at - 1]))
        at--;
    return at > 0 && part[at - 1] == ';' ? n - at + 1 : 0;
}

static const char *part_variance(const char *part, size_t n, const char **ret_code)
{
    size_t dots = strspn(part, ".");
    if (dots >= n)
        return fault(ret_code, "path-dots", "a part of the path is dots alone");
    if (part[n - 1] == '.' || part[n - 1] == ' ')
        return fault(ret_code, "path-trailing", "a part of the path ends in a dot or a space");
    if (version_suffix(part, n))
        return fault(ret_code, "path-version", "a part of the path ends in a version (\";1\")");
    if (device(part, n))
        return fault(ret_code, "path-device", "a part of the path is a device of Windows");
    if (memchr(part, ':', n))
        return fault(ret_code, "path-stream", "a colon: Windows writes into a hidden stream");
    return NULL;
}

static const char *letters_variance(const char *path, const char **ret_code)
{
    for (; *path; path = g_utf8_next_char(path)) {
        gunichar c = g_utf8_get_char(path);
        if (control(c))
            return fault(ret_code, "path-control", "a control character, which some readers drop");
        if (bidi_control(c))
            return fault(ret_code, "path-bidi",
                         "a bidi control, which makes the name read as another");
    }
    return NULL;
}

// libarchive composes a name that is marked as UTF-8.
static bool composed(const char *path)
{
    if (g_str_is_ascii(path))
        return true;
    char *nfc = g_utf8_normalize(path, -1, G_NORMALIZE_NFC);
    bool same = strcmp(nfc, path) == 0;
    g_free(nfc);
    return same;
}

const char *name_variance(const char *path, const char **ret_code)
{
    const char *reason = letters_variance(path, ret_code);
    if (!reason && !composed(path))
        return fault(ret_code, "path-not-nfc",
                     "letters and accents apart, which some readers put together");
    while (!reason && *path) {
        size_t n = strcspn(path, "/");
        reason = part_variance(path, n, ret_code);
        path += n + (path[n] == '/');
    }
    return reason;
}

static void part_mend(GString *into, const char *part, size_t n)
{
    size_t version = version_suffix(part, n), start = into->len;
    if (device(part, n))
        g_string_append_c(into, '_');
    for (const char *at = part; at < part + n; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        bool suffix = version > 0 && at == part + n - version;
        bool wrong = c == ':' || control(c) || bidi_control(c) || suffix;
        g_string_append_unichar(into, wrong ? '_' : c);
    }
    for (size_t at = into->len; at-- > start && (into->str[at] == '.' || into->str[at] == ' ');)
        into->str[at] = '_';
}

char *name_mended(const char *path)
{
    char *nfc = g_utf8_normalize(path, -1, G_NORMALIZE_NFC);
    if (!nfc)
        return g_strdup(path);
    GString *mended = g_string_new(NULL);
    path = nfc;
    while (*path) {
        size_t n = strcspn(path, "/");
        part_mend(mended, path, n);
        if (path[n])
            g_string_append_c(mended, '/');
        path += n + (path[n] == '/');
    }
    g_free(nfc);
    return g_string_free(mended, FALSE);
}

// ---- what is unwise --------------------------------------------------------------------------

static bool litter(const char *part, size_t n)
{
    static const char *const names[] = {".DS_Store", "Thumbs.db", "desktop.ini", "__MACOSX"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        if (n == strlen(names[i]) && g_ascii_strncasecmp(part, names[i], n) == 0)
            return true;
    }
    return n > 2 && part[0] == '.' && part[1] == '_';
}

// "LETTER~1.TXT" is what old programs on Windows call "Letter of record.txt".
static bool short_alias(const char *part, size_t n)
{
    const char *tilde = memchr(part, '~', MIN(n, (size_t)7));
    size_t digits = tilde ? strspn(tilde + 1, "0123456789") : 0;
    return digits > 0 && tilde + 1 + digits <= part + n && strchr("./", tilde[1 + digits]);
}

static const char *part_doubt(const char *part, size_t n, const char **ret_code)
{
    if (litter(part, n))
        return fault(ret_code, "system-file", "a file that a system left there for itself");
    if (part_variance(part, n, NULL) || short_alias(part, n))
        return fault(ret_code, "path-not-portable", "Windows cannot hold this name");
    for (size_t i = 0; i < n; i++) {
        if ((unsigned char)part[i] < 0x20 || part[i] == 0x7F || strchr("<>:\"|?*", part[i]))
            return fault(ret_code, "path-not-portable", "Windows cannot hold this name");
    }
    return NULL;
}

// Characters that make a name read as another: "letter\u202Efdp.exe" shows as "letterexe.pdf".
static bool deceptive(const char *path)
{
    for (; *path; path = g_utf8_next_char(path)) {
        gunichar c = g_utf8_get_char(path);
        if (bidi_control(c) || (c >= 0x7F && c < 0xA0) || c == 0xFEFF || c == 0x200B || c == 0x2060)
            return true;
    }
    return false;
}

const char *name_doubt(const char *path, const char **ret_code)
{
    const char *reason = NULL;
    if (deceptive(path))
        return fault(ret_code, "path-deceptive",
                     "invisible characters make the name read as another");
    while (!reason && *path) {
        size_t n = strcspn(path, "/");
        reason = part_doubt(path, n, ret_code);
        path += n + (path[n] == '/');
    }
    return reason;
}

// ---- what file systems take for the same -----------------------------------------------------

// HFS+ passes over these when it compares names.
static bool ignorable(gunichar c)
{
    return (c >= 0x200C && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x206A && c <= 0x206F) || c == 0xFEFF;
}

static char *comparable_letters(const char *path)
{
    GString *text = g_string_sized_new(strlen(path));
    for (; *path; path = g_utf8_next_char(path)) {
        gunichar c = g_utf8_get_char(path);
        bool replaced = c < 0x80 && c != 0 && strchr("<>\"|?*:", (int)c);
        if (replaced)
            g_string_append_c(text, '_');
        else if (!ignorable(c))
            g_string_append_unichar(text, c);
    }
    return g_string_free(text, FALSE);
}

// Folding can undo a composition and the other way round, so it is normalised on both sides
// (Unicode, D145).
char *name_key(const char *path)
{
    char *letters = comparable_letters(path);
    char *composed = g_utf8_normalize(letters, -1, G_NORMALIZE_NFD);
    char *folded = g_utf8_casefold(composed, -1);
    char *key = g_utf8_normalize(folded, -1, G_NORMALIZE_NFC);
    g_free(letters);
    g_free(composed);
    g_free(folded);
    return key;
}
