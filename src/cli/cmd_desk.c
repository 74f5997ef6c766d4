// SPDX-License-Identifier: MIT
#include "cli/cli.h"
#include "desk/desk.h"

#include <gio/gio.h>
#include <stdio.h>

// The address is printed in any case: the browser may be on the other end of a terminal.
static void show_address(void *context, const char *address)
{
    (void)context;
    puts(address);
    fflush(stdout);
    bool has_screen = g_getenv("DISPLAY") || g_getenv("WAYLAND_DISPLAY");
    if (has_screen)
        g_app_info_launch_default_for_uri(address, NULL, NULL);
}

static enum warraq_status run(struct call *call)
{
    struct desk_call desk = {
        .folder = call->n_words ? call->words[0] : ".",
        .lang = language_is_rtl() ? "ar" : "en",
        .ready = show_address,
        .speak = language_use,
    };
    GError *error = NULL;
    if (desk_run(&desk, &error))
        return WARRAQ_OK;
    cli_print_error(&cmd_desk, error->message);
    g_error_free(error);
    return WARRAQ_IO;
}

const struct command cmd_desk = {
    .name = "desk",
    .synopsis = "[FOLDER]",
    .summary = N_("all of this in a browser, on this machine only"),
    .details = N_("Opens a page that this machine alone can reach, or prints its address: drop a "
                  "letter, look at it, "
                  "mend it, keep versions, hand it out. Only FOLDER (default: this one) is read "
                  "and written. It ends "
                  "when the page is closed, or with Ctrl-C."),
    .least = 0,
    .most = 1,
    .output = false,
    .notes_are_result = false,
    .letterless = true,
    .endless = true,
    .options = "",
    .run = run,
};
