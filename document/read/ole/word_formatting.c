#include "document/read/ole/word_formatting.h"

TcBytes
tc_word_part(const TcWordFile *file, const guint8 *table, gsize table_len, TcWordPart part)
{
    const TcBytes none = {table, table};

    if (file->main_len < (gsize)part + 8)
        return none;
    guint32 from = tc_get32(file->main + part);
    guint32 len = tc_get32(file->main + part + 4);
    if (from > table_len || len > table_len - from)
        return none;
    return (TcBytes){table + from, table + from + len};
}

TcWordStyleSheet
tc_word_style_sheet(TcBytes part)
{
    const guint8 *head = tc_bytes_take(&part, 2);
    const guint8 *info = head != NULL ? tc_bytes_take(&part, tc_get16(head)) : NULL;

    if (info == NULL || tc_get16(head) < 4)
        return (TcWordStyleSheet){.rest = part};
    return (TcWordStyleSheet){part, tc_get16(info + 2), tc_get16(info)};
}

gboolean
tc_word_style_sheet_next(TcWordStyleSheet *sheet, TcBytes *style)
{
    if (sheet->left == 0)
        return FALSE;
    const guint8 *len = tc_bytes_take(&sheet->rest, 2);
    const guint8 *p = len != NULL ? tc_bytes_take(&sheet->rest, tc_get16(len)) : NULL;
    if (p == NULL)
        return FALSE;
    *style = (TcBytes){p, p + tc_get16(len)};
    sheet->left--;
    return TRUE;
}

/* Changes with their length before them, which begin at an even place behind `base`. Empty when
 * they are not there; what is behind them is none, either, then. */
static TcBytes
take_changes(TcBytes *bytes, const guint8 *base)
{
    const TcBytes none = {bytes->end, bytes->end};
    const gboolean is_odd = (bytes->p - base) % 2 != 0;
    const guint8 *head = is_odd && tc_bytes_take(bytes, 1) == NULL ? NULL : tc_bytes_take(bytes, 2);
    const guint8 *changes = head != NULL ? tc_bytes_take(bytes, tc_get16(head)) : NULL;

    if (changes == NULL) {
        bytes->p = bytes->end;
        return none;
    }
    return (TcBytes){changes, changes + tc_get16(head)};
}

gboolean
tc_word_std_read(TcBytes style, gsize base_len, TcWordStd *std)
{
    enum { PARAGRAPH = 1, CHARACTER = 2, BASE_MIN = 10 };
    const guint8 *base = tc_bytes_take(&style, base_len);

    if (base == NULL || base_len < BASE_MIN)
        return FALSE;
    const guint kind = tc_get16(base + 2) & 0xF;
    if (kind != PARAGRAPH && kind != CHARACTER)
        return FALSE;
    std->is_of_characters = kind == CHARACTER;
    std->number = tc_get16(base) & 0xFFF;
    std->base = tc_get16(base + 2) >> 4;
    const guint8 *name = tc_bytes_take(&style, 2);
    if (name == NULL || tc_bytes_take(&style, 2 * (gsize)tc_get16(name) + 2) == NULL)
        style.p = style.end;
    std->of_paragraph = (TcBytes){style.end, style.end};
    if (!std->is_of_characters)
        std->of_paragraph = take_changes(&style, base);
    std->of_characters = take_changes(&style, base);
    /* Before those of the paragraph stands the number of the style once more. */
    if (tc_bytes_take(&std->of_paragraph, 2) == NULL)
        std->of_paragraph.p = std->of_paragraph.end;
    return TRUE;
}

gboolean
tc_word_papx(const guint8 *page, guint at, guint *style, TcBytes *changes)
{
    if (at == 0 || at >= TC_WORD_PAGE_LEN - 2)
        return FALSE;
    /* Words, of which the first is short of a byte; or none, and their number behind. */
    gsize len = page[at] != 0 ? page[at] * 2u - 1 : page[at + 1] * 2u;
    at += page[at] != 0 ? 1 : 2;
    len = MIN(len, TC_WORD_PAGE_LEN - 1u - at);
    if (len < 2)
        return FALSE;
    *style = tc_get16(page + at);
    *changes = (TcBytes){page + at + 2, page + at + len};
    return TRUE;
}
