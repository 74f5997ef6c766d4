// SPDX-License-Identifier: MIT
// Dublin Core Metadata Element Set 1.1 (ISO 15836-1), in the XML of the Open Archives Initiative;
// and DataCite 4.5 for those who register a DOI.
#include "archive/catalogue.h"
#include "archive/xml.h"

#include <string.h>

// Each format once.
static void put_formats(struct xml_out *xml, const struct crate *crate)
{
    for (size_t i = 0; i < crate->n_files; i++) {
        bool said = false;
        for (size_t k = 0; k < i; k++)
            said |= strcmp(crate->files[k].format, crate->files[i].format) == 0;
        if (!said)
            xml_text(xml, "dc:format", crate->files[i].format);
    }
}

GBytes *dublin_core_write(const struct crate *crate)
{
    struct xml_out *xml =
        xml_new("oai_dc:dc", "xmlns:oai_dc=\"http://www.openarchives.org/OAI/2.0/oai_dc/\" "
                             "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"");
    for (size_t i = 0; i < crate->n_titles; i++)
        xml_text_with(xml, "dc:title", "xml:lang", crate->titles[i].lang, crate->titles[i].text);
    xml_text(xml, "dc:creator", crate->author.name);
    xml_text_with(xml, "dc:subject", "xml:lang", crate->language, crate->subject);
    xml_text_with(xml, "dc:description", "xml:lang", "en", crate->description);
    xml_text(xml, "dc:publisher", crate->publisher.name);
    xml_text(xml, "dc:date", crate->date);
    xml_text(xml, "dc:type", "Text");
    put_formats(xml, crate);
    xml_text(xml, "dc:identifier", crate->identifier);
    xml_text(xml, "dc:language", crate->language);
    xml_text(xml, "dc:rights", crate->license);
    return xml_finish(xml);
}

GBytes *datacite_write(const struct crate *crate, const char *doi)
{
    char *year = g_strndup(crate->date, 4);
    struct xml_out *xml = xml_new("resource", "xmlns=\"http://datacite.org/schema/kernel-4\"");
    xml_text_with(xml, "identifier", "identifierType", "DOI", doi);
    xml_open(xml, "creators");
    xml_open(xml, "creator");
    xml_text_with(xml, "creatorName", "nameType", "Organizational", crate->author.name);
    xml_close(xml);
    xml_close(xml);
    xml_open(xml, "titles");
    for (size_t i = 0; i < crate->n_titles; i++)
        xml_text_with(xml, "title", "xml:lang", crate->titles[i].lang, crate->titles[i].text);
    xml_close(xml);
    xml_text(xml, "publisher", crate->publisher.name);
    xml_text(xml, "publicationYear", year);
    xml_text_with(xml, "resourceType", "resourceTypeGeneral", "Text", "Open letter");
    xml_open(xml, "dates");
    xml_text_with(xml, "date", "dateType", "Issued", crate->date);
    xml_close(xml);
    xml_text(xml, "language", crate->language);
    if (crate->license) {
        bool address = strstr(crate->license, "://") != NULL;
        xml_open(xml, "rightsList");
        xml_text_with(xml, "rights", "rightsURI", address ? crate->license : NULL,
                      crate->license_name ? crate->license_name : crate->license);
        xml_close(xml);
    }
    g_free(year);
    return xml_finish(xml);
}
