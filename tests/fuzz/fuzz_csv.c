// SPDX-License-Identifier: MIT
// Files of signatories: the first byte picks CSV, TSV, JSON, YAML or lines.
#include "reading.h"

#include "read/check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const suffixes[] = {"csv", "tsv", "json", "yaml", "txt"};
    if (size == 0)
        return 0;
    char path[128];
    const char *folder = g_get_tmp_dir();
    g_snprintf(path, sizeof path, "%s/warraq-fuzz-%ld.%s", folder, (long)getpid(),
               suffixes[data[0] % G_N_ELEMENTS(suffixes)]);
    if (!g_file_set_contents(path, (const char *)data + 1, (gssize)size - 1, NULL))
        abort();
    struct read_options options = {.signatories = path};
    struct diag *diag = diag_new();
    GError *error = NULL;
    struct document *document =
        read_document(TEST_SOURCE_DIR "/tests/fuzz/letter.txt", &options, diag, &error);
    if ((document == NULL) != (error != NULL))
        abort();
    g_clear_error(&error);
    if (document)
        check_document(document, diag, NULL);
    document_free(document);
    diag_free(diag);
    unlink(path);
    return 0;
}
