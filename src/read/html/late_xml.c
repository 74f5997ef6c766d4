// SPDX-License-Identifier: MIT
#include "read/html/late_xml.h"

#include "base/memory.h"

#include <stdlib.h>

struct late_xml late_xml;

static LATE_POINTER(xmlMemSetup) set_memory;

static const struct late_symbol symbols[] = {
    LATE_SYMBOL(set_memory, xmlMemSetup),
    LATE_SYMBOL(late_xml.read_html, htmlReadMemory),
    LATE_SYMBOL(late_xml.root, xmlDocGetRootElement),
    LATE_SYMBOL(late_xml.attribute, xmlGetNoNsProp),
    LATE_SYMBOL(late_xml.has_attribute, xmlHasProp),
    LATE_SYMBOL(late_xml.line, xmlGetLineNo),
    LATE_SYMBOL(late_xml.free_document, xmlFreeDoc),
};

static struct late_library library = {
    .file = WARRAQ_LIBXML2, .symbols = symbols, .n = G_N_ELEMENTS(symbols)};

// libxml2 gives the tree it had when memory ran out, which would be a letter without its end.
static void take_memory(void)
{
    static gsize taken;
    if (g_once_init_enter(&taken)) {
        set_memory(free, memory_alloc, memory_realloc, memory_strdup);
        g_once_init_leave(&taken, 1);
    }
}

bool late_xml_open(GError **error)
{
    if (!late_open(&library, error))
        return false;
    take_memory();
    return true;
}

char *late_xml_attribute(const xmlNode *node, const char *name)
{
    return (char *)late_xml.attribute(node, BAD_CAST name);
}
