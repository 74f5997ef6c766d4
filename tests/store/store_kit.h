// SPDX-License-Identifier: MIT
// What the store's tests share: a scratch folder, bags made of a few words, small assertions.
#ifndef WARRAQ_TESTS_STORE_KIT_H
#define WARRAQ_TESTS_STORE_KIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <glib.h>
#include <glib/gstdio.h>

#include "store/fs.h"
#include "store/store.h"

#define KIT_ID "urn:test:letter"

/* A version is made a day after its bag's date: the two are not the same. */
enum { KIT_LATER = 24 * 60 * 60 };

// A scratch folder, in memory where there is such a disk: thousands of stores are made and dropped.
// The caller removes it with kit_drop().
static inline char *kit_scratch(void)
{
    const char *base = g_access("/dev/shm", 7) == 0 ? "/dev/shm" : g_get_tmp_dir();
    g_autofree char *pattern = g_build_filename(base, "warraq-store-XXXXXX", NULL);
    char *made = g_mkdtemp(g_steal_pointer(&pattern));
    assert_non_null(made);
    return made;
}

static inline void kit_drop(char *scratch)
{
    fs_remove(scratch);
    g_free(scratch);
}

// A bag of three files: a letter that changes with every version, one that never does, one below
// a folder.
struct kit_bag {
    struct bag bag;
    struct bag_file files[3];
    struct bag_label label;
};

static inline void kit_bag_make(struct kit_bag *kit, unsigned version)
{
    g_autofree char *text = g_strdup_printf("letter, version %u\n", version);
    kit->files[0] = (struct bag_file){"letter.txt", g_bytes_new(text, strlen(text)), NULL};
    kit->files[1] = (struct bag_file){"fonts.json", g_bytes_new_static("[]\n", 3), NULL};
    kit->files[2] = (struct bag_file){"source/\u0631\u0633\u0627\u0644\u0629.txt",
                                      g_bytes_new(text, strlen(text)), NULL};
    kit->label = (struct bag_label){"Source-Organization", "Test"};
    kit->bag = (struct bag){"letter", kit->files, 3, &kit->label, 1, 1600000000 + version};
}

static inline void kit_bag_drop(struct kit_bag *kit)
{
    for (size_t i = 0; i < 3; i++)
        g_bytes_unref(kit->files[i].bytes);
}

static inline struct store_written kit_snapshot(const char *store, unsigned version)
{
    struct kit_bag kit;
    struct store_written written;
    g_autoptr(GError) error = NULL;
    kit_bag_make(&kit, version);
    const struct store_job job = {.created = kit.bag.date + KIT_LATER,
                                  .message = "test",
                                  .user = "Tester",
                                  .address = "mailto:t@example.org"};
    bool ok = store_snapshot(store, KIT_ID, &kit.bag, &job, NULL, &written, &error);
    if (!ok)
        fail_msg("snapshot: %s", error->message);
    kit_bag_drop(&kit);
    return written;
}

#endif
