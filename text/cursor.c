#include "text/cursor.h"

#include "text/key/utf8.h"

void
tc_cursor_init(TcCursor *cursor, const guchar *text, gsize len, gsize offset)
{
    cursor->text = text;
    cursor->len = len;
    cursor->next = offset;
    cursor->start = offset;
    cursor->is_lower = FALSE;
    cursor->folded_count = 0;
    cursor->folded_next = 0;
}

/* Decode and fold one source character. */
static void
refill(TcCursor *cursor)
{
    gunichar cp;

    cursor->start = cursor->next;
    cursor->next += tc_utf8_decode(cursor->text + cursor->next, cursor->text + cursor->len, &cp);
    cursor->folded_next = 0;
    /* CR LF is one line end. */
    if (cp == '\r' && cursor->next < cursor->len && cursor->text[cursor->next] == '\n') {
        cursor->folded_count = 0;
        return;
    }
    cursor->folded_count = tc_char_fold(cp, cursor->folded);
    cursor->is_lower = (tc_char_entry(cp) & TC_CHAR_LOWER) != 0;
}

gboolean
tc_cursor_next(TcCursor *cursor, TcFolded *folded)
{
    guint32 entry;

    while (cursor->folded_next == cursor->folded_count) {
        if (cursor->next >= cursor->len)
            return FALSE;
        refill(cursor);
    }
    folded->is_inside = cursor->folded_next > 0;
    folded->cp = cursor->folded[cursor->folded_next++];
    entry = tc_char_entry(folded->cp);
    folded->kind = TC_CHAR_KIND(entry);
    folded->code = (guint8)TC_CHAR_BYTE(entry);
    folded->is_lower = cursor->is_lower && !folded->is_inside;
    folded->is_digit = (entry & TC_CHAR_DIGIT) != 0;
    folded->start = cursor->start;
    folded->end = cursor->next;
    return TRUE;
}
