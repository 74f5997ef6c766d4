// SPDX-License-Identifier: MIT
// A table of recipients, and a letter filled for the first few of them.
#include "reading.h"

#include "read/list/recipients.h"

enum { ROWS_MOST = 4 };

static const struct document *letter_once(struct diag *diag)
{
    static struct document *letter;
    if (!letter) {
        static const char text[] = "To {name}\n\nDear {greeting} {name} of {place},\n\nWe write "
                                   "{to you}, {{name}}, about {} and { of your town.\n";
        struct read_options options = {.form = "capture", .tables = fuzz_tables()};
        letter =
            read_document(fuzz_file((const uint8_t *)text, sizeof text - 1), &options, diag, NULL);
    }
    return letter;
}

static void fill(const struct recipients *recipients, struct diag *diag)
{
    const struct document *letter = letter_once(diag);
    for (size_t row = 0; row < recipients->rows->len && row < ROWS_MOST; row++) {
        struct document *copy = document_copy(letter);
        recipients_fill(recipients, row, copy);
        fuzz_walk(copy, diag);
        document_free(copy);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct diag *diag = diag_new();
    letter_once(diag);
    GError *error = NULL;
    struct recipients_wish wish = {.data = FUZZ_DATA};
    struct recipients *recipients = recipients_read(fuzz_file(data, size), &wish, diag, &error);
    if ((recipients == NULL) != (error != NULL))
        abort();
    if (recipients)
        fill(recipients, diag);
    recipients_free(recipients);
    g_clear_error(&error);
    diag_free(diag);
    return 0;
}
