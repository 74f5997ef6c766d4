// SPDX-License-Identifier: MIT
// Signatories in a workbook of Excel's, part by part: the sheet, the shared strings, the styles,
// the workbook.
#include "reading.h"
#include "stored_zip.h"

static const struct stored_part parts[] = {
    {"xl/worksheets/sheet1.xml", "<worksheet/>"},
    {"xl/sharedStrings.xml", "<sst/>"},
    {"xl/styles.xml", "<styleSheet/>"},
    {"xl/workbook.xml", "<workbook><sheets><sheet name='a' r:id='r1'/></sheets></workbook>"},
    {"xl/_rels/workbook.xml.rels",
     "<Relationships><Relationship Id='r1' Target='worksheets/sheet1.xml'/></Relationships>"},
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    GByteArray *zip = stored_zip(parts, G_N_ELEMENTS(parts), data, size);
    fuzz_list("list.xlsx", zip->data, zip->len);
    g_byte_array_unref(zip);
    return 0;
}
