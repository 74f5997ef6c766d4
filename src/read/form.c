// SPDX-License-Identifier: MIT
#include "read/form.h"

#include "model/document.h"

#include <string.h>

#define ENDINGS(...)                                                                               \
    {                                                                                              \
        __VA_ARGS__                                                                                \
    }
#define LETTER_FORM(name, meaning, endings, media_type, binary, read, encoding, list)              \
    {name, meaning, endings, media_type, true, binary, list},
#define LIST_FORM(name, meaning, endings, media_type, list)                                        \
    {name, meaning, endings, media_type, false, false, list},

static const struct form forms[] = {
#include "read/forms.inc"
    {0},
};

const struct form *form_all(void)
{
    return forms;
}

bool form_may_be_named(const struct form *form)
{
    return form->letter || !form->endings[0];
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

enum list_form form_of_list(const char *path)
{
    const struct form *form = form_of_file(path);
    return form ? form->list : LIST_FORM_TEXT;
}

const char *form_media_type(const struct document *document, const struct document_source *source)
{
    bool letter = document->sources->len && source == g_ptr_array_index(document->sources, 0);
    const struct form *form = form_of_file(source->name);
    if (letter && (!form || form->letter))
        form = form_named(document->form);
    return form ? form->media_type : forms[0].media_type;
}
