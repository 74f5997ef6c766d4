// SPDX-License-Identifier: MIT
// PREMIS Data Dictionary 3.0 (Library of Congress, 2015); the words for kinds of events are those
// of its vocabulary (id.loc.gov/vocabulary/preservation/eventType).
#include "archive/catalogue.h"
#include "archive/xml.h"

#include <string.h>

#define LOCAL "local"

static void put_identifier(struct xml_out *xml, const char *kind, const char *value)
{
    char *outer = g_strconcat(kind, "Identifier", NULL);
    char *type = g_strconcat(outer, "Type", NULL), *own = g_strconcat(outer, "Value", NULL);
    xml_open(xml, outer);
    xml_text(xml, type, LOCAL);
    xml_text(xml, own, value);
    xml_close(xml);
    g_free(outer);
    g_free(type);
    g_free(own);
}

// PRONOM's key is the last two parts of its address: fmt/480, x-fmt/111.
static const char *pronom_key(const char *address)
{
    const char *slash = address ? strrchr(address, '/') : NULL;
    while (slash && slash > address && slash[-1] != '/')
        slash--;
    return slash;
}

static void put_format(struct xml_out *xml, const struct crate_file *file)
{
    const char *key = pronom_key(file->format_id);
    xml_open(xml, "format");
    xml_open(xml, "formatDesignation");
    xml_text(xml, "formatName", file->format);
    xml_close(xml);
    if (key) {
        xml_open(xml, "formatRegistry");
        xml_text(xml, "formatRegistryName", "PRONOM");
        xml_text(xml, "formatRegistryKey", key);
        xml_close(xml);
    }
    if (file->format_name)
        xml_text(xml, "formatNote", file->format_name);
    xml_close(xml);
}

static void put_object(struct xml_out *xml, const struct crate_file *file)
{
    char *size = g_strdup_printf("%" G_GUINT64_FORMAT, file->size);
    xml_open_with(xml, "object", "xsi:type", "file");
    put_identifier(xml, "object", file->path);
    xml_open(xml, "objectCharacteristics");
    xml_open(xml, "fixity");
    xml_text(xml, "messageDigestAlgorithm", "SHA-256");
    xml_text(xml, "messageDigest", file->sha256);
    xml_close(xml);
    xml_text(xml, "size", size);
    put_format(xml, file);
    xml_close(xml);
    xml_text(xml, "originalName", file->path);
    xml_close(xml);
    g_free(size);
}

static void put_linked(struct xml_out *xml, const struct crate *crate, enum crate_role role,
                       const char *as)
{
    for (size_t i = 0; i < crate->n_files; i++) {
        if (role != CRATE_PLAIN && crate->files[i].role != role)
            continue;
        xml_open(xml, "linkingObjectIdentifier");
        xml_text(xml, "linkingObjectIdentifierType", LOCAL);
        xml_text(xml, "linkingObjectIdentifierValue", crate->files[i].path);
        xml_text(xml, "linkingObjectRole", as);
        xml_close(xml);
    }
}

static void put_event(struct xml_out *xml, const struct crate *crate,
                      const struct crate_event *event)
{
    xml_open(xml, "event");
    put_identifier(xml, "event", event->id);
    xml_text(xml, "eventType", event->type);
    xml_text(xml, "eventDateTime", event->date ? event->date : crate->date);
    xml_open(xml, "eventDetailInformation");
    xml_text(xml, "eventDetail", event->detail);
    xml_close(xml);
    xml_open(xml, "eventOutcomeInformation");
    xml_text(xml, "eventOutcome", event->outcome ? event->outcome : "success");
    if (event->note) {
        xml_open(xml, "eventOutcomeDetail");
        xml_text(xml, "eventOutcomeDetailNote", event->note);
        xml_close(xml);
    }
    xml_close(xml);
    xml_open(xml, "linkingAgentIdentifier");
    xml_text(xml, "linkingAgentIdentifierType", LOCAL);
    xml_text(xml, "linkingAgentIdentifierValue", "tool");
    xml_text(xml, "linkingAgentRole", "executing program");
    xml_close(xml);
    if (event->of_sources)
        put_linked(xml, crate, CRATE_SOURCE, "source");
    if (event->of_results)
        put_linked(xml, crate, CRATE_RESULT, "outcome");
    xml_close(xml);
}

static void put_agent(struct xml_out *xml, const char *id, const char *name, const char *type,
                      const char *version)
{
    xml_open(xml, "agent");
    put_identifier(xml, "agent", id);
    xml_text(xml, "agentName", name);
    xml_text(xml, "agentType", type);
    xml_text(xml, "agentVersion", version);
    xml_close(xml);
}

static void put_rights(struct xml_out *xml, const struct crate *crate)
{
    xml_open(xml, "rights");
    xml_open(xml, "rightsStatement");
    put_identifier(xml, "rightsStatement", "licence");
    xml_text(xml, "rightsBasis", "license");
    xml_open(xml, "licenseInformation");
    xml_text(xml, "licenseTerms", crate->license);
    xml_close(xml);
    xml_close(xml);
    xml_close(xml);
}

static struct xml_out *premis_new(void)
{
    return xml_new("premis", "xmlns=\"http://www.loc.gov/premis/v3\" "
                             "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
                             "version=\"3.0\"");
}

GBytes *premis_write_event(const char *object, const struct crate_event *event, const char *tool,
                           const char *version)
{
    struct xml_out *xml = premis_new();
    const struct crate_file whole = {.path = object, .role = CRATE_RESULT};
    const struct crate crate = {.files = &whole, .n_files = 1};
    struct crate_event linked = *event;
    linked.of_results = true;
    xml_open_with(xml, "object", "xsi:type", "representation");
    put_identifier(xml, "object", object);
    xml_close(xml);
    put_event(xml, &crate, &linked);
    put_agent(xml, "tool", tool, "software", version);
    return xml_finish(xml);
}

GBytes *premis_write(const struct crate *crate)
{
    struct xml_out *xml = premis_new();
    for (size_t i = 0; i < crate->n_files; i++)
        put_object(xml, &crate->files[i]);
    for (size_t i = 0; i < crate->n_events; i++)
        put_event(xml, crate, &crate->events[i]);
    put_agent(xml, "tool", crate->tool, "software", crate->tool_version);
    if (crate->publisher.name)
        put_agent(xml, "publisher", crate->publisher.name, "organization", NULL);
    if (crate->license)
        put_rights(xml, crate);
    return xml_finish(xml);
}
