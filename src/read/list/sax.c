// SPDX-License-Identifier: MIT
#include "read/list/sax.h"

#include "base/error.h"
#include "base/translate.h"
#include "read/lazy_libxml.h"
#include "zip/stream.h"

#include <string.h>

struct sax {
    xmlParserCtxtPtr parser;
    const struct sax_events *events;
    void *data;
    const char *fault; // the first one; after it no event is passed on
};

static const char *without_prefix(const unsigned char *name)
{
    const char *colon = strchr((const char *)name, ':');
    return colon ? colon + 1 : (const char *)name;
}

const char *sax_attribute(const struct sax_attributes *attributes, const char *name)
{
    for (const unsigned char **raw = attributes->raw; raw && *raw; raw += 2) {
        if (strcmp(without_prefix(raw[0]), name) == 0)
            return (const char *)raw[1];
    }
    return NULL;
}

static void fail(struct sax *sax, const char *fault)
{
    if (!sax->fault) {
        sax->fault = fault;
        xmlStopParser(sax->parser);
    }
}

// An ampersand or a bracket comes as a reference of its own, "&#38;", where entities are not
// followed.
static void unescape(xmlChar *value)
{
    char *to = (char *)value;
    for (const char *from = to; *from; to++) {
        bool ampersand = strncmp(from, "&#38;", 5) == 0, bracket = strncmp(from, "&#60;", 5) == 0;
        *to = ampersand ? '&' : bracket ? '<' : *from;
        from += ampersand || bracket ? 5 : 1;
    }
    *to = '\0';
}

static void unescape_values(const xmlChar **attributes)
{
    for (; attributes && *attributes; attributes += 2) {
        if (attributes[1] && strchr((const char *)attributes[1], '&'))
            unescape((xmlChar *)attributes[1]);
    }
}

static void on_start(void *user, const xmlChar *name, const xmlChar **attributes)
{
    struct sax *sax = user;
    struct sax_attributes own = {attributes};
    unescape_values(attributes);
    if (!sax->fault && sax->events->start)
        sax->events->start(sax->data, without_prefix(name), &own);
}

static void on_end(void *user, const xmlChar *name)
{
    struct sax *sax = user;
    if (!sax->fault && sax->events->end)
        sax->events->end(sax->data, without_prefix(name));
}

static void on_text(void *user, const xmlChar *text, int n)
{
    struct sax *sax = user;
    if (!sax->fault && sax->events->text)
        sax->events->text(sax->data, (const char *)text, (size_t)n);
}

// Entities could stand for gigabytes or for other files; neither format has a use for them.
static void on_document_type(void *user, const xmlChar *name, const xmlChar *external,
                             const xmlChar *system)
{
    (void)name;
    (void)external;
    (void)system;
    fail(user, N_("it has a document type, which may hold anything"));
}

static void check_form(struct sax *sax)
{
    if (!sax->fault && !sax->parser->wellFormed)
        fail(sax, N_("it is not well-formed XML"));
}

static void on_chunk(void *data, const void *bytes, size_t n)
{
    struct sax *sax = data;
    enum { PIECE = 1 << 16 };
    for (const char *p = bytes; n && !sax->fault;) {
        size_t piece = MIN(n, (size_t)PIECE);
        xmlParseChunk(sax->parser, p, (int)piece, 0);
        check_form(sax);
        p += piece;
        n -= piece;
    }
}

static bool sax_open(struct sax *sax, const struct sax_events *events, void *data, GError **error)
{
    const char *missing = lazy_libxml_open();
    if (missing) {
        fault_set(error, FAULT_IO, "a library cannot be opened: %s", missing);
        return false;
    }
    // Not XML_SAX2_MAGIC: names come with their prefixes, and attributes as pairs.
    xmlSAXHandler handler = {.initialized = 1,
                             .startElement = on_start,
                             .endElement = on_end,
                             .characters = on_text,
                             .cdataBlock = on_text,
                             .ignorableWhitespace = on_text,
                             .internalSubset = on_document_type};
    *sax = (struct sax){.events = events, .data = data};
    sax->parser = xmlCreatePushParserCtxt(&handler, sax, NULL, 0, NULL);
    if (sax->parser)
        xmlCtxtUseOptions(sax->parser, XML_PARSE_NONET | XML_PARSE_COMPACT);
    else
        fault_set(error, FAULT_IO, "no memory for an XML parser");
    return sax->parser != NULL;
}

static bool sax_close(struct sax *sax, const char *name, GError **error)
{
    if (!sax->fault)
        xmlParseChunk(sax->parser, NULL, 0, 1);
    check_form(sax);
    if (sax->parser->myDoc)
        xmlFreeDoc(sax->parser->myDoc);
    xmlFreeParserCtxt(sax->parser);
    if (sax->fault)
        fault_set_on(error, FAULT_INVALID, "%s cannot be read: %s", name, sax->fault);
    return !sax->fault;
}

bool sax_read_entry(struct zip_view *view, const char *name, const struct sax_events *events,
                    void *data, GError **error)
{
    struct zip_entry *entry = zip_view_find(view, name);
    if (!entry) {
        fault_set(error, FAULT_INVALID, "it holds no %s that could be read for certain", name);
        return false;
    }
    struct sax sax;
    if (!sax_open(&sax, events, data, error))
        return false;
    struct findings *findings = findings_new("zip");
    bool sound = zip_stream(zip_view_directory(view), entry, on_chunk, &sax, findings);
    findings_free(findings);
    bool read = sax_close(&sax, name, sound ? error : NULL);
    if (!sound)
        fault_set(error, FAULT_INVALID, "%s is not what the ZIP's directory says of it", name);
    return sound && read;
}

bool sax_read_bytes(GBytes *bytes, const char *name, const struct sax_events *events, void *data,
                    GError **error)
{
    struct sax sax;
    if (!sax_open(&sax, events, data, error))
        return false;
    on_chunk(&sax, g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
    return sax_close(&sax, name, error);
}
