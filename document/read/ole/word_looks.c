#include "document/read/ole/word_looks.h"

#include "document/bytes.h"
#include "document/read/ole/word_properties.h"

#include <string.h>

/* How many styles a style may be based on, one on the other. */
#define BASES_MAX  20u
/* Styles that are read; Word has some hundreds. */
#define STYLES_MAX 4096u
/* Runs of one paragraph that are looked at. */
#define RUNS_MAX   64u

enum { FIB_STYLES = 0xA2, FIB_RUN_PAGES = 0xFA, FIB_PARAGRAPH_PAGES = 0x102, PAGE_LEN = 512 };
enum { SPRM_CENTRING_OLD = 0x2403, SPRM_CENTRING = 0x2461, SPRM_BOLD = 0x0835, SPRM_SIZE = 0x4A43 };

/* What is said of a paragraph or of its characters; -1 for nothing. */
typedef struct {
    gint8 is_centred, is_bold;
    int size;
} Said;

#define SAID_NOTHING ((Said){-1, -1, -1})

typedef struct {
    Said said;
    guint base;
    gboolean is_heading;
} Style;

struct TcWordLooks {
    const TcWordFile *file;
    TcBytes run_pages, paragraph_pages; /* tables of pages: positions, then page numbers */
    GArray *styles;                     /* Style */
};

/* The part of the table stream that the FIB names at `at`; empty when it is not there. */
static TcBytes
find_part(const TcWordFile *file, const guint8 *table, gsize table_len, guint at)
{
    guint32 from = file->main_len >= at + 8u ? tc_get32(file->main + at) : 0;
    guint32 len = file->main_len >= at + 8u ? tc_get32(file->main + at + 4) : 0;

    if (from > table_len || len > table_len - from)
        return (TcBytes){table, table};
    return (TcBytes){table + from, table + from + len};
}

/* Reads a list of changes (grpprl). */
static void
read_changes(const guint8 *p, gsize len, Said *said)
{
    for (gsize used; (used = tc_word_sprm_len(p, len)) > 0; p += used, len -= used)
        switch (tc_get16(p)) {
        case SPRM_CENTRING_OLD:
        case SPRM_CENTRING:
            said->is_centred = p[2] == 1;
            break;
        case SPRM_BOLD:
            /* 0x80: as in the style; 0x81: as it is not. */
            said->is_bold = p[2] == 0x80 ? said->is_bold : (gint8)tc_word_is_on(p[2]);
            break;
        case SPRM_SIZE:
            said->size = tc_get16(p + 2);
            break;
        default:
            break;
        }
}

/* Reads a style (STD) of paragraphs: what it is based on, and what it says. Those with the numbers
 * 1 (heading 1) and 62 (title) are the same in all languages of Word. */
static Style
read_style(TcBytes bytes, gsize base_len)
{
    enum { HEADING_1 = 1, TITLE = 62 };
    Style style = {SAID_NOTHING, G_MAXUINT, FALSE};
    const guint8 *base = tc_bytes_take(&bytes, base_len);

    if (base == NULL || base_len < 10 || (tc_get16(base + 2) & 0xF) != 1)
        return style;
    const guint number = tc_get16(base) & 0xFFF;
    style.is_heading = number == HEADING_1 || number == TITLE;
    style.base = tc_get16(base + 2) >> 4;
    const guint8 *name = tc_bytes_take(&bytes, 2);
    if (name == NULL || tc_bytes_take(&bytes, 2 * (gsize)tc_get16(name) + 2) == NULL)
        return style;
    /* Of paragraphs, behind the number of the style; then of characters. Each begins at an even
     * place. */
    for (guint i = 0; i < 2; i++) {
        if ((bytes.p - base) % 2 != 0 && tc_bytes_take(&bytes, 1) == NULL)
            return style;
        const guint8 *head = tc_bytes_take(&bytes, 2);
        const guint8 *changes = head != NULL ? tc_bytes_take(&bytes, tc_get16(head)) : NULL;
        const gsize skipped = i == 0 ? 2 : 0;
        if (changes == NULL)
            return style;
        if (tc_get16(head) > skipped)
            read_changes(changes + skipped, tc_get16(head) - skipped, &style.said);
    }
    return style;
}

static void
read_styles(TcWordLooks *looks, TcBytes bytes)
{
    const guint8 *head = tc_bytes_take(&bytes, 2);
    const guint8 *info = head != NULL ? tc_bytes_take(&bytes, tc_get16(head)) : NULL;

    if (info == NULL || tc_get16(head) < 4)
        return;
    const gsize base_len = tc_get16(info + 2);
    for (guint count = MIN(tc_get16(info), STYLES_MAX); count > 0; count--) {
        const guint8 *len = tc_bytes_take(&bytes, 2);
        const guint8 *p = len != NULL ? tc_bytes_take(&bytes, tc_get16(len)) : NULL;
        if (p == NULL)
            return;
        const Style style = read_style((TcBytes){p, p + tc_get16(len)}, base_len);
        g_array_append_val(looks->styles, style);
    }
}

TcWordLooks *
tc_word_looks_new(const TcWordFile *file, const guint8 *table, gsize table_len)
{
    if (file->is_old)
        return NULL;
    TcWordLooks *looks = g_new0(TcWordLooks, 1);
    looks->file = file;
    looks->run_pages = find_part(file, table, table_len, FIB_RUN_PAGES);
    looks->paragraph_pages = find_part(file, table, table_len, FIB_PARAGRAPH_PAGES);
    looks->styles = g_array_new(FALSE, FALSE, sizeof(Style));
    read_styles(looks, find_part(file, table, table_len, FIB_STYLES));
    return looks;
}

void
tc_word_looks_free(TcWordLooks *looks)
{
    if (looks == NULL)
        return;
    g_array_unref(looks->styles);
    g_free(looks);
}

/* Which of the `count` stretches whose ends are the positions at `p` has `fc`; `count` when none
 * does. */
static guint
find_stretch(const guint8 *p, guint count, guint32 fc)
{
    guint low = 0, high = count;

    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (tc_get32(p + 4 * (middle + 1)) <= fc)
            low = middle + 1;
        else
            high = middle;
    }
    return low < count && tc_get32(p + 4 * low) <= fc ? low : count;
}

/* The page of formatting for what lies at `fc`; NULL without one. */
static const guint8 *
find_page(const TcWordLooks *looks, TcBytes table, guint32 fc)
{
    const gsize len = (gsize)(table.end - table.p);
    const guint count = len < 12 ? 0 : (guint)MIN((len - 4) / 8, G_MAXUINT16);
    const guint found = find_stretch(table.p, count, fc);

    if (found == count)
        return NULL;
    const guint64 at =
        (guint64)(tc_get32(table.p + 4 * (count + 1) + 4 * found) & 0x3FFFFF) * PAGE_LEN;
    return at + PAGE_LEN <= looks->file->main_len ? looks->file->main + at : NULL;
}

/* What the style `number` says, or those that it is based on, where `said` says nothing. */
static void
ask_style(const TcWordLooks *looks, guint number, Said *said)
{
    for (guint i = 0; i < BASES_MAX && number < looks->styles->len; i++) {
        const Style *style = &g_array_index(looks->styles, Style, number);
        if (said->is_centred < 0)
            said->is_centred = style->said.is_centred;
        if (said->is_bold < 0)
            said->is_bold = style->said.is_bold;
        if (said->size < 0)
            said->size = style->said.size;
        number = style->base;
    }
}

/* What the paragraph at `fc` says itself (PAPX FKP); `style` gets its number. */
static Said
read_paragraph(const TcWordLooks *looks, guint32 fc, guint *style)
{
    const guint8 *page = find_page(looks, looks->paragraph_pages, fc);
    Said said = SAID_NOTHING;

    *style = 0;
    if (page == NULL)
        return said;
    const guint count = page[PAGE_LEN - 1];
    if ((count + 1) * 4 + count * 13 >= PAGE_LEN)
        return said;
    const guint found = find_stretch(page, count, fc);
    guint at = found < count ? page[(count + 1) * 4 + found * 13] * 2u : 0;
    if (at == 0 || at >= PAGE_LEN - 2)
        return said;
    gsize len = page[at] != 0 ? page[at] * 2u - 1 : page[at + 1] * 2u;
    at += page[at] != 0 ? 1 : 2;
    len = MIN(len, PAGE_LEN - 1u - at);
    if (len < 2)
        return said;
    *style = tc_get16(page + at);
    read_changes(page + at + 2, len - 2, &said);
    return said;
}

/* What is said of the characters at `fc` (CHPX FKP); `*fc` is moved behind them. */
static Said
read_run(const TcWordLooks *looks, guint32 *fc)
{
    const guint8 *page = find_page(looks, looks->run_pages, *fc);
    const guint count = page != NULL ? page[PAGE_LEN - 1] : 0;
    const guint found = (count + 1) * 4 + count < PAGE_LEN ? find_stretch(page, count, *fc) : count;
    Said said = SAID_NOTHING;

    if (found == count) {
        *fc = G_MAXUINT32;
        return said;
    }
    const guint at = page[(count + 1) * 4 + found] * 2u;
    if (at != 0 && at < PAGE_LEN - 1)
        read_changes(page + at + 1, MIN(page[at], PAGE_LEN - 2 - at), &said);
    *fc = tc_get32(page + 4 * (found + 1));
    return said;
}

TcLook
tc_word_looks_get(const TcWordLooks *looks, guint32 fc, guint32 fc_end)
{
    guint style;
    Said paragraph = read_paragraph(looks, fc_end, &style);
    ask_style(looks, style, &paragraph);
    guint32 bold = 0;
    guint32 longest = 0;
    const guint32 from = fc;
    /* Ten points are what Word takes where nothing is said. */
    int size = paragraph.size > 0 ? paragraph.size : 20;

    for (guint i = 0; fc < fc_end && i < RUNS_MAX; i++) {
        const guint32 start = fc;
        const Said run = read_run(looks, &fc);
        const guint32 len = MIN(fc, fc_end) - start;
        bold += (run.is_bold >= 0 ? run.is_bold : paragraph.is_bold) == 1 ? len : 0;
        if (len > longest) {
            longest = len;
            size = run.size > 0 ? run.size : size;
        }
    }
    return (TcLook){.size = (guint16)CLAMP(size, 0, G_MAXUINT16),
                    .is_bold = bold > 0 && bold >= (fc_end - from) - (fc_end - from) / 8,
                    .is_centred = paragraph.is_centred == 1,
                    .is_heading = style < looks->styles->len &&
                                  g_array_index(looks->styles, Style, style).is_heading};
}
