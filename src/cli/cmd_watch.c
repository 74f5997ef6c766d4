// SPDX-License-Identifier: MIT
// Makes the outputs anew whenever one of the files they are made of changes: what those are, each
// run says itself. GIO tells of changes; a quiet time lets an editor finish what it writes.
#include "cli/cli.h"

#include <gio/gio.h>
#include <stdio.h>
#include <string.h>

enum { QUIET_MILLISECONDS = 80 };

struct watch {
    struct call *call;
    GHashTable *monitors; /* path -> GFileMonitor, both owned */
    guint pending;        /* the round that waits for quiet, or 0 */
};

static gboolean make_round(void *context);

static void on_change(GFileMonitor *monitor, GFile *file, GFile *other, GFileMonitorEvent event,
                      void *context)
{
    (void)monitor, (void)file, (void)other;
    struct watch *watch = context;
    // Reading changes a file's times, and is no change of ours to see.
    if (event == G_FILE_MONITOR_EVENT_ATTRIBUTE_CHANGED)
        return;
    if (watch->pending)
        g_source_remove(watch->pending);
    watch->pending = g_timeout_add(QUIET_MILLISECONDS, make_round, watch);
}

static void watch_file(struct watch *watch, const char *path)
{
    if (g_hash_table_contains(watch->monitors, path))
        return;
    GFile *file = g_file_new_for_path(path);
    GFileMonitor *monitor = g_file_monitor_file(file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
    g_object_unref(file);
    if (!monitor)
        return;
    g_signal_connect(monitor, "changed", G_CALLBACK(on_change), watch);
    g_hash_table_insert(watch->monitors, g_strdup(path), monitor);
}

// A file that is no longer read stays watched: it may be named again.
static void watch_inputs(struct watch *watch)
{
    const char *path;
    watch_file(watch, watch->call->words[0]);
    for (size_t i = 0; (path = warraq_read_at(watch->call->w, i)) != NULL; i++)
        watch_file(watch, path);
}

static enum warraq_status make_one(struct call *call, const char *output)
{
    char *small = g_ascii_strdown(output, -1);
    bool archive = g_str_has_suffix(small, ".zip");
    bool picture = g_str_has_suffix(small, ".png") || g_str_has_suffix(small, ".svg");
    g_free(small);
    if (archive)
        return warraq_archive(call->w, call->words[0], output);
    return picture ? warraq_picture(call->w, call->words[0], output)
                   : warraq_render(call->w, call->words[0], output);
}

// The worst of what the outputs came to.
static enum warraq_status make_all(struct watch *watch)
{
    struct call *call = watch->call;
    enum warraq_status worst = WARRAQ_OK;
    for (char **output = call->outputs; *output; output++) {
        enum warraq_status status = make_one(call, *output);
        watch_inputs(watch);
        if (*warraq_error(call->w))
            cli_print_error(&cmd_watch, warraq_error(call->w));
        if (status == WARRAQ_OK || status == WARRAQ_FAULTS)
            printf("%s\n", *output);
        worst = MAX(worst, status);
    }
    cli_flush("warraq watch");
    return worst;
}

static gboolean make_round(void *context)
{
    struct watch *watch = context;
    watch->pending = 0;
    make_all(watch);
    return G_SOURCE_REMOVE;
}

// A call that cannot be right is refused at once; what a letter lacks is waited for.
static enum warraq_status run(struct call *call)
{
    struct watch watch = {.call = call};
    watch.monitors = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_object_unref);
    if (make_all(&watch) != WARRAQ_USAGE) {
        GMainLoop *loop = g_main_loop_new(NULL, FALSE);
        g_main_loop_run(loop); // until a signal ends the program
        g_main_loop_unref(loop);
    }
    g_hash_table_unref(watch.monitors);
    return WARRAQ_USAGE;
}

const struct command cmd_watch = {
    .name = "watch",
    .synopsis = "SOURCE -o FILE [-o FILE]...",
    .summary = N_("makes it anew whenever an input changes"),
    .details = N_("Each -o is what render, archive (.zip) or picture (%d.png, %d.svg) would write. "
                  "The letter, its list, "
                  "pictures, styles and warraq.conf are watched; a fault is said, and what was "
                  "made before stays. "
                  "Ctrl-C ends it."),
    .least = 1,
    .most = 1,
    .output = true,
    .notes_are_result = false,
    .endless = true,
    .options = "output strict pdf for print jobs id editions faces pages dpi svg-text",
    .run = run,
};
