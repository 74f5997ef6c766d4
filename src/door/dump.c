// SPDX-License-Identifier: MIT
// What each stage makes of a letter, as stable text.
#include "base/quote.h"
#include "door/choices.h"
#include "door/report.h"
#include "door/session_json.h"
#include "door/supplied.h"
#include "door/values.h"
#include "model/dump.h"
#include "page/dump.h"
#include "text/dump.h"

#include <string.h>

static bool dump_pages(const struct letter *letter, void (*dump)(const struct page *, GString *),
                       GError **error)
{
    struct page_list list;
    if (!letter_pages(letter, &list, error))
        return false;
    for (guint i = 0; i < list.pages->len; i++)
        dump(g_ptr_array_index(list.pages, i), letter->session->text);
    page_list_free(&list);
    return true;
}

static bool dump_all_tags(const struct letter *letter, GError **error)
{
    struct page_list list;
    if (!letter_pages(letter, &list, error))
        return false;
    dump_tags((const struct page *const *)list.pages->pdata, list.pages->len,
              letter->session->text);
    page_list_free(&list);
    return true;
}

// The items of every block's text, in the faces of running text: what itemising makes of it.
static void dump_items_below(const struct letter *letter, struct font_set *fonts,
                             const struct node *node, GString *text)
{
    const struct node *root = letter->document->root;
    g_string_truncate(text, 0);
    node_append_text(node, text);
    if (text->len && !node_is_inline(node)) {
        struct text_attr attr = {.end = text->len, .family = "serif", .size = len_from_pt(12)};
        struct paragraph_style style = {
            .direction = node->kind == NODE_ENTRY           ? TEXT_AUTO
                         : root->direction == DIRECTION_RTL ? TEXT_RTL
                                                            : TEXT_LTR,
            .lang = root->lang,
        };
        quote_printf(letter->session->text, "%s\n", node_kind_name(node->kind));
        dump_items(fonts, &(struct styled_text){text->str, text->len, &attr, 1}, &style,
                   letter->session->text);
    }
    for (const struct node *child = node->first; child; child = child->next) {
        if (!node_is_inline(child))
            dump_items_below(letter, fonts, child, text);
    }
}

static bool dump_all_items(const struct letter *letter, GError **error)
{
    struct font_set *fonts = supplied_fonts(letter->session, error);
    if (!fonts)
        return false;
    GString *text = g_string_new(NULL);
    dump_items_below(letter, fonts, letter->document->root, text);
    g_string_free(text, TRUE);
    return true;
}

static bool dump_all_nodes(const struct letter *letter, GError **error)
{
    return dump_model(letter->document, letter->session->text, error);
}

static bool dump_all_text(const struct letter *letter, GError **error)
{
    return dump_text(letter->document, letter->session->text, NULL, error);
}

static bool dump_all_lines(const struct letter *letter, GError **error)
{
    return dump_pages(letter, dump_lines, error);
}

static bool dump_all_places(const struct letter *letter, GError **error)
{
    return dump_pages(letter, dump_page, error);
}

static const struct dump_stage {
    const char *name, *meaning;
    bool (*dump)(const struct letter *letter, GError **error);
} stages[] = {
    {"model", "what was written: blocks and what each means", dump_all_nodes},
    {"items", "pieces of one face, script and language", dump_all_items},
    {"lines", "lines as they were broken", dump_all_lines},
    {"pages", "pages, and where everything is on them", dump_all_places},
    {"tags", "the structure tree", dump_all_tags},
    {"text", "what was typeset, one block a line", dump_all_text},
};

bool stage_choice(size_t index, struct warraq_choice *ret)
{
    if (index >= G_N_ELEMENTS(stages))
        return false;
    *ret = (struct warraq_choice){stages[index].name, stages[index].meaning};
    return true;
}

static bool dump_stage(const struct letter *letter, const char *name, GError **error)
{
    for (size_t i = 0; i < G_N_ELEMENTS(stages); i++) {
        if (g_ascii_strcasecmp(name, stages[i].name) == 0)
            return stages[i].dump(letter, error);
    }
    char *names = value_names(stage_choice);
    fault_set(error, FAULT_USAGE, "a stage is one of %s, not '%s'", names, name);
    g_free(names);
    return false;
}

enum warraq_status warraq_dump(struct warraq *w, const char *stage, const char *source)
{
    GError *error = NULL;
    struct letter letter;
    if (!session_begin(w, 2, stage, source))
        return WARRAQ_USAGE;
    if (!letter_open(w, source, NULL, &letter, &error))
        return session_fail(w, error);
    bool ok = dump_stage(&letter, stage, &error);
    letter_close(&letter);
    session_json_with_text(w, json_pack("{s:o}", "stage", json_text_or_null(stage)));
    return ok ? session_done(w, false) : session_fail(w, error);
}
