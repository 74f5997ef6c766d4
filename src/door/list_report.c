// SPDX-License-Identifier: MIT
#include "door/list_report.h"

#include "base/digest.h"
#include "base/error.h"
#include "base/quote.h"
#include "base/translate.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

static const struct document_list *list_at(const struct document *document, guint i)
{
    return g_ptr_array_index(document->lists, i);
}

static void print_shapes(const struct list_column *column, GString *out)
{
    const char *separator = "";
    for (size_t i = 0; i < LIST_SHAPES; i++) {
        const struct list_shape *shape = &column->shapes[i];
        if (!shape->count)
            continue;
        g_string_append_printf(out, "%s%zu %s", separator, shape->count, translate(shape->label));
        separator = ", ";
    }
}

static void print_examples(const struct list_column *column, GString *out)
{
    for (size_t i = 0; i < column->n_examples; i++) {
        g_string_append(out, i ? " | " : "; ");
        quote(out, column->examples[i]);
    }
}

static void print_column(const struct list_column *column, size_t number, GString *out)
{
    g_string_append_printf(out, "  %zu ", number);
    if (column->head) {
        quote(out, column->head);
        g_string_append_c(out, ' ');
    }
    g_string_append_printf(out, "-> %s%s", translate(column->label), column->sure ? "" : " (?)");
    if (!column->printed)
        g_string_append_printf(out, ", %s", translate("not printed"));
    if (column->why)
        g_string_append_printf(out, " (%s)", translate(column->why));
    g_string_append(out, ": ");
    print_shapes(column, out);
    print_examples(column, out);
    g_string_append_c(out, '\n');
}

void list_report_print(const struct document *document, GString *out)
{
    for (guint i = 0; i < document->lists->len; i++) {
        const struct document_list *list = list_at(document, i);
        if (!list->source)
            continue;
        quote(out, list->source->path);
        g_string_append_printf(out,
                               translate(": %zu rows, %zu printed, %zu refuse, %zu have not said, "
                                         "%zu anonymous, %zu withdrawn\n"),
                               list->rows, list->printed, list->refused, list->pending,
                               list->anonymous, list->withdrawn);
        for (size_t k = 0; k < list->n_columns; k++)
            print_column(&list->columns[k], k + 1, out);
    }
}

static json_t *examples_json(const struct list_column *column)
{
    json_t *examples = json_array();
    for (size_t i = 0; i < column->n_examples; i++)
        json_array_append_new(examples,
                              json_text(column->examples[i], strlen(column->examples[i])));
    return examples;
}

// What stands beside the first ones is counted together.
static json_t *answers_json(const struct list_column *column)
{
    json_t *answers = json_array();
    for (size_t i = 0; i < column->n_answers; i++) {
        const struct list_answer *answer = &column->answers[i];
        json_array_append_new(answers,
                              json_pack("{s:o, s:s, s:I}", "text",
                                        json_text(answer->text, strlen(answer->text)), "taken",
                                        answer->taken, "count", (json_int_t)answer->count));
    }
    if (column->answers_more)
        json_array_append_new(answers, json_pack("{s:n, s:s, s:I}", "text", "taken", "others",
                                                 "count", (json_int_t)column->answers_more));
    return answers;
}

static json_t *column_json(const struct list_column *column)
{
    json_t *shapes = json_object();
    for (size_t i = 0; i < LIST_SHAPES; i++) {
        if (column->shapes[i].count)
            json_object_set_new(shapes, column->shapes[i].name,
                                json_integer((json_int_t)column->shapes[i].count));
    }
    json_t *json = json_pack("{s:s?, s:s, s:b, s:b, s:s?, s:o}", "head", column->head, "kind",
                             column->kind, "sure", column->sure, "printed", column->printed, "why",
                             column->why, "shapes", shapes);
    if (column->n_examples)
        json_object_set_new(json, "examples", examples_json(column));
    if (column->n_answers)
        json_object_set_new(json, "answers", answers_json(column));
    return json;
}

static json_t *list_json(const struct document_list *list)
{
    json_t *columns = json_array();
    for (size_t i = 0; i < list->n_columns; i++)
        json_array_append_new(columns, column_json(&list->columns[i]));
    const char *name = list->source ? list->source->name : NULL;
    return json_pack("{s:o, s:I, s:I, s:I, s:I, s:I, s:I, s:o}", "file",
                     name ? json_text(name, strlen(name)) : json_null(), "rows",
                     (json_int_t)list->rows, "printed", (json_int_t)list->printed, "refused",
                     (json_int_t)list->refused, "pending", (json_int_t)list->pending, "anonymous",
                     (json_int_t)list->anonymous, "withdrawn", (json_int_t)list->withdrawn,
                     "columns", columns);
}

json_t *list_report_json(const struct document *document)
{
    json_t *lists = json_array();
    for (guint i = 0; i < document->lists->len; i++)
        json_array_append_new(lists, list_json(list_at(document, i)));
    return lists;
}

static bool digest_file(const char *path, char hex[DIGEST_HEX_MAX + 1], GError **error)
{
    FILE *file = fopen(path, "rb");
    if (!file) {
        fault_set_on(error, FAULT_IO, "cannot read %s: %s", path, fault_reason(errno));
        return false;
    }
    struct digest *digest = digest_new(DIGEST_SHA512);
    char chunk[64 * 1024];
    for (size_t n; (n = fread(chunk, 1, sizeof chunk, file)) > 0;)
        digest_update(digest, chunk, n);
    bool ok = !ferror(file);
    if (!ok)
        fault_set_on(error, FAULT_IO, "cannot read %s: %s", path, fault_reason(errno));
    fclose(file);
    digest_finish(digest, hex);
    return ok;
}

bool list_report_digest(const struct document *document, json_t *lists, GError **error)
{
    for (guint i = 0; i < document->lists->len; i++) {
        const struct document_source *source = list_at(document, i)->source;
        char hex[DIGEST_HEX_MAX + 1] = "";
        if (!source)
            continue;
        if (source->bytes)
            digest_bytes(DIGEST_SHA512, g_bytes_get_data(source->bytes, NULL),
                         g_bytes_get_size(source->bytes), hex);
        else if (!digest_file(source->path, hex, error))
            return false;
        json_object_set_new(json_array_get(lists, i), "sha512", json_string(hex));
    }
    return true;
}
