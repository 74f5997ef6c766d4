// SPDX-License-Identifier: MIT
// The check of an OCFL inventory on any bytes, and the reading of an object that has it: what
// passes the check must be safe to use.
#include "store/inventory.h"

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

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    struct findings *findings = findings_new("ocfl-object");
    struct inventory *inventory = inventory_parse(data, n, "inventory.json", findings);
    if (inventory && findings->faults->len == 0)
        use(inventory);
    inventory_free(inventory);
    findings_free(findings);
    return 0;
}
