// SPDX-License-Identifier: MIT
#include "base/link.h"

#include <glib.h>
#include <string.h>

bool link_is_address(const char *address)
{
    static const char *const schemes[] = {"http", "https", "mailto", "tel"};
    char *scheme = g_uri_parse_scheme(address);
    bool known = false;
    for (size_t i = 0; scheme && i < G_N_ELEMENTS(schemes); i++)
        known |= g_ascii_strcasecmp(scheme, schemes[i]) == 0 && address[strlen(scheme) + 1];
    g_free(scheme);
    return known;
}

bool link_is_harmless(const char *address)
{
    return address[0] == '#' || link_is_address(address);
}
