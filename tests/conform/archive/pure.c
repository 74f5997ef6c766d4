// SPDX-License-Identifier: MIT
// @ronomon/pure, a strict linter of ZIPs, over each file named: says nothing of a clean one.
#include "pure.h"

static int lint(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END) != 0) {
        perror(path);
        return 1;
    }
    long n = ftell(file);
    uint8_t *bytes = malloc((size_t)n + 1);
    rewind(file);
    int code = fread(bytes, 1, (size_t)n, file) == (size_t)n ? pure_zip(bytes, (uint64_t)n, 0) : -1;
    if (code)
        printf("%s: %s\n", path, code < 0 ? "cannot be read" : pure_error_string(code));
    free(bytes);
    fclose(file);
    return code != 0;
}

int main(int argc, char **argv)
{
    int bad = 0;
    for (int i = 1; i < argc; i++)
        bad += lint(argv[i]);
    return bad > 0;
}
