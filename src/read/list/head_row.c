// SPDX-License-Identifier: MIT
#include "read/list/head_row.h"

#include "read/list/cell.h"
#include "read/list/shape.h"
#include "read/list/head_fold.h"

#include <string.h>

enum { HEAD_ROWS_MOST = 12 };

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
static bool find_likely(const struct sample *sample, const struct heads *heads, size_t *ret)
{
    int best = 0;
    for (size_t i = 0; i < sample->rows->len && i < HEAD_ROWS_MOST; i++) {
        struct head_score score = score_row(sample_row(sample, i), heads);
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

bool head_row_names(const struct sample *sample, const struct heads *heads, size_t *ret)
{
    if (!find_likely(sample, heads, ret))
        return false;
    struct head_score score = score_row(sample_row(sample, *ret), heads);
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
    size_t contrast = 0, n = g_strv_length(sample_row(sample, 0));
    for (size_t c = 0; c < n; c++) {
        enum shape top = shape_of(sample_cell(sample, 0, c));
        if (is_data_shape(top))
            return false;
        size_t data = 0, filled = 0;
        for (size_t r = 1; r < sample->rows->len && r < 60; r++) {
            enum shape shape = shape_of(sample_cell(sample, r, c));
            filled += shape != SHAPE_EMPTY;
            data += is_data_shape(shape);
        }
        contrast += top != SHAPE_EMPTY && filled >= 2 && data * 10 >= filled * 9;
    }
    return contrast > 0;
}

static bool row_has(char **row, const char *head)
{
    for (; *row; row++) {
        if (cell_is_filled(*row) && head_same(*row, head))
            return true;
    }
    return false;
}

// The row that holds the heads the user names, whatever it looks like.
static bool find_wished_head(const struct sample *sample, const struct columns_wish *wish,
                             size_t *ret)
{
    char **parts = wish_parts(wish->columns);
    bool found = false;
    for (size_t i = 0; !found && i < sample->rows->len && i < HEAD_ROWS_MOST; i++) {
        for (char **part = parts; !found && *part; part++) {
            const char *equals = strchr(*part, '=');
            char *head = equals ? wish_head(equals + 1) : NULL;
            bool number = head && g_ascii_string_to_unsigned(head, 10, 0, G_MAXINT, NULL, NULL);
            found = head && !number && row_has(sample_row(sample, i), head);
            g_free(head);
        }
        *ret = found ? i : *ret;
    }
    g_strfreev(parts);
    return found;
}

bool head_row_find(const struct sample *sample, const struct heads *heads,
                   const struct columns_wish *wish, size_t *ret)
{
    *ret = 0;
    return find_wished_head(sample, wish, ret) || find_likely(sample, heads, ret) ||
           head_by_contrast(sample);
}

size_t head_row_titles(const struct sample *sample, size_t n)
{
    size_t titles = 0;
    while (n > 1 && titles + 1 < sample->rows->len &&
           row_count_filled(sample_row(sample, titles)) <= 1)
        titles++;
    return titles + 1 < sample->rows->len ? titles : 0;
}
