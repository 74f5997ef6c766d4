// SPDX-License-Identifier: MIT
// The end of memory. Few libraries look at what malloc() gives, some look and go on without what
// they could not hold, which would make a letter with words missing; GLib ends the process by a
// trap. So the program's own malloc(), calloc() and realloc() come before the C library's for every
// library in it, and end the process themselves: what is half-written goes, one line says why, and
// the status is that of a file that could not be written.
//
// A request beyond PLAUSIBLE is refused instead: a damaged input may lie about a size, and whoever
// believed it is told by NULL, as ever. The library alone does not replace anything; there the
// handler of warraq_on_exhaustion() is asked.
#include "cli/cli.h"

#include <errno.h>
#include <malloc.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *last_words = "warraq: out of memory\n";

// Nothing here may ask for memory, nor may a stream's half-filled buffer be written.
static void end_without_memory(size_t wanted)
{
    static atomic_flag begun = ATOMIC_FLAG_INIT;
    static _Thread_local bool mine;
    (void)wanted;
    // Threads run out together: the first speaks and ends the process, the others wait for that.
    while (atomic_flag_test_and_set(&begun) && !mine)
        pause();
    mine = true;
    warraq_abandon_all();
    ssize_t told = write(STDERR_FILENO, last_words, strlen(last_words));
    (void)told;
    _exit(WARRAQ_IO);
}

static void end_with_glib(const char *domain, GLogLevelFlags level, const char *message,
                          gpointer data)
{
    (void)domain, (void)level, (void)message, (void)data;
    end_without_memory(0);
}

void exhaustion_take(void)
{
    last_words = _("warraq: out of memory\n");
    warraq_on_exhaustion(end_without_memory);
    // GLib calls an error what it cannot survive: memory, or a thread, that is not to be had.
    g_log_set_handler("GLib", G_LOG_LEVEL_ERROR | G_LOG_FLAG_FATAL | G_LOG_FLAG_RECURSION,
                      end_with_glib, NULL);
}

// A sanitizer brings an allocator of its own, which must stay. (Valgrind finds this one with
// --soname-synonyms=somalloc=NONE.)
#if defined(__GLIBC__) && !defined(WARRAQ_OTHER_ALLOCATOR)

enum { PLAUSIBLE = 1 << 30 };

// The C library's allocator by the names it keeps for those who replace the others.
// NOLINTBEGIN(bugprone-reserved-identifier)
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *old, size_t size);
void *__libc_memalign(size_t alignment, size_t size);
// NOLINTEND(bugprone-reserved-identifier)

// Parameters bear the house's names, not those of the C library's headers.
// NOLINTBEGIN(readability-inconsistent-declaration-parameter-name)
static void *given(void *memory, size_t wanted)
{
    if (!memory && wanted > 0 && wanted <= PLAUSIBLE)
        end_without_memory(wanted);
    return memory;
}

__attribute__((visibility("default"))) void *malloc(size_t size)
{
    return given(__libc_malloc(size), size);
}

__attribute__((visibility("default"))) void *calloc(size_t n, size_t size)
{
    size_t bytes;
    bool lie = __builtin_mul_overflow(n, size, &bytes);
    return given(__libc_calloc(n, size), lie ? SIZE_MAX : bytes);
}

__attribute__((visibility("default"))) void *realloc(void *old, size_t size)
{
    return given(__libc_realloc(old, size), size);
}

// GLib's slices come in aligned pages.
__attribute__((visibility("default"))) void *memalign(size_t alignment, size_t size)
{
    return given(__libc_memalign(alignment, size), size);
}

__attribute__((visibility("default"))) void *aligned_alloc(size_t alignment, size_t size)
{
    return memalign(alignment, size);
}

__attribute__((visibility("default"))) int posix_memalign(void **ret, size_t alignment, size_t size)
{
    *ret = memalign(alignment, size);
    return *ret || !size ? 0 : ENOMEM;
}
// NOLINTEND(readability-inconsistent-declaration-parameter-name)

#endif
