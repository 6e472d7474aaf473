#include "document/read/ole/word_fonts.h"

#include "document/bytes.h"
#include "document/read/ole/word_properties.h"
#include "document/read/text/legacy.h"

#define CODE_PAGE_MAC 10000u

/* The part whose place and length are the two numbers of the FIB at `at`; empty when it is not
 * there. */
static TcBytes
part_at(const guint8 *main, gsize main_len, guint fib_at)
{
    guint32 at = tc_get32(main + fib_at);
    guint32 len = tc_get32(main + fib_at + 4);

    if (at > main_len || len > main_len - at)
        return (TcBytes){main, main};
    return (TcBytes){main + at, main + at + len};
}

/* Reads the table of fonts (SttbfFfn): its length, then for each font its own length and, in the
 * fifth byte, the charset. */
static void
read_fonts(TcWordFonts *fonts, TcBytes bytes)
{
    if (tc_bytes_take(&bytes, 2) == NULL)
        return;
    for (const guint8 *len; (len = tc_bytes_take(&bytes, 1)) != NULL;) {
        const guint8 *font = tc_bytes_take(&bytes, *len);
        guint code_page = font != NULL && *len >= 4 ? tc_code_page_of_charset(font[3]) : 0;
        if (font == NULL)
            return;
        if (code_page == 0)
            code_page = fonts->usual;
        else if (code_page == TC_CODE_PAGE_SYMBOL)
            code_page = TC_WORD_CODE_PAGE;
        g_array_append_val(fonts->code_pages, code_page);
    }
}

/* The font of the first style, which all others are based on (STSH): Word's "Normal". */
static guint
normal_font(TcBytes bytes)
{
    const guint8 *head = tc_bytes_take(&bytes, 2);
    const guint8 *info = head != NULL ? tc_bytes_take(&bytes, tc_get16(head)) : NULL;
    const guint8 *len = info != NULL ? tc_bytes_take(&bytes, 2) : NULL;
    const guint8 *p = len != NULL ? tc_bytes_take(&bytes, tc_get16(len)) : NULL;

    if (p == NULL || tc_get16(head) < 4)
        return 0;
    TcBytes style = {p, p + tc_get16(len)};
    const guint8 *name = NULL;
    if (tc_bytes_take(&style, tc_get16(info + 2)) != NULL)
        name = tc_bytes_take(&style, 1);
    if (name == NULL || tc_bytes_take(&style, (gsize)*name + 1) == NULL)
        return 0;
    /* What it says of paragraphs, then of characters; each begins at an even place. */
    const guint8 *changes = NULL;
    guint changes_len = 0;
    for (guint i = 0; i < 2; i++) {
        if ((style.p - p) % 2 != 0 && tc_bytes_take(&style, 1) == NULL)
            return 0;
        const guint8 *count = tc_bytes_take(&style, 2);
        changes_len = count != NULL ? tc_get16(count) : 0;
        changes = count != NULL ? tc_bytes_take(&style, changes_len) : NULL;
        if (changes == NULL)
            return 0;
    }
    TcWordProperties properties = TC_WORD_PROPERTIES_NONE;
    tc_word_properties_read(changes, changes_len, TRUE, &properties);
    return properties.font >= 0 ? (guint)properties.font : 0;
}

void
tc_word_fonts_init(TcWordFonts *fonts, const guint8 *main, gsize main_len)
{
    fonts->code_pages = g_array_new(FALSE, FALSE, sizeof(guint));
    fonts->usual = tc_get16(main + 0x14) == 0x100 ? CODE_PAGE_MAC : TC_WORD_CODE_PAGE;
    read_fonts(fonts, part_at(main, main_len, 0xD0));
    fonts->usual = tc_word_fonts_code_page(fonts, normal_font(part_at(main, main_len, 0x60)));
}

guint
tc_word_fonts_code_page(const TcWordFonts *fonts, guint number)
{
    return number < fonts->code_pages->len ? g_array_index(fonts->code_pages, guint, number)
                                           : fonts->usual;
}

void
tc_word_fonts_clear(TcWordFonts *fonts)
{
    g_clear_pointer(&fonts->code_pages, g_array_unref);
}
