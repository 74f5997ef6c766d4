// SPDX-License-Identifier: MIT
#include "cli/cli.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

// The one place a clock is read: how fast a job runs is shown, never written to a file.
static gint64 started, shown;

// What is counted now: how fast it goes is told from its own beginning.
static struct {
    const char *unit;
    uint64_t from, total;
    gint64 since;
} stage;

static void find_stage(const char *unit, uint64_t done, uint64_t total, gint64 now)
{
    if (stage.unit == unit && stage.total == total && done >= stage.from)
        return;
    stage.unit = unit;
    stage.total = total;
    stage.from = done;
    stage.since = now;
}

// Seconds, as far as they can be told; -1 where they cannot yet.
static double seconds_left(uint64_t done, uint64_t total, gint64 now)
{
    gint64 gone = now - stage.since;
    uint64_t did = done - stage.from;
    if (gone < G_USEC_PER_SEC / 2 || did == 0 || total < done)
        return -1;
    return (double)gone / G_USEC_PER_SEC * (double)(total - done) / (double)did;
}

static bool progress_show(void *context, const char *unit, uint64_t done, uint64_t total)
{
    (void)context;
    gint64 now = g_get_monotonic_time();
    find_stage(unit, done, total, now);
    if (now - started < G_USEC_PER_SEC || now - shown < G_USEC_PER_SEC / 5)
        return true;
    shown = now;
    fputs("\r\033[K", stderr);
    if (total == 0) {
        fprintf(stderr, "%" PRIu64 " %s", (guint64)done, _(unit));
    } else {
        double left = seconds_left(done, total, now);
        fprintf(stderr, _("%u%%, %" PRIu64 " of %" PRIu64 " %s"), (unsigned)(100 * done / total),
                (guint64)done, (guint64)total, _(unit));
        if (left >= 0.5)
            fprintf(stderr, _(", about %.0f s left"), left);
    }
    fflush(stderr);
    return true;
}

void progress_start(struct warraq *w, const char *mode)
{
    if ((mode && strcmp(mode, "never") == 0) || !isatty(STDERR_FILENO))
        return;
    started = g_get_monotonic_time();
    shown = 0;
    warraq_on_progress(w, progress_show, NULL);
}

void progress_count(const char *unit, uint64_t done, uint64_t total)
{
    if (started)
        progress_show(NULL, unit, done, total);
}

void progress_end(void)
{
    if (shown)
        fputs("\r\033[K", stderr);
    shown = 0;
}
