// SPDX-License-Identifier: MIT
// Requests to the desk, as bytes on its socket. The input is a request; "@" at its address becomes
// the token's folder, "~" the host, so that half of them come through the gate. Beside the folder
// that the desk has lies another, which must stay as it is.
#include "desk/desk.h"

#include <arpa/inet.h>
#include <glib/gstdio.h>
#include <netinet/in.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

enum { WAIT_SECONDS = 20, REQUESTS_A_FOLDER = 2000 };

static char root[80], host[32], *place, *folder;
static unsigned port;
static GMutex lock;
static GCond ready;

static void is_ready(void *context, const char *address)
{
    (void)context;
    g_mutex_lock(&lock);
    // "http://127.0.0.1:PORT/TOKEN/"
    const char *begin = address + strlen("http://"), *slash = strchr(begin, '/');
    g_snprintf(host, sizeof host, "%.*s", (int)(slash - begin), begin);
    g_snprintf(root, sizeof root, "%s", slash);
    port = (unsigned)strtoul(strchr(host, ':') + 1, NULL, 10);
    g_cond_signal(&ready);
    g_mutex_unlock(&lock);
}

static void *serve(void *unused)
{
    (void)unused;
    struct desk_call call = {.folder = folder, .lang = "en", .ready = is_ready};
    while (desk_run(&call, NULL)) // until it is asked to close, and again
        ;
    abort();
}

static void wait_for_desk(void)
{
    g_mutex_lock(&lock);
    while (port == 0)
        g_cond_wait(&ready, &lock);
    g_mutex_unlock(&lock);
}

static void begin(void)
{
    place = g_dir_make_tmp("warraq-fuzz-desk-XXXXXX", NULL);
    folder = g_build_filename(place, "folder", NULL);
    g_mkdir(folder, 0700);
    char *theirs = g_build_filename(place, "theirs.txt", NULL);
    g_file_set_contents(theirs, "theirs", -1, NULL);
    g_free(theirs);
    g_thread_new("desk", serve, NULL);
}

static int connect_desk(void)
{
    struct sockaddr_in address = {.sin_family = AF_INET,
                                  .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
                                  .sin_port = htons((uint16_t)port)};
    struct timeval wait = {.tv_sec = WAIT_SECONDS};
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait);
    if (connect(fd, (struct sockaddr *)&address, sizeof address) == 0)
        return fd;
    close(fd);
    return -1;
}

// The first line's "@" and every "~"; the rest is sent as it is.
static GString *filled(const uint8_t *data, size_t size)
{
    GString *request = g_string_new(NULL);
    bool named = false;
    for (size_t i = 0; i < size; i++) {
        if (data[i] == '@' && !named) {
            g_string_append(request, root);
            named = true;
        } else if (data[i] == '~') {
            g_string_append(request, host);
        } else {
            g_string_append_c(request, (char)data[i]);
        }
    }
    return request;
}

// All that is answered until the desk closes; the request says that nothing follows.
static void ask(const GString *request)
{
    char answer[4096];
    int fd = connect_desk();
    if (fd < 0)
        return;
    if (send(fd, request->str, request->len, MSG_NOSIGNAL) > 0) {
        shutdown(fd, SHUT_WR);
        while (recv(fd, answer, sizeof answer, 0) > 0)
            ;
    }
    close(fd);
}

// "folder" and "theirs.txt" are all there is, and the latter as it was.
static void check_outside(void)
{
    char *theirs = g_build_filename(place, "theirs.txt", NULL), *bytes = NULL;
    GDir *dir = g_dir_open(place, 0, NULL);
    size_t count = 0;
    while (dir && g_dir_read_name(dir))
        count++;
    if (count != 2 || !g_file_get_contents(theirs, &bytes, NULL, NULL) ||
        strcmp(bytes, "theirs") != 0)
        abort();
    g_dir_close(dir);
    g_free(bytes);
    g_free(theirs);
}

static void empty(const char *path)
{
    GDir *dir = g_dir_open(path, 0, NULL);
    for (const char *name; dir && (name = g_dir_read_name(dir));) {
        char *below = g_build_filename(path, name, NULL);
        if (g_file_test(below, G_FILE_TEST_IS_DIR) && !g_file_test(below, G_FILE_TEST_IS_SYMLINK))
            empty(below);
        g_remove(below);
        g_free(below);
    }
    g_clear_pointer(&dir, g_dir_close);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static unsigned asked;
    if (!place)
        begin();
    wait_for_desk();
    GString *request = filled(data, size);
    ask(request);
    g_string_free(request, TRUE);
    check_outside();
    if (++asked % REQUESTS_A_FOLDER == 0)
        empty(folder);
    return 0;
}
