// SPDX-License-Identifier: MIT
// A ZIP as verify reads it, and as others do: where zip/view.h finds no fault, libzip must open the
// same entries with the same bytes, and, with WARRAQ_READERS=1 in the environment, so must every
// reader that tests/kit/bag-zip/readers.py finds installed. A difference is a crash.
#include "base/digest.h"
#include "zip/stream.h"
#include "zip/view.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void append(void *data, const void *bytes, size_t n)
{
    g_byte_array_append(data, bytes, (guint)n);
}

// The entry's bytes; NULL if they are not what the directory says.
static GByteArray *unpack(struct zip_view *view, guint i, struct findings *findings)
{
    struct zip_directory *directory = zip_view_directory(view);
    struct zip_entry *entry = zip_directory_entry(directory, i);
    GByteArray *bytes = g_byte_array_new();
    if (entry->sound && zip_stream(directory, entry, append, bytes, findings))
        return bytes;
    g_byte_array_unref(bytes);
    return NULL;
}

static void compare_entry(zip_t *zip, const struct zip_entry *entry, const GByteArray *bytes)
{
    zip_int64_t at = zip_name_locate(zip, entry->name, ZIP_FL_ENC_RAW);
    zip_file_t *file = at < 0 ? NULL : zip_fopen_index(zip, (zip_uint64_t)at, 0);
    if (!file)
        abort(); // libzip does not see it
    guint8 *theirs = g_malloc(bytes->len + 1);
    if (zip_fread(file, theirs, bytes->len + 1) != (zip_int64_t)bytes->len ||
        (bytes->len > 0 && memcmp(theirs, bytes->data, bytes->len) != 0))
        abort(); // other bytes
    g_free(theirs);
    zip_fclose(file);
}

// Lines of a digest and a name, as readers.py compares them.
static void list_entry(GString *listing, const struct zip_entry *entry, const GByteArray *bytes)
{
    char hex[DIGEST_HEX_MAX + 1];
    digest_bytes(DIGEST_SHA256, bytes->data, bytes->len, hex);
    if (!entry->folder)
        g_string_append_printf(listing, "%s %s\n", hex, entry->name);
}

static void ask_readers(const uint8_t *data, size_t n, const GString *listing)
{
    static char *folder, *archive, *list;
    if (!folder) {
        folder = g_dir_make_tmp("warraq-readers-XXXXXX", NULL);
        archive = g_build_filename(folder, "x.zip", NULL);
        list = g_build_filename(folder, "listing", NULL);
    }
    if (!g_file_set_contents(archive, (const char *)data, (gssize)n, NULL) ||
        !g_file_set_contents(list, listing->str, (gssize)listing->len, NULL))
        abort();
    const char *words[] = {"python3",  TEST_SOURCE_DIR "/tests/kit/bag-zip/readers.py",
                           "--expect", list,
                           archive,    NULL};
    int status = 0;
    if (!g_spawn_sync(NULL, (char **)words, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL,
                      &status, NULL) ||
        status != 0)
        abort(); // what differs was printed
}

static void compare(struct zip_view *view, const uint8_t *data, size_t n, struct findings *findings)
{
    GString *listing = g_string_new(NULL);
    zip_error_t reason;
    zip_error_init(&reason);
    zip_source_t *source = zip_source_buffer_create(data, n, 0, &reason);
    zip_t *zip = zip_open_from_source(source, ZIP_RDONLY, &reason);
    if (!zip)
        zip_source_free(source); // it may refuse what it likes
    guint count = zip_view_directory(view)->entries->len;
    if (zip && zip_get_num_entries(zip, 0) != (zip_int64_t)count)
        abort();
    bool whole = true;
    for (guint i = 0; i < count; i++) {
        GByteArray *bytes = unpack(view, i, findings);
        whole &= bytes != NULL;
        if (!bytes)
            continue;
        if (zip)
            compare_entry(zip, zip_directory_entry(zip_view_directory(view), i), bytes);
        list_entry(listing, zip_directory_entry(zip_view_directory(view), i), bytes);
        g_byte_array_unref(bytes);
    }
    if (zip)
        zip_discard(zip);
    if (whole && findings->faults->len == 0 && count > 0 && getenv("WARRAQ_READERS"))
        ask_readers(data, n, listing);
    g_string_free(listing, TRUE);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    static const struct zip_limits limits = {.bytes = 1 << 20, .ratio = 250, .entries = 100};
    struct findings *findings = findings_new("zip");
    GBytes *bytes = g_bytes_new_static(data, n);
    struct zip_view *view = zip_view_open_bytes(bytes, "x.zip", &limits, findings, NULL);
    if (view && findings->faults->len == 0)
        compare(view, data, n, findings);
    zip_view_close(view);
    g_bytes_unref(bytes);
    findings_free(findings);
    return 0;
}
