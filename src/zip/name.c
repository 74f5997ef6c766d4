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
    for (;;) {
        const char *slash = memchr(path, '/', left);
        size_t n = slash ? (size_t)(slash - path) : left;
        const char *reason = part_fault(path, n, ret_code);
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

// Windows keeps these for devices, with any extension.
static bool device(const char *part, size_t n)
{
    static const char *const devices[] = {"CON", "PRN", "AUX", "NUL"};
    size_t stem = strcspn(part, "./");
    if (stem > n)
        stem = n;
    for (size_t i = 0; i < G_N_ELEMENTS(devices); i++) {
        if (stem == 3 && g_ascii_strncasecmp(part, devices[i], 3) == 0)
            return true;
    }
    bool numbered =
        g_ascii_strncasecmp(part, "COM", 3) == 0 || g_ascii_strncasecmp(part, "LPT", 3) == 0;
    return stem == 4 && numbered && part[3] >= '1' && part[3] <= '9';
}

static bool litter(const char *part, size_t n)
{
    static const char *const names[] = {".DS_Store", "Thumbs.db", "desktop.ini", "__MACOSX"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        if (n == strlen(names[i]) && g_ascii_strncasecmp(part, names[i], n) == 0)
            return true;
    }
    return n > 2 && part[0] == '.' && part[1] == '_';
}

static const char *part_doubt(const char *part, size_t n, const char **ret_code)
{
    if (litter(part, n))
        return fault(ret_code, "system-file", "a file that a system left there for itself");
    if (device(part, n) || part[n - 1] == ' ' || part[n - 1] == '.')
        return fault(ret_code, "path-not-portable", "Windows cannot hold this name");
    for (size_t i = 0; i < n; i++) {
        if ((unsigned char)part[i] < 0x20 || strchr("<>:\"|?*", part[i]))
            return fault(ret_code, "path-not-portable", "Windows cannot hold this name");
    }
    return NULL;
}

// Characters that make a name read as another: "letter\u202Efdp.exe" shows as "letterexe.pdf".
static bool deceptive(const char *path)
{
    for (; *path; path = g_utf8_next_char(path)) {
        gunichar c = g_utf8_get_char(path);
        if ((c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF ||
            c == 0x200B || c == 0x2060)
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

// Folding can undo a composition and the other way round, so it is normalised on both sides
// (Unicode, D145).
char *name_key(const char *path)
{
    char *composed = g_utf8_normalize(path, -1, G_NORMALIZE_NFD);
    char *folded = g_utf8_casefold(composed, -1);
    char *key = g_utf8_normalize(folded, -1, G_NORMALIZE_NFC);
    g_free(composed);
    g_free(folded);
    return key;
}
