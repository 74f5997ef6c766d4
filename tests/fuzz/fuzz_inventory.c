// SPDX-License-Identifier: MIT
// The check of an OCFL inventory on any bytes, and the reading of an object that has it: what
// passes the check must be safe to use, and a version put into its text must leave it sound.
#include "base/digest.h"
#include "store/inventory.h"
#include "store/inventory_text.h"

#include <assert.h>
#include <stdint.h>

// Every state's digest leads to a content path that stays in the object.
static void use(const struct inventory *inventory)
{
    for (size_t number = 1; number <= inventory->newest; number++) {
        const char *digest;
        json_t *paths;
        json_t *block = inventory_version(inventory, number);
        assert(block && json_member(block, "created"));
        json_object_foreach(json_object_get(block, "state"), digest, paths)
        {
            const char *content = inventory_content(inventory, digest);
            assert(content && path_fault(content) == 0);
            for (size_t i = 0; i < json_array_size(paths); i++)
                assert(path_fault(json_string_value(json_array_get(paths, i))) == 0);
        }
    }
}

static void grow(const void *data, size_t n, bool sound)
{
    static const char zeros[] = "0000000000000000000000000000000000000000000000000000000000000000"
                                "0000000000000000000000000000000000000000000000000000000000000000";
    static const char *const wanted[] = {zeros};
    GBytes *bytes = g_bytes_new_static(data, n);
    struct inventory *inventory = inventory_excerpt(bytes, wanted, 1);
    if (inventory) {
        json_t *addition = json_pack("{s:s, s:{s:{}}, s:{s:[s]}}", "head", "v0", "versions", "v0",
                                     "manifest", "new", "v0/content/new");
        inventory->bytes = g_bytes_ref(bytes);
        GString *text = inventory_grow(inventory, addition);
        json_t *json = json_read("grown", text->str, text->len, NULL);
        assert(!sound || json_object_get(json_object_get(json, "versions"), "v0"));
        json_decref(json);
        g_string_free(text, TRUE);
        json_decref(addition);
    }
    inventory_free(inventory);
    g_bytes_unref(bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    struct findings *findings = findings_new("ocfl-object");
    struct inventory *inventory = inventory_parse(data, n, "inventory.json", findings);
    bool sound = inventory && findings->faults->len == 0;
    if (sound)
        use(inventory);
    grow(data, n, sound);
    inventory_free(inventory);
    findings_free(findings);
    return 0;
}
