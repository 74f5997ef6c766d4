// SPDX-License-Identifier: MIT
#include "read/list/head_kind.h"

#include "base/translate.h"

#include <glib.h>
#include <string.h>

static const struct head_name {
    const char *name, *label;
    bool printed;
} kinds[HEAD_WORDS] = {
    [HEAD_NONE] = {"none", N_("not understood"), false},
    [HEAD_NUMBER] = {"number", N_("number"), true},
    [HEAD_NAME] = {"name", N_("name"), true},
    [HEAD_FULL] = {"full", N_("whole name"), true},
    [HEAD_GIVEN] = {"given", N_("given name"), true},
    [HEAD_MIDDLE] = {"middle", N_("middle name"), true},
    [HEAD_FAMILY] = {"family", N_("family name"), true},
    [HEAD_ORGANISATION] = {"organisation", N_("organisation"), true},
    [HEAD_ROLE] = {"role", N_("role"), true},
    [HEAD_AFFILIATION] = {"affiliation", N_("affiliation"), true},
    [HEAD_PLACE] = {"place", N_("place"), true},
    [HEAD_COUNTRY] = {"country", N_("country"), true},
    [HEAD_LANG] = {"lang", N_("language"), true},
    [HEAD_EMAIL] = {"email", N_("e-mail address"), false},
    [HEAD_PHONE] = {"phone", N_("telephone"), false},
    [HEAD_ADDRESS] = {"address", N_("postal address"), false},
    [HEAD_TIME] = {"time", N_("time"), false},
    [HEAD_NETWORK] = {"network", N_("network address"), false},
    [HEAD_LINK] = {"link", N_("link"), false},
    [HEAD_CONTACT] = {"contact", N_("contact"), false},
    [HEAD_COMMENT] = {"comment", N_("comment"), false},
    [HEAD_ID] = {"id", N_("identifier"), false},
    [HEAD_STATUS] = {"status", N_("status"), false},
    [HEAD_PERSON] = {"person", N_("personal particulars"), false},
    [HEAD_NEWS] = {"news", N_("wish for news"), false},
    [HEAD_TERMS] = {"terms", N_("terms"), false},
    [HEAD_CONSENT] = {"consent", N_("consent"), false},
    [HEAD_ANONYMOUS] = {"anonymous", N_("wish to stay anonymous"), false},
    [HEAD_PUBLISH] = {"publish", NULL, false},
    [HEAD_NOT] = {"not", NULL, false},
    [HEAD_JOIN] = {"join", NULL, false},
    [HEAD_YES] = {"yes", NULL, false},
    [HEAD_NO] = {"no", NULL, false},
    [HEAD_PENDING] = {"pending", NULL, false},
};

const char *head_kind_name(enum head_kind kind)
{
    return kinds[kind].name;
}

const char *head_kind_label(enum head_kind kind)
{
    return kinds[kind].label;
}

bool head_kind_is_printed(enum head_kind kind)
{
    return kinds[kind].printed;
}

int head_word_named(const char *name)
{
    for (int i = 0; i < HEAD_WORDS; i++) {
        if (strcmp(kinds[i].name, name) == 0)
            return i;
    }
    return -1;
}

int head_kind_named(const char *name)
{
    if (strcmp(name, "city") == 0)
        return HEAD_PLACE;
    if (strcmp(name, "org") == 0 || strcmp(name, "organization") == 0)
        return HEAD_ORGANISATION;
    int kind = head_word_named(name);
    return kind < HEAD_KINDS ? kind : -1;
}
