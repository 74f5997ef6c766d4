// SPDX-License-Identifier: MIT
#include "warraq.h"

int main(int argc, char **argv)
{
    (void)argc;
    (void)argv;
    return 2;
}
