// SPDX-License-Identifier: MIT
// The job under way: how far it is, and whether it is to stop.
#include "desk/state.h"

bool desk_job_step(void *context, const char *unit, uint64_t done, uint64_t total)
{
    struct desk_job *job = context;
    g_mutex_lock(&job->lock);
    g_free(job->unit);
    job->unit = g_strdup(unit);
    job->done = done;
    job->total = total;
    bool go_on = !job->stopped;
    g_mutex_unlock(&job->lock);
    return go_on;
}

void desk_job_begin(struct desk_job *job, const char *what)
{
    g_mutex_lock(&job->lock);
    g_free(job->what);
    job->what = g_strdup(what);
    g_clear_pointer(&job->unit, g_free);
    job->done = job->total = 0;
    job->started = g_get_monotonic_time();
    job->stopped = false;
    g_mutex_unlock(&job->lock);
}

void desk_job_end(struct desk_job *job)
{
    g_mutex_lock(&job->lock);
    g_clear_pointer(&job->what, g_free);
    g_mutex_unlock(&job->lock);
}
