// SPDX-License-Identifier: MIT
#include "read/html/html_cards.h"

#include "read/fold.h"
#include "read/html/html_kind.h"

#include <string.h>

struct card {
    size_t blocks, chars, links;
};

static void count_card(const struct dom *node, struct card *card)
{
    enum { CHARS_MOST = 400 };
    bool text = false;
    for (const struct dom *child = node->children; child && card->chars <= CHARS_MOST;
         child = child->next) {
        if (child->type == DOM_TEXT) {
            size_t n = strlen(child->content), lead = text_leading(child->content, n);
            size_t own = text_trimmed(child->content + lead, n - lead);
            card->chars += own ? (size_t)g_utf8_strlen(child->content + lead, (gssize)own) : 0;
            text |= own > 0;
        } else if (!html_is_script(child)) {
            card->links += strcmp(child->name, "a") == 0;
            bool within_line = html_is_in_line(child);
            struct card inner = {0, 0, 0};
            count_card(child, &inner);
            card->chars += inner.chars;
            card->links += inner.links;
            card->blocks +=
                inner.blocks - (within_line && inner.blocks == 1 && inner.chars ? 1 : 0);
            text |= within_line && inner.chars && inner.blocks <= 1;
        }
    }
    card->blocks += text;
}

static bool is_alike(const struct dom *child, const struct dom *model)
{
    return child->type == DOM_ELEMENT && html_is_alike(child, model);
}

// Cards: of one tag and class, short, some of more than one line.
static void judge_children(struct dom *parent, uint32_t *next)
{
    enum { LEAST = 5, LEAST_TEASERS = 3, CARD_CHARS = 220, CARD_BLOCKS = 4, TEASER_CHARS = 420 };
    const struct dom *model = parent->children;
    while (model && model->type != DOM_ELEMENT)
        model = model->next;
    size_t elements = 0, alike = 0, brief = 0, several = 0, linked = 0, teasers = 0;
    for (const struct dom *child = parent->children; child && model; child = child->next) {
        elements += child->type == DOM_ELEMENT;
        if (!is_alike(child, model))
            continue;
        struct card card = {0, 0, 0};
        count_card(child, &card);
        alike++;
        brief += card.blocks >= 1 && card.blocks <= CARD_BLOCKS && card.chars <= CARD_CHARS;
        several += card.blocks > 1;
        linked += card.links > 0;
        teasers += card.links > 0 && card.chars <= TEASER_CHARS && card.blocks > 1;
    }
    bool cards = alike >= LEAST && alike * 10 >= elements * 6 && brief * 100 >= alike * 85 &&
                 several * 10 >= alike * 3;
    bool teaser = alike >= LEAST_TEASERS && teasers * 10 >= alike * 8 && alike * 10 >= elements * 6;
    for (struct dom *child = parent->children; child && (cards || teaser); child = child->next) {
        if (!is_alike(child, model))
            continue;
        child->card = cards ? ++*next : child->card;
        child->linked_card = teaser && linked == alike;
        child->card = child->card ? child->card : ++*next;
        child->is_card = cards;
    }
}

// A term and what is said of it are one card where they are as short as names and offices.
static void judge_terms(struct dom *list, uint32_t *next)
{
    enum { TERM_CHARS = 120, SAID_CHARS = 220, LEAST = 3 };
    size_t terms = 0;
    for (const struct dom *child = list->children; child; child = child->next) {
        if (child->type != DOM_ELEMENT)
            continue;
        struct card card = {0, 0, 0};
        count_card(child, &card);
        bool term = strcmp(child->name, "dt") == 0;
        terms += term;
        if (card.chars > (term ? TERM_CHARS : SAID_CHARS) || (!terms && card.chars))
            return;
    }
    for (struct dom *child = list->children; child && terms >= LEAST; child = child->next) {
        if (child->type != DOM_ELEMENT)
            continue;
        *next += strcmp(child->name, "dt") == 0;
        child->card = *next;
        child->is_card = true;
    }
}

static void find_cards(struct dom *parent, uint32_t *next)
{
    static const char *const lists[] = {"ul", "ol", "table", "tbody", "thead",
                                        "tr", "dl", "p",     NULL};
    if (!dom_is_one_of(parent, lists))
        judge_children(parent, next);
    else if (strcmp(parent->name, "dl") == 0)
        judge_terms(parent, next);
    for (struct dom *child = parent->children; child; child = child->next) {
        if (child->type == DOM_ELEMENT && !html_is_script(child))
            find_cards(child, next);
    }
}

void html_cards_find(struct dom *root)
{
    uint32_t next = 0;
    find_cards(root, &next);
}
