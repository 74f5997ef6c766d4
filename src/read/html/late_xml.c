// SPDX-License-Identifier: MIT
#include "read/html/late_xml.h"

struct late_xml late_xml;

static const struct late_symbol symbols[] = {
    LATE_SYMBOL(late_xml.read_html, htmlReadMemory),
    LATE_SYMBOL(late_xml.root, xmlDocGetRootElement),
    LATE_SYMBOL(late_xml.attribute, xmlGetNoNsProp),
    LATE_SYMBOL(late_xml.has_attribute, xmlHasProp),
    LATE_SYMBOL(late_xml.line, xmlGetLineNo),
    LATE_SYMBOL(late_xml.free_document, xmlFreeDoc),
};

static struct late_library library = {
    .file = WARRAQ_LIBXML2, .symbols = symbols, .n = G_N_ELEMENTS(symbols)};

bool late_xml_open(GError **error)
{
    return late_open(&library, error);
}

char *late_xml_attribute(const xmlNode *node, const char *name)
{
    return (char *)late_xml.attribute(node, BAD_CAST name);
}
