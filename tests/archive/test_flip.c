// SPDX-License-Identifier: MIT
// No byte of a bag that warraq wrote can change unseen: every byte of a small one is flipped, in
// each bit and in all, and verify must find fault and name the file the byte belongs to.
#include "archive/bag.h"
#include "zip/name.h"
#include "archive/verify.h"
#include "zip/directory.h"

#include <glib/gstdio.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
// cmocka's header wants those before it
#include <cmocka.h>
#include <fcntl.h>
#include <unistd.h>

enum { CENTRAL_NAME = 46 };

struct flipping {
    char *folder, *path;
    int fd;
    char *bytes;
    gsize n;
    GPtrArray *kept;
    char **owner; // of each byte, the path a fault must give; NULL where it is the archive's own
};

static void write_bag(const char *path)
{
    GBytes *letter = g_bytes_new_static("To whom it may concern\n", 23);
    GBytes *empty = g_bytes_new_static("", 0);
    struct bag_file files[] = {
        {.path = "letter.txt", .bytes = letter},
        {.path = "source/رسالة 100%.txt", .bytes = letter},
        {.path = "empty", .bytes = empty},
    };
    struct bag_label info[] = {{"Contact-Name", "A. Scribe"}};
    struct bag bag = {"letter", files, G_N_ELEMENTS(files), info, 1, 1700000000};
    struct bag_written written;
    assert_true(bag_write(&bag, path, &written, NULL));
    g_bytes_unref(letter);
    g_bytes_unref(empty);
}

// Local header and data of an entry answer for it. In the directory the bytes that give the record
// its length or its name decide who is spoken of, so there only a fault is asked for.
static void own_entry(struct flipping *flipping, const struct zip_directory *directory, guint i,
                      uint64_t *central)
{
    const struct zip_entry *entry = zip_directory_entry(directory, i);
    char *path = g_strdup(entry->name + strlen("letter/"));
    g_ptr_array_add(flipping->kept, path);
    for (uint64_t at = entry->header; at < entry->end; at++)
        flipping->owner[at] = path;
    for (int at = 4; at < 42; at++) {
        if (at < 28 || at > 33)
            flipping->owner[*central + (uint64_t)at] = path;
    }
    *central += CENTRAL_NAME + entry->name_length;
}

static void own(struct flipping *flipping)
{
    struct zip_input input;
    assert_true(zip_input_open(&input, flipping->path, NULL));
    struct findings *findings = findings_new("bag-zip");
    struct zip_directory *directory = zip_directory_read(&input, &zip_limits_default, findings);
    uint64_t central = directory->start;
    for (guint i = 0; i < directory->entries->len; i++)
        own_entry(flipping, directory, i, &central);
    assert_int_equal(findings->faults->len, 0);
    zip_directory_free(directory);
    findings_free(findings);
    zip_input_close(&input);
}

static bool names(const struct findings *findings, const char *path)
{
    for (guint i = 0; i < findings->faults->len; i++) {
        const struct finding *finding = &g_array_index(findings->faults, struct finding, i);
        if (finding->path && strcmp(finding->path, path) == 0)
            return true;
    }
    return false;
}

static void flip(struct flipping *flipping, gsize at, int pattern)
{
    char byte = (char)(flipping->bytes[at] ^ pattern);
    assert_int_equal(pwrite(flipping->fd, &byte, 1, (off_t)at), 1);
    GError *error = NULL;
    struct findings *findings = verify_bag_zip(flipping->path, &zip_limits_default, &error);
    assert_null(error);
    if (findings->faults->len == 0)
        fail_msg("byte %zu flipped by %02x is not seen", at, pattern);
    if (flipping->owner[at] && !names(findings, flipping->owner[at]))
        fail_msg("byte %zu flipped by %02x: %s is not named", at, pattern, flipping->owner[at]);
    findings_free(findings);
    assert_int_equal(pwrite(flipping->fd, flipping->bytes + at, 1, (off_t)at), 1);
}

static void test_every_byte(void **state)
{
    (void)state;
    struct flipping flipping = {.folder = g_dir_make_tmp("warraq-flip-XXXXXX", NULL)};
    flipping.kept = g_ptr_array_new_with_free_func(g_free);
    flipping.path = g_build_filename(flipping.folder, "letter.zip", NULL);
    write_bag(flipping.path);
    assert_true(g_file_get_contents(flipping.path, &flipping.bytes, &flipping.n, NULL));
    flipping.owner = g_new0(char *, flipping.n);
    own(&flipping);
    flipping.fd = open(flipping.path, O_RDWR);
    for (gsize at = 0; at < flipping.n; at++) {
        for (int bit = 0; bit < 8; bit++)
            flip(&flipping, at, 1 << bit);
        flip(&flipping, at, 0xFF);
    }
    struct findings *findings = verify_bag_zip(flipping.path, &zip_limits_default, NULL);
    assert_int_equal(findings->faults->len, 0);
    assert_int_equal(findings->warnings->len, 0);
    print_message("%zu bytes, each flipped in 9 ways, each seen\n", flipping.n);
    findings_free(findings);
    close(flipping.fd);
    g_unlink(flipping.path);
    g_rmdir(flipping.folder);
    g_ptr_array_unref(flipping.kept);
    g_free(flipping.owner);
    g_free(flipping.bytes);
    g_free(flipping.path);
    g_free(flipping.folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_every_byte)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
