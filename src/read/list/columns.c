// SPDX-License-Identifier: MIT
#include "read/list/columns.h"

#include "language/label.h"
#include "read/fold.h"

#include <string.h>

static const struct {
    const char *word; // folded by fold_name(): letters and digits alone
    int column;
} words[] = {
    {"number", COLUMN_NUMBER},
    {"no", COLUMN_NUMBER},
    {"nr", COLUMN_NUMBER},
    {"id", COLUMN_NUMBER},
    {"num", COLUMN_NUMBER},
    {"numero", COLUMN_NUMBER},
    {"nummer", COLUMN_NUMBER},
    {"номер", COLUMN_NUMBER},
    {"n", COLUMN_NUMBER},
    {"رقم", COLUMN_NUMBER},
    {"الرقم", COLUMN_NUMBER},
    {"م", COLUMN_NUMBER},
    {"番号", COLUMN_NUMBER},
    {"编号", COLUMN_NUMBER},
    {"編號", COLUMN_NUMBER},
    {"序号", COLUMN_NUMBER},
    {"序號", COLUMN_NUMBER},
    {"شماره", COLUMN_NUMBER},
    {"sira", COLUMN_NUMBER},
    {"sirano", COLUMN_NUMBER},
    {"#", COLUMN_NUMBER},
    {"name", COLUMN_NAME},
    {"names", COLUMN_NAME},
    {"signatory", COLUMN_NAME},
    {"fullname", COLUMN_NAME},
    {"signatories", COLUMN_NAME},
    {"signature", COLUMN_NAME},
    {"nom", COLUMN_NAME},
    {"nombre", COLUMN_NAME},
    {"nome", COLUMN_NAME},
    {"имя", COLUMN_NAME},
    {"фио", COLUMN_NAME},
    {"ad", COLUMN_NAME},
    {"adi", COLUMN_NAME},
    {"adsoyad", COLUMN_NAME},
    {"isim", COLUMN_NAME},
    {"nama", COLUMN_NAME},
    {"namn", COLUMN_NAME},
    {"navn", COLUMN_NAME},
    {"naam", COLUMN_NAME},
    {"الاسم", COLUMN_NAME},
    {"اسم", COLUMN_NAME},
    {"نام", COLUMN_NAME},
    {"姓名", COLUMN_NAME},
    {"名字", COLUMN_NAME},
    {"名称", COLUMN_NAME},
    {"名稱", COLUMN_NAME},
    {"氏名", COLUMN_NAME},
    {"名前", COLUMN_NAME},
    {"이름", COLUMN_NAME},
    {"affiliation", COLUMN_AFFILIATION},
    {"organisation", COLUMN_AFFILIATION},
    {"organization", COLUMN_AFFILIATION},
    {"org", COLUMN_AFFILIATION},
    {"institution", COLUMN_AFFILIATION},
    {"role", COLUMN_AFFILIATION},
    {"title", COLUMN_AFFILIATION},
    {"position", COLUMN_AFFILIATION},
    {"funktion", COLUMN_AFFILIATION},
    {"rolle", COLUMN_AFFILIATION},
    {"roll", COLUMN_AFFILIATION},
    {"cargo", COLUMN_AFFILIATION},
    {"fonction", COLUMN_AFFILIATION},
    {"organizacion", COLUMN_AFFILIATION},
    {"организация", COLUMN_AFFILIATION},
    {"должность", COLUMN_AFFILIATION},
    {"kurum", COLUMN_AFFILIATION},
    {"المنظمة", COLUMN_AFFILIATION},
    {"الجهة", COLUMN_AFFILIATION},
    {"الصفة", COLUMN_AFFILIATION},
    {"سازمان", COLUMN_AFFILIATION},
    {"单位", COLUMN_AFFILIATION},
    {"單位", COLUMN_AFFILIATION},
    {"机构", COLUMN_AFFILIATION},
    {"機構", COLUMN_AFFILIATION},
    {"所属", COLUMN_AFFILIATION},
    {"place", COLUMN_PLACE},
    {"city", COLUMN_PLACE},
    {"country", COLUMN_PLACE},
    {"location", COLUMN_PLACE},
    {"ort", COLUMN_PLACE},
    {"land", COLUMN_PLACE},
    {"pays", COLUMN_PLACE},
    {"ville", COLUMN_PLACE},
    {"pais", COLUMN_PLACE},
    {"ciudad", COLUMN_PLACE},
    {"город", COLUMN_PLACE},
    {"страна", COLUMN_PLACE},
    {"ulke", COLUMN_PLACE},
    {"البلد", COLUMN_PLACE},
    {"المدينة", COLUMN_PLACE},
    {"کشور", COLUMN_PLACE},
    {"国家", COLUMN_PLACE},
    {"國家", COLUMN_PLACE},
    {"国", COLUMN_PLACE},
    {"lang", COLUMN_LANG},
    {"language", COLUMN_LANG},
    {"اللغة", COLUMN_LANG},
};

enum { GIVEN = COLUMN_COUNT };

static const char *const given_words[] = {"firstname", "givenname", "prenom", "vorname",
                                          "forename",  "given",     "first"};
static const char *const family_words[] = {"lastname", "surname", "familyname",
                                           "nachname", "family",  "last"};

static bool folded_is(const char *folded, const char *word)
{
    GString *other = g_string_new(NULL);
    fold_name(word, strlen(word), other);
    bool same = strcmp(folded, other->str) == 0;
    g_string_free(other, TRUE);
    return same;
}

static bool in_words(const char *folded, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (folded_is(folded, list[i]))
            return true;
    }
    return false;
}

int column_named(const char *cell)
{
    GString *folded = g_string_new(NULL);
    fold_name(cell, strlen(cell), folded);
    int column = -1;
    for (size_t i = 0; i < G_N_ELEMENTS(words) && column < 0 && folded->len; i++) {
        if (folded_is(folded->str, words[i].word))
            column = words[i].column;
    }
    if (in_words(folded->str, given_words, G_N_ELEMENTS(given_words)))
        column = GIVEN;
    if (in_words(folded->str, family_words, G_N_ELEMENTS(family_words)))
        column = COLUMN_NAME;
    if (folded->len == 0 && strchr(cell, '#'))
        column = COLUMN_NUMBER;
    g_string_free(folded, TRUE);
    return column;
}

int column_more(int column)
{
    if (column == COLUMN_AFFILIATION)
        return COLUMN_MORE_AFFILIATION;
    return column == COLUMN_PLACE ? COLUMN_MORE_PLACE : -1;
}

static void columns_clear(struct columns *columns)
{
    for (int i = 0; i < COLUMN_COUNT; i++)
        columns->at[i] = COLUMN_NONE;
    columns->given = COLUMN_NONE;
}

bool columns_of_header(const char *const *cells, size_t n, struct columns *ret)
{
    enum { HEAD_BYTES_MOST = 80 };
    columns_clear(ret);
    for (size_t i = 0; i < n; i++) {
        int column = strlen(cells[i]) <= HEAD_BYTES_MOST ? column_named(cells[i]) : -1;
        if (column >= 0 && column < COLUMN_COUNT && ret->at[column] != COLUMN_NONE)
            column = column_more(column);
        if (column == GIVEN && ret->given == COLUMN_NONE)
            ret->given = i;
        else if (column >= 0 && column < COLUMN_COUNT && ret->at[column] == COLUMN_NONE)
            ret->at[column] = i;
    }
    // A list of organisations names no person.
    if (ret->at[COLUMN_NAME] == COLUMN_NONE && ret->at[COLUMN_AFFILIATION] != COLUMN_NONE) {
        ret->at[COLUMN_NAME] = ret->at[COLUMN_AFFILIATION];
        ret->at[COLUMN_AFFILIATION] = COLUMN_NONE;
    }
    return ret->at[COLUMN_NAME] != COLUMN_NONE;
}

static bool is_number_cell(const char *cell)
{
    size_t n = strlen(cell), lead = text_leading(cell, n);
    n = text_trimmed(cell + lead, n - lead);
    int64_t number;
    struct label label;
    return (n && number_parse(cell + lead, n, &number) == n) ||
           (label_parse(cell + lead, n, &label) && label.kind == LABEL_NUMBER && label.skip == n);
}

struct columns columns_guess(const char *const *cells, size_t n)
{
    struct columns columns;
    columns_clear(&columns);
    size_t next = 0;
    if (n > 1 && is_number_cell(cells[0]))
        columns.at[COLUMN_NUMBER] = next++;
    for (int i = COLUMN_NAME; i <= COLUMN_PLACE && next < n; i++)
        columns.at[i] = next++;
    return columns;
}
