// SPDX-License-Identifier: MIT
#include "read/find/skim.h"

#include "read/find/unit_marks.h"

// Short, and does not end as a sentence does.
static bool is_plain(const struct unit *unit)
{
    enum { BYTES_MOST = 120 };
    char last = unit->n ? unit->text[unit->n - 1] : 0;
    return last && unit->n <= BYTES_MOST && last != '.' && last != '?' && last != '!' &&
           last != ':';
}

// Far from the ends of a long list that counts, and from what is not plain there, no unit can be
// anything but an entry.
static void skim_run(struct units *units, guint from, guint end)
{
    enum { MARGIN = 50, NEAR = 8 };
    guint plain = NEAR; // units before this one, without another among them
    for (guint i = from; i < end; i++) {
        plain = is_plain(unit_at(units, i)) ? plain + 1 : 0;
        unit_at(units, i)->skimmed = i >= from + MARGIN && i + MARGIN < end && plain > NEAR;
        for (guint j = i; plain == 0 && j > from && j + NEAR > i; j--)
            unit_at(units, j - 1)->skimmed = false;
    }
}

void units_skim(struct units *units)
{
    enum { LONG = 200, ODD_MOST = 10 }; // percent
    for (guint i = 0, end; i < units_count(units); i = MAX(end, i + 1)) {
        guint odd = 0;
        for (end = i; end < units_count(units) && unit_counts_around(units, end); end++)
            odd += !is_plain(unit_at(units, end));
        if (end - i >= LONG && (size_t)odd * 100 <= (size_t)(end - i) * ODD_MOST)
            skim_run(units, i, end);
    }
}
