// SPDX-License-Identifier: MIT
// What changed between two letters: who signed, who left, which words. Pure data in, pure data
// out: the sides may be two versions, two archives or two sources.
#ifndef WARRAQ_COMPARE_DIFF_H
#define WARRAQ_COMPARE_DIFF_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/json.h"

/* A signatory as printed. */
struct diff_entry {
    int64_t number;   /* 0: the list is not numbered there */
    const char *name; /* UTF-8 */
};

/* One side of a comparison; all is borrowed and must outlive the result. */
struct diff_side {
    const char *label; /* "v2", or a file's name */
    const struct diff_entry *entries;
    size_t n_entries;
    const char *const *paragraphs; /* title, addressees, body, closing, notes: UTF-8, one each */
    size_t n_paragraphs;
    const char *title, *lang, *date; /* of the letter, the date in ISO 8601; NULL: not known */
};

struct diff_renumbering {
    const char *name;
    int64_t from, to;
};

/* A run of words. DIFF_SAME ones are on both sides. */
enum diff_op { DIFF_SAME, DIFF_REMOVED, DIFF_ADDED };

struct diff_word {
    enum diff_op op;
    const char *text;
    size_t n;
};

struct diff_respelling {
    int64_t from_number, number; /* before and after; mostly the same */
    const char *from, *to;
    unsigned likeness; /* in percent, of the folded spellings; 100: they differ in case, spaces,
                          marks or punctuation only */
    const struct diff_word *words; /* from = same + removed, to = same + added */
    size_t n_words;
};

enum diff_kind { DIFF_TEXT_CHANGED, DIFF_TEXT_ADDED, DIFF_TEXT_REMOVED, DIFF_TEXT_MOVED };

struct diff_text {
    enum diff_kind kind;
    size_t from, to;               /* paragraph numbers from 1; 0 where there is none */
    const char *before, *after;    /* NULL where there is none; equal when moved */
    const struct diff_word *words; /* of a changed paragraph, in order; before = same + removed,
                                      after = same + added */
    size_t n_words;
};

struct diff {
    const struct diff_side *from, *to;
    const struct diff_entry *added, *removed;
    size_t n_added, n_removed;
    const struct diff_renumbering *renumbered;
    size_t n_renumbered;
    const struct diff_respelling *respelt;
    size_t n_respelt;
    const struct diff_text *text;
    size_t n_text;
};

/* Compares. First the same number with the same name, then the same name (renumbered), then the
 * same number with a name that is like it or shares a word with it, then names that are very like
 * each other (both respelt); the rest were added or removed. A name is never merged or corrected:
 * the lists say what is printed. Paragraphs are matched in order. The result lives in `arena`.
 *
 * Time is near n log n in entries and paragraphs: likeness is only asked of names that share a rare
 * part. */
struct diff *diff_make(struct arena *arena, const struct diff_side *from,
                       const struct diff_side *to);

/* Nothing differs. */
bool diff_is_empty(const struct diff *diff);

/* Lines of a text, from 1, both included. */
struct diff_lines {
    size_t first, last;
};

/* Takes a letter's text as typeset (`letter.txt`, `dump text`): one block a line. `lists` holds
 * the lines of the signatories, in ascending order: there every line is an entry, numbered,
 * marked by a bullet or neither, and elsewhere none is. NULL if that is not known: entries are then
 * the lines `N. name`, in any digits. */
void diff_read_text(struct arena *arena, const char *label, const char *text, size_t n,
                    const struct diff_lines *lists, size_t n_lists, struct diff_side *ret);

/* {from, to, signatories: {added: [{number, name}], removed: [{number, name}], renumbered:
 * [{name, from, to}], respelt: [{number, from, to, was, likeness}]}, text: [{kind, before, after,
 * paragraph: {from, to}, words: [[op, text]]}]}. An entry without a number has none, a respelling
 * `was` only if the number changed, a text `before`, `after` and `words` as they apply.
 * The caller owns the value. */
json_t *diff_json(const struct diff *diff);

/* For a terminal, in translate()'s language. Every name and word in question is in its own
 * directional isolate, so that right-to-left and left-to-right may meet in a line without moving a
 * number or a mark. Changed words are [-so-] and {+so+}; with `colour` they are red and struck out,
 * green and underlined as well. g_free(). */
char *diff_print(const struct diff *diff, bool colour);

/* One page of HTML: no script, nothing from elsewhere, headings, lists and tables with headers,
 * changes shown by words and shape as well as by colour, long runs of them in groups that fold,
 * `lang` for the page (the language of the messages: "en", "ar") and every name in <bdi>. g_free().
 */
char *diff_html(const struct diff *diff, const char *lang);

#endif
