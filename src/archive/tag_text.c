// SPDX-License-Identifier: MIT
#include "archive/tag_text.h"

#include <string.h>

bool tag_before(const struct tag_declaration *declaration, int major, int minor)
{
    return declaration->major < major ||
           (declaration->major == major && declaration->minor < minor);
}

// CR, LF and CRLF each end a line (RFC 8493, section 2.1.1).
static void lines_unify(char *text)
{
    char *to = text;
    for (const char *from = text; *from; from++) {
        if (from[0] != '\r' || from[1] != '\n')
            *to++ = *from == '\r' ? '\n' : *from;
    }
    *to = '\0';
}

static bool known_encoding(const char *name)
{
    // What iconv would take is far more, some of it with a state and side files of its own.
    static const char *const families[] = {
        "UTF-8",     "UTF-16", "UTF-32", "US-ASCII", "ISO-8859-", "WINDOWS-125", "KOI8-",
        "SHIFT_JIS", "EUC-JP", "EUC-KR", "GB18030",  "GBK",       "BIG5"};
    for (size_t i = 0; i < G_N_ELEMENTS(families); i++) {
        size_t n = strlen(families[i]);
        if (g_ascii_strncasecmp(name, families[i], n) == 0 && !strchr(name + n, '/') &&
            strlen(name + n) <= 2)
            return true;
    }
    return false;
}

static bool marked(const GString *raw, const char *mark, gsize n)
{
    return raw->len >= n && memcmp(raw->str, mark, n) == 0;
}

// UTF-16 without a byte order mark is big-endian (RFC 2781, section 4.3), while iconv would take
// the machine's own order; of a mark iconv takes care.
static const char *iconv_name(const GString *raw, const char *encoding)
{
    if (g_ascii_strcasecmp(encoding, "UTF-16") == 0 && !marked(raw, "\xFE\xFF", 2) &&
        !marked(raw, "\xFF\xFE", 2))
        return "UTF-16BE";
    return encoding;
}

// A manifest may be dozens of megabytes, so there is one copy of it at a time.
static char *decoded(GString *raw, const char *encoding, gsize *ret_n)
{
    char *text = NULL;
    *ret_n = raw->len;
    if (g_ascii_strcasecmp(encoding, "UTF-8") == 0) {
        bool valid = g_utf8_validate(raw->str, (gssize)raw->len, NULL);
        return g_string_free(raw, !valid);
    }
    if (known_encoding(encoding))
        text = g_convert(raw->str, (gssize)raw->len, "UTF-8", iconv_name(raw, encoding), NULL,
                         ret_n, NULL);
    g_string_free(raw, TRUE);
    return text;
}

char *tag_text_decode(GString *raw, const char *encoding, const char *path,
                      struct findings *findings)
{
    gsize n;
    char *text = decoded(raw, encoding, &n);
    if (!text || strlen(text) != n) {
        findings_fault(findings, "tag-file-encoding", path, "not text in the declared %s",
                       encoding);
        g_free(text);
        return NULL;
    }
    lines_unify(text);
    return text;
}

static bool version_parse(const char *text, struct tag_declaration *declaration)
{
    char *rest;
    if (!g_ascii_isdigit(*text))
        return false;
    guint64 major = g_ascii_strtoull(text, &rest, 10);
    if (*rest != '.' || !g_ascii_isdigit(rest[1]))
        return false;
    guint64 minor = g_ascii_strtoull(rest + 1, &rest, 10);
    if (*rest || major > 999 || minor > 999)
        return false;
    declaration->major = (int)major;
    declaration->minor = (int)minor;
    return true;
}

static void fault(struct findings *findings, const char *message)
{
    findings_fault_on(findings, "bagit-malformed", "bagit.txt", "%s", message);
}

static bool version_known(const struct tag_declaration *declaration)
{
    if (declaration->major == 0)
        return declaration->minor >= 90 && declaration->minor <= 97;
    return declaration->major == 1 && declaration->minor == 0;
}

static void version_read(const char *line, struct tag_declaration *declaration,
                         struct findings *findings)
{
    const char *label = "BagIt-Version: ";
    if (!line || !g_str_has_prefix(line, label))
        fault(findings, "the first line must be \"BagIt-Version: \" and a version");
    else if (!version_parse(line + strlen(label), declaration))
        findings_fault(findings, "bagit-version", "bagit.txt", "\"%s\" is no version",
                       line + strlen(label));
    else if (!version_known(declaration))
        findings_fault(findings, "bagit-version", "bagit.txt",
                       "version %d.%d is not known; 0.93 to 1.0 are", declaration->major,
                       declaration->minor);
}

static void encoding_read(const char *line, struct tag_declaration *declaration,
                          struct findings *findings)
{
    const char *label = "Tag-File-Character-Encoding: ";
    if (!line || !g_str_has_prefix(line, label)) {
        fault(findings, "the second line must be \"Tag-File-Character-Encoding: \" and a name");
        return;
    }
    if (!known_encoding(line + strlen(label))) {
        findings_fault(findings, "encoding-unknown", "bagit.txt", "\"%s\" is not a known encoding",
                       line + strlen(label));
        return;
    }
    g_free(declaration->encoding);
    declaration->encoding = g_strdup(line + strlen(label));
}

struct tag_declaration tag_declaration_read(GString *raw, struct findings *findings)
{
    struct tag_declaration declaration = {1, 0, g_strdup("UTF-8")};
    bool bom = marked(raw, "\xEF\xBB\xBF", 3);
    if (bom)
        findings_fault(findings, "bagit-bom", "bagit.txt",
                       "a byte order mark, which BagIt forbids here");
    char *text = tag_text_decode(raw, "UTF-8", "bagit.txt", findings);
    if (!text)
        return declaration;
    char **lines = g_strsplit(bom ? text + 3 : text, "\n", 4);
    guint n = g_strv_length(lines);
    version_read(n > 0 ? lines[0] : NULL, &declaration, findings);
    encoding_read(n > 1 ? lines[1] : NULL, &declaration, findings);
    if (n > 3 || (n == 3 && *lines[2]))
        fault(findings, "more than two lines");
    g_strfreev(lines);
    g_free(text);
    return declaration;
}
