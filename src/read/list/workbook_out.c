// SPDX-License-Identifier: MIT
// A row in the spool: its line, its number of cells and its struck cells as numbers of the machine,
// then the cells, each with its NUL, then zeros up to the next multiple of eight.
#include "read/list/workbook_out.h"

#include "base/error.h"

#include <math.h>
#include <string.h>

// Excel has 1,048,576 rows and 16,384 columns.
enum { ROWS_MOST = 1100000, CELLS_MOST = 256, CELL_MOST = 1024 * 1024, STRUCK_BITS = 64 };

static void sheet_clear(void *data)
{
    struct workbook_sheet *sheet = data;
    g_free(sheet->name);
    g_free(sheet->part);
}

void workbook_out_init(struct workbook_out *out, struct spool *spool)
{
    *out = (struct workbook_out){.spool = spool, .cells = g_string_new(NULL)};
    out->sheets = g_array_new(FALSE, FALSE, sizeof(struct workbook_sheet));
    g_array_set_clear_func(out->sheets, sheet_clear);
    out->chosen = out->active = (size_t)-1;
}

void workbook_out_clear(struct workbook_out *out)
{
    g_string_free(out->cells, TRUE);
    g_array_unref(out->sheets);
    g_clear_error(&out->fault);
}

void workbook_add_sheet(struct workbook_out *out, const char *name, const char *part, bool hidden)
{
    struct workbook_sheet sheet = {g_strdup(name ? name : ""), g_strdup(part), hidden};
    g_array_append_val(out->sheets, sheet);
}

static const struct workbook_sheet *sheet_at(const struct workbook_out *out, size_t i)
{
    return &g_array_index(out->sheets, struct workbook_sheet, i);
}

static bool refuse_sheet(const struct workbook_out *out, const char *wanted, GError **error)
{
    GString *names = g_string_new(NULL);
    for (guint i = 0; i < out->sheets->len; i++)
        g_string_append_printf(names, "%s\"%s\"", i ? ", " : "", sheet_at(out, i)->name);
    fault_set(error, FAULT_USAGE, "there is no sheet '%s'; it has %s [sheet]", wanted, names->str);
    g_string_free(names, TRUE);
    return false;
}

bool workbook_choose(struct workbook_out *out, const char *wanted, GError **error)
{
    for (guint i = 0; wanted && i < out->sheets->len; i++) {
        if (strcmp(sheet_at(out, i)->name, wanted) == 0) {
            out->chosen = i;
            return true;
        }
    }
    if (wanted)
        return refuse_sheet(out, wanted, error);
    if (out->active < out->sheets->len && !sheet_at(out, out->active)->hidden) {
        out->chosen = out->active;
        return true;
    }
    for (guint i = 0; i < out->sheets->len; i++) {
        if (!sheet_at(out, i)->hidden) {
            out->chosen = i;
            return true;
        }
    }
    fault_set(error, FAULT_INVALID, "it has no sheet that is not hidden");
    return false;
}

void workbook_put_cell(struct workbook_out *out, size_t at, const char *text, bool struck)
{
    if (at >= CELLS_MOST || at < out->count)
        return;
    for (; out->count < at; out->count++)
        g_string_append_c(out->cells, '\0');
    size_t start = out->cells->len, n = MIN(strlen(text), (size_t)CELL_MOST);
    g_string_append_len(out->cells, text, (gssize)n);
    g_strdelimit(out->cells->str + start, "\n\r\t", ' ');
    g_string_append_c(out->cells, '\0');
    out->filled += strspn(out->cells->str + start, " ") < n;
    if (struck && at < STRUCK_BITS)
        out->struck |= UINT64_C(1) << at;
    out->count++;
}

static void put(struct workbook_out *out, const void *data, size_t n)
{
    if (!out->fault)
        spool_write(out->spool, data, n, &out->fault);
}

void workbook_end_row(struct workbook_out *out, size_t line, bool hidden)
{
    if (out->filled && ++out->rows > ROWS_MOST && !out->fault)
        fault_set(&out->fault, FAULT_INVALID, "it has more than %d rows", ROWS_MOST);
    if (out->filled) {
        static const char zeros[sizeof(uint64_t)];
        uint64_t head[] = {line, out->count, out->struck, out->cells->len};
        put(out, head, sizeof head);
        put(out, out->cells->str, out->cells->len);
        put(out, zeros, (sizeof zeros - out->cells->len % sizeof zeros) % sizeof zeros);
        out->hidden += hidden;
    }
    g_string_truncate(out->cells, 0);
    out->count = out->filled = 0;
    out->struck = 0;
}

char *workbook_number(double value)
{
    char digits[G_ASCII_DTOSTR_BUF_SIZE];
    if (value == floor(value) && fabs(value) < 1e15)
        return g_strdup_printf("%.0f", value);
    return g_strdup(g_ascii_formatd(digits, sizeof digits, "%.15g", value));
}

char *workbook_date(double days)
{
    enum { DAY = 24 * 60 * 60 };
    if (!(days >= 0 && days < 2958466)) // to the end of the year 9999
        return workbook_number(days);
    int64_t seconds = llround(days * DAY);
    GTimeZone *utc = g_time_zone_new_utc();
    GDateTime *origin = g_date_time_new(utc, 1899, 12, 30, 0, 0, 0);
    GDateTime *time = g_date_time_add_seconds(origin, (double)seconds);
    char *text = g_date_time_format(time, seconds % DAY ? "%Y-%m-%d %H:%M:%S" : "%Y-%m-%d");
    g_date_time_unref(time);
    g_date_time_unref(origin);
    g_time_zone_unref(utc);
    return text;
}
