// SPDX-License-Identifier: MIT
// The tables of phrases, totals, months and words, which anyone may edit: each is the input, and
// a letter is read with them.
#include "reading.h"

static const char *const names[] = {"residue", "addressee", "salutation", "closing",
                                    "subject", "sender",    "reference",  "signatories",
                                    "totals",  "months",    "words"};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    // A folder "read" that is the folder itself: the tables lie below it.
    static char *loop;
    if (!loop) {
        loop = g_build_filename(fuzz_folder(), "read", NULL);
        if (symlink(".", loop) != 0)
            abort();
    }
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        char *name = g_strconcat(names[i], ".txt", NULL);
        g_free(fuzz_named_file(name, data, size));
        g_free(name);
    }
    struct read_options options = {.form = "capture", .data = fuzz_folder()};
    fuzz_document(FUZZ_LETTER, &options);
    return 0;
}
