#include "text/key/look_alike.h"

#define GREEK_FIRST   0x370
#define CYRILLIC_LAST 0x52F

/* The small letters, since keys have no capitals. "н" is there for "Н". */
static const struct {
    guint16 letter;
    char latin;
} pairs[] = {
    {0x3B1, 'a'}, {0x3B2, 'b'}, {0x3B5, 'e'}, {0x3B6, 'z'}, {0x3B7, 'h'}, {0x3B9, 'i'},
    {0x3BA, 'k'}, {0x3BD, 'n'}, {0x3BF, 'o'}, {0x3C1, 'p'}, {0x3C4, 't'}, {0x3C5, 'y'},
    {0x3C7, 'x'}, {0x3F3, 'j'}, {0x430, 'a'}, {0x432, 'b'}, {0x435, 'e'}, {0x43A, 'k'},
    {0x43C, 'm'}, {0x43D, 'h'}, {0x43E, 'o'}, {0x440, 'p'}, {0x441, 'c'}, {0x442, 't'},
    {0x443, 'y'}, {0x445, 'x'}, {0x455, 's'}, {0x456, 'i'}, {0x458, 'j'}, {0x475, 'v'},
    {0x4AF, 'y'}, {0x4BB, 'h'}, {0x4CF, 'i'}, {0x501, 'd'}, {0x51B, 'q'}, {0x51D, 'w'},
};

char
tc_look_alike(gunichar cp)
{
    if (cp < GREEK_FIRST || cp > CYRILLIC_LAST)
        return '\0';
    for (gsize i = 0; i < G_N_ELEMENTS(pairs); i++)
        if (pairs[i].letter == cp)
            return pairs[i].latin;
    return '\0';
}
