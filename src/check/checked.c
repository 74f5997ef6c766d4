// SPDX-License-Identifier: MIT
#include "check/checked.h"

#include <stdarg.h>
#include <string.h>

// A text node and where it begins in the block's text.
struct checked_piece {
    size_t start;
    const struct node *node;
};

static void gather(const struct node *node, struct checked *checked)
{
    if (node->kind == NODE_TEXT) {
        struct checked_piece piece = {checked->text->len, node};
        g_array_append_val(checked->pieces, piece);
        g_string_append(checked->text, node->text);
    } else if (node->kind == NODE_BREAK) {
        g_string_append_c(checked->text, '\n');
    } else if (node->kind == NODE_FOOTNOTE_REF) {
        g_string_append(checked->text, "\342\201\240"); // a word joiner: no space is missing here
    }
    if (node->kind == NODE_CODE) { // an address or a program is as it is
        g_string_append(checked->text, "\357\277\274");
        return;
    }
    for (const struct node *child = node->first; child && node_is_inline(child);
         child = child->next)
        gather(child, checked);
}

static const struct checked_piece *piece_at(const struct checked *checked, size_t offset)
{
    const struct checked_piece *found = NULL;
    for (guint i = 0; i < checked->pieces->len; i++) {
        const struct checked_piece *piece =
            &g_array_index(checked->pieces, struct checked_piece, i);
        if (piece->start > offset)
            break;
        found = piece;
    }
    return found;
}

// Exact where the node's text is the source's, byte for byte; else the start of what is known.
static struct span span_at(const struct checked *checked, size_t offset)
{
    const struct checked_piece *piece = piece_at(checked, offset);
    if (!piece)
        return checked->block->source;
    struct span source = piece->node->source;
    if (source.start == SPAN_NONE.start)
        return checked->block->source;
    size_t within = offset - piece->start;
    if (source.end - source.start == strlen(piece->node->text))
        return (struct span){source.start + within, source.start + within};
    // Something was repaired in it; the same repair, done again, shows what came from where.
    const struct source *repaired = checked->check->source;
    if (!repaired)
        return source;
    size_t start = source_text_offset(repaired, source.start) + within;
    return source_span(repaired, start, start);
}

bool checked_note(const struct checked *checked, size_t index, const char *code, const char *format,
                  ...)
{
    if (notes_skip(checked->check->notes, code))
        return false;
    va_list args;
    va_start(args, format);
    size_t offset = index < checked->count ? checked->offsets[index] : checked->text->len;
    struct span span = span_at(checked, offset);
    if (span.start != SPAN_NONE.start) {
        notes_addv(checked->check->notes, DIAG_WARNING, code, span, format, args);
    } else {
        const struct checked_piece *piece = piece_at(checked, offset);
        size_t line = piece && piece->node->line ? piece->node->line : checked->block->line;
        notes_addv_at(checked->check->notes, DIAG_WARNING, code,
                      diag_place(checked->check->file, line, 1), format, args);
    }
    va_end(args);
    return span.start != SPAN_NONE.start;
}

void checked_offer(const struct checked *checked, size_t removes, const char *inserts)
{
    notes_offer(checked->check->notes, removes, inserts);
}

static void split_chars(struct checked *checked)
{
    glong count;
    checked->chars = g_utf8_to_ucs4_fast(checked->text->str, (glong)checked->text->len, &count);
    checked->count = (size_t)count;
    checked->offsets = g_new(size_t, checked->count + 1);
    const char *p = checked->text->str;
    for (size_t i = 0; i <= checked->count; i++) {
        checked->offsets[i] = (size_t)(p - checked->text->str);
        if (i < checked->count)
            p = g_utf8_next_char(p);
    }
}

void checked_open(struct checked *checked, struct check *check, const struct node *block)
{
    *checked = (struct checked){.check = check, .block = block, .text = g_string_new(NULL)};
    checked->pieces = g_array_new(FALSE, FALSE, sizeof(struct checked_piece));
    checked->lang = node_lang(block);
    for (const struct node *child = block->first; child && node_is_inline(child);
         child = child->next)
        gather(child, checked);
    split_chars(checked);
}

void checked_close(struct checked *checked)
{
    g_free(checked->chars);
    g_free(checked->offsets);
    g_array_unref(checked->pieces);
    g_string_free(checked->text, TRUE);
}
