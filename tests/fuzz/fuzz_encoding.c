// SPDX-License-Identifier: MIT
// A letter in any encoding: the first byte picks the name that --encoding gives it.
#include "reading.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const names[] = {"UTF-8",       "UTF-16",       "UTF-16LE",     "UTF-16BE",
                                        "UTF-32",      "WINDOWS-1256", "WINDOWS-1251", "ISO-8859-6",
                                        "SHIFT_JIS",   "GB18030",      "BIG5",         "EUC-KR",
                                        "ISO-2022-JP", "UTF-7",        "none"};
    if (size == 0)
        return 0;
    struct read_options options = {.form = "capture",
                                   .encoding = names[data[0] % G_N_ELEMENTS(names)],
                                   .tables = fuzz_tables()};
    fuzz_document(fuzz_file(data + 1, size - 1), &options);
    return 0;
}
