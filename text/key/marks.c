#include "text/key/marks.h"

#include "text/key/tone.h"

static const guint8 tone_marks[] = {
    [TC_TONE_HUYEN] = TC_MARK_GRAVE,    [TC_TONE_HOI] = TC_MARK_HOOK,
    [TC_TONE_NGA] = TC_MARK_TILDE,      [TC_TONE_SAC] = TC_MARK_ACUTE,
    [TC_TONE_NANG] = TC_MARK_DOT_BELOW,
};

static const guint8 quality_marks[] = {
    [TC_QUALITY_CIRCUMFLEX] = TC_MARK_CIRCUMFLEX,
    [TC_QUALITY_BREVE] = TC_MARK_BREVE,
    [TC_QUALITY_HORN] = TC_MARK_HORN,
    [TC_QUALITY_STROKE] = TC_MARK_STROKE,
};

/* The vowels of Vietnamese with their tones: none, huyền, hỏi, ngã, sắc, nặng. */
static const struct {
    char bare;
    gint8 quality;
    guint16 tones[6];
} vowels[] = {
    {'a', -1, {'a', 0xE0, 0x1EA3, 0xE3, 0xE1, 0x1EA1}},
    {'a', TC_QUALITY_BREVE, {0x103, 0x1EB1, 0x1EB3, 0x1EB5, 0x1EAF, 0x1EB7}},
    {'a', TC_QUALITY_CIRCUMFLEX, {0xE2, 0x1EA7, 0x1EA9, 0x1EAB, 0x1EA5, 0x1EAD}},
    {'e', -1, {'e', 0xE8, 0x1EBB, 0x1EBD, 0xE9, 0x1EB9}},
    {'e', TC_QUALITY_CIRCUMFLEX, {0xEA, 0x1EC1, 0x1EC3, 0x1EC5, 0x1EBF, 0x1EC7}},
    {'i', -1, {'i', 0xEC, 0x1EC9, 0x129, 0xED, 0x1ECB}},
    {'o', -1, {'o', 0xF2, 0x1ECF, 0xF5, 0xF3, 0x1ECD}},
    {'o', TC_QUALITY_CIRCUMFLEX, {0xF4, 0x1ED3, 0x1ED5, 0x1ED7, 0x1ED1, 0x1ED9}},
    {'o', TC_QUALITY_HORN, {0x1A1, 0x1EDD, 0x1EDF, 0x1EE1, 0x1EDB, 0x1EE3}},
    {'u', -1, {'u', 0xF9, 0x1EE7, 0x169, 0xFA, 0x1EE5}},
    {'u', TC_QUALITY_HORN, {0x1B0, 0x1EEB, 0x1EED, 0x1EEF, 0x1EE9, 0x1EF1}},
    {'y', -1, {'y', 0x1EF3, 0x1EF7, 0x1EF9, 0xFD, 0x1EF5}},
};

gunichar
tc_mark_char(guint code)
{
    return code < TC_MARK_VOICED ? 0x300 + code : 0x3099 + (code - TC_MARK_VOICED);
}

int
tc_mark_tone(guint code)
{
    for (guint tone = TC_TONE_HUYEN; tone < G_N_ELEMENTS(tone_marks); tone++)
        if (tone_marks[tone] == code)
            return (int)tone;
    return TC_TONE_NONE;
}

int
tc_mark_quality(guint code)
{
    for (guint quality = 0; quality < G_N_ELEMENTS(quality_marks); quality++)
        if (quality_marks[quality] == code)
            return (int)quality;
    return -1;
}

guint
tc_tone_mark(int tone)
{
    return tone_marks[tone];
}

guint
tc_quality_mark(int quality)
{
    return quality_marks[quality];
}

gunichar
tc_char_compose(gunichar bare, int quality, int tone)
{
    if (quality < 0 && tone == TC_TONE_NONE)
        return bare;
    if (bare == 'd' && quality == TC_QUALITY_STROKE && tone == TC_TONE_NONE)
        return 0x111;
    for (guint i = 0; i < G_N_ELEMENTS(vowels); i++)
        if ((gunichar)vowels[i].bare == bare && vowels[i].quality == quality)
            return vowels[i].tones[tone == TC_TONE_NONE ? 0 : tone - 1];
    return 0;
}
