// SPDX-License-Identifier: MIT
// An allocator that fails, for LD_PRELOAD. The program's malloc() asks the C library's by the name
// __libc_malloc(); this stands before it. With STARVE_AT=N the N-th request and all after it are
// refused; with STARVE_COUNT=FILE the number of requests is written there in the end.
#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// Of the C library's own names this one is left alone: it is where memory comes from.
void *__libc_memalign(size_t alignment, size_t size);

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *old, size_t size);

enum { ALIGNMENT = 16 };

static atomic_long requests;
static long last; // -1: not asked for yet; 0: none is refused

static long take_last(void)
{
    const char *at = getenv("STARVE_AT");
    return at ? atol(at) : 0;
}

// getenv() works only once the C library has seen the environment: before that nothing is refused.
__attribute__((constructor)) static void begin(void)
{
    atomic_store(&requests, 0);
    last = take_last();
}

__attribute__((destructor)) static void end(void)
{
    const char *path = getenv("STARVE_COUNT");
    int fd = path ? open(path, O_WRONLY | O_CREAT | O_TRUNC, 0666) : -1;
    if (fd < 0)
        return;
    dprintf(fd, "%ld\n", atomic_load(&requests));
    close(fd);
}

static void *allocate(size_t size)
{
    long number = atomic_fetch_add(&requests, 1) + 1;
    if (last > 0 && number >= last) {
        errno = ENOMEM;
        return NULL;
    }
    return __libc_memalign(ALIGNMENT, size);
}

void *__libc_malloc(size_t size)
{
    return allocate(size);
}

void *__libc_calloc(size_t n, size_t size)
{
    size_t bytes;
    if (__builtin_mul_overflow(n, size, &bytes)) {
        errno = ENOMEM;
        return NULL;
    }
    void *memory = allocate(bytes);
    return memory ? memset(memory, 0, bytes) : NULL;
}

void *__libc_realloc(void *old, size_t size)
{
    void *memory = allocate(size);
    if (!old || !memory)
        return memory;
    size_t held = malloc_usable_size(old);
    memcpy(memory, old, held < size ? held : size);
    free(old);
    return memory;
}
