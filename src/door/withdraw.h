// SPDX-License-Identifier: MIT
// Somebody who signed withdraws: the letter is read without the entry. The line, row or element
// that holds it is taken out of the source's bytes, the letter is read again, and only an edit
// after which it says all that it said before but for this entry is used. So no product, and no
// copy of the source, has the name from then on.
#ifndef WARRAQ_DOOR_WITHDRAW_H
#define WARRAQ_DOOR_WITHDRAW_H

#include "archive/bag.h"
#include "door/letter.h"

struct withdrawal {
    struct warraq *session;
    GPtrArray *gone;  /* each entry as it was printed, "5. Ann Lee, Paris" */
    GPtrArray *lent;  /* paths of the files that are read from memory, edited */
    GPtrArray *names; /* without numbers, as they were asked for */
    int64_t date;     /* of the letter as its files are */
};

/* Lets the session read `source` without those whom its option "withdraw" names: "Ann Lee", or
 * "5. Ann Lee" where several have the name. FAULT_USAGE for a name nobody or more than one has, and
 * for a source that cannot be edited. With no names nothing is changed. */
bool withdraw_begin(struct warraq *w, const char *source, struct withdrawal *ret, GError **error);

/* After letter_open(): the date that is the files', and a note for each who left. */
void withdraw_settle(const struct withdrawal *withdrawal, struct letter *letter);

/* The path of a file that has one of the names, letter.txt before all others; NULL where none has.
 * What is compressed in a file is not looked at. g_free() */
char *withdraw_remains(const struct withdrawal *withdrawal, const struct bag *bag);

/* Nothing is lent any more. */
void withdraw_end(struct withdrawal *withdrawal);

#endif
