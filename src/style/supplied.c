// SPDX-License-Identifier: MIT
#include "style/supplied.h"

#include <stddef.h>

static const struct style_supplied supplied[] = {
#define STYLE(name, description) {name, description},
#include "style/supplied.inc" // written by src/CMakeLists.txt from styles/
    {NULL, NULL},
};

const struct style_supplied *style_supplied(void)
{
    return supplied;
}
