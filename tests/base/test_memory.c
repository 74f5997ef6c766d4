// SPDX-License-Identifier: MIT
// What happens when memory has run out: the handler is asked, and nothing comes back.
#include "base/arena.h"
#include "base/json.h"
#include "base/memory.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { ENDED = 42 };

// The sanitizers would end the process themselves over a request that cannot be met.
__attribute__((visibility("default"))) const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
    return "allocator_may_return_null=1";
}

__attribute__((visibility("default"))) const char *__tsan_default_options(void);
const char *__tsan_default_options(void)
{
    return "allocator_may_return_null=1";
}

static void end_told(size_t wanted)
{
    _exit(wanted == 0 ? ENDED : ENDED + 1);
}

static void end_and_return(size_t wanted)
{
    (void)wanted;
}

// How a child that does `what` ends, with `handler` set.
static int end_of(void (*what)(void), memory_ended handler)
{
    pid_t pid = fork();
    if (pid == 0) {
        close(STDERR_FILENO);
        memory_on_end(handler);
        what();
        _exit(0);
    }
    int status;
    assert_int_equal(waitpid(pid, &status, 0), pid);
    return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

static void need_nothing(void)
{
    memory_must(NULL);
}

static void need_much(void)
{
    free(memory_alloc(SIZE_MAX / 4));
}

static void need_arena(void)
{
    arena_alloc_n(arena_new(), SIZE_MAX / 2, 4);
}

static void need_what_is_there(void)
{
    void *eight = memory_alloc(8);
    if (memory_must(eight) != eight)
        _exit(1);
    free(eight);
}

static void the_handler_ends_it(void **state)
{
    (void)state;
    assert_int_equal(end_of(need_nothing, end_told), ENDED);
    assert_int_equal(end_of(need_much, end_told), ENDED + 1);
    assert_int_equal(end_of(need_arena, end_told), ENDED + 1);
    assert_int_equal(end_of(need_what_is_there, end_told), 0);
}

static void without_one_it_aborts(void **state)
{
    (void)state;
    assert_int_equal(end_of(need_nothing, NULL), -SIGABRT);
    assert_int_equal(end_of(need_much, NULL), -SIGABRT);
    // Nor may a handler come back.
    assert_int_equal(end_of(need_nothing, end_and_return), -SIGABRT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_handler_ends_it),
        cmocka_unit_test(without_one_it_aborts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
