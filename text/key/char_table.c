#include "text/key/char_table.h"

#include "text/key/marks.h"

/* Unicode Standard, section 3.12: the constants of Hangul syllable decomposition. */
static guint
fold_hangul(gunichar cp, gunichar *folded)
{
    guint index = cp - 0xAC00;
    guint final = index % 28;

    folded[0] = 0x1100 + index / (21 * 28);
    folded[1] = 0x1161 + index / 28 % 21;
    folded[2] = 0x11A7 + final;
    return final != 0 ? 3 : 2;
}

guint
tc_char_fold(gunichar cp, gunichar folded[TC_CHAR_EXPANSION_MAX])
{
    guint32 entry = tc_char_entry(cp);
    guint count = 0;

    switch (TC_CHAR_KIND(entry)) {
    case TC_CHAR_IGNORE:
        return 0;
    case TC_CHAR_LATIN:
        folded[count++] = TC_CHAR_BYTE(entry);
        if (TC_CHAR_QUALITY(entry) != 0)
            folded[count++] = tc_mark_char(tc_quality_mark((int)TC_CHAR_QUALITY(entry) - 1));
        if (TC_CHAR_TONE(entry) != 0)
            folded[count++] = tc_mark_char(tc_tone_mark((int)TC_CHAR_TONE(entry)));
        return count;
    case TC_CHAR_MARK:
        folded[0] = tc_mark_char(TC_CHAR_BYTE(entry));
        return 1;
    case TC_CHAR_LETTER:
    case TC_CHAR_IDEOGRAPH:
        folded[0] = TC_CHAR_VALUE(entry) != 0 ? TC_CHAR_VALUE(entry) : cp;
        return 1;
    case TC_CHAR_HANGUL:
        return fold_hangul(cp, folded);
    case TC_CHAR_EXPANSION: {
        const guint32 *expansion = &tc_char_expansions[TC_CHAR_VALUE(entry)];

        count = expansion[-1];
        for (guint i = 0; i < count; i++)
            folded[i] = expansion[i];
        return count;
    }
    default:
        folded[0] = cp;
        return 1;
    }
}
