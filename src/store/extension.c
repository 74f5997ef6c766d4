// SPDX-License-Identifier: MIT
#include "store/extension.h"

#include <glib.h>

bool extension_registered(const char *name)
{
    static const char *const registered[] = {
        "initial",
        "0000-example-extension",
        "0001-digest-algorithms",
        "0002-flat-direct-storage-layout",
        "0003-hash-and-id-n-tuple-storage-layout",
        LAYOUT_NAME,
        "0005-mutable-head",
        "0006-flat-omit-prefix-storage-layout",
        "0007-n-tuple-omit-prefix-storage-layout",
        "0008-schema-registry",
        "0009-digest-algorithms",
        "0010-differential-n-tuple-omit-prefix-storage-layout",
        "0011-direct-clean-path-layout",
        "0012-hash-and-no-prefix-id-n-tuple-storage-layout",
        NULL,
    };
    return g_strv_contains(registered, name);
}

bool extension_digest(const char *name)
{
    static const char *const digests[] = {"blake2b-160", "blake2b-256", "blake2b-384",
                                          "sha512/256",  "size",        NULL};
    return g_strv_contains(digests, name);
}
