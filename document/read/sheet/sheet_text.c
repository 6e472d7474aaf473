#include "document/read/sheet/sheet_text.h"

#include <string.h>

gboolean
tc_sheet_has_no_name(const char *name)
{
    /* As Excel and LibreOffice call them, in the languages that occur here. */
    static const char *const words[] = {"Sheet", "Trang tính", "Trang_tính", "Trangtính",
                                        "Bảng",  "Feuil",      "Feuille",    "Tabelle",
                                        "Лист",  "工作表",     "Chart",      "Biểu đồ"};

    for (gsize i = 0; i < G_N_ELEMENTS(words); i++) {
        if (!g_str_has_prefix(name, words[i]))
            continue;
        const char *rest = name + strlen(words[i]);
        rest += *rest == ' ' || *rest == '_';
        if (*rest != '\0' && strspn(rest, "0123456789") == strlen(rest))
            return TRUE;
    }
    return FALSE;
}

static void
end_line(GString *out, gsize start)
{
    if (out->len > start && out->str[out->len - 1] != '\n')
        g_string_append_c(out, '\n');
}

void
tc_sheet_header_append(GString *out, const char *header)
{
    gsize start = out->len;

    for (const char *p = header; *p != '\0'; p++) {
        if (*p != '&' || p[1] == '\0') {
            g_string_append_c(out, *p == '\r' ? '\n' : *p);
            continue;
        }
        p++;
        if (*p == '&' || (guchar)*p >= 0x80) {
            /* No sign has a letter beyond ASCII, the first byte of which this is. */
            g_string_append_c(out, *p);
        } else if (*p == '"') {
            /* A font. */
            const char *close = strchr(p + 1, '"');
            p = close != NULL ? close : p + strlen(p) - 1;
        } else if (g_ascii_isdigit(*p)) {
            /* A size. */
            while (g_ascii_isdigit(p[1]))
                p++;
        } else if (*p == 'K') {
            /* A colour: six digits, or of the theme. */
            for (int i = 0; i < 6 && (g_ascii_isxdigit(p[1]) || p[1] == '+' || p[1] == '-'); i++)
                p++;
        } else if (strchr("LCR", *p) != NULL) {
            end_line(out, start);
        }
        /* Otherwise styles, page numbers, date, path: nothing that belongs to the document. */
    }
    end_line(out, start);
}
