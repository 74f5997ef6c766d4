// SPDX-License-Identifier: MIT
#include "layout/inline.h"

#include "base/utf8.h"
#include "language/script.h"
#include "layout/elements.h"
#include "layout/note_calls.h"

#include <string.h>

// The look in force while the tree is walked.
struct inline_look {
    const char *family;
    len size, rise;
    bool bold, italic, name;
    const char *lang;
    uint32_t tag;
    bool overlines; // emphasis of what runs leftward is a line over it
};

struct inline_gather {
    struct flow *flow;
    GString *text;
    GArray *attrs; // struct text_attr
    uint32_t element;
    uint32_t foreseen; // how many tags were given to a text that is only foreseen
    bool space_due;    // white space was read and not yet written
    bool tagged;
};

enum { TEXT_USUAL = 120 }; // bytes of a name with an affiliation

enum { ELEMENT_FORESEEN = UINT32_MAX }; // of no element: tags are as many, and mean nothing

static struct inline_look look_of(const struct block_style *style, bool name)
{
    return (struct inline_look){style->family,
                                style->size,
                                0,
                                style->bold,
                                style->italic,
                                name,
                                NULL,
                                0,
                                style->emphasis == EMPHASIS_OVERLINE};
}

static bool same_look(const struct text_attr *attr, const struct inline_look *look)
{
    return attr->family == look->family && attr->size == look->size && attr->bold == look->bold &&
           attr->italic == look->italic && attr->lang == look->lang && attr->rise == look->rise &&
           attr->name == look->name && attr->tag == look->tag && attr->ink == 0;
}

static struct text_attr attr_of(size_t start, size_t end, const struct inline_look *look)
{
    return (struct text_attr){.start = start,
                              .end = end,
                              .family = look->family,
                              .size = look->size,
                              .bold = look->bold,
                              .italic = look->italic,
                              .lang = look->lang,
                              .rise = look->rise,
                              .name = look->name,
                              .tag = look->tag};
}

static bool runs_leftward(const char *text, size_t n)
{
    for (const char *p = text; p < text + n; p = g_utf8_next_char(p)) {
        gunichar c = utf8_char(p);
        if (g_unichar_isalpha(c))
            return script_is_rtl(script_of(c));
    }
    return false;
}

// A word of emphasis that a line goes over; signs alone go with the word before them.
static void append_overlined(struct inline_gather *gather, const char *text, size_t n,
                             const struct inline_look *look)
{
    struct inline_look upright = *look;
    upright.italic = false;
    struct text_attr attr = attr_of(gather->text->len, gather->text->len + n, &upright);
    attr.ink = INK_OVERLINE;
    g_string_append_len(gather->text, text, (gssize)n);
    struct text_attr *last =
        gather->attrs->len ? &g_array_index(gather->attrs, struct text_attr, gather->attrs->len - 1)
                           : NULL;
    if (last && last->ink && last->tag == look->tag && last->bold == look->bold)
        last->end = attr.end;
    else
        g_array_append_val(gather->attrs, attr);
}

static void append(struct inline_gather *gather, const char *text, size_t n,
                   const struct inline_look *look)
{
    if (look->overlines && look->italic && runs_leftward(text, n)) {
        append_overlined(gather, text, n, look);
        return;
    }
    size_t start = gather->text->len;
    g_string_append_len(gather->text, text, (gssize)n);
    struct text_attr *last =
        gather->attrs->len ? &g_array_index(gather->attrs, struct text_attr, gather->attrs->len - 1)
                           : NULL;
    if (last && same_look(last, look)) {
        last->end = gather->text->len;
        return;
    }
    struct text_attr attr = attr_of(start, gather->text->len, look);
    g_array_append_val(gather->attrs, attr);
}

// A break or the text's start swallows the spaces beside it.
static bool at_line_start(const struct inline_gather *gather)
{
    return gather->text->len == 0 || gather->text->str[gather->text->len - 1] == '\n';
}

// A space between two looks goes with the text before it, but never into a link or under a line.
static void append_space(struct inline_gather *gather, const struct inline_look *look)
{
    struct text_attr *last =
        &g_array_index(gather->attrs, struct text_attr, gather->attrs->len - 1);
    if ((last->tag && !look->tag) || (last->ink && !(look->overlines && look->italic))) {
        append(gather, " ", 1, look);
        return;
    }
    g_string_append_c(gather->text, ' ');
    last->end = gather->text->len;
}

#define FOLDED " \t\r\n\f"

// How long the text is up to white space that is folded: single spaces stay in it.
static size_t unfolded_length(const char *text)
{
    size_t n = strcspn(text, FOLDED), more;
    while (text[n] == ' ' && (more = strcspn(text + n + 1, FOLDED)) > 0)
        n += 1 + more;
    return n;
}

static void append_folded(struct inline_gather *gather, const char *text,
                          const struct inline_look *look)
{
    bool by_words = look->overlines && look->italic; // a line goes over each
    while (*text) {
        size_t spaces = strspn(text, FOLDED);
        gather->space_due = gather->space_due || spaces;
        text += spaces;
        size_t n = by_words ? strcspn(text, FOLDED) : unfolded_length(text);
        if (!n)
            return;
        if (gather->space_due && !at_line_start(gather))
            append_space(gather, look);
        gather->space_due = false;
        append(gather, text, n, look);
        text += n;
    }
}

static void gather_below(struct inline_gather *gather, const struct node *node,
                         const struct inline_look *look);

static uint32_t tag_new(struct inline_gather *gather, enum role role, const char *lang)
{
    if (gather->element == ELEMENT_FORESEEN)
        return ++gather->foreseen;
    struct element *element = elements_begin(gather->flow, gather->element, role);
    element->lang = lang ? g_intern_string(lang) : NULL;
    gather->tagged = true;
    return element->id;
}

static void add_link(struct inline_gather *gather, const struct node *node, uint32_t element)
{
    GString *contents = g_string_new(NULL);
    node_append_text(node, contents);
    struct link_target target = {element, g_strdup(node->href), ELEMENT_NONE,
                                 g_strdup(contents->str)};
    g_string_free(contents, TRUE);
    g_array_append_val(gather->flow->links, target);
}

static void gather_link(struct inline_gather *gather, const struct node *node,
                        struct inline_look look)
{
    const struct block_style *style = &gather->flow->style->blocks[GROUP_LINK];
    look.bold |= style->bold;
    look.italic |= style->italic;
    if (gather->element && node->href && *node->href) {
        look.tag = tag_new(gather, ROLE_LINK, node->lang);
        if (gather->element != ELEMENT_FORESEEN)
            add_link(gather, node, look.tag);
    }
    gather_below(gather, node, &look);
}
// Isolates: the paragraph algorithm sees the span as one neutral (UAX #9, HL3).
static void gather_span(struct inline_gather *gather, const struct node *node,
                        struct inline_look look)
{
    static const char *const openers[] = {NULL, "\u2066", "\u2067", "\u2068"};
    if (node->lang) {
        look.lang = g_intern_string(node->lang);
        if (gather->element && !look.tag)
            look.tag = tag_new(gather, ROLE_SPAN, node->lang);
    }
    const char *opener = openers[node->direction];
    if (opener)
        append(gather, opener, strlen(opener), &look);
    gather_below(gather, node, &look);
    if (opener)
        append(gather, "\u2069", strlen("\u2069"), &look);
}

static void gather_affiliation(struct inline_gather *gather, const struct node *node,
                               struct inline_look look)
{
    const struct block_style *style = &gather->flow->style->blocks[GROUP_AFFILIATION];
    look.bold = style->bold;
    look.italic = style->italic;
    gather_below(gather, node, &look);
}

static bool ends_in_digit(const GString *text)
{
    const char *last = g_utf8_find_prev_char(text->str, text->str + text->len);
    return last && g_unichar_isdigit(utf8_char(last));
}

// A reference is a small raised number, an element that leads to its note.
static void gather_footnote(struct inline_gather *gather, const struct node *node,
                            struct inline_look look)
{
    bool foreseen = gather->element == ELEMENT_FORESEEN;
    const char *mark = foreseen          ? note_calls_foresee(gather->flow, node->name)
                       : gather->element ? note_calls_mark(gather->flow, node->name)
                                         : NULL;
    if (!mark)
        return;
    look.tag = tag_new(gather, ROLE_REFERENCE, NULL);
    look.rise = look.size / 3;
    look.size = look.size * 2 / 3;
    gather->space_due = false;
    bool apart = ends_in_digit(gather->text);
    if (apart) // a number among words that run leftward, and its note's, are two
        append(gather, "\u2068", strlen("\u2068"), &look);
    append(gather, mark, strlen(mark), &look);
    if (apart)
        append(gather, "\u2069", strlen("\u2069"), &look);
    if (!foreseen)
        note_calls_add(gather->flow, node->name, look.tag);
}

static void gather_inline(struct inline_gather *gather, const struct node *node,
                          struct inline_look look)
{
    switch (node->kind) {
    case NODE_TEXT:
        append_folded(gather, node->text, &look);
        return;
    case NODE_BREAK:
        append(gather, "\n", 1, &look);
        gather->space_due = false;
        return;
    case NODE_EMPHASIS:
        look.italic = !look.italic;
        break;
    case NODE_STRONG:
        look.bold = true;
        break;
    case NODE_CODE:
        look.family = gather->flow->style->blocks[GROUP_CODE].family;
        break;
    case NODE_LINK:
        gather_link(gather, node, look);
        return;
    case NODE_FOOTNOTE_REF:
        gather_footnote(gather, node, look);
        return;
    case NODE_AFFILIATION:
        gather_affiliation(gather, node, look);
        return;
    default:
        gather_span(gather, node, look);
        return;
    }
    gather_below(gather, node, &look);
}

static void gather_below(struct inline_gather *gather, const struct node *node,
                         const struct inline_look *look)
{
    for (const struct node *child = node->first; child; child = child->next) {
        if (node_is_inline(child))
            gather_inline(gather, child, *look);
    }
}

// A break at the very end would make an empty line.
static void trim_end(struct inline_gather *gather)
{
    GString *text = gather->text;
    while (text->len && text->str[text->len - 1] == '\n')
        g_string_truncate(text, text->len - 1);
    while (gather->attrs->len) {
        struct text_attr *last =
            &g_array_index(gather->attrs, struct text_attr, gather->attrs->len - 1);
        last->end = MIN(last->end, text->len);
        if (last->start < last->end)
            return;
        g_array_set_size(gather->attrs, gather->attrs->len - 1);
    }
}

static struct styled_text text_in_look(struct arena *arena, const char *text, size_t n,
                                       struct inline_look look)
{
    struct text_attr *attr = ARENA_NEW(arena, struct text_attr);
    *attr = attr_of(0, n, &look);
    return (struct styled_text){
        .text = arena_strndup(arena, text, n), .n = n, .attrs = attr, .n_attrs = n ? 1 : 0};
}

// Nothing but one text, with single spaces inside it: all that most entries are.
static const char *sole_text(const struct node *node)
{
    const struct node *child = node->first;
    if (!child || child->next || child->kind != NODE_TEXT || !*child->text || *child->text == ' ')
        return NULL;
    for (const char *c = child->text; *c; c++)
        if ((*c > 0 && *c < ' ') || (*c == ' ' && (c[1] == ' ' || !c[1])))
            return NULL;
    return child->text;
}

struct inline_text inline_gather(struct flow *flow, const struct node *node,
                                 const struct block_style *style, uint32_t element, bool name)
{
    const char *sole = sole_text(node);
    if (sole)
        return (struct inline_text){
            .styled = text_in_look(flow->scratch, sole, strlen(sole), look_of(style, name))};
    struct inline_gather gather = {flow,
                                   g_string_sized_new(TEXT_USUAL),
                                   g_array_sized_new(FALSE, FALSE, sizeof(struct text_attr), 4),
                                   element,
                                   0,
                                   false,
                                   false};
    struct inline_look look = look_of(style, name);
    gather_below(&gather, node, &look);
    trim_end(&gather);
    struct arena *arena = flow->scratch;
    struct inline_text result = {
        .styled.text = arena_strndup(arena, gather.text->str, gather.text->len),
        .styled.n = gather.text->len,
        .styled.attrs =
            arena_memdup(arena, gather.attrs->data, gather.attrs->len * sizeof(struct text_attr)),
        .styled.n_attrs = gather.attrs->len,
        .tagged = gather.tagged || gather.foreseen,
    };
    g_string_free(gather.text, TRUE);
    g_array_unref(gather.attrs);
    return result;
}

struct inline_text inline_foresee(struct flow *flow, const struct node *node,
                                  const struct block_style *style, bool name)
{
    return inline_gather(flow, node, style, ELEMENT_FORESEEN, name);
}

static void put_attr(GArray *attrs, struct text_attr attr, size_t start, size_t end)
{
    attr.start = MAX(attr.start, start);
    attr.end = MIN(attr.end, end);
    if (attr.start < attr.end)
        g_array_append_val(attrs, attr);
}

static void keep_attrs(struct styled_text *text, GArray *attrs, struct arena *arena)
{
    text->attrs = arena_memdup(arena, attrs->data, attrs->len * sizeof(struct text_attr));
    text->n_attrs = attrs->len;
    g_array_unref(attrs);
}

void inline_distinguish(struct styled_text *text, size_t start, size_t end,
                        const struct block_style *style, struct arena *arena)
{
    GArray *attrs = g_array_new(FALSE, FALSE, sizeof(struct text_attr));
    for (size_t i = 0; i < text->n_attrs; i++) {
        struct text_attr attr = text->attrs[i], other = attr;
        other.size = other.rise ? other.size : style->size;
        other.bold = other.bold || style->bold;
        other.italic = other.italic || style->italic;
        other.ink = style->colour | INK_SET | (attr.ink & INK_OVERLINE);
        put_attr(attrs, attr, 0, start);
        put_attr(attrs, other, start, end);
        put_attr(attrs, attr, end, text->n);
    }
    keep_attrs(text, attrs, arena);
}

void inline_skip(struct styled_text *text, size_t n, struct arena *arena)
{
    while (n < text->n && text->text[n] == ' ')
        n++;
    GArray *attrs = g_array_new(FALSE, FALSE, sizeof(struct text_attr));
    for (size_t i = 0; i < text->n_attrs; i++) {
        struct text_attr attr = text->attrs[i];
        if (attr.end <= n)
            continue;
        attr.start = MAX(attr.start, n) - n;
        attr.end -= n;
        g_array_append_val(attrs, attr);
    }
    text->text += n;
    text->n -= n;
    keep_attrs(text, attrs, arena);
}

struct styled_text inline_first(const struct styled_text *text, size_t n,
                                const struct block_style *style, struct arena *arena)
{
    struct styled_text first = {.text = arena_strndup(arena, text->text, n), .n = n};
    GArray *attrs = g_array_new(FALSE, FALSE, sizeof(struct text_attr));
    for (size_t i = 0; i < text->n_attrs; i++) {
        struct text_attr attr = text->attrs[i];
        attr.family = style->family;
        attr.size = attr.rise ? attr.size : style->size;
        attr.bold = attr.bold || style->bold;
        attr.italic = attr.italic || style->italic;
        put_attr(attrs, attr, 0, n);
    }
    keep_attrs(&first, attrs, arena);
    return first;
}

struct styled_text inline_plain(struct arena *arena, const char *text, size_t n,
                                const struct block_style *style)
{
    return text_in_look(arena, text, n, look_of(style, true));
}
