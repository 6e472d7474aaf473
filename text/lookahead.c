#include "text/lookahead.h"

gboolean
tc_lookahead_next(TcCursor *cursor, TcFolded *folded)
{
    while (tc_cursor_next(cursor, folded))
        if (!TC_CHAR_IS_MARK(folded->kind))
            return TRUE;
    return FALSE;
}

guint
tc_lookahead_thousands(TcCursor cursor, const TcFolded *first)
{
    TcFolded next;
    guint separator = TC_CHAR_OTHER;
    guint digits = 1;
    guint groups = 0;

    if (first->cp == '0')
        return 0;
    while (tc_lookahead_next(&cursor, &next)) {
        if (next.is_digit) {
            if (++digits > 3)
                return 0;
            continue;
        }
        if (next.kind != TC_CHAR_DOT && next.kind != TC_CHAR_COMMA)
            break;
        if (groups > 0 && digits != 3)
            return 0;
        if (separator != TC_CHAR_OTHER && next.kind != separator)
            break;
        separator = next.kind;
        /* A separator that no digit follows is not of the number. */
        if (!tc_lookahead_next(&cursor, &next) || !next.is_digit)
            return groups;
        groups++;
        digits = 1;
    }
    return groups > 0 && digits == 3 ? groups : 0;
}

static gboolean
is_letter(const TcFolded *folded)
{
    return folded->kind == TC_CHAR_LATIN && !folded->is_digit;
}

guint
tc_lookahead_initials(TcCursor cursor, const TcFolded *first)
{
    TcFolded next;
    guint dots = 0;

    if (!is_letter(first))
        return 0;
    for (;;) {
        if (!tc_lookahead_next(&cursor, &next))
            return dots > 1 ? dots : 0;
        if (next.kind != TC_CHAR_DOT)
            return dots > 1 && !TC_CHAR_IS_STARTER(next.kind) ? dots : 0;
        if (!tc_lookahead_next(&cursor, &next) || !TC_CHAR_IS_STARTER(next.kind))
            return dots > 1 ? dots : 0;
        if (!is_letter(&next))
            return 0;
        dots++;
    }
}

gboolean
tc_lookahead_has_word(TcCursor cursor)
{
    TcFolded next;

    return tc_lookahead_next(&cursor, &next) && TC_CHAR_IS_STARTER(next.kind);
}

const char *
tc_lookahead_sign(gunichar cp)
{
    switch (cp) {
    case '%':
    case 0xFF05:
    case 0xFE6A:
        return "%";
    case '$':
    case 0xFF04:
    case 0xFE69:
        return "$";
    case 0x2030:
        return "\xE2\x80\xB0";
    case 0x20AC:
        return "\xE2\x82\xAC";
    default:
        return NULL;
    }
}
