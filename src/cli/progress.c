// SPDX-License-Identifier: MIT
#include "cli/cli.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

// The one place a clock is read: how fast a job runs is shown, never written to a file.
static gint64 started, shown;

static bool progress_show(void *context, const char *unit, uint64_t done, uint64_t total)
{
    (void)context;
    gint64 now = g_get_monotonic_time();
    if (now - started < G_USEC_PER_SEC || now - shown < G_USEC_PER_SEC / 5)
        return true;
    shown = now;
    double seconds = (double)(now - started) / G_USEC_PER_SEC;
    double rate = (double)done / seconds;
    fputs("\r\033[K", stderr);
    fprintf(stderr, _("%" PRIu64 " %s, %.0f/s"), (guint64)done, _(unit), rate);
    if (total > done && rate > 0)
        fprintf(stderr, _(", %.0f s left"), (double)(total - done) / rate);
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
