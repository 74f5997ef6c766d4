// SPDX-License-Identifier: MIT
// A letter of Word's, part by part: the document, its styles, lists, notes, relations.
#include "reading.h"
#include "stored_zip.h"

static const struct stored_part parts[] = {
    {"word/document.xml",
     "<w:document><w:body><w:p><w:r><w:t>x</w:t></w:r></w:p></w:body></w:document>"},
    {"word/styles.xml", "<w:styles/>"},
    {"word/numbering.xml", "<w:numbering/>"},
    {"word/footnotes.xml", "<w:footnotes/>"},
    {"word/_rels/document.xml.rels",
     "<Relationships><Relationship Id='s' Type='/styles' Target='styles.xml'/><Relationship Id='n' "
     "Type='/numbering' Target='numbering.xml'/><Relationship Id='f' Type='/footnotes' "
     "Target='footnotes.xml'/></Relationships>"},
    {"_rels/.rels", "<Relationships><Relationship Id='d' Type='/officeDocument' "
                    "Target='word/document.xml'/></Relationships>"},
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    GByteArray *zip = stored_zip(parts, G_N_ELEMENTS(parts), data, size);
    fuzz_read("word", zip->data, zip->len);
    g_byte_array_unref(zip);
    return 0;
}
