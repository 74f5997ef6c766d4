// SPDX-License-Identifier: MIT
// Cairo gives each character of Windows' Latin alphabet a font apart from all others, spaces and
// brackets among Arabic letters too, and viewers then put the words of a line in the wrong order.
// So, among right-to-left letters, such characters are given to Cairo under another name, which
// keeps them in the letters' font, and get their own name back in the finished file.
#ifndef WARRAQ_PAINT_SHEET_TEXT_H
#define WARRAQ_PAINT_SHEET_TEXT_H

#include "paint/pdf_file.h"

/* The name a character goes by until sheet_text_restore(): itself, or one of plane 16's private
 * characters. */
gunichar sheet_text_hide(gunichar c);

/* Gives the hidden characters their names back in every ToUnicode map. FAULT_IO where a map cannot
 * be read. */
bool sheet_text_restore(struct pdf_file *file, GError **error);

#endif
