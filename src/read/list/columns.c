// SPDX-License-Identifier: MIT
#include "read/list/columns.h"

#include "base/error.h"
#include "base/translate.h"
#include "language/label.h"
#include "read/fold.h"

#include <string.h>

enum { HEAD_ROWS_MOST = 12 };

// ---- the sample ----

struct sample sample_new(void)
{
    return (struct sample){g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev)};
}

void sample_add(struct sample *sample, const char *const *cells, size_t n)
{
    char **row = g_new0(char *, n + 1);
    for (size_t i = 0; i < n; i++)
        row[i] = g_strdup(cells[i] ? cells[i] : "");
    g_ptr_array_add(sample->rows, row);
}

void sample_free(struct sample *sample)
{
    g_ptr_array_unref(sample->rows);
}

static char **row_at(const struct sample *sample, size_t i)
{
    return g_ptr_array_index(sample->rows, i);
}

static const char *cell_at(const struct sample *sample, size_t row, size_t column)
{
    char **cells = row_at(sample, row);
    for (size_t i = 0; cells[i]; i++) {
        if (i == column)
            return cells[i];
    }
    return "";
}

static bool is_filled(const char *cell)
{
    return cell[text_leading(cell, strlen(cell))] != '\0';
}

static size_t count_filled(char **row)
{
    size_t filled = 0;
    for (; *row; row++)
        filled += is_filled(*row);
    return filled;
}

// ---- the head ----

// How much a row looks like heads, in hundredths of a cell.
struct head_score {
    int score;
    bool strong; // a head that is nothing but known words
    bool names;  // of a person or an organisation
    bool data;   // a cell that no head is
};

static struct head_score score_row(char **row, const struct heads *heads)
{
    size_t n = g_strv_length(row);
    struct head *found = g_new0(struct head, n);
    heads_read(heads, (const char *const *)row, n, found);
    struct head_score score = {0};
    for (size_t i = 0; i < n; i++) {
        enum shape shape = shape_of(row[i]);
        score.data |= shape == SHAPE_EMAIL || shape == SHAPE_PHONE || shape == SHAPE_TIME ||
                      shape == SHAPE_NETWORK || shape == SHAPE_LINK;
        if (found[i].kind == HEAD_NONE)
            continue;
        bool question = strchr(row[i], '?') || strstr(row[i], "\330\237") ||
                        strstr(row[i], "\357\274\237") || strchr(row[i], '*');
        score.score += (int)MAX(found[i].share, question ? 60 : 0);
        score.strong |= found[i].share >= 75 || question;
        score.names |= (found[i].kind >= HEAD_NAME && found[i].kind <= HEAD_ORGANISATION) ||
                       found[i].kind == HEAD_AFFILIATION;
    }
    g_free(found);
    return score;
}

static bool is_head(const struct head_score *score)
{
    return !score->data && (score->strong || score->score >= 110);
}

// The row that looks most like heads, of the first ones: a title, a row of group names and empty
// rows may stand above it.
static bool find_head(const struct sample *sample, const struct heads *heads, size_t *ret)
{
    int best = 0;
    for (size_t i = 0; i < sample->rows->len && i < HEAD_ROWS_MOST; i++) {
        struct head_score score = score_row(row_at(sample, i), heads);
        int value = score.score + (score.names ? 60 : 0);
        if (is_head(&score) && value > best) {
            best = value;
            *ret = i;
        }
        if (score.data)
            break; // the signatories have begun
    }
    return best > 0;
}

bool columns_have_head(const struct sample *sample, const struct heads *heads, size_t *ret)
{
    if (!find_head(sample, heads, ret))
        return false;
    struct head_score score = score_row(row_at(sample, *ret), heads);
    return score.names;
}

static bool is_data_shape(enum shape shape)
{
    return shape != SHAPE_EMPTY && shape != SHAPE_NAME && shape != SHAPE_TEXT;
}

// Words that nobody knows above a column of addresses, times or numbers are a head all the same.
static bool head_by_contrast(const struct sample *sample)
{
    if (sample->rows->len < 3)
        return false;
    size_t contrast = 0, n = g_strv_length(row_at(sample, 0));
    for (size_t c = 0; c < n; c++) {
        enum shape top = shape_of(cell_at(sample, 0, c));
        if (is_data_shape(top))
            return false;
        size_t data = 0, filled = 0;
        for (size_t r = 1; r < sample->rows->len && r < 60; r++) {
            enum shape shape = shape_of(cell_at(sample, r, c));
            filled += shape != SHAPE_EMPTY;
            data += is_data_shape(shape);
        }
        contrast += top != SHAPE_EMPTY && filled >= 2 && data * 10 >= filled * 9;
    }
    return contrast > 0;
}

// ---- the kinds ----

static void count_shapes(const struct sample *sample, struct columns *columns)
{
    for (size_t r = columns->rows_before; r < sample->rows->len; r++) {
        char **row = row_at(sample, r);
        for (size_t c = 0; c < columns->n && row[c]; c++) {
            enum shape shape = shape_of(row[c]);
            columns->at[c].shapes[shape]++;
            columns->at[c].filled += shape != SHAPE_EMPTY;
        }
    }
}

static void set_kind(struct column *column, enum head_kind kind, bool sure, const char *why)
{
    column->kind = kind;
    column->sure = sure;
    column->why = why;
}

static bool most_are(const struct column *column, enum shape shape)
{
    return column->filled && column->shapes[shape] * 2 >= column->filled;
}

// Cells of one shape, whatever the head says.
static enum head_kind kind_of_shapes(const struct column *column)
{
    if (most_are(column, SHAPE_EMAIL))
        return HEAD_EMAIL;
    if (most_are(column, SHAPE_NETWORK))
        return HEAD_NETWORK;
    if (most_are(column, SHAPE_LINK))
        return HEAD_LINK;
    if (most_are(column, SHAPE_TIME))
        return HEAD_TIME;
    if (most_are(column, SHAPE_PHONE))
        return HEAD_PHONE;
    return most_are(column, SHAPE_CODE) ? HEAD_ID : HEAD_NONE;
}

struct answers {
    size_t filled, told, distinct;
};

static struct answers count_answers(const struct sample *sample, const struct columns *columns,
                                    size_t column, const struct heads *heads)
{
    struct answers answers = {0};
    GHashTable *seen = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t r = columns->rows_before; r < sample->rows->len; r++) {
        const char *cell = cell_at(sample, r, column);
        if (!is_filled(cell))
            continue;
        answers.filled++;
        if (g_hash_table_contains(seen, cell)) {
            answers.told += GPOINTER_TO_INT(g_hash_table_lookup(seen, cell)) == 1;
            continue;
        }
        enum answer answer =
            g_hash_table_size(seen) < 64 ? heads_answer(heads, cell) : ANSWER_OTHER;
        answers.told += answer != ANSWER_OTHER;
        g_hash_table_insert(seen, (gpointer)cell, GINT_TO_POINTER(answer != ANSWER_OTHER));
    }
    answers.distinct = g_hash_table_size(seen);
    g_hash_table_unref(seen);
    return answers;
}

// A head that speaks of publication may ask how the name should read.
static bool holds_answers(const struct answers *answers)
{
    if (answers->filled == 0)
        return true;
    return answers->told * 10 >= answers->filled * 6 ||
           (answers->told && answers->distinct <= 6 && answers->filled >= 8);
}

// Whole numbers that begin at 1 and rise: a number. Anything else in a column called ID is none.
static bool counts_up(const struct sample *sample, const struct columns *columns, size_t column)
{
    int64_t before = 0;
    size_t filled = 0;
    for (size_t r = columns->rows_before; r < sample->rows->len; r++) {
        const char *cell = cell_at(sample, r, column);
        size_t n = strlen(cell), lead = text_leading(cell, n);
        if (lead == n)
            continue;
        int64_t number;
        size_t length = text_trimmed(cell + lead, n - lead);
        if (number_parse(cell + lead, length, &number) != length || number <= before ||
            (filled == 0 && number != 1))
            return false;
        before = number;
        filled++;
    }
    return filled > 0;
}

// "12", "12.", "12b", "15-17", "№ 7": short, and a digit within.
static bool holds_numbers(const struct sample *sample, const struct columns *columns, size_t column)
{
    size_t numbers = 0, filled = 0;
    for (size_t r = columns->rows_before; r < sample->rows->len; r++) {
        const char *cell = cell_at(sample, r, column);
        size_t n = strlen(cell), lead = text_leading(cell, n);
        int64_t number;
        filled += lead < n;
        numbers +=
            lead < n && text_columns(cell + lead, n - lead) <= 9 &&
            (text_has_digit(cell, n) || number_parse(cell + lead, n - lead, &number) == n - lead);
    }
    return numbers * 10 >= filled * 9;
}

static void check_head(const struct sample *sample, const struct heads *heads,
                       struct columns *columns, size_t i, const struct head *head)
{
    struct column *column = &columns->at[i];
    column->hides = head->hides;
    column->family_first = head->family_first;
    set_kind(column, head->kind, true, N_("by its head"));
    if (column->kind == HEAD_CONSENT || column->kind == HEAD_ANONYMOUS) {
        struct answers answers = count_answers(sample, columns, i, heads);
        if (!holds_answers(&answers))
            set_kind(column, head->without_consent, true, N_("by its head"));
    }
    enum head_kind shape = kind_of_shapes(column);
    bool printed = head_kind_is_printed(column->kind);
    if (shape != HEAD_NONE && (printed || column->kind == HEAD_NONE) &&
        !(shape == HEAD_ID && column->kind != HEAD_NUMBER && column->kind != HEAD_NONE) &&
        !(shape == HEAD_PHONE && column->kind == HEAD_NUMBER))
        set_kind(column, shape, printed == false, N_("by what its cells hold"));
    if (column->kind == HEAD_NUMBER && !holds_numbers(sample, columns, i))
        set_kind(column, HEAD_ID, true, N_("its cells are no numbers"));
    if (column->kind == HEAD_ID && counts_up(sample, columns, i))
        set_kind(column, HEAD_NUMBER, true, N_("its numbers count up from 1"));
    bool name = column->kind >= HEAD_NAME && column->kind <= HEAD_FAMILY;
    if (name && column->filled >= 3 && column->shapes[SHAPE_NUMBER] * 10 >= column->filled * 8)
        set_kind(column, HEAD_NONE, false, N_("numbers are no names"));
}

static void read_heads(const struct sample *sample, const struct heads *heads, size_t row,
                       struct columns *columns)
{
    char **cells = row_at(sample, row);
    size_t n = g_strv_length(cells);
    struct head *found = g_new0(struct head, MAX(n, columns->n));
    heads_read(heads, (const char *const *)cells, n, found);
    for (size_t i = 0; i < columns->n; i++) {
        if (i < n && is_filled(cells[i]))
            columns->at[i].head = g_strstrip(g_strdup(cells[i]));
        check_head(sample, heads, columns, i, &found[i]);
    }
    g_free(found);
}

// Without heads: what does not look private is number, name, affiliation and place, in this order.
static void guess_kinds(const struct sample *sample, struct columns *columns)
{
    static const enum head_kind order[] = {HEAD_NAME, HEAD_AFFILIATION, HEAD_PLACE};
    size_t next = 0;
    bool number = false;
    for (size_t i = 0; i < columns->n; i++) {
        struct column *column = &columns->at[i];
        enum head_kind shape = kind_of_shapes(column);
        if (shape != HEAD_NONE)
            set_kind(column, shape, true, N_("by what its cells hold"));
        else if (!number && next == 0 && columns->n > 1 && column->filled &&
                 holds_numbers(sample, columns, i))
            set_kind(column, HEAD_NUMBER, false, N_("the table has no head"));
        else if (next < G_N_ELEMENTS(order) && column->filled)
            set_kind(column, order[next++], columns->n == 1, N_("the table has no head"));
        else
            set_kind(column, HEAD_NONE, false, N_("the table has no head"));
        number |= column->kind == HEAD_NUMBER;
    }
}

// ---- which of them is the name ----

static size_t find_kind(const struct columns *columns, enum head_kind kind)
{
    for (size_t i = 0; i < columns->n; i++) {
        if (columns->at[i].kind == kind)
            return i;
    }
    return COLUMN_NONE;
}

// Whether most cells of one column hold, as words, what stands in another.
static bool holds_other(const struct sample *sample, const struct columns *columns, size_t whole,
                        size_t part)
{
    size_t both = 0, within = 0;
    for (size_t r = columns->rows_before; r < sample->rows->len; r++) {
        const char *a = cell_at(sample, r, whole), *b = cell_at(sample, r, part);
        if (!is_filled(a) || !is_filled(b))
            continue;
        both++;
        within += strlen(a) > strlen(b) && strstr(a, b) != NULL;
    }
    return both && within * 2 > both;
}

// "Nom" beside "Prénom" is the family name, "Nombre" beside "Apellidos" the given one.
static void complete_parts(const struct sample *sample, struct columns *columns)
{
    size_t name = find_kind(columns, HEAD_NAME);
    size_t given = find_kind(columns, HEAD_GIVEN), family = find_kind(columns, HEAD_FAMILY);
    bool one = (given == COLUMN_NONE) != (family == COLUMN_NONE);
    if (name == COLUMN_NONE || !one || find_kind(columns, HEAD_FULL) != COLUMN_NONE ||
        columns->at[name].by_user)
        return;
    size_t part = given == COLUMN_NONE ? family : given;
    if (!holds_other(sample, columns, name, part))
        columns->at[name].kind = given == COLUMN_NONE ? HEAD_GIVEN : HEAD_FAMILY;
}

// The fullest of the columns of a whole name; one that says so goes before a mere "Name".
static size_t best_name(const struct columns *columns)
{
    size_t best = COLUMN_NONE, best_value = 0;
    for (size_t i = 0; i < columns->n; i++) {
        const struct column *column = &columns->at[i];
        bool full = column->kind == HEAD_FULL;
        if (!full && column->kind != HEAD_NAME)
            continue;
        size_t value = column->filled * 4 + (full ? column->filled * 4 : 0) + column->by_user * 8;
        if (value > best_value) {
            best = i;
            best_value = value;
        }
    }
    return best;
}

static void drop_kind(struct columns *columns, enum head_kind kind, size_t but, const char *why)
{
    for (size_t i = 0; i < columns->n; i++) {
        struct column *column = &columns->at[i];
        if (i == but || column->kind != kind)
            continue;
        set_kind(column, HEAD_NONE, column->filled == 0, column->filled ? why : N_("it is empty"));
    }
}

static bool is_open(const struct column *column)
{
    return column->kind == HEAD_NONE && column->head && column->filled && !column->by_user &&
           column->shapes[SHAPE_NAME] * 10 >= column->filled * 8;
}

struct spread {
    double distinct, filled, words;
};

static struct spread spread_of(const struct sample *sample, const struct columns *columns, size_t i)
{
    GHashTable *seen = g_hash_table_new(g_str_hash, g_str_equal);
    size_t filled = 0, words = 0, rows = sample->rows->len - columns->rows_before;
    for (size_t r = columns->rows_before; r < sample->rows->len; r++) {
        const char *cell = cell_at(sample, r, i);
        if (!is_filled(cell))
            continue;
        filled++;
        words += text_words(cell, strlen(cell));
        g_hash_table_add(seen, (gpointer)cell);
    }
    struct spread spread = {filled ? (double)g_hash_table_size(seen) / (double)filled : 0,
                            rows ? (double)filled / (double)rows : 0,
                            filled ? (double)words / (double)filled : 0};
    g_hash_table_unref(seen);
    return spread;
}

// Names are nearly all different, nearly all there, and of a few words. Only a column that is so
// alone among the unknown ones is taken for the names.
static size_t name_by_content(const struct sample *sample, const struct columns *columns)
{
    size_t open = 0, only = COLUMN_NONE, good = 0, best = COLUMN_NONE;
    size_t rows = sample->rows->len - columns->rows_before;
    for (size_t i = 0; i < columns->n; i++) {
        if (!is_open(&columns->at[i]))
            continue;
        open++;
        only = i;
        struct spread spread = spread_of(sample, columns, i);
        if (rows >= 8 && spread.distinct >= 0.9 && spread.filled >= 0.8 && spread.words <= 5) {
            good++;
            best = i;
        }
    }
    if (open == 1)
        return only;
    return good == 1 ? best : COLUMN_NONE;
}

static bool has_part(const struct columns *columns)
{
    return find_kind(columns, HEAD_GIVEN) != COLUMN_NONE ||
           find_kind(columns, HEAD_FAMILY) != COLUMN_NONE;
}

static void find_name(const struct sample *sample, struct columns *columns)
{
    complete_parts(sample, columns);
    size_t name = best_name(columns), empty = find_kind(columns, HEAD_NAME);
    drop_kind(columns, HEAD_NAME, name, N_("another column holds the names"));
    drop_kind(columns, HEAD_FULL, name, N_("another column holds the names"));
    if (name != COLUMN_NONE) {
        drop_kind(columns, HEAD_GIVEN, COLUMN_NONE, N_("another column holds whole names"));
        drop_kind(columns, HEAD_MIDDLE, COLUMN_NONE, N_("another column holds whole names"));
        drop_kind(columns, HEAD_FAMILY, COLUMN_NONE, N_("another column holds whole names"));
    } else if (!has_part(columns)) {
        name = find_kind(columns, HEAD_ORGANISATION);
        if (name == COLUMN_NONE)
            name = find_kind(columns, HEAD_AFFILIATION);
        if (name == COLUMN_NONE && (name = name_by_content(sample, columns)) != COLUMN_NONE)
            set_kind(&columns->at[name], HEAD_NAME, false,
                     N_("no head says so; its cells look like names"));
        if (name == COLUMN_NONE && empty != COLUMN_NONE) // filled further down, or nobody's
            set_kind(&columns->at[name = empty], HEAD_NAME, true, N_("by its head"));
    }
    columns->name = name;
}

// ---- what the user says ----

static size_t column_of_head(const struct columns *columns, const char *head)
{
    for (size_t i = 0; i < columns->n; i++) {
        if (columns->at[i].head && strcmp(columns->at[i].head, head) == 0)
            return i;
    }
    for (size_t i = 0; i < columns->n; i++) {
        if (columns->at[i].head && heads_same(columns->at[i].head, head))
            return i;
    }
    guint64 number;
    if (g_ascii_string_to_unsigned(head, 10, 1, columns->n, &number, NULL))
        return (size_t)number - 1;
    return COLUMN_NONE;
}

char *column_title(const struct columns *columns, size_t i)
{
    const char *head = columns->at[i].head;
    if (!head)
        return g_strdup_printf("%zu", i + 1);
    enum { CHARS_MOST = 60 };
    if (g_utf8_strlen(head, -1) <= CHARS_MOST)
        return g_strdup_printf("\"%s\"", head);
    char *cut = g_utf8_substring(head, 0, CHARS_MOST);
    char *title = g_strdup_printf("\"%s…\"", cut);
    g_free(cut);
    return title;
}

// "Timestamp" (times), "Your name", 3 (e-mail addresses): heads, but never a cell.
static char *columns_seen(const struct columns *columns)
{
    GString *out = g_string_new(NULL);
    for (size_t i = 0; i < columns->n; i++) {
        char *title = column_title(columns, i);
        g_string_append_printf(out, "%s%s", i ? ", " : "", title);
        g_free(title);
    }
    return g_string_free(out, FALSE);
}

static bool refuse(const struct columns *columns, const char *path, GError **error)
{
    char *seen = columns_seen(columns);
    fault_set(error, FAULT_USAGE,
              "%s: no column can be told to hold the names; it has %s; say it as --columns "
              "name=HEAD [columns]",
              path, seen);
    g_free(seen);
    return false;
}

static bool refuse_head(const struct columns *columns, const char *path, const char *head,
                        GError **error)
{
    char *seen = columns_seen(columns);
    fault_set(error, FAULT_USAGE, "%s: there is no column '%s'; it has %s [columns]", path, head,
              seen);
    g_free(seen);
    return false;
}

// The end of a part of "name=Your name, please,affiliation=Org": a comma before the next kind and
// its "=", which a head may not have.
static size_t part_length(const char *text)
{
    for (const char *comma = text; (comma = strchr(comma, ',')) != NULL; comma++) {
        size_t word = strspn(comma + 1, "abcdefghijklmnopqrstuvwxyz ");
        char *kind = g_strstrip(g_strndup(comma + 1, word));
        bool next = comma[1 + word] == '=' && head_kind_named(kind) >= 0;
        g_free(kind);
        if (next)
            return (size_t)(comma - text);
    }
    return strlen(text);
}

static char *unquoted(const char *text)
{
    char *head = g_strstrip(g_strdup(text));
    size_t n = strlen(head);
    if (n >= 2 && head[0] == '"' && head[n - 1] == '"') {
        head[n - 1] = '\0';
        memmove(head, head + 1, n - 1);
    }
    return head;
}

// "name=Your name,affiliation=Org" as its parts; g_strfreev()
static char **split_wish(const char *wish)
{
    GPtrArray *parts = g_ptr_array_new();
    for (const char *p = wish ? wish : ""; *p;) {
        size_t n = part_length(p);
        g_ptr_array_add(parts, g_strndup(p, n));
        p += n + (p[n] == ',');
    }
    g_ptr_array_add(parts, NULL);
    return (char **)g_ptr_array_free(parts, FALSE);
}

static bool take_part(struct columns *columns, const char *part, const char *path, GError **error)
{
    const char *equals = strchr(part, '=');
    char *word = g_strstrip(g_strndup(part, equals ? (gsize)(equals - part) : strlen(part)));
    int kind = equals ? head_kind_named(word) : -1;
    if (kind < 0)
        fault_set(error, FAULT_USAGE,
                  "--columns takes KIND=HEAD, as name=Your name,affiliation=Org, not '%s'", part);
    g_free(word);
    if (kind < 0)
        return false;
    char *head = unquoted(equals + 1);
    size_t at = column_of_head(columns, head);
    if (at != COLUMN_NONE) {
        set_kind(&columns->at[at], (enum head_kind)kind, true, N_("as --columns says"));
        columns->at[at].by_user = true;
    } else {
        refuse_head(columns, path, head, error);
    }
    g_free(head);
    return at != COLUMN_NONE;
}

// Where the user names the names, no other column is one.
static void prefer_user(struct columns *columns)
{
    bool named = false;
    for (size_t i = 0; i < columns->n; i++)
        named |= columns->at[i].by_user && columns->at[i].kind >= HEAD_NAME &&
                 columns->at[i].kind <= HEAD_FAMILY;
    for (size_t i = 0; named && i < columns->n; i++) {
        struct column *column = &columns->at[i];
        if (!column->by_user && column->kind >= HEAD_NAME && column->kind <= HEAD_FAMILY)
            set_kind(column, HEAD_NONE, true, N_("another column holds the names"));
    }
}

static bool take_columns(struct columns *columns, const char *wish, const char *path,
                         GError **error)
{
    bool ok = true;
    char **parts = split_wish(wish);
    for (char **part = parts; ok && *part; part++)
        ok = take_part(columns, *part, path, error);
    g_strfreev(parts);
    prefer_user(columns);
    return ok;
}

static bool take_consent(struct columns *columns, const char *wish, const char *path,
                         GError **error)
{
    columns->consent_wished = COLUMN_NONE;
    if (!wish)
        return true;
    const char *equals = strrchr(wish, '=');
    if (!equals) {
        fault_set(error, FAULT_USAGE, "--consent takes COLUMN=VALUE, not '%s'", wish);
        return false;
    }
    char *head = g_strstrip(g_strndup(wish, (gsize)(equals - wish)));
    columns->consent_wished = column_of_head(columns, head);
    columns->consent_value = g_strstrip(g_strdup(equals + 1));
    bool ok = columns->consent_wished != COLUMN_NONE || refuse_head(columns, path, head, error);
    for (size_t i = 0; ok && i < columns->n; i++) {
        struct column *column = &columns->at[i];
        if (column->kind == HEAD_CONSENT || column->kind == HEAD_ANONYMOUS)
            set_kind(column, HEAD_STATUS, true, N_("--consent names another"));
    }
    if (ok)
        set_kind(&columns->at[columns->consent_wished], HEAD_CONSENT, true,
                 N_("as --consent says"));
    g_free(head);
    return ok;
}

// ---- all of it ----

static size_t widest_row(const struct sample *sample)
{
    size_t n = 0;
    for (size_t i = 0; i < sample->rows->len; i++)
        n = MAX(n, g_strv_length(row_at(sample, i)));
    return n;
}

// Titles above a table without a head: rows of one cell, while the others have more.
static size_t count_titles(const struct sample *sample, size_t n)
{
    size_t titles = 0;
    while (n > 1 && titles + 1 < sample->rows->len && count_filled(row_at(sample, titles)) <= 1)
        titles++;
    return titles + 1 < sample->rows->len ? titles : 0;
}

static bool row_has(char **row, const char *head)
{
    for (; *row; row++) {
        if (is_filled(*row) && heads_same(*row, head))
            return true;
    }
    return false;
}

// The row that holds the heads the user names, whatever it looks like.
static bool find_wished_head(const struct sample *sample, const struct columns_wish *wish,
                             size_t *ret)
{
    char **parts = split_wish(wish->columns);
    bool found = false;
    for (size_t i = 0; !found && i < sample->rows->len && i < HEAD_ROWS_MOST; i++) {
        for (char **part = parts; !found && *part; part++) {
            const char *equals = strchr(*part, '=');
            char *head = equals ? unquoted(equals + 1) : NULL;
            bool number = head && g_ascii_string_to_unsigned(head, 10, 0, G_MAXINT, NULL, NULL);
            found = head && !number && row_has(row_at(sample, i), head);
            g_free(head);
        }
        *ret = found ? i : *ret;
    }
    g_strfreev(parts);
    return found;
}

struct columns *columns_find(const struct sample *sample, bool heads_first,
                             const struct heads *heads, const struct columns_wish *wish,
                             const char *path, GError **error)
{
    struct columns *columns = g_new0(struct columns, 1);
    columns->n = widest_row(sample);
    columns->at = g_new0(struct column, columns->n + 1);
    size_t head = 0;
    columns->has_head =
        sample->rows->len && (heads_first || find_wished_head(sample, wish, &head) ||
                              find_head(sample, heads, &head) || head_by_contrast(sample));
    columns->rows_before = columns->has_head ? head + 1 : count_titles(sample, columns->n);
    count_shapes(sample, columns);
    if (columns->has_head)
        read_heads(sample, heads, head, columns);
    else
        guess_kinds(sample, columns);
    bool ok = take_columns(columns, wish->columns, path, error) &&
              take_consent(columns, wish->consent, path, error);
    if (ok)
        find_name(sample, columns);
    ok = ok && (columns->name != COLUMN_NONE || has_part(columns) || columns->n == 0 ||
                refuse(columns, path, error));
    if (ok)
        return columns;
    columns_free(columns);
    return NULL;
}

void columns_free(struct columns *columns)
{
    if (!columns)
        return;
    for (size_t i = 0; i < columns->n; i++)
        g_free(columns->at[i].head);
    g_free(columns->at);
    g_free(columns->consent_value);
    g_free(columns);
}
