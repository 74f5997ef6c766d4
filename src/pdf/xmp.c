// SPDX-License-Identifier: MIT
#include "pdf/xmp.h"

#include <string.h>

static void put(GString *out, const char *text)
{
    g_string_append(out, text);
}

static void put_text(GString *out, const char *text)
{
    char *valid = g_utf8_make_valid(text, -1);
    char *escaped = g_markup_escape_text(valid, -1);
    // The control characters it writes as references are none that XML 1.0 allows.
    for (char *c; (c = strstr(escaped, "&#x"));)
        memmove(c, strchr(c, ';') + 1, strlen(strchr(c, ';')));
    put(out, escaped);
    g_free(escaped);
    g_free(valid);
}

static void put_attribute(GString *out, const char *name, const char *value)
{
    g_string_append_printf(out, "\n %s=\"", name);
    put_text(out, value);
    g_string_append_c(out, '"');
}

static void put_listed(GString *out, const char *name, const char *kind, const char *value)
{
    if (!value)
        return;
    bool alternative = kind[0] == 'A';
    g_string_append_printf(out, "<%s><rdf:%s><rdf:li%s>", name, kind,
                           alternative ? " xml:lang=\"x-default\"" : "");
    put_text(out, value);
    g_string_append_printf(out, "</rdf:li></rdf:%s></%s>\n", kind, name);
}

static char *iso_date(int64_t seconds)
{
    GDateTime *date = g_date_time_new_from_unix_utc(seconds);
    if (!date)
        date = g_date_time_new_from_unix_utc(0);
    char *text = g_strdup_printf("%04d-%02d-%02dT%02d:%02d:%02dZ", g_date_time_get_year(date),
                                 g_date_time_get_month(date), g_date_time_get_day_of_month(date),
                                 g_date_time_get_hour(date), g_date_time_get_minute(date),
                                 g_date_time_get_second(date));
    g_date_time_unref(date);
    return text;
}

// A name-based UUID's shape (version 8, the digest's own bits).
static char *uuid(const char *digest, unsigned skip)
{
    const char *d = digest + skip;
    return g_strdup_printf("uuid:%.8s-%.4s-8%.3s-a%.3s-%.12s", d, d + 8, d + 12, d + 15, d + 18);
}

static void put_dates(GString *out, const struct pdf_xmp *xmp)
{
    char *date = iso_date(xmp->date);
    put_attribute(out, "xmp:CreateDate", date);
    put_attribute(out, "xmp:ModifyDate", date);
    put_attribute(out, "xmp:MetadataDate", date);
    g_free(date);
}

static void put_identifiers(GString *out, const struct pdf_xmp *xmp)
{
    char *document = uuid(xmp->digest, 0), *instance = uuid(xmp->digest, 2);
    put_attribute(out, "xmpMM:DocumentID", document);
    put_attribute(out, "xmpMM:InstanceID", instance);
    put_attribute(out, "xmpMM:VersionID", "1");
    put_attribute(out, "xmpMM:RenditionClass", "default");
    g_free(document);
    g_free(instance);
}

static void put_part(GString *out, const char *name, unsigned part)
{
    char text[] = {(char)('0' + part), '\0'};
    put_attribute(out, name, text);
}

static void put_claims(GString *out, const struct pdf_xmp *xmp)
{
    put_part(out, "pdfaid:part", xmp->part);
    if (xmp->conformance)
        put_attribute(out, "pdfaid:conformance", xmp->conformance);
    if (xmp->revision)
        put_attribute(out, "pdfaid:rev", xmp->revision);
    if (xmp->ua)
        put_part(out, "pdfuaid:part", xmp->ua);
    if (xmp->ua == 2)
        put_attribute(out, "pdfuaid:rev", "2024");
    if (xmp->x4)
        put_attribute(out, "pdfxid:GTS_PDFXVersion", "PDF/X-4");
}

struct extension {
    const char *schema, *uri, *prefix, *name, *type, *description;
};

static const struct extension extension_ua = {
    "PDF/UA identification", "http://www.aiim.org/pdfua/ns/id/", "pdfuaid", "part", "Integer",
    "Part of ISO 14289"};

static const struct extension extension_x = {
    "PDF/X identification", "http://www.npes.org/pdfx/ns/id/", "pdfxid", "GTS_PDFXVersion", "Text",
    "Version of PDF/X"};

static const struct extension extension_trapped = {
    "Adobe PDF", "http://ns.adobe.com/pdf/1.3/", "pdf", "Trapped", "Text", "Whether it is trapped"};

static void put_extension(GString *out, const struct extension *extension)
{
    g_string_append_printf(out,
                           "<rdf:li rdf:parseType=\"Resource\">"
                           "<pdfaSchema:schema>%s</pdfaSchema:schema>"
                           "<pdfaSchema:namespaceURI>%s</pdfaSchema:namespaceURI>"
                           "<pdfaSchema:prefix>%s</pdfaSchema:prefix>\n"
                           "<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">"
                           "<pdfaProperty:name>%s</pdfaProperty:name>"
                           "<pdfaProperty:valueType>%s</pdfaProperty:valueType>"
                           "<pdfaProperty:category>internal</pdfaProperty:category>"
                           "<pdfaProperty:description>%s</pdfaProperty:description>"
                           "</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li>\n",
                           extension->schema, extension->uri, extension->prefix, extension->name,
                           extension->type, extension->description);
}

// PDF/A knows neither of the other two standards' schemas; up to part 3 they must be described.
static void put_extensions(GString *out, const struct pdf_xmp *xmp)
{
    if (xmp->part >= 4 || (!xmp->ua && !xmp->x4))
        return;
    put(out, "<pdfaExtension:schemas><rdf:Bag>\n");
    if (xmp->ua)
        put_extension(out, &extension_ua);
    if (xmp->x4) {
        put_extension(out, &extension_x);
        put_extension(out, &extension_trapped); // the predefined schema is older than the key
    }
    put(out, "</rdf:Bag></pdfaExtension:schemas>\n");
}

static void put_declarations(GString *out, const struct pdf_xmp *xmp)
{
    static const char *const parts[] = {"accessibility1.0", "reuse1.0"};
    if (xmp->ua != 2)
        return;
    put(out, "<pdfd:declarations><rdf:Bag>");
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++)
        g_string_append_printf(out,
                               "<rdf:li rdf:parseType=\"Resource\"><pdfd:conformsTo>"
                               "http://pdfa.org/declarations/wtpdf#%s"
                               "</pdfd:conformsTo></rdf:li>",
                               parts[i]);
    put(out, "</rdf:Bag></pdfd:declarations>\n");
}

static const char *const spaces[][2] = {
    {"dc", "http://purl.org/dc/elements/1.1/"},
    {"xmp", "http://ns.adobe.com/xap/1.0/"},
    {"xmpMM", "http://ns.adobe.com/xap/1.0/mm/"},
    {"pdf", "http://ns.adobe.com/pdf/1.3/"},
    {"pdfaid", "http://www.aiim.org/pdfa/ns/id/"},
    {"pdfuaid", "http://www.aiim.org/pdfua/ns/id/"},
    {"pdfd", "http://pdfa.org/declarations/"},
    {"pdfxid", "http://www.npes.org/pdfx/ns/id/"},
    {"pdfaExtension", "http://www.aiim.org/pdfa/ns/extension/"},
    {"pdfaSchema", "http://www.aiim.org/pdfa/ns/schema#"},
    {"pdfaProperty", "http://www.aiim.org/pdfa/ns/property#"},
};

GString *pdf_xmp(const struct pdf_xmp *xmp)
{
    GString *out =
        g_string_new("<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                     "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf="
                     "\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
                     "<rdf:Description rdf:about=\"\"");
    for (size_t i = 0; i < G_N_ELEMENTS(spaces); i++)
        g_string_append_printf(out, "\n xmlns:%s=\"%s\"", spaces[i][0], spaces[i][1]);
    put_claims(out, xmp);
    put_dates(out, xmp);
    put_attribute(out, "xmp:CreatorTool", xmp->producer);
    put_attribute(out, "pdf:Producer", xmp->producer);
    if (xmp->x4)
        put_attribute(out, "pdf:Trapped", "False");
    put_identifiers(out, xmp);
    put_attribute(out, "dc:format", "application/pdf");
    put(out, ">\n");
    put_listed(out, "dc:title", "Alt", xmp->title);
    put_listed(out, "dc:creator", "Seq", xmp->author);
    put_listed(out, "dc:description", "Alt", xmp->subject);
    put_listed(out, "dc:language", "Bag", xmp->lang);
    put_declarations(out, xmp);
    put_extensions(out, xmp);
    put(out, "</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>");
    return out;
}
