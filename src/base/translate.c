// SPDX-License-Identifier: MIT
#include "base/translate.h"

#include <stddef.h>

static translate_fn catalogue;

void translate_set(translate_fn fn)
{
    catalogue = fn;
}

const char *translate(const char *english)
{
    return catalogue ? catalogue(english) : english;
}
