// SPDX-License-Identifier: MIT
// The functions of libxml2 that HTML is read with.
#ifndef WARRAQ_READ_HTML_LATE_XML_H
#define WARRAQ_READ_HTML_LATE_XML_H

#include "base/late.h"

#include <libxml/HTMLparser.h>

/* Good once late_xml_open() is true. What they give to be freed is freed with free(). */
struct late_xml {
    LATE_POINTER(htmlReadMemory) read_html;
    LATE_POINTER(xmlDocGetRootElement) root;
    LATE_POINTER(xmlGetNoNsProp) attribute;
    LATE_POINTER(xmlHasProp) has_attribute;
    LATE_POINTER(xmlGetLineNo) line;
    LATE_POINTER(xmlFreeDoc) free_document;
};
extern struct late_xml late_xml;

/* Opens libxml2, with our allocator; see late_open(). */
bool late_xml_open(GError **error);

/* An attribute without a namespace; NULL if there is none. The caller frees it with
 * free(). */
char *late_xml_attribute(const xmlNode *node, const char *name);

#endif
