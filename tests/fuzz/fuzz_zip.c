// SPDX-License-Identifier: MIT
// verify on any bytes at all, as a ZIP. The file is in memory, but is opened, measured and read
// as one on disk.
#include "archive/verify.h"

#include <assert.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    static const struct zip_limits limits = {.bytes = 1 << 24, .ratio = 250, .entries = 1000};
    static int fd = -1;
    if (fd < 0)
        fd = memfd_create("fuzz.zip", MFD_CLOEXEC);
    char path[64];
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    assert(ftruncate(fd, 0) == 0 && pwrite(fd, data, n, 0) == (ssize_t)n);
    struct findings *findings = verify_bag_zip(path, &limits, NULL);
    assert(findings);
    findings_free(findings);
    return 0;
}
