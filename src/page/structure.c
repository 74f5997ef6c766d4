// SPDX-License-Identifier: MIT
#include "page/structure.h"

static const char *const names[] = {
    [ROLE_DOCUMENT] = "Document",
    [ROLE_SECT] = "Sect",
    [ROLE_H1] = "H1",
    [ROLE_H2] = "H2",
    [ROLE_H3] = "H3",
    [ROLE_H4] = "H4",
    [ROLE_H5] = "H5",
    [ROLE_H6] = "H6",
    [ROLE_P] = "P",
    [ROLE_BLOCK_QUOTE] = "BlockQuote",
    [ROLE_L] = "L",
    [ROLE_LI] = "LI",
    [ROLE_LBL] = "Lbl",
    [ROLE_LBODY] = "LBody",
    [ROLE_TABLE] = "Table",
    [ROLE_TR] = "TR",
    [ROLE_TH] = "TH",
    [ROLE_TD] = "TD",
    [ROLE_FIGURE] = "Figure",
    [ROLE_CAPTION] = "Caption",
    [ROLE_NOTE] = "Note",
    [ROLE_REFERENCE] = "Reference",
    [ROLE_LINK] = "Link",
    [ROLE_SPAN] = "Span",
};

const char *role_name(enum role role)
{
    return names[role];
}
