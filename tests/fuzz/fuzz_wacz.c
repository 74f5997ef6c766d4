// SPDX-License-Identifier: MIT
// An archive of the web with its list of pages, part by part: the list, one archive, a second.
#include "reading.h"
#include "stored_zip.h"

static const struct stored_part parts[] = {
    {"pages/pages.jsonl", "{\"url\": \"http://a.example/\"}"},
    {"archive/a.warc", "WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: http://a.example/\r\n"
                       "Content-Type: text/html\r\nContent-Length: 4\r\n\r\n<p>x\r\n\r\n"},
    {"archive/b.warc", "WARC/1.0\r\n\r\n"},
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    GByteArray *zip = stored_zip(parts, G_N_ELEMENTS(parts), data, size);
    fuzz_read("wacz", zip->data, zip->len);
    g_byte_array_unref(zip);
    return 0;
}
