// SPDX-License-Identifier: MIT
#include "read/find/grid.h"

#include "language/country.h"
#include "language/label.h"
#include "read/dates.h"
#include "read/find/measure.h"
#include "read/fold.h"
#include "read/list/heads.h"
#include "read/list/shape.h"
#include "read/reader.h"

#include <glib.h>
#include <string.h>

struct grid *grid_new(struct arena *arena, size_t rows, size_t columns)
{
    struct grid *grid = arena_alloc(arena, sizeof *grid);
    *grid = (struct grid){rows, MIN(columns, GRID_COLUMNS_MOST), NULL, 0};
    grid->cells = arena_alloc(arena, MAX(rows * grid->columns, 1) * sizeof *grid->cells);
    for (size_t i = 0; i < rows * grid->columns; i++)
        grid->cells[i] = "";
    return grid;
}

// What is counted in a column.
struct sums {
    size_t filled, distinct, columns, numbers, rising, falling, private, years, next;
    size_t labelled; // "12. Ana Ruiz"
};

// A number alone: "12", "12.", "№ 12".
static bool is_number(const char *cell, int64_t *ret)
{
    struct label label;
    size_t n = strlen(cell);
    if (number_parse(cell, n, ret) == n)
        return true;
    bool labelled = label_parse(cell, n, &label) && label.kind == LABEL_NUMBER && label.skip >= n;
    *ret = labelled ? label.number : *ret;
    return labelled;
}

// What a sheet's column would not be printed for: an address, a telephone number, a time.
static bool is_private(const char *cell, const struct tables *tables)
{
    enum { DATE_BYTES = 40 };
    enum shape shape = shape_of(cell);
    char date[DATE_SIZE];
    size_t n = strlen(cell);
    return shape_is_private(shape) || shape == SHAPE_TIME ||
           (n <= DATE_BYTES && text_has_digit(cell, n) && date_parse(cell, n, tables, date));
}

static bool is_labelled(const char *cell)
{
    struct label label;
    size_t n = strlen(cell);
    return label_parse(cell, n, &label) && label.kind == LABEL_NUMBER && label.skip < n;
}

static struct sums sums_of(const struct grid *grid, size_t column, size_t head,
                           const struct tables *tables)
{
    enum { YEAR_FIRST = 1800, YEAR_LAST = 2100 };
    struct sums sums = {0};
    GHashTable *seen = g_hash_table_new(g_str_hash, g_str_equal);
    int64_t last = -1, number = 0;
    for (size_t row = head; row < grid->rows; row++) {
        const char *cell = *grid_cell(grid, row, column);
        if (!*cell)
            continue;
        sums.filled++;
        sums.columns += text_columns(cell, strlen(cell));
        sums.distinct += g_hash_table_add(seen, (gpointer)cell);
        sums.private += is_private(cell, tables);
        sums.labelled += is_labelled(cell);
        if (!is_number(cell, &number))
            continue;
        sums.numbers++;
        sums.rising += number > last;
        sums.falling += last < 0 || number < last;
        sums.years += number >= YEAR_FIRST && number <= YEAR_LAST;
        sums.next += last >= 0 && ABS(number - last) == 1;
        last = number;
    }
    g_hash_table_unref(seen);
    return sums;
}

static bool most(size_t part, size_t whole)
{
    return whole > 0 && part * 10 >= whole * 8;
}

// What stands in the first row stands further down in its column too.
static bool comes_back(const struct grid *grid, size_t column)
{
    const char *cell = *grid_cell(grid, 0, column);
    for (size_t row = 1; row < grid->rows; row++) {
        if (strcmp(cell, *grid_cell(grid, row, column)) == 0)
            return true;
    }
    return false;
}

// Whether the first row names columns although the form does not say so.
static bool first_is_head(const struct grid *grid, const struct heads *heads)
{
    enum { KNOWN_LEAST = 75 }; // per cent of a head's letters
    bool named = false, digits = false;
    struct head found[GRID_COLUMNS_MOST] = {{0}};
    if (heads)
        heads_read(heads, grid_cell(grid, 0, 0), grid->columns, found);
    for (size_t i = 0; i < grid->columns; i++) {
        const char *cell = *grid_cell(grid, 0, i);
        bool known = *cell && found[i].kind != HEAD_NONE && found[i].share >= KNOWN_LEAST;
        if (known && comes_back(grid, i))
            return false;
        named |= known;
        digits |= text_has_digit(cell, strlen(cell));
    }
    return named && !digits && grid->rows > 2;
}

static bool row_is_empty(const struct grid *grid, size_t row)
{
    for (size_t i = 0; i < grid->columns; i++)
        if (**grid_cell(grid, row, i))
            return false;
    return true;
}

static enum grid_role role_of(const struct sums *sums, size_t rows)
{
    if (sums->filled == 0)
        return GRID_EMPTY;
    if (most(sums->private, sums->filled))
        return GRID_PRIVATE;
    bool counts = most(sums->rising, sums->numbers) || most(sums->falling, sums->numbers);
    // Years that happen to rise do not count one by one.
    bool years = sums->years == sums->numbers && sums->next * 2 < sums->numbers;
    if (most(sums->numbers, sums->filled) && counts && rows > 1 && !years)
        return GRID_NUMBER;
    return GRID_MORE;
}

static bool may_be_name(const struct sums *sums, size_t rows)
{
    enum { WIDEST = 60 };
    return rows >= 2 && sums->columns >= 4 * sums->filled && sums->filled * 10 >= rows * 8 &&
           sums->distinct * 10 >= sums->filled * 9 && sums->columns <= WIDEST * sums->filled &&
           !most(sums->numbers, sums->filled);
}

// ---- several names a row ----

static void add_words(GHashTable *words, const char *cell)
{
    char **parts = g_strsplit_set(cell, " \t,.", -1);
    for (char **part = parts; *part; part++) {
        gunichar first = g_utf8_get_char(*part);
        if (!**part)
            continue;
        // Han names are written without spaces: their characters are compared.
        char *key =
            g_unichar_iswide(first) && g_unichar_get_script(first) != G_UNICODE_SCRIPT_HANGUL
                ? g_strndup(*part, (gsize)(g_utf8_next_char(*part) - *part))
                : g_strdup(*part);
        g_hash_table_add(words, key);
    }
    g_strfreev(parts);
}

static GHashTable *column_words(const struct grid *grid, size_t column, size_t head)
{
    GHashTable *words = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (size_t row = head; row < grid->rows; row++)
        add_words(words, *grid_cell(grid, row, column));
    return words;
}

static bool share_words(const struct grid *grid, size_t a, size_t b, size_t head)
{
    GHashTable *first = column_words(grid, a, head), *second = column_words(grid, b, head);
    size_t shared = 0, all = g_hash_table_size(second);
    GHashTableIter iter;
    gpointer word;
    for (g_hash_table_iter_init(&iter, second); g_hash_table_iter_next(&iter, &word, NULL);)
        shared += g_hash_table_contains(first, word);
    g_hash_table_unref(first);
    g_hash_table_unref(second);
    return all > 0 && shared * 10 >= all * 3;
}

// What the cells of a column are like.
struct looks {
    size_t filled, single; // cells; of one word, in a script that parts words
    size_t small, commas;  // that begin with a small letter; that hold a comma
    size_t places;         // institutions and countries
};

static struct looks looks_of(const struct grid *grid, size_t column, size_t head,
                             const struct tables *tables)
{
    struct looks looks = {0};
    for (size_t row = head; row < grid->rows; row++) {
        const char *cell = *grid_cell(grid, row, column);
        size_t n = strlen(cell);
        gunichar first = g_utf8_get_char(cell);
        if (!n)
            continue;
        looks.filled++;
        looks.single += !char_is_unparted(first) && text_words(cell, n) == 1;
        looks.small += g_unichar_islower(first);
        looks.commas += pieces_by_comma(cell, n) > 1;
        looks.places +=
            (tables_topics(tables, cell, n) & TOPIC_BODY) || text_names_country(cell, n);
    }
    return looks;
}

// More than a fifth of one column's cells, and not of the other's.
static bool only(size_t more, size_t filled, size_t names, size_t named)
{
    return more * 5 > filled && names * 5 <= named;
}

// Offices and places beside the names: trades in small letters, single words beside names of two,
// institutions, countries, lists of both.
static bool says_of_names(const struct looks *more, const struct looks *names)
{
    return only(more->small, more->filled, names->small, names->filled) ||
           only(more->places, more->filled, names->places, names->filled) ||
           only(more->commas, more->filled, names->commas, names->filled) ||
           (most(more->single, more->filled) && !most(names->single, names->filled));
}

static bool mark_several(const struct grid *grid, const struct sums *sums,
                         const struct tables *tables, struct grid_plan *plan)
{
    enum { FEW_ROWS = 8, NAME_COLUMNS = 6 }; // too few to share words
    size_t name = GRID_COLUMNS_MOST, others = 0;
    for (size_t i = 0; i < grid->columns; i++) {
        if (plan->roles[i] == GRID_NAME)
            name = i;
    }
    if (name == GRID_COLUMNS_MOST)
        return false;
    struct looks names = looks_of(grid, name, plan->head, tables);
    for (size_t i = 0; i < grid->columns; i++) {
        if (plan->roles[i] != GRID_MORE)
            continue;
        struct looks looks = looks_of(grid, i, plan->head, tables);
        bool distinct = sums[i].distinct * 10 >= sums[i].filled * 9;
        if (!distinct || says_of_names(&looks, &names))
            return false;
        // Each column goes on counting.
        bool counts =
            most(sums[name].labelled, sums[name].filled) && most(sums[i].labelled, sums[i].filled);
        bool long_enough = sums[i].columns >= NAME_COLUMNS * sums[i].filled &&
                           !most(sums[i].numbers, sums[i].filled);
        bool few = grid->rows <= FEW_ROWS;
        if (!counts && (few ? !long_enough : !share_words(grid, name, i, plan->head)))
            return false;
        others++;
    }
    for (size_t i = 0; i < grid->columns && others; i++)
        plan->roles[i] = plan->roles[i] == GRID_MORE ? GRID_NAME : plan->roles[i];
    return others > 0;
}

// ---- the judgement ----

// A first row whose words never come back, above a column of numbers or columns that repeat
// themselves.
static bool head_stands_out(const struct grid *grid, const struct sums *sums,
                            const struct grid_plan *plan)
{
    enum { ROWS_LEAST = 4 };
    size_t signs = 0;
    for (size_t i = 0; i < grid->columns; i++) {
        const char *cell = *grid_cell(grid, 0, i);
        int64_t number;
        if (!*cell || text_has_digit(cell, strlen(cell)))
            return false;
        bool numbers = sums[i].numbers > 1 && sums[i].numbers + 1 == sums[i].filled;
        if ((numbers || plan->roles[i] == GRID_NUMBER) && !is_number(cell, &number))
            signs += 2;
        bool repeats = sums[i].distinct * 10 <= sums[i].filled * 6;
        signs += repeats && !comes_back(grid, i);
    }
    return grid->rows >= ROWS_LEAST && signs >= 2;
}

// What the heads say; true if they name a column of names.
static bool heads_tell(const struct grid *grid, const struct heads *heads, struct grid_plan *plan)
{
    bool told = false;
    struct head found[GRID_COLUMNS_MOST] = {{0}};
    if (plan->head && heads)
        heads_read(heads, grid_cell(grid, plan->head - 1, 0), grid->columns, found);
    for (size_t i = 0; plan->head && i < grid->columns; i++) {
        enum head_kind kind = found[i].kind;
        bool name = kind == HEAD_NAME || kind == HEAD_FULL || kind == HEAD_FAMILY;
        if (plan->roles[i] == GRID_EMPTY)
            continue;
        if (name && !told) {
            plan->roles[i] = GRID_NAME;
            told = true;
        } else if (kind == HEAD_NUMBER) {
            plan->roles[i] = GRID_NUMBER;
        } else if (kind >= HEAD_EMAIL && kind <= HEAD_NETWORK) {
            plan->roles[i] = GRID_PRIVATE;
        }
    }
    // Given and middle names go before the family's.
    for (size_t i = 0; told && i < grid->columns; i++) {
        bool before = found[i].kind == HEAD_GIVEN || found[i].kind == HEAD_MIDDLE;
        if (before && plan->roles[i] == GRID_MORE)
            plan->roles[i] = GRID_GIVEN;
    }
    return told;
}

// An office, an institution, a place.
static bool says(const char *cell, const struct tables *tables)
{
    size_t n = strlen(cell);
    return (tables_topics(tables, cell, n) & (TOPIC_BODY | TOPIC_OFFICE)) ||
           text_names_country(cell, n) || g_unichar_islower(g_utf8_get_char(cell));
}

// Signatures abreast: a row of names, below them in each column what they are.
static bool is_across(const struct grid *grid, const struct tables *tables)
{
    enum { MOST = 4 };
    if (grid->head || grid->rows < 2 || grid->rows > MOST || grid->columns < 2 ||
        grid->columns > MOST)
        return false;
    size_t said = 0, cells = 0;
    for (size_t i = 0; i < grid->columns; i++) {
        const char *name = *grid_cell(grid, 0, i);
        if (text_words(name, strlen(name)) < 2 || says(name, tables))
            return false;
        for (size_t row = 1; row < grid->rows; row++) {
            const char *cell = *grid_cell(grid, row, i);
            cells += *cell != 0;
            said += *cell && says(cell, tables);
        }
        if (!said || **grid_cell(grid, 1, i) == 0)
            return false;
    }
    return said >= grid->columns && said * 2 >= cells;
}

void grid_judge(const struct grid *grid, struct reader *reader, struct grid_plan *ret)
{
    const struct heads *heads = reader_heads(reader, NULL);
    *ret = (struct grid_plan){.names = false};
    if (grid->rows == 0)
        return;
    ret->names = ret->across = is_across(grid, reader->tables);
    for (size_t i = 0; i < grid->columns && ret->across; i++)
        ret->roles[i] = GRID_NAME;
    if (ret->across)
        return;
    ret->head = grid->head ? grid->head : first_is_head(grid, heads) ? 1 : 0;
    size_t rows = 0;
    struct sums sums[GRID_COLUMNS_MOST];
    for (size_t row = ret->head; row < grid->rows; row++)
        rows += !row_is_empty(grid, row);
    for (size_t i = 0; i < grid->columns; i++) {
        sums[i] = sums_of(grid, i, ret->head, reader->tables);
        ret->roles[i] = role_of(&sums[i], rows);
    }
    if (!ret->head && head_stands_out(grid, sums, ret)) {
        ret->head = 1;
        for (size_t i = 0; i < grid->columns; i++) {
            sums[i] = sums_of(grid, i, 1, reader->tables);
            ret->roles[i] = role_of(&sums[i], rows - 1);
        }
    }
    ret->names = heads_tell(grid, heads, ret);
    if (ret->names || rows == 0)
        return;
    for (size_t i = 0; i < grid->columns && !ret->names; i++) {
        ret->names = ret->roles[i] == GRID_MORE && may_be_name(&sums[i], rows);
        ret->roles[i] = ret->names ? GRID_NAME : ret->roles[i];
    }
    for (size_t i = 0; i < grid->columns; i++)
        ret->labels |= ret->roles[i] == GRID_NAME && most(sums[i].labelled, sums[i].filled);
    ret->several = ret->names && !ret->head && mark_several(grid, sums, reader->tables, ret);
}
