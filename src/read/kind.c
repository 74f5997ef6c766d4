// SPDX-License-Identifier: MIT
#include "read/kind.h"

#include "base/translate.h"
#include "zip/view.h"

#include <gio/gio.h>
#include <stdbool.h>
#include <string.h>

static const struct kind open_document = {"opendocument", NULL}, html = {"html", NULL},
                         letter_mail = {"mail", NULL}, web_archive = {"warc", NULL};

static bool begins(const char *data, size_t n, const char *mark, size_t length)
{
    return n >= length && memcmp(data, mark, length) == 0;
}

// ---- by the first bytes ----

static const struct {
    const char *mark;
    size_t length;
    struct kind kind;
} marks[] = {
    {"%PDF-",
     5,
     {NULL, N_("is a PDF: it holds pages, from which a text comes back with faults; ask whoever "
               "made it for the .docx, .odt or .txt")}},
    {"{\\rtf", 5, {NULL, N_("is Rich Text (.rtf): open it in a word processor, save it as .docx")}},
    {"\037\213", 2, {NULL, N_("is compressed (.gz): unpack it first")}},
    {"BZh", 3, {NULL, N_("is compressed (.bz2): unpack it first")}},
    {"\3757zXZ", 5, {NULL, N_("is compressed (.xz): unpack it first")}},
    {"7z\274\257\047\034", 6, {NULL, N_("is an archive (.7z): unpack it, and name the letter")}},
    {"Rar!\032\007", 6, {NULL, N_("is an archive (.rar): unpack it, and name the letter")}},
    {"\211PNG", 4, {NULL, N_("is a picture: a letter is read from its text")}},
    {"\377\330\377", 3, {NULL, N_("is a picture: a letter is read from its text")}},
    {"GIF8", 4, {NULL, N_("is a picture: a letter is read from its text")}},
    {"II*\0", 4, {NULL, N_("is a picture: a letter is read from its text")}},
    {"MM\0*", 4, {NULL, N_("is a picture: a letter is read from its text")}},
    {"\377WPC", 4, {NULL, N_("is of WordPerfect: open it in LibreOffice, save it as .odt")}},
    {"x\237>\"", 4, {NULL, N_("is of Outlook (winmail.dat): have the letter sent as plain mail")}},
    {"bplist", 6, {NULL, N_("is of Safari (.webarchive): save the page as HTML")}},
};

static const struct kind *by_mark(const char *data, size_t n)
{
    for (size_t i = 0; i < G_N_ELEMENTS(marks); i++) {
        if (begins(data, n, marks[i].mark, marks[i].length))
            return &marks[i].kind;
    }
    return NULL;
}

// ---- OLE: Microsoft's container before .docx, and around what is encrypted ----

static bool holds_wide(const char *data, size_t n, const char *name)
{
    enum { NAME_MOST = 40 };
    char wide[2 * NAME_MOST] = {0};
    size_t length = strlen(name);
    for (size_t i = 0; i < length && i < NAME_MOST; i++)
        wide[2 * i] = name[i];
    return memmem(data, n, wide, 2 * length) != NULL;
}

static const struct kind *by_stream(const char *data, size_t n)
{
    static const struct {
        const char *stream;
        struct kind kind;
    } streams[] = {
        {"EncryptedPackage",
         {NULL, N_("is encrypted with a password: open it, save it without one")}},
        {"WordDocument", {NULL, N_("is an old Word file (.doc): open it, save it as .docx")}},
        {"Workbook",
         {NULL, N_("is an old Excel file (.xls): save its list as .xlsx or .csv, and "
                   "name it with --signatories")}},
        {"PowerPoint Document", {NULL, N_("holds slides (.ppt): a letter is read from its text")}},
        {"__properties_version1.0",
         {NULL, N_("is a mail of Outlook's (.msg): save it as .eml or .txt")}},
        {"", {NULL, N_("is an old file of Microsoft Office: open it, save it as .docx")}},
    };
    if (!begins(data, n, "\320\317\021\340\241\261\032\341", 8))
        return NULL;
    size_t i = 0;
    while (*streams[i].stream && !holds_wide(data, n, streams[i].stream))
        i++;
    return &streams[i].kind;
}

// ---- ZIP: by what lies in it ----

static const struct {
    const char *start, *end; // of an entry's name
    struct kind kind;
} entries[] = {
    {"archive/", ".warc.gz", {"wacz", NULL}},
    {"archive/", ".warc", {"wacz", NULL}},
    {"word/", ".xml", {"word", NULL}},
    {"xl/", "", {NULL, N_("is a workbook: name its list with --signatories")}},
    {"ppt/", "", {NULL, N_("holds slides: a letter is read from its text")}},
    {"Index/",
     ".iwa",
     {NULL, N_("is of Apple's Pages, Numbers or Keynote: export it as Word "
               "(.docx)")}},
    {"Index.zip",
     "",
     {NULL, N_("is of Apple's Pages, Numbers or Keynote: export it as Word "
               "(.docx)")}},
    {"index.xml",
     "",
     {NULL, N_("is of Apple's Pages, Numbers or Keynote: export it as Word "
               "(.docx)")}},
    {"META-INF/container.xml",
     "",
     {NULL, N_("is an e-book (.epub): save its letter as .docx or "
               ".html")}},
    {"content.xml", "", {"opendocument", NULL}},
    {"",
     "/bagit.txt",
     {NULL, N_("is an archive of a letter: \"warraq verify\" tells what it "
               "holds; the letter is below data/source/")}},
};

static const struct kind *by_entries(GBytes *bytes)
{
    static const struct kind some = {NULL, N_("is a ZIP of files: unpack it, and name the letter")};
    struct findings *findings = findings_new("zip");
    struct zip_view *view = zip_view_open_bytes(bytes, "", &zip_limits_default, findings, NULL);
    const GArray *all = view ? zip_view_directory(view)->entries : NULL;
    const struct kind *kind = NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(entries) && all && !kind; i++) {
        for (guint at = 0; at < all->len && !kind; at++) {
            const char *name = zip_directory_entry(zip_view_directory(view), at)->name;
            if (g_str_has_prefix(name, entries[i].start) && g_str_has_suffix(name, entries[i].end))
                kind = &entries[i].kind;
        }
    }
    if (!kind && view)
        kind = &some;
    zip_view_close(view);
    findings_free(findings);
    return kind;
}

// ---- text that says what it is ----

// Lines of headers, among them one that only a mail has.
static bool is_mail(const char *head)
{
    const char *p = g_str_has_prefix(head, "from ") ? strchr(head, '\n') : head;
    bool known = false;
    for (p = p && *p == '\n' ? p + 1 : p; p && *p && *p != '\r' && *p != '\n';) {
        size_t name = strcspn(p, ": \t\r\n");
        bool folded = *p == ' ' || *p == '\t';
        if (!folded && (name == 0 || p[name] != ':'))
            return false;
        known |= g_str_has_prefix(p, "mime-version:") || g_str_has_prefix(p, "message-id:") ||
                 g_str_has_prefix(p, "received:");
        p = strchr(p, '\n');
        p = p ? p + 1 : NULL;
    }
    return known;
}

static const struct kind *by_words(const char *data, size_t n)
{
    enum { LOOKED_THROUGH = 2048 };
    static const struct kind flat = {
        NULL, N_("is a Word document in XML: open it in Word, save it as .docx")};
    n = MIN(n, LOOKED_THROUGH);
    size_t skipped = begins(data, n, "\357\273\277", 3) ? 3 : 0;
    while (skipped < n && g_ascii_isspace(data[skipped]))
        skipped++;
    char *head = g_ascii_strdown(data + skipped, (gssize)(n - skipped));
    bool mail = is_mail(head);
    bool page = g_str_has_prefix(head, "<!doctype html") || g_str_has_prefix(head, "<html");
    bool document = strstr(head, "<office:document") != NULL;
    bool word_xml = strstr(head, "<pkg:package") || strstr(head, "<w:worddocument");
    g_free(head);
    if (page)
        return &html;
    if (mail)
        return &letter_mail;
    return document ? &open_document : word_xml ? &flat : NULL;
}

// gzip whose first bytes unpack to those of a web archive.
static bool is_packed_archive(const char *data, size_t n)
{
    char first[16];
    gsize read = 0, written = 0;
    if (!begins(data, n, "\037\213", 2))
        return false;
    GConverter *converter = G_CONVERTER(g_zlib_decompressor_new(G_ZLIB_COMPRESSOR_FORMAT_GZIP));
    GConverterResult result = g_converter_convert(converter, data, n, first, sizeof first,
                                                  G_CONVERTER_INPUT_AT_END, &read, &written, NULL);
    g_object_unref(converter);
    return result != G_CONVERTER_ERROR && begins(first, written, "WARC/", 5);
}

const struct kind *kind_of_bytes(GBytes *bytes)
{
    gsize n;
    const char *data = g_bytes_get_data(bytes, &n);
    if (n == 0)
        return NULL;
    if (begins(data, n, "PK\003\004", 4))
        return by_entries(bytes);
    if (begins(data, n, "WARC/", 5) || is_packed_archive(data, n))
        return &web_archive;
    const struct kind *kind = by_stream(data, n);
    kind = kind ? kind : by_mark(data, n);
    return kind ? kind : by_words(data, n);
}
