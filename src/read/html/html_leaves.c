// SPDX-License-Identifier: MIT
#include "read/html/html_leaves.h"

#include "read/fold.h"
#include "read/html/html_kind.h"

#include <string.h>

struct leaf_gather {
    GArray *leaves;
    const struct dom *block; // of the leaf being filled; NULL: none is
    GString *text;
    size_t linked, parts;
    bool broken; // by a break, with no text since
};

// A sentence ends within the text, as where a note's number follows its end.
static bool stops_within(const char *text)
{
    for (const char *p = text; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (c == 0x3002 || c == 0x0964)
            return true;
        bool stop = c == '.' || c == '?' || c == '!' || c == 0x06D4 || c == 0x061F;
        if (stop && (p[1] == ' ' || p[1] == '[') && p > text + 20)
            return true;
    }
    return false;
}

static void end_leaf(struct leaf_gather *gather)
{
    enum { PROSE_WORDS = 12, BRIEF_BYTES = 400 };
    if (!gather->block)
        return;
    g_strstrip(gather->text->str);
    size_t n = strlen(gather->text->str);
    struct html_leaf *leaf =
        &g_array_index(gather->leaves, struct html_leaf, gather->leaves->len - 1);
    leaf->words = text_words(gather->text->str, n);
    leaf->linked = MIN(gather->linked, leaf->words);
    leaf->stop = text_ends_sentence(gather->text->str, n) || stops_within(gather->text->str) ||
                 (n && char_is_unparted(g_utf8_get_char(gather->text->str)));
    leaf->parts = gather->parts;
    leaf->brief = n <= BRIEF_BYTES && leaf->words ? g_strdup(gather->text->str) : NULL;
    leaf->prose = leaf->words >= PROSE_WORDS && leaf->linked * 10 < leaf->words * 4 && leaf->stop;
    g_string_truncate(gather->text, 0);
    gather->block = NULL;
    gather->linked = 0;
}

static void begin_leaf(struct leaf_gather *gather, const struct dom *block)
{
    struct html_leaf leaf = {.block = block};
    gather->block = block;
    gather->parts = 1;
    gather->broken = false;
    g_array_append_val(gather->leaves, leaf);
}

static bool has_words(const char *text)
{
    return text[text_leading(text, strlen(text))] != '\0';
}

static void gather_leaves(struct leaf_gather *gather, struct dom *parent, const struct dom *block,
                          bool linked)
{
    for (struct dom *node = parent->children; node; node = node->next) {
        if (node->type == DOM_TEXT) {
            if (has_words(node->content) && gather->block != block) {
                end_leaf(gather);
                begin_leaf(gather, block);
            }
            node->leaf = gather->block ? gather->leaves->len : 0;
            if (gather->block) {
                g_string_append_printf(gather->text, "%s ", node->content);
                gather->linked += linked ? text_words(node->content, strlen(node->content)) : 0;
            }
        } else if (html_is_script(node)) {
            continue;
        } else if (html_is_in_line(node)) {
            bool link = linked || strcmp(node->name, "a") == 0;
            gather_leaves(gather, node, block, link);
        } else {
            end_leaf(gather);
            gather_leaves(gather, node, node, linked);
            end_leaf(gather);
        }
    }
}

static void clear_leaf(void *leaf)
{
    g_free(((struct html_leaf *)leaf)->brief);
}

GArray *html_leaves_gather(struct dom *root)
{
    GArray *leaves = g_array_new(FALSE, TRUE, sizeof(struct html_leaf));
    g_array_set_clear_func(leaves, clear_leaf);
    struct leaf_gather gather = {.leaves = leaves, .text = g_string_new(NULL)};
    gather_leaves(&gather, root, root, false);
    end_leaf(&gather);
    g_string_free(gather.text, TRUE);
    return leaves;
}
