// SPDX-License-Identifier: MIT
// The names that the rooms' tables hold, lent to whoever speaks to people: the program's help, its
// manual, another program's menus.
#include "door/choices.h"
#include "door/values.h"

#include <string.h>

#define NOTE "note"
#define WARNING "warning"
#define ERROR "error"
#define FAULT "fault"
#define FAULT_OR_WARNING "fault or warning"
#define CODE(code, severity, meaning) {code, severity, ABOUT, meaning},

static const struct warraq_code codes[] = {
#define ABOUT "reading a source"
#include "read/codes.inc"
#undef ABOUT
#define ABOUT "checking a letter"
#include "check/codes.inc"
#undef ABOUT
#define ABOUT "style files"
#include "style/codes.inc"
#undef ABOUT
#define ABOUT "setting text"
#include "text/codes.inc"
#undef ABOUT
#define ABOUT "setting pages"
#include "layout/codes.inc"
#undef ABOUT
#define ABOUT "writing a record"
#include "record/codes.inc"
#undef ABOUT
#define ABOUT "whole jobs"
#include "door/codes.inc"
#undef ABOUT
#define ABOUT "bags, signatures and time stamps"
#include "archive/codes.inc"
#undef ABOUT
#define ABOUT "ZIP files and paths"
#include "zip/codes.inc"
#undef ABOUT
#define ABOUT "stores"
#include "store/codes.inc"
#undef ABOUT
#define ABOUT "every check and call"
#include "base/codes.inc"
#undef ABOUT
    {0},
};

const struct warraq_code *warraq_codes(void)
{
    return codes;
}

bool warraq_choice_at(const char *option, size_t index, struct warraq_choice *ret)
{
    if (!option || !ret)
        return false;
    choice_fn choice = strcmp(option, "as") == 0       ? handout_choice
                       : strcmp(option, "stage") == 0  ? stage_choice
                       : strcmp(option, "config") == 0 ? config_choice
                                                       : value_choices(option);
    return choice && choice(index, ret);
}
