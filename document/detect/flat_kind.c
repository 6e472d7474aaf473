#include "document/detect/flat_kind.h"

#include <string.h>

/* The first element, behind all that may stand before it. NULL when there is none. */
static const char *
first_element(const char *p, const char *end)
{
    static const struct {
        const char *open, *close;
    } before[] = {{"<?", "?>"}, {"<!--", "-->"}};

    for (;;) {
        gsize i;
        while (p < end && g_ascii_isspace(*p))
            p++;
        for (i = 0; i < G_N_ELEMENTS(before); i++)
            if ((gsize)(end - p) >= strlen(before[i].open) &&
                memcmp(p, before[i].open, strlen(before[i].open)) == 0)
                break;
        if (i == G_N_ELEMENTS(before))
            break;
        const char *close = memmem(p, (gsize)(end - p), before[i].close, strlen(before[i].close));
        if (close == NULL)
            return NULL;
        p = close + strlen(before[i].close);
    }
    return p < end && *p == '<' ? p + 1 : NULL;
}

static gboolean
has(const char *text, gsize len, const char *part)
{
    return memmem(text, len, part, strlen(part)) != NULL;
}

TcFormat
tc_flat_kind(const char *text, gsize len)
{
    static const struct {
        const char *name, *ns; /* of the first element */
        const char *what;      /* to be found in the tag or, for a package, anywhere; "": nothing */
        TcFormat format;
    } kinds[] = {
        {"wordDocument", "/office/word/2003/wordml", "", TC_FORMAT_WORD_XML},
        {"Workbook", "urn:schemas-microsoft-com:office:spreadsheet", "", TC_FORMAT_EXCEL_XML},
        {"package", TC_FLAT_PACKAGE_NS, "presentationml.", TC_FORMAT_PPTX},
        {"package", TC_FLAT_PACKAGE_NS, "", TC_FORMAT_DOCX},
        {"document", "opendocument:xmlns:office:", "opendocument.text", TC_FORMAT_ODT},
        {"document", "opendocument:xmlns:office:", "opendocument.spreadsheet", TC_FORMAT_ODS},
        {"document", "opendocument:xmlns:office:", "opendocument.presentation", TC_FORMAT_ODP},
    };
    const char *end = text + len;
    const char *tag = first_element(text, end);
    const char *close = tag != NULL ? memchr(tag, '>', (gsize)(end - tag)) : NULL;

    if (close == NULL)
        return TC_FORMAT_UNKNOWN;
    gsize tag_len = (gsize)(close - tag);
    const char *name = tag;
    while (name < close && !g_ascii_isspace(*name) && *name != ':')
        name++;
    name = name < close && *name == ':' ? name + 1 : tag;
    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
        gsize name_len = strlen(kinds[i].name);
        gboolean is_package = strcmp(kinds[i].name, "package") == 0;
        if ((gsize)(close - name) > name_len && memcmp(name, kinds[i].name, name_len) == 0 &&
            g_ascii_isspace(name[name_len]) && has(tag, tag_len, kinds[i].ns) &&
            (is_package ? has(text, len, kinds[i].what) : has(tag, tag_len, kinds[i].what)))
            return kinds[i].format;
    }
    return TC_FORMAT_UNKNOWN;
}

gboolean
tc_is_xml(const char *text, gsize len)
{
    static const char declaration[] = "<?xml";
    const char *end = text + len;

    if (len > strlen(declaration) && memcmp(text, declaration, strlen(declaration)) == 0 &&
        g_ascii_isspace(text[strlen(declaration)]))
        return TRUE;
    const char *tag = first_element(text, end);
    const char *close = tag != NULL ? memchr(tag, '>', (gsize)(end - tag)) : NULL;
    return close != NULL && has(tag, (gsize)(close - tag), " xmlns");
}
