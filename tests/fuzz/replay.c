// SPDX-License-Identifier: MIT
// Every fuzz target over its own seeds, without a fuzzer: `fuzz_replay SEEDS`, where SEEDS/TARGET/
// holds a target's. So a change that a target no longer builds or lives with is seen by any build.
// The targets are compiled once more for it, each entry named run_ and its file (CMakeLists.txt).
#include <glib.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

typedef int target_fn(const uint8_t *data, size_t n);

#define TARGET(name) target_fn run_##name;
#include "fuzz_targets.inc"
#undef TARGET

static const struct {
    const char *name;
    target_fn *run;
} targets[] = {
#define TARGET(name) {#name, run_##name},
#include "fuzz_targets.inc"
#undef TARGET
};

// How many seeds ran, and the empty input after them; -1 if one cannot be read.
static int replay(target_fn *run, const char *folder)
{
    GDir *dir = g_dir_open(folder, 0, NULL);
    int n_run = 0;
    for (const char *name; dir && n_run >= 0 && (name = g_dir_read_name(dir));) {
        char *path = g_build_filename(folder, name, NULL), *data = NULL;
        gsize n = 0;
        if (g_file_get_contents(path, &data, &n, NULL)) {
            // Of its own length exactly, so that a byte read beyond it is one a checker sees.
            uint8_t *exact = g_memdup2(data, n);
            run(exact, n);
            g_free(exact);
            n_run++;
        } else {
            n_run = -1;
        }
        g_free(data);
        g_free(path);
    }
    g_clear_pointer(&dir, g_dir_close);
    run((const uint8_t *)"", 0);
    return n_run;
}

int main(int argc, char **argv)
{
    if (argc != 2)
        return 2;
    // A critical warning is a fault here; and a target may go to a folder of its own.
    g_log_set_always_fatal((GLogLevelFlags)(G_LOG_LEVEL_CRITICAL | G_LOG_FATAL_MASK));
    char *seeds = g_canonicalize_filename(argv[1], NULL);
    int failed = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(targets); i++) {
        char *folder = g_build_filename(seeds, targets[i].name, NULL);
        int n_run = replay(targets[i].run, folder);
        failed += n_run < 1;
        printf("%s: %d seeds%s\n", targets[i].name, n_run, n_run < 1 ? ": FAILED" : "");
        fflush(stdout);
        g_free(folder);
    }
    g_free(seeds);
    printf("%zu targets, %d failed\n", G_N_ELEMENTS(targets), failed);
    return failed ? 1 : 0;
}
