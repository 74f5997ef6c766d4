// SPDX-License-Identifier: MIT
// Each name is met in up to three guises: as it is, as its bare letters, as its words sorted.
// Names one letter apart are found, in lists a person might read through, by the hashes of a
// name with each of its letters left out (Mor & Fraenkel 1982; "symmetric delete").
#include "check/check_names.h"

#include "base/translate.h"
#include "read/fold.h"
#include "check/name_set.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

enum {
    APART_ENTRIES_MOST = 20000,
    APART_LETTERS_LEAST = 10,
    LETTERS_MOST = 200,
    SHOWN_CHARS = 60,
};

// What is reported of the earlier of two.
struct met {
    int64_t number;
    size_t line;
    char *folded; // only while the list is short
};

struct check_names {
    struct check *check;
    struct name_set *exact, *letters, *words, *apart;
    GArray *met;
    int64_t last_number;
    struct name_set *numbers;
};

static void met_clear(void *data)
{
    g_free(((struct met *)data)->folded);
}

struct check_names *check_names_new(struct check *check)
{
    struct check_names *names = g_new0(struct check_names, 1);
    names->check = check;
    names->exact = name_set_new();
    names->letters = name_set_new();
    names->words = name_set_new();
    names->apart = name_set_new();
    names->numbers = name_set_new();
    names->met = g_array_new(FALSE, FALSE, sizeof(struct met));
    g_array_set_clear_func(names->met, met_clear);
    names->last_number = NUMBER_NONE;
    return names;
}

void check_names_free(struct check_names *names)
{
    name_set_free(names->exact);
    name_set_free(names->letters);
    name_set_free(names->words);
    name_set_free(names->apart);
    name_set_free(names->numbers);
    g_array_unref(names->met);
    g_free(names);
}

void check_names_restart(struct check_names *names)
{
    names->last_number = NUMBER_NONE;
    name_set_free(names->numbers);
    names->numbers = name_set_new();
}

static void report(struct check_names *names, const struct node *entry, const char *code,
                   const char *format, ...) __attribute__((format(printf, 4, 5)));

static void report(struct check_names *names, const struct node *entry, const char *code,
                   const char *format, ...)
{
    va_list args;
    va_start(args, format);
    if (entry->source.start != SPAN_NONE.start)
        notes_addv(names->check->notes, DIAG_WARNING, code, entry->source, format, args);
    else
        notes_addv_at(names->check->notes, DIAG_WARNING, code,
                      diag_place(names->check->file, entry->line, 1), format, args);
    va_end(args);
}

static void append_name(const struct node *node, GString *out)
{
    for (const struct node *child = node->first; child && node_is_inline(child);
         child = child->next) {
        if (child->kind == NODE_TEXT)
            g_string_append(out, child->text);
        else if (child->kind != NODE_AFFILIATION && child->kind != NODE_BREAK)
            append_name(child, out);
    }
}

// How two names are alike; the earlier is named by its number or, having none, by its line.
enum likeness { SAME, ALMOST, APART };
static const char *const twice[][2] = {
    [SAME] = {N_("\"%s\" appears in entry %" PRId64), N_("\"%s\" appears in line %" PRId64)},
    [ALMOST] = {N_("\"%s\" is spelt almost as in entry %" PRId64),
                N_("\"%s\" is spelt almost as in line %" PRId64)},
    [APART] = {N_("\"%s\" is one letter apart from entry %" PRId64),
               N_("\"%s\" is one letter apart from line %" PRId64)},
};

static void note_twice(struct check_names *names, const struct node *entry, int64_t earlier,
                       const char *code, enum likeness likeness, const char *name)
{
    const struct met *met = &g_array_index(names->met, struct met, earlier);
    bool numbered = met->number != NUMBER_NONE;
    char *shown = g_utf8_substring(name, 0, MIN(SHOWN_CHARS, g_utf8_strlen(name, -1)));
    report(names, entry, code, twice[likeness][!numbered], shown,
           numbered ? met->number : (int64_t)met->line);
    g_free(shown);
}

static int compare_words(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

// "Dupont, Marie" and "Marie Dupont" are one. At least two words; 0 otherwise.
static uint64_t sorted_words_hash(const char *name)
{
    char **words = g_strsplit_set(name, " ,،;\t", -1);
    GPtrArray *folded = g_ptr_array_new_with_free_func(g_free);
    for (char **word = words; *word; word++) {
        GString *letters = g_string_new(NULL);
        fold_name(*word, strlen(*word), letters);
        if (letters->len)
            g_ptr_array_add(folded, g_string_free(letters, FALSE));
        else
            g_string_free(letters, TRUE);
    }
    g_strfreev(words);
    g_ptr_array_sort(folded, compare_words);
    GString *joined = g_string_new(NULL);
    for (guint i = 0; i < folded->len; i++)
        g_string_append_printf(joined, "%s ", (char *)g_ptr_array_index(folded, i));
    uint64_t hash = folded->len > 1 ? name_hash(joined->str, joined->len) : 0;
    g_string_free(joined, TRUE);
    g_ptr_array_unref(folded);
    return hash;
}

static size_t common_start(const gunichar *a, const gunichar *b)
{
    size_t n = 0;
    while (a[n] && a[n] == b[n])
        n++;
    return n;
}

// One letter put in, left out or exchanged; a digit distinguishes two names on purpose.
static bool is_one_apart(const char *a, const char *b)
{
    glong na, nb;
    gunichar *ua = g_utf8_to_ucs4_fast(a, -1, &na), *ub = g_utf8_to_ucs4_fast(b, -1, &nb);
    size_t n = common_start(ua, ub);
    bool apart = false;
    if (labs(na - nb) <= 1 && (ua[n] || ub[n])) {
        const gunichar *ra = ua + n + (na >= nb), *rb = ub + n + (nb >= na);
        size_t rest = common_start(ra, rb);
        apart = !ra[rest] && !rb[rest] && !g_unichar_isdigit(ua[n]) && !g_unichar_isdigit(ub[n]);
    }
    g_free(ua);
    g_free(ub);
    return apart;
}

// Meets every form of the name with one letter left out, and the name itself.
static int64_t meet_apart(struct check_names *names, const char *folded, int64_t index)
{
    int64_t found = -1;
    size_t n = strlen(folded);
    GString *form = g_string_sized_new(n + 1);
    for (const char *p = folded;; p = g_utf8_next_char(p)) {
        const char *rest = *p ? g_utf8_next_char(p) : p;
        g_string_truncate(form, 0);
        g_string_append_len(form, folded, p - folded);
        g_string_append(form, rest);
        int64_t earlier = name_set_meet(names->apart, name_hash(form->str, form->len), index);
        if (found < 0 && earlier >= 0 && earlier != index) {
            const char *other = g_array_index(names->met, struct met, earlier).folded;
            found = other && is_one_apart(folded, other) ? earlier : -1;
        }
        if (!*p)
            break;
    }
    g_string_free(form, TRUE);
    return found;
}

static bool is_short_list(const struct check_names *names)
{
    return names->met->len <= APART_ENTRIES_MOST;
}

static void check_near(struct check_names *names, const struct node *entry, const char *name,
                       char *folded, int64_t index)
{
    int64_t earlier = name_set_meet(names->letters, name_hash(folded, strlen(folded)), index);
    if (earlier < 0) {
        uint64_t words = sorted_words_hash(name);
        earlier = words ? name_set_meet(names->words, words, index) : -1;
    }
    if (earlier >= 0) {
        note_twice(names, entry, earlier, "near-duplicate", ALMOST, name);
        return;
    }
    glong letters = g_utf8_strlen(folded, -1);
    if (!is_short_list(names) || letters < APART_LETTERS_LEAST || letters > LETTERS_MOST)
        return;
    earlier = meet_apart(names, folded, index);
    if (earlier >= 0)
        note_twice(names, entry, earlier, "near-duplicate", APART, name);
}

static void check_name(struct check_names *names, const struct node *entry)
{
    GString *name = g_string_new(NULL), *folded = g_string_new(NULL);
    append_name(entry, name);
    fold_name(name->str, name->len, folded);
    struct met met = {entry->entry.number, entry->line, NULL};
    if (is_short_list(names))
        met.folded = g_strdup(folded->str);
    int64_t index = names->met->len;
    g_array_append_val(names->met, met);
    if (text_leading(name->str, name->len) == name->len) {
        report(names, entry, "name-empty", "an entry without a name");
    } else {
        int64_t earlier = name_set_meet(names->exact, name_hash(name->str, name->len), index);
        if (earlier >= 0)
            note_twice(names, entry, earlier, "duplicate", SAME, name->str);
        else if (folded->len)
            check_near(names, entry, name->str, folded->str, index);
    }
    g_string_free(name, TRUE);
    g_string_free(folded, TRUE);
}

static void check_number(struct check_names *names, const struct node *entry)
{
    int64_t number = entry->entry.number;
    if (number == NUMBER_NONE)
        return;
    if (name_set_meet(names->numbers, name_hash(&number, sizeof number), 0) >= 0)
        report(names, entry, "numbers-repeated", "number %" PRId64 " was given before", number);
    else if (number < names->last_number)
        report(names, entry, "numbers-order", "number %" PRId64 " comes after %" PRId64, number,
               names->last_number);
    names->last_number = number;
}

void check_names_add(struct check_names *names, const struct node *entry)
{
    check_number(names, entry);
    check_name(names, entry);
}
