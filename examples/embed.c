// SPDX-License-Identifier: MIT
// A letter set and archived from a program of one's own:
//     cc embed.c $(pkg-config --cflags --libs warraq) -o embed && ./embed letter.txt letter
#include <stdio.h>
#include <warraq.h>

static void on_message(void *context, const struct warraq_message *message)
{
    (void)context;
    if (message->severity > 0) // notes are left to the curious
        fputs(message->formatted, stderr);
}

static int finish(struct warraq *w, enum warraq_status status)
{
    if (status != WARRAQ_OK && *warraq_error(w))
        fprintf(stderr, "%s\n", warraq_error(w));
    warraq_free(w);
    return (int)status;
}

int main(int argc, char **argv)
{
    if (argc < 3) {
        fprintf(stderr, "usage: %s SOURCE NAME [OPTION VALUE]...\n", argv[0]);
        return WARRAQ_USAGE;
    }
    char pdf[4096], zip[4096];
    snprintf(pdf, sizeof pdf, "%s.pdf", argv[2]);
    snprintf(zip, sizeof zip, "%s.zip", argv[2]);
    struct warraq *w = warraq_new();
    warraq_on_message(w, on_message, NULL);
    enum warraq_status status = WARRAQ_OK;
    for (int i = 3; i + 1 < argc && status == WARRAQ_OK; i += 2)
        status = warraq_set(w, argv[i], argv[i + 1]);
    if (status == WARRAQ_OK)
        status = warraq_render(w, argv[1], pdf);
    if (status == WARRAQ_OK)
        status = warraq_archive(w, argv[1], zip);
    if (status == WARRAQ_OK)
        status = warraq_verify(w, zip);
    if (status == WARRAQ_OK)
        fputs(warraq_json(w), stdout);
    return finish(w, status);
}
