#include "document/read/ole/word_properties.h"

#include "document/bytes.h"

/* How many bytes the operand of a character sprm of Word 6 has; -1 for one with a length byte, -2
 * for one that is not known. */
static int
old_operand_len(guint8 sprm)
{
    switch (sprm) {
    case 65: /* sprmCFStrikeRM */
    case 66:
    case 67:
    case 71:
    case 75:
    case 85:
    case 86:
    case 87:
    case 88:
    case 89:
    case 90:
    case 91:
    case 92: /* sprmCFVanish */
    case 94:
    case 98:
    case 100:
    case 102:
    case 104:
    case 117:
    case 118:
        return 1;
    case 69:
    case 72:
    case 80:
    case 93:
    case 96:
    case 97:
    case 99:
    case 101:
    case 107:
    case 109:
    case 110:
        return 2;
    case 73:
    case 95:
        return 3;
    case 70:
        return 4;
    case 83:
        return 0;
    case 68:
    case 74: /* sprmCSymbol */
    case 81:
    case 82:
    case 103:
    case 105:
    case 106:
    case 108:
        return -1;
    default:
        return -2;
    }
}

static void
read_old_properties(const guint8 *p, gsize len, TcWordProperties *properties)
{
    while (len > 0) {
        int operand_len = old_operand_len(p[0]);
        gsize used = 1 + (operand_len < 0 ? 1 : (gsize)operand_len);
        if (operand_len == -2 || used > len)
            return;
        if (operand_len == -1) {
            used += p[1];
            if (used > len)
                return;
        }
        if (p[0] == 65)
            properties->is_deleted = tc_word_is_on(p[1]);
        else if (p[0] == 92)
            properties->is_hidden = tc_word_is_on(p[1]);
        else if (p[0] == 74 && p[1] >= 3)
            properties->symbol = p[4];
        else if (p[0] == 93)
            properties->font = tc_get16(p + 1);
        p += used;
        len -= used;
    }
}

gsize
tc_word_sprm_len(const guint8 *p, gsize len)
{
    /* By the three highest bits of the sprm. 0: a length byte comes first. */
    static const guint8 operand_lens[8] = {1, 1, 2, 4, 2, 2, 0, 3};

    if (len < 3)
        return 0;
    guint16 sprm = tc_get16(p);
    gsize used = 2u + operand_lens[sprm >> 13];
    if (used == 2)
        used = sprm == 0xD608 && len >= 4 ? 3u + tc_get16(p + 2) : 3u + p[2];
    return used <= len ? used : 0;
}

void
tc_word_properties_read(const guint8 *p, gsize len, gboolean is_old, TcWordProperties *properties)
{
    if (is_old) {
        read_old_properties(p, len, properties);
        return;
    }
    for (gsize used; (used = tc_word_sprm_len(p, len)) > 0; p += used, len -= used) {
        guint16 sprm = tc_get16(p);
        if (sprm == 0x0800) /* sprmCFRMarkDel */
            properties->is_deleted = tc_word_is_on(p[2]);
        else if (sprm == 0x083C) /* sprmCFVanish */
            properties->is_hidden = tc_word_is_on(p[2]);
        else if (sprm == 0x6A09) /* sprmCSymbol */
            properties->symbol = tc_get16(p + 4);
    }
}
