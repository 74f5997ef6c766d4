// SPDX-License-Identifier: MIT
#include "read/encoding_label.h"

#include <glib.h>

static const struct {
    const char *label, *encoding;
} labels[] = {{"iso-8859-1", "windows-1252"},
              {"iso8859-1", "windows-1252"},
              {"latin1", "windows-1252"},
              {"us-ascii", "windows-1252"},
              {"ascii", "windows-1252"},
              {"iso-8859-9", "windows-1254"},
              {"iso-8859-11", "windows-874"},
              {"tis-620", "windows-874"},
              {"gb2312", "gb18030"},
              {"gbk", "gb18030"},
              {"x-sjis", "cp932"},
              {"shift_jis", "cp932"},
              {"shift-jis", "cp932"},
              {"windows-31j", "cp932"},
              {"x-euc-jp", "euc-jp"},
              {"ks_c_5601-1987", "cp949"},
              {"euc-kr", "cp949"},
              {"big5", "big5-hkscs"},
              {"x-cp1252", "windows-1252"},
              {"l1", "windows-1252"},
              {"iso_8859-1", "windows-1252"},
              {"iso-ir-100", "windows-1252"},
              {"x-gbk", "gb18030"},
              {"gb_2312-80", "gb18030"},
              {"cn-big5", "big5-hkscs"},
              {"x-x-big5", "big5-hkscs"},
              {"ms_kanji", "cp932"},
              {"sjis", "cp932"},
              {"ksc5601", "cp949"},
              {"cseuckr", "cp949"},
              {"arabic", "iso-8859-6"},
              {"hebrew", "iso-8859-8"},
              {"greek", "iso-8859-7"},
              {"cyrillic", "iso-8859-5"},
              {"x-mac-roman", "macintosh"},
              {"x-cp1256", "windows-1256"},
              {"cp1256", "windows-1256"},
              {"x-cp1251", "windows-1251"},
              {"iso-8859-8-i", "iso-8859-8"},
              {"koi", "koi8-r"}};

const char *encoding_of_label(const char *label)
{
    for (size_t i = 0; i < G_N_ELEMENTS(labels); i++) {
        if (g_ascii_strcasecmp(label, labels[i].label) == 0)
            return labels[i].encoding;
    }
    return label;
}
