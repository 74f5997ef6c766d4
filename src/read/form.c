// SPDX-License-Identifier: MIT
#include "read/form.h"

#include "read/html/html_encoding.h"
#include "read/reader.h"

#include <string.h>

static const struct form forms[] = {
    {"capture",
     "text as it was typed or copied from a page",
     {".txt", ".text"},
     "text/plain",
     false,
     capture_read,
     NULL},
    {"markdown",
     "CommonMark with front matter",
     {".md", ".markdown"},
     "text/markdown",
     false,
     markdown_read,
     NULL},
    {"html",
     "a page of the web",
     {".html", ".htm", ".xhtml"},
     "text/html",
     false,
     html_read,
     html_declared_encoding},
    {"csv", "a list alone, commas between its cells", {".csv"}, "text/csv", false, NULL, NULL},
    {"tsv",
     "a list alone, tabs between its cells",
     {".tsv", ".tab"},
     "text/tab-separated-values",
     false,
     NULL,
     NULL},
    {"json", "a list alone, in JSON", {".json"}, "application/json", false, NULL, NULL},
    {"xlsx",
     "a list alone, a sheet of a workbook of Excel's",
     {".xlsx", ".xlsm", ".xlsb", ".xls"},
     "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
     false,
     NULL,
     NULL},
    {"ods",
     "a list alone, a sheet of a workbook of LibreOffice's",
     {".ods", ".fods"},
     "application/vnd.oasis.opendocument.spreadsheet",
     false,
     NULL,
     NULL},
    {"yaml", "a list alone, in YAML", {".yaml", ".yml"}, "application/yaml", false, NULL, NULL},
    {"signatories",
     "a list alone, in the form that its ending says",
     {NULL},
     "text/plain",
     false,
     NULL,
     NULL},
    {0},
};

const struct form *form_all(void)
{
    return forms;
}

bool form_may_be_named(const struct form *form)
{
    return form->read || !form->endings[0];
}

const struct form *form_named(const char *name)
{
    for (const struct form *form = forms; form->name; form++) {
        if (g_ascii_strcasecmp(form->name, name) == 0)
            return form;
    }
    return NULL;
}

static bool form_ends(const struct form *form, const char *path)
{
    for (size_t i = 0; i < G_N_ELEMENTS(form->endings) && form->endings[i]; i++) {
        size_t n = strlen(path), m = strlen(form->endings[i]);
        if (n >= m && g_ascii_strcasecmp(path + n - m, form->endings[i]) == 0)
            return true;
    }
    return false;
}

const struct form *form_of_file(const char *path)
{
    for (const struct form *form = forms; form->name; form++) {
        if (form_ends(form, path))
            return form;
    }
    return NULL;
}

const char *form_media_type(const struct document *document, const struct document_source *source)
{
    bool letter = document->sources->len && source == g_ptr_array_index(document->sources, 0);
    const struct form *form = form_of_file(source->name);
    if (letter && (!form || form->read))
        form = form_named(document->form);
    return form ? form->media_type : forms[0].media_type;
}
