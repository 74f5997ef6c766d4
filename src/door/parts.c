// SPDX-License-Identifier: MIT
#include "door/parts.h"

const char *payload_keep(struct payload *payload, char *text)
{
    g_ptr_array_add(payload->kept, text);
    return text;
}

void payload_add_bytes(struct payload *payload, char *path, GBytes *bytes)
{
    struct bag_file file = {payload_keep(payload, path), bytes, NULL};
    g_array_append_val(payload->files, file);
}
