// SPDX-License-Identifier: MIT
#include "read/office/role.h"

#include <string.h>

// "Heading_20_2" is OpenDocument's spelling of "Heading 2".
static char *plain_name(const char *name)
{
    GString *plain = g_string_new(NULL);
    for (const char *p = name; *p; p++) {
        if (strncmp(p, "_20_", 4) == 0)
            p += 3;
        else if (!strchr(" -_", *p))
            g_string_append_c(plain, g_ascii_tolower(*p));
    }
    return g_string_free(plain, FALSE);
}

static int heading_level(const char *plain)
{
    const char *digit = g_str_has_prefix(plain, "heading") ? plain + strlen("heading") : "";
    return digit[0] >= '1' && digit[0] <= '9' && !digit[1] ? MIN(digit[0] - '0', 6) : 0;
}

struct style_role style_role(const char *name)
{
    static const struct {
        const char *name;
        enum node_kind kind;
    } roles[] = {{"title", NODE_TITLE},
                 {"salutation", NODE_SALUTATION},
                 {"complimentaryclose", NODE_CLOSING},
                 {"closing", NODE_CLOSING},
                 {"date", NODE_DATE},
                 {"addressee", NODE_ADDRESSEE},
                 {"insideaddress", NODE_ADDRESSEE},
                 {"sender", NODE_SENDER},
                 {"envelopereturn", NODE_SENDER},
                 {"quote", NODE_QUOTE},
                 {"intensequote", NODE_QUOTE},
                 {"quotations", NODE_QUOTE},
                 {"blocktext", NODE_QUOTE},
                 {"caption", NODE_CAPTION}};
    struct style_role role = {NODE_PARAGRAPH, 0};
    char *plain = plain_name(name);
    role.level = heading_level(plain);
    if (role.level)
        role.kind = NODE_HEADING;
    for (size_t i = 0; i < G_N_ELEMENTS(roles); i++) {
        if (strcmp(plain, roles[i].name) == 0)
            role.kind = roles[i].kind;
    }
    g_free(plain);
    return role;
}
