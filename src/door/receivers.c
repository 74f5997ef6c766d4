// SPDX-License-Identifier: MIT
#include "door/receivers.h"

#include "base/error.h"
#include "door/supplied.h"

#include <inttypes.h>
#include <string.h>

// A name is that of a supplied file of rules; what holds a slash or a dot is a file.
static char *path_of(struct warraq *w, const char *name)
{
    if (strpbrk(name, "/."))
        return g_strdup(name);
    char *file = g_strdup_printf("data/receivers/%s.rules", name);
    char *path = supplied_path(w, file);
    g_free(file);
    return path;
}

struct receiver *receiver_find(struct warraq *w, GError **error)
{
    const char *name = w->settings.receiver;
    if (!name)
        return receiver_plain();
    char *path = path_of(w, name), *names = NULL;
    struct receiver *receiver = NULL;
    if (g_file_test(path, G_FILE_TEST_IS_REGULAR))
        receiver = receiver_read(path, error);
    else
        fault_set(error, FAULT_USAGE, "there is no receiver %s; there are %s, or a file of rules",
                  name, names = supplied_names(w, "data/receivers", ".rules"));
    g_free(names);
    g_free(path);
    return receiver;
}

// ---- What breaks the rules ----------------------------------------------------------------

struct receiver_measure {
    size_t words;
    const struct node *emphasis; /* the first */
};

// A word is what stands between spaces, as Word counts it.
static size_t count_words(const char *text)
{
    size_t words = 0;
    bool within = false;
    for (const char *p = text; *p; p = g_utf8_next_char(p)) {
        bool space = g_unichar_isspace(g_utf8_get_char(p));
        words += !space && !within;
        within = !space;
    }
    return words;
}

static void measure(struct receiver_measure *measured, const struct node *node)
{
    if (node->kind == NODE_LIST && node->list.kind == LIST_SIGNATORIES)
        return;
    if (!measured->emphasis && (node->kind == NODE_STRONG || node->kind == NODE_EMPHASIS))
        measured->emphasis = node;
    if (!node_is_inline(node)) {
        GString *text = g_string_new(NULL);
        node_append_text(node, text);
        measured->words += count_words(text->str);
        g_string_free(text, TRUE);
    }
    for (const struct node *child = node->first; child; child = child->next)
        measure(measured, child);
}

static void check_limits(const struct receiver *receiver, const struct receiver_measure *measured,
                         size_t pages, struct diag *diag)
{
    if (receiver->words && measured->words > (size_t)receiver->words)
        diag_add(diag, DIAG_ERROR, "receiver-words", SPAN_NONE,
                 "%s takes at most %" PRId64 " words, notes counted; this letter has %zu",
                 receiver->title, receiver->words, measured->words);
    if (receiver->pages && pages > (size_t)receiver->pages)
        diag_add(diag, DIAG_ERROR, "receiver-pages", SPAN_NONE,
                 "%s takes at most %" PRId64 " pages; this letter has %zu", receiver->title,
                 receiver->pages, pages);
}

bool receiver_check(const struct letter *letter, size_t pages, GError **error)
{
    struct warraq *w = letter->session;
    struct receiver_measure measured = {0, NULL};
    if (!w->settings.receiver)
        return true;
    struct receiver *receiver = receiver_find(w, error);
    if (!receiver)
        return false;
    measure(&measured, letter->document->root);
    check_limits(receiver, &measured, pages, w->diag);
    if (!receiver->emphasis && measured.emphasis)
        diag_add(w->diag, DIAG_WARNING, "receiver-emphasis", measured.emphasis->source,
                 "%s takes no bold or slanted letters: they are set upright", receiver->title);
    if (receiver->signers && letter->document->counts.listed > 0)
        diag_add(w->diag, DIAG_NOTE, "receiver-signers", SPAN_NONE, "%s: %s", receiver->title,
                 receiver->signers);
    receiver_free(receiver);
    return true;
}
