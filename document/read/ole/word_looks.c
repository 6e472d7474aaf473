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
    gint8 is_centred, is_bold, is_heading;
    int size;
} Said;

#define SAID_NOTHING ((Said){-1, -1, -1, -1})

typedef struct {
    TcBytes bytes;
    gboolean is_read;
    Said said;
    guint base;
} Style;

/* Where a table of pages is read. Questions follow the text, so most are of the stretch that was
 * asked for last or of the next one; and stretches of a page that look alike share what is said. */
typedef struct {
    TcBytes table;      /* positions, then page numbers */
    guint32 fc, fc_end; /* of what the page tells of */
    const guint8 *page; /* NULL at first, and when it is damaged */
    guint entry_len, count, at;
    guint8 is_known[256]; /* by the byte that tells where in the page it stands */
    Said known[256];
} Pages;

struct TcWordLooks {
    const TcWordFile *file;
    Pages runs, paragraphs;
    gsize style_base_len;
    GArray *styles; /* Style, each read when a paragraph has it */
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
static void
read_style(Style *style, gsize base_len)
{
    enum { HEADING_1 = 1, TITLE = 62 };
    TcBytes bytes = style->bytes;
    const guint8 *base = tc_bytes_take(&bytes, base_len);

    style->is_read = TRUE;
    style->said = SAID_NOTHING;
    style->base = G_MAXUINT;
    if (base == NULL || base_len < 10 || (tc_get16(base + 2) & 0xF) != 1)
        return;
    const guint number = tc_get16(base) & 0xFFF;
    style->said.is_heading = number == HEADING_1 || number == TITLE;
    style->base = tc_get16(base + 2) >> 4;
    const guint8 *name = tc_bytes_take(&bytes, 2);
    if (name == NULL || tc_bytes_take(&bytes, 2 * (gsize)tc_get16(name) + 2) == NULL)
        return;
    /* Of paragraphs, behind the number of the style; then of characters. Each begins at an even
     * place. */
    for (guint i = 0; i < 2; i++) {
        if ((bytes.p - base) % 2 != 0 && tc_bytes_take(&bytes, 1) == NULL)
            return;
        const guint8 *head = tc_bytes_take(&bytes, 2);
        const guint8 *changes = head != NULL ? tc_bytes_take(&bytes, tc_get16(head)) : NULL;
        const gsize skipped = i == 0 ? 2 : 0;
        if (changes == NULL)
            return;
        if (tc_get16(head) > skipped)
            read_changes(changes + skipped, tc_get16(head) - skipped, &style->said);
    }
}

static void
find_styles(TcWordLooks *looks, TcBytes bytes)
{
    const guint8 *head = tc_bytes_take(&bytes, 2);
    const guint8 *info = head != NULL ? tc_bytes_take(&bytes, tc_get16(head)) : NULL;

    if (info == NULL || tc_get16(head) < 4)
        return;
    looks->style_base_len = tc_get16(info + 2);
    for (guint count = MIN(tc_get16(info), STYLES_MAX); count > 0; count--) {
        const guint8 *len = tc_bytes_take(&bytes, 2);
        const guint8 *p = len != NULL ? tc_bytes_take(&bytes, tc_get16(len)) : NULL;
        if (p == NULL)
            return;
        const Style style = {.bytes = {p, p + tc_get16(len)}};
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
    looks->runs.table = find_part(file, table, table_len, FIB_RUN_PAGES);
    looks->runs.entry_len = 1;
    looks->paragraphs.table = find_part(file, table, table_len, FIB_PARAGRAPH_PAGES);
    looks->paragraphs.entry_len = 13;
    looks->styles = g_array_new(FALSE, FALSE, sizeof(Style));
    find_styles(looks, find_part(file, table, table_len, FIB_STYLES));
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

/* Turns to the page of formatting for what lies at `fc`. */
static void
turn_page(const TcWordFile *file, Pages *pages, guint32 fc)
{
    const guint8 *table = pages->table.p;
    const gsize len = (gsize)(pages->table.end - table);
    const guint count = len < 12 ? 0 : (guint)MIN((len - 4) / 8, G_MAXUINT16);
    const guint found = find_stretch(table, count, fc);

    pages->page = NULL;
    if (found == count)
        return;
    const guint64 at =
        (guint64)(tc_get32(table + 4 * (count + 1) + 4 * found) & 0x3FFFFF) * PAGE_LEN;
    if (at + PAGE_LEN > file->main_len)
        return;
    const guint8 *page = file->main + at;
    pages->count = page[PAGE_LEN - 1];
    if ((pages->count + 1) * 4 + pages->count * pages->entry_len >= PAGE_LEN)
        return;
    pages->fc = tc_get32(table + 4 * found);
    pages->fc_end = tc_get32(table + 4 * (found + 1));
    pages->page = page;
    pages->at = 0;
    memset(pages->is_known, 0, sizeof pages->is_known);
}

/* Goes to the stretch that `fc` lies in: TRUE when there is one, which is number `at` of the page
 * then. */
static gboolean
find_in_pages(const TcWordFile *file, Pages *pages, guint32 fc)
{
    if (pages->page == NULL || fc < pages->fc || fc >= pages->fc_end)
        turn_page(file, pages, fc);
    if (pages->page == NULL)
        return FALSE;
    const guint8 *ends = pages->page + 4;
    guint at = pages->at;
    if (at >= pages->count || tc_get32(pages->page + 4 * at) > fc)
        at = 0;
    while (at < pages->count && tc_get32(ends + 4 * at) <= fc)
        at++;
    pages->at = at;
    return at < pages->count && tc_get32(pages->page + 4 * at) <= fc;
}

/* What the style `number` says, or those that it is based on, where `said` says nothing. Only its
 * own name makes a heading. */
static void
ask_style(const TcWordLooks *looks, guint number, Said *said)
{
    for (guint i = 0; i < BASES_MAX && number < looks->styles->len; i++) {
        Style *style = &g_array_index(looks->styles, Style, number);
        if (!style->is_read)
            read_style(style, looks->style_base_len);
        if (said->is_centred < 0)
            said->is_centred = style->said.is_centred;
        if (said->is_bold < 0)
            said->is_bold = style->said.is_bold;
        if (said->size < 0)
            said->size = style->said.size;
        if (i == 0)
            said->is_heading = style->said.is_heading;
        number = style->base;
    }
}

/* What is said at `at` of a page of paragraphs (PAPX), there and in the style. */
static Said
read_paragraph(const TcWordLooks *looks, const guint8 *page, guint at)
{
    Said said = SAID_NOTHING;
    guint style = 0;

    if (at != 0 && at < PAGE_LEN - 2) {
        gsize len = page[at] != 0 ? page[at] * 2u - 1 : page[at + 1] * 2u;
        at += page[at] != 0 ? 1 : 2;
        len = MIN(len, PAGE_LEN - 1u - at);
        if (len >= 2) {
            style = tc_get16(page + at);
            read_changes(page + at + 2, len - 2, &said);
        }
    }
    ask_style(looks, style, &said);
    return said;
}

/* What is said at `at` of a page of runs (CHPX). */
static Said
read_run(const guint8 *page, guint at)
{
    Said said = SAID_NOTHING;

    if (at != 0 && at < PAGE_LEN - 1)
        read_changes(page + at + 1, MIN(page[at], PAGE_LEN - 2 - at), &said);
    return said;
}

/* What is said of the stretch that was found in the pages. */
static const Said *
ask_pages(const TcWordLooks *looks, Pages *pages)
{
    const guint8 word = pages->page[(pages->count + 1) * 4 + pages->at * pages->entry_len];

    if (!pages->is_known[word]) {
        pages->is_known[word] = TRUE;
        pages->known[word] = pages == &looks->runs ? read_run(pages->page, word * 2u)
                                                   : read_paragraph(looks, pages->page, word * 2u);
    }
    return &pages->known[word];
}

/* How the characters of a paragraph look. */
typedef struct {
    guint32 bold; /* of them */
    guint32 longest;
    int size; /* of the longest run */
} Runs;

static void
add_run(Runs *runs, const Said *run, const Said *paragraph, guint32 len)
{
    if ((run->is_bold >= 0 ? run->is_bold : paragraph->is_bold) == 1)
        runs->bold += len;
    if (len > runs->longest) {
        runs->longest = len;
        runs->size = run->size > 0 ? run->size : paragraph->size;
    }
}

TcLook
tc_word_looks_get(TcWordLooks *looks, guint32 fc, guint32 fc_end)
{
    Said paragraph = SAID_NOTHING;
    if (find_in_pages(looks->file, &looks->paragraphs, fc_end))
        paragraph = *ask_pages(looks, &looks->paragraphs);
    else
        ask_style(looks, 0, &paragraph);
    /* Ten points are what Word takes where nothing is said. */
    paragraph.size = paragraph.size > 0 ? paragraph.size : 20;
    Runs runs = {0, 0, paragraph.size};
    Pages *pages = &looks->runs;
    const guint32 len = fc_end - fc;
    guint left = RUNS_MAX;

    while (fc < fc_end && left > 0) {
        if (!find_in_pages(looks->file, pages, fc)) {
            add_run(&runs, &paragraph, &paragraph, fc_end - fc);
            break;
        }
        /* The stretches of a page follow each other. */
        for (;; pages->at++) {
            const guint32 run_end = MIN(tc_get32(pages->page + 4 * (pages->at + 1)), fc_end);
            if (run_end > fc)
                add_run(&runs, ask_pages(looks, pages), &paragraph, run_end - fc);
            fc = MAX(fc, run_end);
            if (--left == 0 || fc >= fc_end || pages->at + 1 >= pages->count)
                break;
        }
    }
    return (TcLook){.size = (guint16)CLAMP(runs.size, 0, G_MAXUINT16),
                    .is_bold = runs.bold > 0 && runs.bold >= len - len / 8,
                    .is_centred = paragraph.is_centred == 1,
                    .is_heading = paragraph.is_heading == 1};
}
