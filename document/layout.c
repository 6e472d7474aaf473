#include "document/layout.h"

/* Letters are counted in bytes. */
typedef struct {
    guint letters;
    guint bold, centred, heading;
    guint sized; /* of `size`, less those of others */
    guint16 size;
} Line;

struct TcLayout {
    gsize at;           /* bytes of the text that were looked at */
    guint count;        /* lines that have begun */
    gboolean is_inside; /* the last of them has not ended */
    Line lines[TC_LAYOUT_LINES];
};

TcLayout *
tc_layout_new(void)
{
    return g_new0(TcLayout, 1);
}

void
tc_layout_free(TcLayout *layout)
{
    g_free(layout);
}

gboolean
tc_layout_is_full(const TcLayout *layout)
{
    return !layout->is_inside && (layout->count == TC_LAYOUT_LINES || layout->at > TC_LAYOUT_BYTES);
}

gsize
tc_layout_blank_len(const char *p, const char *end)
{
    const guchar c = (guchar)*p;
    if (c < 0x80) /* bars are the edges of cells */
        return c <= ' ' || c == 0x7f || c == '|';
    if (c == 0xc2)
        return end - p > 1 && ((guchar)p[1] == 0xa0 || (guchar)p[1] == 0x85) ? 2 : 0;
    if ((c != 0xe1 && c != 0xe2 && c != 0xe3 && c != 0xef) || end - p < 3)
        return 0;
    if (c == 0xe1 && (guchar)p[1] >= 0xb8) /* letters of Vietnamese, not worth the question */
        return 0;
    const gunichar wide =
        (gunichar)(c & 0xf) << 12 | (gunichar)(p[1] & 0x3f) << 6 | (gunichar)(p[2] & 0x3f);
    return g_unichar_isspace(wide) || wide == 0xFEFF || wide == 0x200B ? 3 : 0;
}

static void
add_letters(Line *line, guint letters, const TcLook *look)
{
    line->letters += letters;
    if (look == NULL)
        return;
    line->bold += look->is_bold ? letters : 0;
    line->centred += look->is_centred ? letters : 0;
    line->heading += look->is_heading ? letters : 0;
    if (line->size == look->size) {
        line->sized += letters;
    } else if (line->sized >= letters) {
        line->sized -= letters;
    } else {
        line->size = look->size;
        line->sized = letters - line->sized;
    }
}

/* Goes on to `to`; `look` is NULL where it is not known. */
static void
advance(TcLayout *layout, const char *text, gsize to, const TcLook *look)
{
    const char *p = text + layout->at;
    const char *end = text + to;

    while (p < end && !tc_layout_is_full(layout)) {
        gsize blank = 0;
        guint letters = 0;
        while (!layout->is_inside && p < end && (blank = tc_layout_blank_len(p, end)) > 0)
            p += blank;
        if (p == end)
            break;
        layout->count += !layout->is_inside;
        layout->is_inside = TRUE;
        for (; p < end && *p != '\n'; p += MAX(blank, 1)) {
            /* Most of a text is letters of ASCII, or within others. */
            const gboolean is_letter = g_ascii_isalnum(*p) || (*p & 0xC0) == 0x80;
            blank = is_letter ? 0 : *p == ' ' ? 1 : tc_layout_blank_len(p, end);
            letters += blank == 0;
        }
        add_letters(&layout->lines[layout->count - 1], letters, look);
        layout->is_inside = p == end;
    }
    layout->at = to;
}

void
tc_layout_note(TcLayout *layout, const char *text, gsize from, gsize to, const TcLook *look)
{
    if (from > layout->at)
        advance(layout, text, from, NULL);
    if (to > layout->at)
        advance(layout, text, to, look);
}

void
tc_layout_shift(TcLayout *layout, gsize len)
{
    layout->at += len;
}

gboolean
tc_layout_line(const TcLayout *layout, guint line, TcLook *look)
{
    if (line >= layout->count)
        return FALSE;
    const Line *found = &layout->lines[line];
    /* A number before it, or a mark behind it, may look otherwise. */
    const guint most = found->letters - found->letters / 8;
    *look = (TcLook){.size = found->size,
                     .is_bold = found->bold >= most,
                     .is_centred = found->centred >= most,
                     .is_heading = found->heading >= most};
    return found->letters > 0;
}

guint
tc_layout_usual_size(const TcLayout *layout)
{
    guint usual = 0;
    guint most = 0;

    for (guint i = 0; i < layout->count; i++) {
        const guint size = layout->lines[i].size;
        guint letters = 0;
        for (guint k = 0; k < layout->count && size != 0 && size != usual; k++)
            letters += layout->lines[k].size == size ? layout->lines[k].letters : 0;
        if (letters > most) {
            most = letters;
            usual = size;
        }
    }
    return usual;
}
